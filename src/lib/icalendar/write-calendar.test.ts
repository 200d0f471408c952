import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Calendar, CalendarEvent } from './calendar.ts'
import { entityTagOf } from './entity-tag.ts'
import { readCalendar } from './read-calendar.ts'
import { cancelEvent, groupSeries } from './series.ts'
import { stableUid } from './stable-uid.ts'
import { workingGroup } from './working-group-for-tests.ts'
import { type Writing, writeCalendar, zonesOf } from './write-calendar.ts'
import { zoneForTests } from './zones-for-tests.ts'

const writing: Writing = { writtenAt: '2026-01-10T08:00:00Z', findZone: zoneForTests }

test('the feed of a working group stays as it is', () => {
  const golden = readFileSync(join(import.meta.dirname, 'fixtures/working-group.ics'), 'utf8')
  assert.equal(writeCalendar(workingGroup, writing), golden)
  assert.deepEqual(zonesOf(workingGroup), ['Europe/Paris', 'Asia/Shanghai', 'America/New_York'])
})

test('its tag stays while only the time of writing changes, and changes with what it says', () => {
  const event: CalendarEvent = { uid: '1', start: { date: '2026-03-01' }, summary: 'DTSTAMP:\nDTSTAMP:x' }
  const tagAt = (writtenAt: string, event: CalendarEvent) =>
    entityTagOf(writeCalendar({ productId: 'x', events: [event], tasks: [] }, { ...writing, writtenAt }))
  const tag = tagAt('2026-01-10T08:00:00Z', event)
  assert.match(tag, /^W\/"[\w-]{32}"$/)
  assert.equal(tagAt('2027-01-10T08:00:00Z', event), tag)
  assert.notEqual(tagAt('2026-01-10T08:00:00Z', { ...event, summary: 'DTSTAMP:\nDTSTAMP:y' }), tag)
})

test('what is not stamped gets the time of its last change, else that of the writing', () => {
  const event: CalendarEvent = { uid: '1', start: { date: '2026-03-01' } }
  const text = writeCalendar(
    { productId: 'x', events: [event, { ...event, lastModifiedAt: '2025-12-01T00:00:00Z' }], tasks: [] },
    writing,
  )
  assert.deepEqual(text.match(/DTSTAMP.*/g), ['DTSTAMP:20260110T080000Z', 'DTSTAMP:20251201T000000Z'])
})

test('a zone that only its own calendar defines is written as that defined it, and one that none defines is refused', () => {
  const start = { local: '2026-03-01T09:00:00', zone: 'Customized, Zone' }
  const timeZone = {
    name: 'VTIMEZONE',
    properties: [{ name: 'TZID', parameters: [], value: 'Customized\\, Zone' }],
    components: [],
  }
  const calendar: Calendar = { productId: 'x', events: [{ uid: '1', start }], tasks: [] }
  const nothing: Writing = { ...writing, findZone: () => undefined }
  const text = writeCalendar({ ...calendar, timeZones: [timeZone] }, nothing)
  assert.deepEqual(readCalendar(text).calendars[0]?.timeZones, [timeZone])
  assert.throws(() => writeCalendar(calendar, nothing), RangeError)
})

test('when clocks change for good, the next occurrence decides what is told of the zone', () => {
  const change = Date.parse('2026-03-01T00:00:00Z') / 1000
  const findZone: Writing['findZone'] = () => ({
    settingAt: at => (at < change - 86_400 ? plain(6) : at < change ? plain(5.5) : plain(5)),
    changesBetween: (from, to) => [change - 86_400, change].filter(at => at >= from && at < to).map(at => ({ at })),
  })
  const calendar: Calendar = {
    productId: 'x',
    events: [{ uid: '1', start: { local: '2026-01-01T09:00:00', zone: 'Asia/Almaty' }, rule: 'FREQ=MONTHLY' }],
    tasks: [],
  }
  const offsets = (findNext?: Writing['findNext']) =>
    writeCalendar(calendar, { ...writing, findZone, ...(findNext && { findNext }) }).match(/TZOFFSETTO.*/g)
  assert.deepEqual(offsets(), ['TZOFFSETTO:+0600', 'TZOFFSETTO:+0530'])
  assert.deepEqual(
    offsets(() => change + 100),
    ['TZOFFSETTO:+0500'],
  )
})

test('what cannot be written is refused', () => {
  const event: CalendarEvent = { uid: '1', start: { date: '2026-03-01' } }
  const events: CalendarEvent[] = [
    { ...event, start: { date: '2026-02-30' } },
    { ...event, duration: 'an hour' },
    { ...event, createdAt: '2026-03-01T09:00:00+01:00' },
    { ...event, extras: [{ name: 'X\r\nATTENDEE', parameters: [], value: '' }] },
  ]
  for (const wrong of events) {
    assert.throws(() => writeCalendar({ productId: 'x', events: [wrong], tasks: [] }, writing), RangeError)
  }
})

test('events of a series are found together, and the newest statement counts', () => {
  const master: CalendarEvent = { uid: '1', start: { date: '2026-03-01' }, rule: 'FREQ=WEEKLY', sequence: 1 }
  const moved = (date: string, sequence: number, stampedAt: string): CalendarEvent => ({
    uid: '1',
    recurrenceId: { date: '2026-03-08' },
    start: { date },
    sequence,
    stampedAt,
  })
  const other: CalendarEvent = { uid: '2', recurrenceId: { date: '2026-03-08' }, start: { date: '2026-03-08' } }
  const called = cancelEvent({ ...other, alarms: [] }, '2026-01-10T08:00:00Z')
  assert.deepEqual(
    groupSeries([
      moved('2026-03-09', 2, '2026-01-01T00:00:00Z'),
      { ...master, sequence: 0 },
      moved('2026-03-10', 2, '2026-01-02T00:00:00Z'),
      master,
      moved('2026-03-11', 1, '2026-01-03T00:00:00Z'),
      called,
      other,
    ]),
    [
      { uid: '1', master, overrides: [moved('2026-03-10', 2, '2026-01-02T00:00:00Z')] },
      { uid: '2', overrides: [{ ...other, status: 'CANCELLED', sequence: 1, stampedAt: '2026-01-10T08:00:00Z' }] },
    ],
  )
})

test('an address has one identifier: the UUID of version 5 of RFC 9562', () => {
  assert.equal(stableUid('http://www.example.com/'), 'fcde3c85-2270-590f-9e7c-ee003d65e0e2')
})

function plain(hours: number) {
  return { offset: hours * 3600, abbreviation: `+${hours}` }
}
