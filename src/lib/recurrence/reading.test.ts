import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { utc } from '../zones/utc.ts'
import { formatDuration, readDuration } from './duration.ts'
import { expand } from './expand.ts'
import { formatRecurrenceLines, readRecurrenceLines } from './recurrence-lines.ts'
import { createRule } from './rule.ts'
import { formatRuleObject, readRuleObject } from './rule-object.ts'
import { formatRuleText, readRuleText } from './rule-text.ts'
import { createSeries } from './series.ts'
import { formatSeriesObject, readSeriesObject } from './series-object.ts'
import { newYork, paris } from './test-zones.ts'

const zones = [newYork, paris]
const findZone = (name: string) => zones.find(zone => zone.name === name)

test('the text of a rule is read in any order and capitals, and written in one', () => {
  const reading = readRuleText('RRULE:byday=1MO,-2tu,WE;INTERVAL=2;freq=monthly;WKST=SU;COUNT=7;X-OWN=1')
  const byDay = [{ day: 'mo', nthOfPeriod: 1 }, { day: 'tu', nthOfPeriod: -2 }, { day: 'we' }] as const
  assert.deepEqual(reading, {
    rule: createRule('monthly', { interval: 2, byDay, firstDayOfWeek: 'su', count: 7 }),
  })
  assert.equal(
    'rule' in reading && formatRuleText(reading.rule),
    'FREQ=MONTHLY;COUNT=7;INTERVAL=2;BYDAY=1MO,-2TU,WE;WKST=SU',
  )
})

test('the end of a rule is kept as it was written', () => {
  for (const until of ['20270314T090000Z', '20270314T090000', '20270314']) {
    const reading = readRuleText(`FREQ=DAILY;UNTIL=${until}`)
    assert.equal('rule' in reading && formatRuleText(reading.rule), `FREQ=DAILY;UNTIL=${until}`)
  }
})

test('what is no rule is told in a sentence each', () => {
  const table: [string, string[]][] = [
    ['', ['A rule says how often: FREQ is one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY.']],
    ['FREQ=DAILY;FREQ=DAILY', ['FREQ is given twice; leave one out.']],
    ['FREQ=DAILY;BYDAY', ['“BYDAY” is no part of a rule such as FREQ=WEEKLY.']],
    ['FREQ=DAILY;BYDAY=XX', ['BYDAY=XX can’t be read; see RFC 5545, section 3.3.10.']],
    ['FREQ=DAILY;UNTIL=20270230', ['UNTIL=20270230 can’t be read; see RFC 5545, section 3.3.10.']],
    ['FREQ=DAILY;BYEASTER=1', ['BYEASTER=1 can’t be read; see RFC 5545, section 3.3.10.']],
    ['FREQ=DAILY;COUNT=0', ['COUNT: 0 is out of range; take 1 to 1000000.']],
    ['FREQ=DAILY;INTERVAL=0', ['INTERVAL: 0 is out of range; take 1 to 1000000.']],
    ['FREQ=DAILY;COUNT=1;UNTIL=20270101', ['A rule ends by COUNT or by UNTIL, not by both; leave one of them out.']],
    ['FREQ=MONTHLY;BYMONTHDAY=0,32', ['BYMONTHDAY: 0 is out of range; take 1 to 31.']],
    ['FREQ=YEARLY;BYMONTH=-1', ['BYMONTH: -1 is out of range; take 1 to 12.']],
    [
      'FREQ=WEEKLY;BYDAY=1MO',
      ['BYDAY with numbers does not go with FREQ=WEEKLY; leave it out or take another frequency.'],
    ],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', ['BYDAY has no numbers beside BYWEEKNO: a week has each day once.']],
    [
      'FREQ=WEEKLY;BYMONTHDAY=1;BYYEARDAY=1;BYWEEKNO=1',
      ['BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY'].map(
        part => `${part} does not go with FREQ=WEEKLY; leave it out or take another frequency.`,
      ),
    ],
    ['FREQ=DAILY;BYSETPOS=1', ['BYSETPOS chooses among what another BY… part gives; add such a part.']],
    ['FREQ=DAILY;SKIP=FORWARD', ['SKIP stands only beside RSCALE; add RSCALE=GREGORIAN.']],
    ['RSCALE=CHINESE;FREQ=YEARLY', ['RSCALE=CHINESE is not known here; rules are of the Gregorian calendar.']],
    [`FREQ=DAILY;BYHOUR=${'1,'.repeat(1000)}1`, ['A rule has no more than 2000 characters.']],
  ]
  for (const [text, expected] of table) {
    const reading = readRuleText(text)
    assert.deepEqual('problems' in reading && reading.problems.map(({ en }) => en), expected, text)
  }
})

