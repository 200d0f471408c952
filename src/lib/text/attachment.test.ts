import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attachment, forFileName } from './attachment.ts'

test('a name of other letters is told beside one that every program reads', () => {
  assert.equal(attachment('a-b.csv'), 'attachment; filename="a-b.csv"')
  assert.equal(attachment("组'.csv"), `attachment; filename="-'.csv"; filename*=UTF-8''%E7%BB%84%27.csv`)
  assert.equal(attachment('a"\\\r\nb'), `attachment; filename="a---b"; filename*=UTF-8''a%22%5C%0D%0Ab`)
})

test('what no file may be named is left out, letters of all scripts stay', () => {
  assert.equal(forFileName('organization-开源 办公室/Co.'), 'organization-开源-办公室-Co.')
  assert.equal(forFileName('𠀀'.repeat(101)).length, 200)
})
