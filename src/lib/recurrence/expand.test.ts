import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { timeOf } from '../../../test/time-of.ts'
import { readLocal } from '../zones/local-time.ts'
import { utc } from '../zones/utc.ts'
import { checkRule } from './check-rule.ts'
import { expand } from './expand.ts'
import { listLocals } from './reference.ts'
import { createRule, type Frequency, frequencies, type RecurrenceRule, type Weekday, weekdays } from './rule.ts'
import { formatRuleText, readRuleText } from './rule-text.ts'
import { createSeries } from './series.ts'
import { newYork, paris } from './test-zones.ts'

/** How many days are compared: enough that something happens, few enough that the slow way ends. */
const daysCompared: Record<Frequency, number> = {
  yearly: 2200,
  monthly: 900,
  weekly: 200,
  daily: 120,
  hourly: 12,
  minutely: 3,
  secondly: 0,
}

const anyRule = fc
  .constantFrom(...frequencies)
  .chain(frequency => fc.tuple(fc.constant(frequency), anyParts(frequency)))

function anyParts(frequency: Frequency) {
  const numbers = (min: number, max: number) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<number[]>([]) },
      { weight: 2, arbitrary: fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }) },
    )
  const signed = (max: number) => numbers(-max, max).map(list => list.filter(number => number !== 0))
  const isLong = frequency === 'yearly' || frequency === 'monthly'
  const none = fc.constant<number[]>([])
  const anyDay = fc.record({
    day: fc.constantFrom(...weekdays),
    nthOfPeriod: isLong ? fc.constantFrom(undefined, undefined, 1, 2, 5, -1, -2, 20) : fc.constant(undefined),
  })
  const days = fc.uniqueArray(anyDay, { maxLength: 3 })
  return fc.record({
    interval: fc.constantFrom(1, 1, 2, 3, 7, 11, 90, 1441),
    firstDayOfWeek: fc.constantFrom(...weekdays),
    skip: isLong
      ? fc.constantFrom('omit' as const, 'omit' as const, 'backward' as const, 'forward' as const)
      : fc.constant('omit' as const),
    byMonth: numbers(1, 12),
    byWeekNo:
      frequency === 'yearly' ? fc.oneof({ weight: 3, arbitrary: none }, { weight: 1, arbitrary: signed(53) }) : none,
    byYearDay:
      isLong || frequency === 'weekly' || frequency === 'daily'
        ? frequency === 'yearly'
          ? fc.oneof({ weight: 3, arbitrary: none }, { weight: 1, arbitrary: signed(366) })
          : none
        : signed(366),
    byMonthDay: frequency === 'weekly' ? none : signed(31),
    byDay: fc.oneof({ weight: 1, arbitrary: fc.constant<never[]>([]) }, { weight: 2, arbitrary: days }),
    byHour: numbers(0, 23),
    byMinute: numbers(0, 59),
    bySecond: numbers(0, 59),
    bySetPosition: fc.oneof({ weight: 3, arbitrary: none }, { weight: 1, arbitrary: signed(6) }),
  })
}

type Parts = Partial<Omit<RecurrenceRule, 'frequency' | 'byDay'>> & {
  byDay: { day: Weekday; nthOfPeriod?: number | undefined }[]
}

function ruleOf(frequency: Frequency, parts: Parts): RecurrenceRule {
  const byDay = parts.byDay.map(({ day, nthOfPeriod }) => (nthOfPeriod === undefined ? { day } : { day, nthOfPeriod }))
  return createRule(frequency, { ...parts, byDay })
}

const anyStart = fc
  .integer({ min: Date.UTC(2023, 0) / 1000, max: Date.UTC(2029, 0) / 1000 })
  .map(seconds => new Date(seconds * 1000).toISOString().slice(0, 19))

