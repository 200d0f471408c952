import assert from 'node:assert/strict'
import { unitBeside } from '../src/lib/text/unit-beside.ts'

/** What is counted in the plural has a form beside 1 (unit-beside.ts); a share of the commits has no other. */
export function checkUnit(unit: string) {
  const isCounted = /^(?!of |from |in )(?:people\b.*|.*[^’']s)$/.test(unit)
  assert.equal(unitBeside('1', unit) !== unit, isCounted, unit)
  assert.equal(unitBeside('2', unit), unit)
}
