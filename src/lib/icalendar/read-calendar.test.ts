import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeOf } from '../../../test/time-of.ts'
import { readCalendar } from './read-calendar.ts'

const ordinary = `BEGIN:VCALENDAR\n${'BEGIN:VTODO\nUID:1\nSUMMARY:Weave\nEND:VTODO\n'.repeat(20_000)}END:VCALENDAR\n`
const ordinaryTime = timeOf(() => readCalendar(ordinary))

const ofAnotherProgram = lines(
  'begin:vcalendar',
  'VERSION:2.0',
  'PRODID:-//Other//EN',
  'X-WR-CALNAME:Security\\, weekly',
  'X-PUBLISHED-TTL:PT6H',
  'X-WR-TIMEZONE:America/New_York',
  'X-APPLE-CALENDAR-COLOR:#FF0000',
  'BEGIN:VTIMEZONE',
  'TZID:(UTC-05:00) Eastern\\, US',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;TZID="(UTC-05:00) Eastern, US":20260108T100000',
  'DURATION:PT1H',
  'RRULE:FREQ=WEEKLY',
  'EXDATE;TZID="(UTC-05:00) Eastern, US":20260115T100000,20260122T100000',
  'RDATE;VALUE=PERIOD:20260301T090000Z/PT30M',
  'DESCRIPTION:Join\\nhere\\: https://example.org\\;x',
  'ORGANIZER;CN=Chair:mailto:chair@example.org',
  'SUMMARY;LANGUAGE=en:Call',
  'COMMENT:Bring tea',
  'BEGIN:VALARM',
  'ACTION:display',
  'TRIGGER;RELATED=END:-PT5M',
  'X-A:1',
  'END:VALARM',
  'BEGIN:X-UNKNOWN',
  'X-B;C=d:e',
  'END:X-UNKNOWN',
  'END:VEVENT',
  'BEGIN:VJOURNAL',
  'UID:2',
  'END:VJOURNAL',
  'end:vcalendar',
)

test('a calendar of another program is understood as far as it goes, and the rest is kept', () => {
  const { calendars, ...rest } = readCalendar(ofAnotherProgram)
  const zone = '(UTC-05:00) Eastern, US'
  assert.deepEqual(rest, { problems: [], moreProblems: 0, isComplete: true })
  assert.deepEqual(calendars, [
    {
      productId: '-//Other//EN',
      name: 'Security, weekly',
      refreshEvery: 'PT6H',
      zone: 'America/New_York',
      events: [
        {
          uid: '1@example.org',
          stampedAt: '2026-01-01T00:00:00Z',
          start: { local: '2026-01-08T10:00:00', zone },
          duration: 'PT1H',
          rule: 'FREQ=WEEKLY',
          exceptTimes: [
            { local: '2026-01-15T10:00:00', zone },
            { local: '2026-01-22T10:00:00', zone },
          ],
          addedTimes: [{ start: { utc: '2026-03-01T09:00:00Z' }, duration: 'PT30M' }],
          description: 'Join\nhere: https://example.org;x',
          organizer: { address: 'mailto:chair@example.org', name: 'Chair' },
          summary: 'Call',
          alarms: [
            {
              action: 'DISPLAY',
              trigger: { offset: '-PT5M', from: 'end' },
              extras: [{ name: 'X-A', parameters: [], value: '1' }],
            },
          ],
          extras: [{ name: 'COMMENT', parameters: [], value: 'Bring tea' }],
          others: [
            {
              name: 'X-UNKNOWN',
              properties: [{ name: 'X-B', parameters: [{ name: 'C', values: ['d'] }], value: 'e' }],
              components: [],
            },
          ],
        },
      ],
      tasks: [],
      timeZones: [
        {
          name: 'VTIMEZONE',
          properties: [{ name: 'TZID', parameters: [], value: '(UTC-05:00) Eastern\\, US' }],
          components: [],
        },
      ],
      extras: [{ name: 'X-APPLE-CALENDAR-COLOR', parameters: [], value: '#FF0000' }],
      others: [{ name: 'VJOURNAL', properties: [{ name: 'UID', parameters: [], value: '2' }], components: [] }],
    },
  ])
})