/** Held to the slow way, up to a day some time after the start. */
function compareWithReference(rule: RecurrenceRule, start: string) {
  const last = addDays(start, daysCompared[rule.frequency])
  const to = (readLocal(`${last}T23:59:59`) ?? 0) + 1
  const found = [...expand(createSeries(start, null, { rules: [rule] }), { to })].map(({ local }) => local)
  assert.deepEqual(found, listLocals(rule, start, last))
}

test('any rule gives what looking at every day one by one gives', () => {
  fc.assert(
    fc.property(anyRule, anyStart, fc.option(fc.integer({ min: 1, max: 40 })), ([frequency, parts], start, count) => {
      const rule = ruleOf(frequency, parts)
      fc.pre(checkRule(rule).length === 0)
      // What skips a day of a year has no day of a month besides.
      fc.pre(rule.skip === 'omit' || (rule.byYearDay.length === 0 && rule.byWeekNo.length === 0))
      compareWithReference(count === null ? rule : { ...rule, count }, start)
    }),
    { numRuns: 200 },
  )
})

test('weeks of the year, beginning on any day of the week, are those that looking at every day gives', () => {
  const weeks = fc.uniqueArray(fc.constantFrom(1, 2, 20, 52, 53, -1, -2, -52, -53), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(
      weeks,
      fc.constantFrom(...weekdays),
      fc.constantFrom(...weekdays),
      anyStart,
      (byWeekNo, day, first, start) => {
        compareWithReference(createRule('yearly', { byWeekNo, byDay: [{ day }], firstDayOfWeek: first }), start)
      },
    ),
    { numRuns: 40 },
  )
})

test('dates that a month does not have go where looking at every day finds them', () => {
  const days = fc.uniqueArray(fc.constantFrom(1, 28, 29, 30, 31, -1, -29, -30, -31), { minLength: 1, maxLength: 4 })
  const parts = fc.record({
    byMonthDay: days,
    interval: fc.constantFrom(1, 1, 3),
    skip: fc.constantFrom('backward' as const, 'forward' as const),
    byMonth: fc.constantFrom([], [2], [2, 3, 4]),
    byHour: fc.constantFrom([], [6, 18]),
    bySetPosition: fc.constantFrom([], [], [1, -1], [-2]),
  })
  fc.assert(
    fc.property(fc.constantFrom('monthly' as const, 'yearly' as const), parts, anyStart, (frequency, rule, start) => {
      compareWithReference(createRule(frequency, rule), start)
    }),
    { numRuns: 60 },
  )
})

test('a window shows what the whole expansion shows there, whatever the rule', () => {
  fc.assert(
    fc.property(
      anyRule,
      anyStart,
      fc.nat(100),
      fc.option(fc.integer({ min: 1, max: 60 })),
      ([frequency, parts], start, part, count) => {
        const rule = ruleOf(frequency, parts)
        fc.pre(checkRule(rule).length === 0)
        const series = createSeries(start, newYork, { rules: [count === null ? rule : { ...rule, count }] })
        const length = daysCompared[frequency] * 86_400
        const begin = readLocal(start) ?? 0
        const window = { from: begin + Math.round((length * part) / 100), to: begin + length }
        const whole = [...expand(series, { to: window.to })].filter(({ startAt }) => startAt >= window.from)
        assert.deepEqual([...expand(series, window)], whole)
        assert.deepEqual([...expand(series, { ...window, limit: 3 })], whole.slice(0, 3))
      },
    ),
    { numRuns: 200 },
  )
})

test('any rule is read from its text as it was written', () => {
  fc.assert(
    fc.property(anyRule, ([frequency, parts]) => {
      const rule = ruleOf(frequency, parts)
      fc.pre(checkRule(rule).length === 0)
      assert.deepEqual(readRuleText(formatRuleText(rule)), { rule })
    }),
  )
})

