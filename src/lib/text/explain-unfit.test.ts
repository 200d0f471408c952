import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { explainUnfit } from './explain-unfit.ts'

const shape = z.object({ name: z.string(), tags: z.array(z.number()), day: z.string().regex(/^\d/, 'no day') })

test('what does not fit is told with where, in each language', () => {
  assert.deepEqual(explainUnfit(shape, { name: 1, tags: [1, 'a'], day: 'May' }), {
    en: 'name: a text is expected; tags.1: a number is expected; day: no day',
    zh: 'name：应为文本；tags.1：应为数字；day：no day',
  })
  assert.deepEqual(explainUnfit(shape, []), {
    en: 'an object with named fields is expected',
    zh: '应为带字段名的对象',
  })
})

test('every kind of what does not fit has plain words in both languages', () => {
  const cases: [z.ZodType, unknown, string, string][] = [
    [z.iso.date(), 'soon', 'a day such as 2026-03-31 is expected', '应为形如 2026-03-31 的日期'],
    [z.iso.datetime(), 'x', 'a time such as 2026-03-31T10:00:00Z is expected', '应为形如 2026-03-31T10:00:00Z 的时间'],
    [z.email(), 'x', 'an e-mail address is expected', '应为邮箱地址'],
    [z.url(), 'x', 'an address such as https://example.org is expected', '应为形如 https://example.org 的网址'],
    [z.string(), undefined, 'missing', '缺失'],
    [z.string().min(1), '', 'empty', '为空'],
    [z.string().max(2), 'xxx', 'longer than 2 characters', '超过 2 个字符'],
    [z.array(z.string()).max(1), ['a', 'b'], 'more than 1 entry', '超过 1 项'],
    [z.coerce.number(), 'x', 'a number is expected', '应为数字'],
    [z.int(), 1.5, 'a whole number is expected', '应为整数'],
    [z.number().min(1), 0, 'less than 1', '小于 1'],
    [z.number().positive(), 0, 'not more than 0', '不大于 0'],
    [z.number().max(9), 10, 'more than 9', '大于 9'],
    [z.enum(['a', 'b']), 'c', 'one of a, b is expected', '应为以下之一：a、b'],
    [z.literal('x'), 'c', 'x is expected', '应为 x'],
    [z.strictObject({}), { q: 1 }, 'q is not known here', '此处不识别 q'],
    [z.union([z.string(), z.number()]), true, 'none of the forms that it may have', '不符合任何允许的形式'],
    [z.string().startsWith('a'), 'b', 'does not begin with a', '未以 a 开头'],
    [z.string().regex(/^\d$/), 'b', 'not written like /^\\d$/', '写法不符合 /^\\d$/'],
    [z.string().refine(() => false), 'b', 'not allowed', '不允许'],
    [z.string().refine(() => false, 'min is more than max'), 'b', 'min is more than max', 'min 大于 max'],
  ]
  for (const [shape, given, en, zh] of cases) assert.deepEqual(explainUnfit(shape, given), { en, zh })
})

test('of much that does not fit, the first is told', () => {
  const { en } = explainUnfit(z.array(z.number()), Array(50).fill('x'))
  assert.equal(en.split('; ').length, 5)
  assert.equal(explainUnfit(z.array(z.number()), ['x', 'x'], 1).en.split('; ').length, 1)
})

test('what a shape says itself of a day, a part of a call or a group is there in Chinese, too', () => {
  for (const words of [
    'a day of the calendar, as YYYY-MM-DD',
    'a part under the Chatham House Rule has no speaker: announce a talk in a part of its own',
    'wg-, sig-, ug- or cohort-, then lowercase letters, digits and -',
  ]) {
    const { en, zh } = explainUnfit(
      z.string().refine(() => false, words),
      'x',
    )
    assert.equal(en, words)
    assert.doesNotMatch(zh, /day|speaker|letters/)
  }
})