test('what is wrong is told with its line, and what is right beside it is read', () => {
  const reading = readCalendar(
    lines(
      'SUMMARY:before',
      'BEGIN:VCALENDAR',
      'PRODID:x',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART:20260230T090000Z',
      'DTSTART;TZID=Nowhere',
      ' /City:20260201T090000',
      'no property',
      'PRIORITY:11',
      'SUMMARY:one',
      'SUMMARY:two',
      'EXDATE:20260101,nonsense',
      'END:VTODO',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'SUMMARY:without uid',
      'END:VEVENT',
      'BEGIN:VTODO',
      'UID:2',
      'END:VCALENDAR',
      'BEGIN:VCARD',
    ),
  )
  assert.deepEqual(
    reading.problems.map(({ line, code, message }) => [line, code, message.en.split('.')[0]]),
    [
      [1, 'outside', 'SUMMARY stands in no calendar and is left out'],
      [6, 'bad-value', 'The value of DTSTART cannot be read and is left out'],
      [7, 'undefined-zone', 'The time zone “Nowhere/City” is used and not defined'],
      [9, 'malformed-line', '“no property” is no property with a value and is left out'],
      [10, 'bad-value', 'The value of PRIORITY cannot be read and is left out'],
      [12, 'twice', 'SUMMARY stands twice; the first one counts'],
      [13, 'bad-value', 'The value of EXDATE cannot be read and is left out'],
      [14, 'unopened', 'END:VTODO ends nothing and is left out'],
      [16, 'missing', 'UID is missing here, so this is not understood and only kept'],
      [19, 'unclosed', 'VTODO begins here and does not end; it is read as far as it goes'],
      [22, 'unclosed', 'VCARD begins here and does not end; it is read as far as it goes'],
      [22, 'outside', 'VCARD stands in no calendar and is left out'],
    ],
  )
  assert.deepEqual(reading.calendars, [
    {
      productId: 'x',
      events: [
        {
          uid: '1',
          start: { local: '2026-02-01T09:00:00', zone: 'Nowhere/City' },
          summary: 'one',
          exceptTimes: [{ date: '2026-01-01' }],
        },
      ],
      tasks: [{ uid: '2' }],
      others: [
        {
          name: 'VEVENT',
          properties: [{ name: 'SUMMARY', parameters: [], value: 'without uid' }],
          components: [],
        },
      ],
    },
  ])
})

test('a line folded within a character, a mark of the byte order, Latin-1 and bare line feeds are read', () => {
  const folded = Buffer.from('SUMMARY:日历')
  const bytes = Buffer.concat([
    Buffer.from('\ufeffBEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\n\n'),
    folded.subarray(0, 9),
    Buffer.from('\n\t'),
    folded.subarray(9),
    Buffer.from('\nDESCRIPTION:caf\xe9\nEND:VTODO\nEND:VCALENDAR', 'latin1'),
  ])
  assert.deepEqual(readCalendar(bytes), {
    calendars: [{ productId: '', events: [], tasks: [{ uid: '1', summary: '日历', description: 'café' }] }],
    problems: [],
    moreProblems: 0,
    isComplete: true,
  })
})

test('what the text ends within is left out, for half an event would be another', () => {
  const text = lines('BEGIN:VCALENDAR', 'BEGIN:VTODO', 'UID:1', 'END:VTODO', 'BEGIN:VTODO', 'UID:2', 'BEGIN:VALARM')
  const reading = readCalendar(text)
  assert.deepEqual(codesOf(reading), [
    [1, 'unclosed'],
    [5, 'cut-off'],
  ])
  assert.deepEqual(reading.calendars[0]?.tasks, [{ uid: '1' }])
})

test('a page that is no calendar is called that', () => {
  const { calendars, problems } = readCalendar('<!doctype html>\n<title>Sign in</title>\n')
  assert.deepEqual(calendars, [])
  assert.deepEqual(
    problems.map(({ line, code }) => [line, code]),
    [
      [1, 'malformed-line'],
      [1, 'no-calendar'],
      [2, 'malformed-line'],
    ],
  )
})

test('a million folded lines of one property are joined or left out as quickly as others', () => {
  const head = 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:x\r\n'
  const tail = 'URL:https://example.org\r\nEND:VTODO\r\nEND:VCALENDAR\r\n'
  const text = `${head}${' y\r\n'.repeat(999_000)}${tail}`
  const task = { uid: '1', url: 'https://example.org' }
  const joined = readQuickly(text, { lineBytes: 10_000_000 })
  assert.deepEqual(joined.calendars[0]?.tasks, [{ ...task, summary: `x${'y'.repeat(999_000)}` }])
  const leftOut = readQuickly(text)
  assert.deepEqual(codesOf(leftOut), [[4, 'line-too-long']])
  assert.deepEqual(leftOut.calendars[0]?.tasks, [task])
})

