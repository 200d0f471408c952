import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCache } from './cache.ts'

test('an answer is made once for those who ask for it, also at the same time', async () => {
  const cache = createCache<number>(2)
  let made = 0
  const make = async () => ++made
  assert.deepEqual(await Promise.all([cache.get('a', make), cache.get('a', make)]), [1, 1])
  assert.equal(await cache.get('a', make), 1)
})

test('the least recently asked for is forgotten first', async () => {
  const cache = createCache<string>(2)
  const made: string[] = []
  const get = (key: string) => cache.get(key, async () => `${made.push(key)}`)
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key)
  assert.deepEqual(made, ['a', 'b', 'c', 'b'])
})

test('a failure is not kept', async () => {
  const cache = createCache<string>(2)
  await assert.rejects(cache.get('a', () => Promise.reject(new Error('no'))))
  assert.equal(await cache.get('a', async () => 'yes'), 'yes')
})
