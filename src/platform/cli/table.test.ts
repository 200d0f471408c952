import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatTable } from './table.ts'

test('a name that would turn what follows it, or steer the terminal, does neither, and columns stay straight', () => {
  const rows = [
    ['Ada \u202egnp.exe\u2066', 'core'],
    ['\u001b[31mBob\u001b[0m\n\u200f', 'docs'],
    ['Élodie 李', 'web'],
  ]
  assert.deepEqual(formatTable(rows), ['Ada gnp.exe  core', 'Bob          docs', 'Élodie 李    web'])
})
