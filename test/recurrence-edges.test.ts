import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expand } from '../src/lib/recurrence/expand.ts'
import { createRule } from '../src/lib/recurrence/rule.ts'
import { createSeries } from '../src/lib/recurrence/series.ts'
import { formatLocal, readLocal } from '../src/lib/zones/local-time.ts'
import { type Change, offsetAt, transitionsBetween, type Zone } from '../src/lib/zones/zone.ts'
import { openZones } from '../src/platform/zones/open-zones.ts'

const zones = openZones()
const [from, to] = [Date.UTC(2024, 0) / 1000, Date.UTC(2036, 0) / 1000]
const edges = zones.names().flatMap(name => {
  const zone = zones.getZone(name)
  return transitionsBetween(zone, from, to).map(change => ({ zone, change }))
})

test('a daily start keeps its time on the wall over every edge of every zone, 2024–2035', () => {
  assert.ok(edges.length > 4000, `${edges.length} edges`)
  for (const { zone, change } of edges) {
    const { at, before, after } = change
    const [low, high] = [Math.min(before.offset, after.offset), Math.max(before.offset, after.offset)]
    for (const local of [at + low - 1, at + low, at + (low + high) / 2, at + high - 1, at + high]) {
      const start = formatLocal(local - 2 * 86_400)
      const series = createSeries(start, zone, { rules: [createRule('daily', { count: 5 })] })
      const found = [...expand(series)].map(({ startAt }) => startAt)
      const expected = [-2, -1, 0, 1, 2].map(days => search(zone, local + days * 86_400, change))
      assert.deepEqual(
        found,
        [...new Set(expected)].sort((a, b) => a - b),
        `${zone.name} ${start}`,
      )
    }
  }
})

test('a start every half hour comes once at each instant, in order, over every edge of every zone', () => {
  for (const { zone, change } of edges) {
    const start = formatLocal(change.at + change.before.offset - 4 * 3600)
    const series = createSeries(start, zone, { rules: [createRule('minutely', { interval: 30, count: 16 })] })
    let last = Number.NEGATIVE_INFINITY
    for (const { startAt, local } of expand(series)) {
      assert.ok(startAt > last, `${zone.name} ${local}`)
      assert.equal(startAt, search(zone, readLocal(local) ?? 0, change), `${zone.name} ${local}`)
      last = startAt
    }
  }
})

/** The first instant whose clock shows that time, looked for by both settings; else by the one before. */
function search(zone: Zone, local: number, { before, after }: Change): number {
  const candidates = [local - before.offset, local - after.offset].sort((a, b) => a - b)
  return candidates.find(at => at + offsetAt(zone, at) === local) ?? local - before.offset
}