suite('a rule that never matches ends, without a limit and without an end', () => {
  const never = [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=4;BYYEARDAY=1',
    'FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYSETPOS=2',
    'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1;BYSETPOS=2',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=WE',
    'FREQ=HOURLY;INTERVAL=24;BYHOUR=3',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30',
    'FREQ=MINUTELY;INTERVAL=10080;BYDAY=WE',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;INTERVAL=60;BYSECOND=30',
    'FREQ=SECONDLY;INTERVAL=604800;BYDAY=WE',
    'FREQ=SECONDLY;INTERVAL=7;BYDAY=WE;BYHOUR=9;BYMINUTE=0;BYSECOND=1;BYMONTHDAY=31;BYMONTH=2',
    'FREQ=SECONDLY;BYSETPOS=2;BYMONTH=1',
    'FREQ=DAILY;INTERVAL=1000000;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;BYHOUR=1;BYSETPOS=3',
  ]
  for (const text of never) {
    test(text, { timeout: 10_000 }, () => {
      const reading = readRuleText(text)
      assert.ok('rule' in reading)
      const series = createSeries('2024-01-01T09:00:00', newYork, { rules: [reading.rule] })
      // The start is always the first.
      assert.deepEqual(
        [...expand(series)].map(({ local }) => local),
        ['2024-01-01T09:00:00'],
      )
    })
  }

  test('whatever the rule, the next occurrence is found or is known not to be, in no more than fifty times what one takes that looks at each day once', () => {
    const ask = (rule: RecurrenceRule) => {
      for (const _ of expand(createSeries('2024-01-01T09:00:00', null, { rules: [rule] }), { limit: 3 }));
    }
    const eachDay = readRuleText('FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30')
    assert.ok('rule' in eachDay)
    const ordinary = timeOf(() => ask(eachDay.rule))
    fc.assert(
      fc.property(anyRule, ([frequency, parts]) => {
        const rule = ruleOf(frequency, parts)
        fc.pre(checkRule(rule).length === 0)
        assert.ok(timeOf(() => ask(rule)) < 50 * ordinary, formatRuleText(rule))
      }),
      { numRuns: 200 },
    )
  })
})

test('a rule of every second is lazy, and far ahead it is not counted through', () => {
  const everySecond = createRule('secondly')
  const series = createSeries('2000-01-01T00:00:00', utc, { rules: [everySecond] })
  const from = Date.UTC(2100, 0) / 1000
  assert.deepEqual(
    [...expand(series, { from, limit: 2 })].map(({ local }) => local),
    ['2100-01-01T00:00:00', '2100-01-01T00:00:01'],
  )
  const counted = createSeries('2000-01-01T00:00:00', utc, { rules: [{ ...everySecond, count: 1_000_000 }] })
  const last = readLocal('2000-01-12T13:46:38') ?? 0
  assert.deepEqual(
    [...expand(counted, { from: last })].map(({ local }) => local),
    ['2000-01-12T13:46:38', '2000-01-12T13:46:39'],
  )
})

test('where clocks are set ahead a start is by the setting before, where they are set back it is the first', () => {
  const at = (rule: string, start: string, limit: number) => {
    const reading = readRuleText(rule)
    assert.ok('rule' in reading)
    return [...expand(createSeries(start, newYork, { rules: [reading.rule] }), { limit })].map(
      ({ startAt, recurrenceId }) =>
        `${recurrenceId.slice(5, 16)} ${new Date(startAt * 1000).toISOString().slice(5, 16)}`,
    )
  }
  assert.deepEqual(at('FREQ=DAILY', '2027-03-13T02:30:00', 3), [
    '03-13T02:30 03-13T07:30',
    '03-14T02:30 03-14T07:30',
    '03-15T02:30 03-15T06:30',
  ])
  assert.deepEqual(at('FREQ=DAILY', '2027-11-06T01:30:00', 3), [
    '11-06T01:30 11-06T05:30',
    '11-07T01:30 11-07T05:30',
    '11-08T01:30 11-08T06:30',
  ])
  // 02:30 is the instant of 03:30 on that day: they are one.
  assert.deepEqual(at('FREQ=HOURLY', '2027-03-14T01:30:00', 4), [
    '03-14T01:30 03-14T06:30',
    '03-14T03:30 03-14T07:30',
    '03-14T04:30 03-14T08:30',
    '03-14T05:30 03-14T09:30',
  ])
  // Every 45 minutes: what falls into the gap stands among what comes after it.
  assert.deepEqual(at('FREQ=MINUTELY;INTERVAL=45', '2027-03-14T01:30:00', 4), [
    '03-14T01:30 03-14T06:30',
    '03-14T03:00 03-14T07:00',
    '03-14T02:15 03-14T07:15',
    '03-14T03:45 03-14T07:45',
  ])
})