test('a rule is the same as an object of RFC 8984', () => {
  const object = {
    '@type': 'RecurrenceRule',
    frequency: 'yearly',
    interval: 2,
    rscale: 'gregorian',
    skip: 'forward',
    firstDayOfWeek: 'su',
    byDay: [
      { '@type': 'NDay', day: 'tu', nthOfPeriod: -1 },
      { '@type': 'NDay', day: 'we' },
    ],
    byMonth: ['2', '11'],
    byMonthDay: [29, -1],
    bySetPosition: [1],
    until: '2030-01-01T00:00:00',
  }
  const reading = readRuleObject(object)
  assert.ok('rule' in reading)
  assert.equal(
    formatRuleText(reading.rule),
    'FREQ=YEARLY;RSCALE=GREGORIAN;UNTIL=20300101T000000;INTERVAL=2;BYDAY=-1TU,WE;BYMONTHDAY=29,-1;BYMONTH=2,11;BYSETPOS=1;WKST=SU;SKIP=FORWARD',
  )
  assert.deepEqual(formatRuleObject(reading.rule, null), object)
  // An instant is said by the clock of the zone.
  const daily = formatRuleObject(createRule('daily', { until: '2027-07-01T12:00:00Z' }), newYork)
  assert.deepEqual(daily, { '@type': 'RecurrenceRule', frequency: 'daily', until: '2027-07-01T08:00:00' })
  const wrong = [
    {},
    { frequency: 'daily', byMonth: ['5L'] },
    { frequency: 'daily', rscale: 'hebrew' },
    { frequency: 'daily', count: 0 },
    null,
  ]
  assert.deepEqual(
    wrong.map(each => 'problems' in readRuleObject(each)),
    [true, true, true, true, true],
  )
})

suite('the worked examples of RFC 8984', () => {
  const localsOf = (object: object, limit: number) => {
    const reading = readSeriesObject(object, findZone)
    assert.ok('series' in reading, JSON.stringify(reading))
    return [...expand(reading.series, { limit })].map(({ recurrenceId, local, startAt, endAt }) => ({
      recurrenceId,
      local,
      minutes: (endAt - startAt) / 60,
    }))
  }

  test('6.4, a day of every year', () => {
    const object = {
      start: '1900-04-01T00:00:00',
      showWithoutTime: true,
      duration: 'P1D',
      recurrenceRules: [{ '@type': 'RecurrenceRule', frequency: 'yearly' }],
    }
    assert.deepEqual(
      localsOf(object, 3).map(({ local, minutes }) => [local, minutes]),
      [1900, 1901, 1902].map(year => [`${year}-04-01T00:00:00`, 1440]),
    )
  })

  test('6.7, a floating time every day', () => {
    const object = {
      start: '2019-01-01T07:00:00',
      duration: 'PT30M',
      recurrenceRules: [{ '@type': 'RecurrenceRule', frequency: 'daily' }],
    }
    assert.deepEqual(
      localsOf(object, 3).map(({ local, minutes }) => [local, minutes]),
      [1, 2, 3].map(day => [`2019-01-0${day}T07:00:00`, 30]),
    )
  })

  test('6.9, a course with a lesson before, one that is left out, and an exam at another hour', () => {
    const object = {
      start: '2020-01-08T09:00:00',
      // The example is in London; Paris sets its clocks at the same moments.
      timeZone: 'Europe/Paris',
      duration: 'PT1H30M',
      recurrenceRules: [{ '@type': 'RecurrenceRule', frequency: 'weekly', until: '2020-06-24T09:00:00' }],
      recurrenceOverrides: {
        '2020-01-07T14:00:00': { title: 'Introduction to Calculus I (optional)' },
        '2020-04-01T09:00:00': { excluded: true },
        '2020-06-25T09:00:00': { title: 'Calculus I Exam', start: '2020-06-25T10:00:00', duration: 'PT2H' },
      },
    }
    const found = localsOf(object, 100)
    assert.equal(found.length, 1 + 24 + 1)
    assert.deepEqual(found[0], { recurrenceId: '2020-01-07T14:00:00', local: '2020-01-07T14:00:00', minutes: 90 })
    assert.ok(!found.some(({ recurrenceId }) => recurrenceId.startsWith('2020-04-01')))
    assert.deepEqual(found.at(-2)?.local, '2020-06-24T09:00:00')
    assert.deepEqual(found.at(-1), { recurrenceId: '2020-06-25T09:00:00', local: '2020-06-25T10:00:00', minutes: 120 })
  })

  test('6.10, every week from Wednesday on', () => {
    const object = {
      start: '2020-03-04T09:00:00',
      timeZone: 'Europe/Paris',
      recurrenceRules: [{ '@type': 'RecurrenceRule', frequency: 'weekly' }],
      recurrenceOverrides: { '2020-03-04T09:00:00': {} },
    }
    assert.deepEqual(
      localsOf(object, 3).map(({ local }) => local),
      ['2020-03-04T09:00:00', '2020-03-11T09:00:00', '2020-03-18T09:00:00'],
    )
  })
})

