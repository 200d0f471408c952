import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openZones } from '../../../platform/zones/open-zones.ts'
import { readForeign } from './read-foreign.ts'

const zones = openZones()
const span = { from: Date.parse('2026-11-01T00:00:00Z') / 1000, to: Date.parse('2026-12-15T00:00:00Z') / 1000 }
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR', ''].join('\r\n')
const read = (text: string) => readForeign(text, name => zones.findZone(name), span)

test('a series of others is expanded on its own clock, with what was moved and called off', () => {
  const weekly = [
    'BEGIN:VEVENT',
    'UID:1',
    'DTSTAMP:20260101T000000Z',
    'SUMMARY:Best practices',
    'DTSTART;TZID=America/New_York:20261020T100000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;INTERVAL=2',
    'EXDATE;TZID=America/New_York:20261117T100000',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:1',
    'DTSTAMP:20260101T000000Z',
    'SUMMARY:Best practices, later',
    'RECURRENCE-ID;TZID=America/New_York:20261103T100000',
    'DTSTART;TZID=America/New_York:20261103T120000',
    'DURATION:PT1H',
    'END:VEVENT',
  ]
  assert.deepEqual(
    read(calendar(...weekly)).events.map(({ title, startAt }) => [title, startAt]),
    [
      ['Best practices, later', '2026-11-03T17:00:00.000Z'],
      ['Best practices', '2026-12-01T15:00:00.000Z'],
    ],
  )
})

test('a day is a day, and what nobody can read leaves the rest as it is', () => {
  const day = [
    'BEGIN:VEVENT',
    'UID:2',
    'DTSTAMP:20260101T000000Z',
    'SUMMARY:Deadline',
    'DTSTART;VALUE=DATE:20261130',
    'END:VEVENT',
  ]
  const { events, problems } = read(calendar(...day, 'BEGIN:VEVENT', 'DTSTART:never', 'END:VEVENT'))
  assert.deepEqual(events, [
    { title: 'Deadline', startAt: '2026-11-30T00:00:00.000Z', endAt: '2026-12-01T00:00:00.000Z', url: null },
  ])
  assert.ok(problems > 0)
})
