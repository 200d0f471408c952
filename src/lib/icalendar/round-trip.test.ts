import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Alarm,
  type Attendee,
  type Calendar,
  type CalendarEvent,
  type CalendarTask,
  type CalendarTime,
  eventStatuses,
  type LocalTime,
  type Period,
  taskStatuses,
  transparencies,
  type UtcTime,
} from './calendar.ts'
import type { Component, Parameter, Property } from './component.ts'
import { createCalendarReader, readCalendar } from './read-calendar.ts'
import { writeCalendar, zonesOf } from './write-calendar.ts'
import { zoneForTests } from './zones-for-tests.ts'

const text = fc
  .string({ unit: 'grapheme', maxLength: 80 })
  .map(value => value.replace(/\r/g, '').replace(/(?!\n)\p{Cc}/gu, ''))
const uri = fc.webUrl({ withQueryParameters: true, withFragments: true })
const word = fc.stringMatching(/^[A-Z][A-Z-]{0,12}$/)
const zone = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Shanghai', 'Pacific/Chatham')
const clock = fc
  .date({ min: new Date('1971-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 19))
const utcText = clock.map(local => `${local}Z`)
const date = clock.map(local => ({ date: local.slice(0, 10) }))
const utcTime: fc.Arbitrary<UtcTime> = utcText.map(utc => ({ utc }))
const localTime: fc.Arbitrary<LocalTime> = fc.record({ local: clock, zone }, { requiredKeys: ['local'] })
const time: fc.Arbitrary<CalendarTime> = fc.oneof(date, utcTime, localTime)
const duration = fc.stringMatching(/^-?P(\d{1,2}W|\d{1,3}D(T\d{1,2}H)?|T\d{1,2}H\d{1,2}M|T\d{1,3}S)$/)
const period: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ start: utcTime, end: utcTime }),
  fc.record({ start: localTime, duration }),
  fc
    .tuple(zone, clock, clock)
    .map(([zone, start, end]) => ({ start: { local: start, zone }, end: { local: end, zone } })),
)
const parameters: fc.Arbitrary<Parameter[]> = fc.constant([{ name: 'SENT-BY', values: ['mailto:a@example.org'] }])
const attendee: fc.Arbitrary<Attendee> = fc.record(
  { address: uri, name: text, role: word, participation: word, kind: word, isAskedToReply: fc.boolean(), parameters },
  { requiredKeys: ['address'] },
)
const person = fc.record({ address: uri, name: text, parameters }, { requiredKeys: ['address'] })
const attachment = fc.record({ uri, mediaType: fc.constant('text/html') }, { requiredKeys: ['uri'] })
const relation = fc.record({ uid: fc.uuid(), kind: word }, { requiredKeys: ['uid'] })
const conference = fc.record(
  { uri, features: some(word), label: text, language: fc.constant('zh-Hans') },
  { requiredKeys: ['uri'] },
)
const extra: fc.Arbitrary<Property> = fc.record({
  name: fc.stringMatching(/^X-[A-Z0-9]{5,20}$/),
  parameters: fc.array(fc.record({ name: word, values: fc.array(text, { minLength: 1, maxLength: 2 }) }), {
    maxLength: 2,
  }),
  value: text.map(value => value.replaceAll('\n', ' ')),
})
// Parameters of unknown properties that name a zone would ask for its rules.
const extras = some(extra)
const other: fc.Arbitrary<Component> = fc.record({
  name: fc.constantFrom('X-THING', 'PARTICIPANT', 'VLOCATION'),
  properties: fc.array(extra, { maxLength: 2 }),
  components: fc.constant([]),
})
const alarm: fc.Arbitrary<Alarm> = fc.record(
  {
    action: fc.constantFrom('DISPLAY', 'AUDIO', 'EMAIL'),
    trigger: fc.oneof(
      utcTime,
      fc.record({ offset: duration, from: fc.constant('end' as const) }, { requiredKeys: ['offset'] }),
    ),
    uid: fc.uuid(),
    summary: text,
    description: text,
    attendees: some(attendee),
    attachments: some(attachment),
    repetitions: fc.nat(1000),
    repeatAfter: duration,
    acknowledgedAt: utcText,
    proximity: fc.constant('ARRIVE'),
    relations: some(relation),
    extras,
    others: some(other),
  },
  { requiredKeys: ['action', 'trigger'] },
)
const entry = {
  uid: fc.uuid(),
  stampedAt: utcText,
  access: fc.constantFrom('PUBLIC', 'PRIVATE'),
  createdAt: utcText,
  description: text,
  coordinates: fc.record({ latitude: degrees(90), longitude: degrees(180) }),
  lastModifiedAt: utcText,
  location: text,
  organizer: person,
  priority: fc.nat(9),
  sequence: fc.nat(2 ** 31 - 1),
  summary: text,
  url: uri,
  color: fc.constant('turquoise'),
  recurrenceId: time,
  rule: fc.constantFrom('FREQ=WEEKLY;BYDAY=MO,WE', 'FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20300101T000000Z'),
  attachments: some(attachment),
  attendees: some(attendee),
  categories: some(text),
  exceptTimes: some(time),
  addedTimes: some(fc.oneof(time, period)),
  relations: some(relation),
  conferences: some(conference),
  alarms: some(alarm),
  extras,
  others: some(other),
}
const event: fc.Arbitrary<CalendarEvent> = fc.record(
  {
    ...entry,
    start: time,
    end: time,
    duration,
    status: fc.constantFrom(...eventStatuses),
    transparency: fc.constantFrom(...transparencies),
  },
  { requiredKeys: ['uid', 'stampedAt', 'start'] },
)
const task: fc.Arbitrary<CalendarTask> = fc.record(
  {
    ...entry,
    start: time,
    due: time,
    duration,
    completedAt: utcText,
    percentComplete: fc.nat(100),
    status: fc.constantFrom(...taskStatuses),
  },
  { requiredKeys: ['uid', 'stampedAt'] },
)

/** Calendars with whatever may stand in them. */
const calendars: fc.Arbitrary<Calendar> = fc
  .record(
    {
      productId: text,
      method: fc.constantFrom('PUBLISH', 'REQUEST'),
      uid: fc.uuid(),
      lastModifiedAt: utcText,
      url: uri,
      refreshEvery: duration,
      source: uri,
      color: fc.constant('tomato'),
      name: text,
      description: text,
      categories: some(text),
      zone,
      events: fc.array(event.map(futureOnlyWhereOverriding), { maxLength: 3 }),
      tasks: fc.array(task, { maxLength: 2 }),
      extras,
      others: some(other),
    },
    { requiredKeys: ['productId', 'events', 'tasks'] },
  )
  .map(calendar => structuredClone(calendar))

function some<Value>(values: fc.Arbitrary<Value>) {
  return fc.array(values, { minLength: 1, maxLength: 3 })
}

function degrees(most: number) {
  return fc.integer({ min: -most * 1e6, max: most * 1e6 }).map(millionths => millionths / 1e6)
}

function futureOnlyWhereOverriding(event: CalendarEvent): CalendarEvent {
  return event.recurrenceId && event.rule === undefined ? { ...event, isForFuture: true } : event
}

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
