import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createZone } from '../zones/zone.ts'
import { addBusinessDays, countBusinessDays, type WorkingCalendar } from './business-days.ts'

const zoneOf = (name: string, footer: string) => createZone(name, { settings: [], times: [], kinds: [], footer })
const paris: WorkingCalendar = {
  zone: zoneOf('Europe/Paris', 'CET-1CEST,M3.5.0,M10.5.0/3'),
  weekend: [6, 7],
  holidays: ['2026-12-25'],
  workdays: [],
}
const beijing: WorkingCalendar = {
  zone: zoneOf('Asia/Shanghai', 'CST-8'),
  weekend: [6, 7],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: ['2026-10-10'],
}

const cases: [what: string, at: string, days: number, calendar: WorkingCalendar, due: string][] = [
  ['the end of the next day', '2026-11-23T08:00:00Z', 1, paris, '2026-11-24T22:59:59Z'],
  ['Friday leads to Monday', '2026-11-20T16:00:00Z', 1, paris, '2026-11-23T22:59:59Z'],
  ['a holiday is left out', '2026-12-24T09:00:00Z', 1, paris, '2026-12-28T22:59:59Z'],
  ['late in the evening in UTC is tomorrow in Beijing', '2026-11-23T17:00:00Z', 1, beijing, '2026-11-25T15:59:59Z'],
  ['a Saturday with work counts', '2026-09-30T02:00:00Z', 3, beijing, '2026-10-10T15:59:59Z'],
  ['over the end of summer time', '2026-10-23T10:00:00Z', 1, paris, '2026-10-26T22:59:59Z'],
  ['no days is the end of today', '2026-11-23T08:00:00Z', 0, paris, '2026-11-23T22:59:59Z'],
]

for (const [what, at, days, calendar, due] of cases) {
  test(what, () => assert.equal(addBusinessDays(new Date(at), days, calendar).toISOString(), due.replace('Z', '.000Z')))
}

test('a calendar that never works ends the search', () => {
  const never = { ...paris, weekend: [1, 2, 3, 4, 5, 6, 7] }
  assert.ok(addBusinessDays(new Date('2026-01-01T00:00:00Z'), 1, never) instanceof Date)
})

test('a day ends by the rules that are handed in, whatever the runtime thinks of that place', () => {
  const moved = { ...paris, zone: zoneOf('Europe/Paris', 'MOVED-5') }
  assert.equal(addBusinessDays(new Date('2026-11-23T08:00:00Z'), 1, moved).toISOString(), '2026-11-24T18:59:59.000Z')
  assert.equal(countBusinessDays(new Date('2026-11-23T18:30:00Z'), new Date('2026-11-23T19:30:00Z'), moved), 1)
  assert.equal(countBusinessDays(new Date('2026-11-23T18:30:00Z'), new Date('2026-11-23T19:30:00Z'), paris), 0)
})

test('business days between two moments', () => {
  const from = new Date('2026-11-20T10:00:00Z')
  assert.equal(countBusinessDays(from, new Date('2026-11-24T10:00:00Z'), paris), 2)
  assert.equal(countBusinessDays(new Date('2026-11-24T10:00:00Z'), from, paris), -2)
  assert.equal(countBusinessDays(from, from, paris), 0)
})