test('the end of a rule is a local time, an instant, or a day', () => {
  const count = (until: string) => {
    const rule = createRule('hourly', { until })
    return [...expand(createSeries('2027-11-06T23:30:00', newYork, { rules: [rule] }))].length
  }
  assert.equal(count('2027-11-07T01:30:00'), 3)
  assert.equal(count('2027-11-07T01:29:59'), 2)
  assert.equal(count('2027-11-07T05:30:00Z'), 3)
  assert.equal(count('2027-11-07T05:29:59Z'), 2)
  // The second half past one is not of the rule.
  assert.equal(count('2027-11-07T06:30:00Z'), 3)
  assert.equal(count('2027-11-06'), 1)
})

test('a series has what its rules and dates give, without what is left out, and changes in the place of what they change', () => {
  const series = createSeries('2027-03-01T09:00:00', paris, {
    duration: { days: 0, seconds: 3600 },
    rules: [createRule('weekly', { count: 4 }), createRule('monthly', { byMonthDay: [1, 15], until: '2027-04-01' })],
    exclusions: [createRule('monthly', { byMonthDay: [22] })],
    overrides: {
      '2027-03-15T09:00:00': { start: '2027-03-02T10:00:00', duration: { days: 0, seconds: 1800 } },
      '2027-03-08T09:00:00': { isExcluded: true },
      '2027-03-20T18:00:00': {},
      '2027-04-01T09:00:00': { zone: newYork },
    },
  })
  const shown = [...expand(series)].map(({ startAt, endAt, local, recurrenceId }) => [
    recurrenceId,
    local,
    new Date(startAt * 1000).toISOString(),
    (endAt - startAt) / 60,
  ])
  assert.deepEqual(shown, [
    ['2027-03-01T09:00:00', '2027-03-01T09:00:00', '2027-03-01T08:00:00.000Z', 60],
    ['2027-03-15T09:00:00', '2027-03-02T10:00:00', '2027-03-02T09:00:00.000Z', 30],
    ['2027-03-20T18:00:00', '2027-03-20T18:00:00', '2027-03-20T17:00:00.000Z', 60],
    ['2027-04-01T09:00:00', '2027-04-01T09:00:00', '2027-04-01T13:00:00.000Z', 60],
  ])
})

test('a day is as long as the clock makes it, an hour always as long', () => {
  const length = (days: number, seconds: number) => {
    const [only] = expand(createSeries('2027-03-27T12:00:00', paris, { duration: { days, seconds } }))
    return ((only?.endAt ?? 0) - (only?.startAt ?? 0)) / 3600
  }
  assert.deepEqual([length(1, 0), length(0, 86_400), length(1, 3600)], [23, 24, 24])
})

test('a series without rules happens once, and in a window only where it starts in it', () => {
  const once = createSeries('2027-03-01T09:00:00', utc)
  const at = Date.UTC(2027, 2, 1, 9) / 1000
  const numberIn = (from: number, to: number) => [...expand(once, { from, to })].length
  assert.deepEqual([numberIn(at, at + 1), numberIn(at + 1, at + 9), numberIn(at - 9, at)], [1, 0, 0])
  assert.deepEqual([...expand(once, { limit: 0 })], [])
})

function addDays(local: string, days: number) {
  return Temporal.PlainDate.from(local.slice(0, 10)).add({ days }).toString()
}