test('the examples of RFC 7529 for the Gregorian calendar: months without a 31st, years without February 29', () => {
  const days = (lines: string, limit: number) => {
    const reading = readRecurrenceLines(lines, findZone)
    assert.ok('series' in reading, JSON.stringify(reading))
    return [...expand(reading.series, { limit })].map(({ local }) => local.slice(0, 10))
  }
  const monthly = (skip: string) =>
    days(`DTSTART;VALUE=DATE:20140131\nRRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=${skip};COUNT=4`, 9)
  assert.deepEqual(monthly('OMIT'), ['2014-01-31', '2014-03-31', '2014-05-31', '2014-07-31'])
  assert.deepEqual(monthly('BACKWARD'), ['2014-01-31', '2014-02-28', '2014-03-31', '2014-04-30'])
  assert.deepEqual(monthly('FORWARD'), ['2014-01-31', '2014-03-01', '2014-03-31', '2014-05-01'])
  const yearly = (skip: string) =>
    days(`DTSTART;VALUE=DATE:20160229\nRRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=${skip}`, 5)
  assert.deepEqual(yearly('OMIT'), ['2016-02-29', '2020-02-29', '2024-02-29', '2028-02-29', '2032-02-29'])
  assert.deepEqual(yearly('FORWARD'), ['2016-02-29', '2017-03-01', '2018-03-01', '2019-03-01', '2020-02-29'])
  assert.deepEqual(yearly('BACKWARD'), ['2016-02-29', '2017-02-28', '2018-02-28', '2019-02-28', '2020-02-29'])
  const lastDay = (skip: string) =>
    days(`DTSTART;VALUE=DATE:20241231\nRRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=366;SKIP=${skip}`, 3)
  assert.deepEqual(lastDay('BACKWARD'), ['2024-12-31', '2025-12-31', '2026-12-31'])
  assert.deepEqual(lastDay('FORWARD'), ['2024-12-31', '2026-01-01', '2027-01-01'])
})

test('lines of iCalendar are read into a series, and the same lines written', () => {
  const lines = [
    'DTSTART;TZID=America/New_York:20270302T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;UNTIL=20270331T130000Z;BYDAY=TU,TH',
    'RDATE;TZID=America/New_York:20270320T180000',
    'EXDATE;TZID=America/New_York:20270304T090000,20270311T090000',
  ]
  const reading = readRecurrenceLines(`BEGIN:VEVENT\r\n${lines.join('\r\n')}\r\nSUMMARY:Call`, findZone)
  assert.ok('series' in reading)
  assert.deepEqual(formatRecurrenceLines(reading.series), lines)
  assert.deepEqual(
    [...expand(reading.series)].map(({ local }) => local.slice(5, 13)),
    ['03-02T09', '03-09T09', '03-16T09', '03-18T09', '03-20T18', '03-23T09', '03-25T09', '03-30T09'],
  )
  const again = readSeriesObject(formatSeriesObject(reading.series), findZone)
  assert.ok('series' in again)
  assert.deepEqual([...expand(again.series)].length, 8)
})

