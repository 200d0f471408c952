import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTime } from './patience.ts'

test('what is there in time is given, what fails in time fails, and nobody waits for the rest', async () => {
  assert.equal(await inTime(Promise.resolve('there'), 60_000), 'there')
  await assert.rejects(inTime(Promise.reject(new Error('broken')), 60_000), /broken/)
  assert.equal(await inTime(new Promise(() => undefined), 1), undefined)
})
