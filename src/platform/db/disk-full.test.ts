import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { Failure } from '../failure.ts'
import { explainDiskFull } from './disk-full.ts'

test('a database without room says so in a sentence', () => {
  const full = new DatabaseSync(':memory:')
  full.exec('pragma max_page_count = 3; create table t (x)')
  let thrown: unknown
  try {
    full.exec('insert into t values (zeroblob(1000000))')
  } catch (error) {
    thrown = error
  }
  const explained = explainDiskFull(thrown)
  assert.ok(explained instanceof Failure)
  assert.match(explained.text.en, /^The disk with the data is full: free some space/)
})

test('any other error stays what it is', () => {
  const error = new Error('something else')
  assert.equal(explainDiskFull(error), error)
  assert.equal(explainDiskFull('text'), 'text')
})
