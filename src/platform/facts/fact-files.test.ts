import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { NumberColumn } from '../../lib/parquet/columns.ts'
import { tidyFacts, writeFacts } from './fact-files.ts'

test('tidying removes what killed runs left behind and lets what is being written become whole', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-facts-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const column = new NumberColumn('number', 'integer')
  for (let row = 0; row < 2_000_000; row++) column.append((row * 7919) % 1_000_003)
  writeFileSync(join(folder, '.writing-killed'), 'half of a file')

  let isWritten = false
  const writing = writeFacts(join(folder, 'files.parquet'), [column]).finally(() => {
    isWritten = true
  })
  let times = 0
  while (!isWritten) {
    await tidyFacts(folder)
    times++
  }
  await writing

  assert.ok(times > 1, 'it was tidied while the file was being written')
  assert.deepEqual(readdirSync(folder), ['files.parquet'])
})