test('dates beside the rules are read in UTC, as days, in another zone, and with an end of their own', () => {
  const text = [
    'DTSTART;TZID="America/New_York":20270302T090000',
    'DTEND;TZID=America/New_York:20270302T093000',
    'RRULE:FREQ=DAILY;COUNT=5',
    'EXDATE:20270303T140000Z',
    'EXDATE;VALUE=DATE:20270304',
    'RDATE;TZID=Europe/Paris:20270402T150000',
    'RDATE;VALUE=PERIOD:20270501T130000Z/PT3H,20270502T130000Z/20270502T131500Z',
    'RDATE;TZID=America/New_York:',
    ' 20270601T090000',
  ].join('\r\n')
  const reading = readRecurrenceLines(text, findZone)
  assert.ok('series' in reading)
  assert.deepEqual(
    [...expand(reading.series)].map(({ local, startAt, endAt }) => [local, (endAt - startAt) / 60]),
    [
      ['2027-03-02T09:00:00', 30],
      ['2027-03-05T09:00:00', 30],
      ['2027-03-06T09:00:00', 30],
      ['2027-04-02T09:00:00', 30],
      ['2027-05-01T09:00:00', 180],
      ['2027-05-02T09:00:00', 15],
      ['2027-06-01T09:00:00', 30],
    ],
  )
})

test('whole days have an end of days, and pass hours over', () => {
  const reading = readRecurrenceLines(
    'DTSTART;VALUE=DATE:20270326\nDTEND;VALUE=DATE:20270329\nRRULE:FREQ=YEARLY;BYHOUR=9;UNTIL=20290101',
    findZone,
  )
  assert.ok('series' in reading && reading.isOfDays)
  assert.deepEqual(
    [...expand(reading.series)].map(({ local, startAt, endAt }) => [local, (endAt - startAt) / 86_400]),
    [
      ['2027-03-26T00:00:00', 3],
      ['2028-03-26T00:00:00', 3],
    ],
  )
  assert.deepEqual(formatRecurrenceLines(reading.series, reading), [
    'DTSTART;VALUE=DATE:20270326',
    'DURATION:P3D',
    'RRULE:FREQ=YEARLY;UNTIL=20290101',
  ])
})

test('a start in UTC is written in UTC, a floating one without a zone, and the end as the start asks for', () => {
  const rules = [createRule('daily', { until: '2027-07-02T09:00:00' })]
  const linesIn = (zone: typeof utc | null) =>
    formatRecurrenceLines(createSeries('2027-07-01T09:00:00', zone, { rules }))
  assert.deepEqual(linesIn(utc), [
    'DTSTART:20270701T090000Z',
    'DURATION:P0D',
    'RRULE:FREQ=DAILY;UNTIL=20270702T090000Z',
  ])
  assert.deepEqual(linesIn(null), ['DTSTART:20270701T090000', 'DURATION:P0D', 'RRULE:FREQ=DAILY;UNTIL=20270702T090000'])
  assert.deepEqual(linesIn(newYork)[2], 'RRULE:FREQ=DAILY;UNTIL=20270702T130000Z')
})

test('lines that cannot be read are told in sentences', () => {
  const table: [string, string[]][] = [
    ['RRULE:FREQ=DAILY', ['DTSTART is missing, is no such day, or is in a zone that is not known.']],
    [
      'DTSTART;TZID=Mars/Base:20270101T000000',
      ['DTSTART is missing, is no such day, or is in a zone that is not known.'],
    ],
    [
      'DTSTART:20270101T000000Z\nRRULE:FREQ=DAILY;COUNT=0\nEXDATE:soon',
      ['COUNT: 0 is out of range; take 1 to 1000000.', 'EXDATE: soon can’t be read.'],
    ],
    ['DTSTART:20270101T000000Z\nDTEND:20260101T000000Z', ['DTEND can’t be read, or is before the start.']],
  ]
  for (const [text, expected] of table) {
    const reading = readRecurrenceLines(text, findZone)
    assert.deepEqual('problems' in reading && reading.problems.map(({ en }) => en), expected, text)
  }
  const object = readSeriesObject({ start: '2027-01-01T00:00:00', timeZone: 'Mars/Base', duration: 'PT1H' }, findZone)
  assert.deepEqual('problems' in object && object.problems.map(({ en }) => en), ['There is no time zone Mars/Base.'])
  assert.ok('problems' in readSeriesObject({ start: '2027-02-30T00:00:00' }, findZone))
})

test('a duration is read and written', () => {
  for (const text of ['P1D', 'PT1H30M', 'P2DT1S', 'P0D', 'PT45M'])
    assert.equal(formatDuration(readDuration(text) ?? { days: -1, seconds: 0 }), text)
  assert.deepEqual(readDuration('P2W'), { days: 14, seconds: 0 })
  assert.deepEqual(['', 'P', 'PT', '1D', '-P1D', 'P1.5D', 'P1H'].map(readDuration), Array(7).fill(undefined))
})