test('lines, bytes, properties and components end the reading when there are too many of them', () => {
  const event = 'BEGIN:VEVENT\nUID:1\nDTSTART:20260101\nEND:VEVENT\n'
  const text = `BEGIN:VCALENDAR\n${event.repeat(3)}END:VCALENDAR\n`
  const read = (limits: Parameters<typeof readCalendar>[1]) => {
    const reading = readCalendar(text, limits)
    return [codesOf(reading), reading.isComplete, reading.calendars[0]?.events.length]
  }
  assert.deepEqual(read({}), [[], true, 3])
  assert.deepEqual(read({ lines: 6 }), [[[7, 'too-many-lines']], false, 1])
  assert.deepEqual(read({ bytes: 80 }), [[[7, 'too-large']], false, 1])
  assert.deepEqual(read({ properties: 5 }), [[[12, 'too-many-properties']], false, 2])
  assert.deepEqual(read({ components: 2 }), [[[6, 'too-many-components']], false, 1])
  assert.deepEqual(read({ propertiesOfOne: 1 })[0], [
    [2, 'missing'],
    [4, 'component-too-large'],
    [6, 'missing'],
    [8, 'component-too-large'],
    [10, 'missing'],
    [12, 'component-too-large'],
  ])
})

test('components a hundred thousand deep are left out, and what comes after them is read', () => {
  const depth = 100_000
  const nested = `${'BEGIN:VEVENT\n'.repeat(depth)}${'END:VEVENT\n'.repeat(depth)}`
  const reading = readQuickly(`BEGIN:VCALENDAR\n${nested}BEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n`)
  assert.deepEqual(codesOf(reading), [
    [2, 'missing'],
    [7, 'too-deep'],
  ])
  assert.deepEqual(reading.calendars[0]?.tasks, [{ uid: '1' }])
})

test('a giant parameter, and a million of them, cost little', () => {
  const wrap = (line: string) => `BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\n${line}\nEND:VTODO\nEND:VCALENDAR\n`
  const limits = { lineBytes: 10_000_000 }
  assert.deepEqual(codesOf(readQuickly(wrap(`SUMMARY;X="${'a'.repeat(5_000_000)}":y`), limits)), [])
  assert.deepEqual(codesOf(readQuickly(wrap(`SUMMARY;X="${'a'.repeat(5_000_000)}`), limits)), [[4, 'malformed-line']])
  assert.deepEqual(codesOf(readQuickly(wrap(`SUMMARY${';X=a'.repeat(1_000_000)}:y`), limits)), [
    [4, 'too-many-parameters'],
  ])
  assert.deepEqual(codesOf(readQuickly(wrap(`ATTENDEE;X=a${',a'.repeat(1_000_000)}:y`), limits)), [])
  assert.deepEqual(codesOf(readQuickly(wrap(`SUMMARY:${'\\'.repeat(1_000_000)}`), limits)), [])
  assert.deepEqual(codesOf(readQuickly(wrap(`EXDATE:${'20260101,'.repeat(900_000)}`), limits)), [
    [4, 'too-many-values'],
  ])
  const categories = `CATEGORIES:${'a,'.repeat(400_000)}`
  assert.deepEqual(codesOf(readQuickly(wrap(`${categories}\n${categories}`), limits)), [])
  assert.deepEqual(codesOf(readQuickly(wrap(`DURATION:P${'1'.repeat(5_000_000)}`), limits)), [[4, 'bad-value']])
})

test('of very many problems the first are told and the others counted', () => {
  const { problems, moreProblems } = readQuickly(`BEGIN:VCALENDAR\n${'nothing\n'.repeat(300_000)}END:VCALENDAR\n`)
  assert.deepEqual([problems.length, problems[0]?.line, problems.at(-1)?.line, moreProblems], [200, 2, 201, 299_800])
})

/** In no more than ten times what as much of an ordinary calendar takes. */
function readQuickly(...source: Parameters<typeof readCalendar>) {
  let reading: ReturnType<typeof readCalendar> | undefined
  const taken = timeOf(() => {
    reading = readCalendar(...source)
  })
  assert.ok(taken < 10 * (source[0].length / ordinary.length) * ordinaryTime)
  assert.ok(reading)
  return reading
}

function codesOf({ problems }: ReturnType<typeof readCalendar>) {
  return problems.map(({ line, code }) => [line, code])
}

function lines(...all: string[]) {
  return all.map(line => `${line}\r\n`).join('')
}
