import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendars } from './calendars-for-tests.ts'
import { createCalendarReader, readCalendar } from './read-calendar.ts'
import { writeCalendar, zonesOf } from './write-calendar.ts'
import { zoneForTests } from './zones-for-tests.ts'

const writing = { writtenAt: '2026-01-10T00:00:00Z', findZone: zoneForTests }

test('what is written is read again as it was, with a definition of each zone it names', () => {
  fc.assert(
    fc.property(calendars, calendar => {
      const { calendars: read, ...rest } = readCalendar(writeCalendar(calendar, writing))
      const timeZones = read[0]?.timeZones ?? []
      const names = timeZones.map(({ properties }) => properties[0]?.value)
      assert.deepEqual(rest, { problems: [], moreProblems: 0, isComplete: true })
      assert.deepEqual(read, [timeZones.length > 0 ? { ...calendar, timeZones } : calendar])
      assert.deepEqual(names, zonesOf(calendar))
    }),
    { numRuns: 150 },
  )
})

test('read and written once more, it is the same text', () => {
  fc.assert(
    fc.property(calendars, calendar => {
      const text = writeCalendar(calendar, writing)
      for (const read of readCalendar(text).calendars) assert.equal(writeCalendar(read, writing), text)
    }),
    { numRuns: 50 },
  )
})

test('in pieces of any size, even within a character or a line end, a calendar is read as at once', () => {
  fc.assert(
    fc.property(calendars, fc.integer({ min: 1, max: 80 }), (calendar, size) => {
      const bytes = Buffer.from(writeCalendar(calendar, writing))
      const reader = createCalendarReader()
      for (let at = 0; at < bytes.length; at += size) assert.ok(reader.add(bytes.subarray(at, at + size)))
      assert.deepEqual(reader.finish(), readCalendar(bytes))
    }),
    { numRuns: 25 },
  )
})

test('no text makes reading fail', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('BEGIN:VCALENDAR', 'END:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VALARM', 'UID:a', '\r\n '),
    fc.constantFrom('DTSTART:20260101', 'DTSTART;TZID=', 'RDATE:20260101/', 'TRIGGER:-P', 'GEO:1;', 'BEGIN:', 'A;B=":'),
  )
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      assert.ok(readCalendar(pieces.join('\r\n')).problems.every(({ line }) => line >= 1))
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
      assert.deepEqual(readCalendar(bytes).calendars, [])
    }),
  )
})
