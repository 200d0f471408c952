import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { explainUnfit } from './explain-unfit.ts'

const shape = z.object({ name: z.string(), tags: z.array(z.number()), day: z.string().regex(/^\d/, 'no day') })

test('what does not fit is told with where, in each language', () => {
  assert.deepEqual(explainUnfit(shape, { name: 1, tags: [1, 'a'], day: 'May' }), {
    en: 'name: Invalid input: expected string, received number; tags.1: Invalid input: expected number, received string; day: no day',
    zh: 'name：无效输入：期望 string，实际接收 数字；tags.1：无效输入：期望 数字，实际接收 string；day：no day',
  })
  assert.deepEqual(explainUnfit(shape, []), {
    en: 'Invalid input: expected object, received array',
    zh: '无效输入：期望 object，实际接收 数组',
  })
})

test('of much that does not fit, the first is told', () => {
  const { en } = explainUnfit(z.array(z.number()), Array(50).fill('x'))
  assert.equal(en.split('; ').length, 5)
  assert.equal(explainUnfit(z.array(z.number()), ['x', 'x'], 1).en.split('; ').length, 1)
})
