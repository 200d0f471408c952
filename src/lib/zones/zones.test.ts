import assert from 'node:assert/strict'
import { test } from 'node:test'
import { civilDateOf, dayNumberOf, weekdayOf } from './civil-date.ts'
import { createLocalReader, instantOf, instantsOf } from './instants-of.ts'
import { formatLocal, readLocal } from './local-time.ts'
import { changesOfYears, readPosixRule } from './posix-rule.ts'
import { readTzif } from './read-tzif.ts'
import { isOlderRelease } from './release.ts'
import {
  abbreviationAt,
  BrokenZone,
  createZone,
  isDaylightAt,
  offsetAt,
  settingOf,
  transitionsBetween,
} from './zone.ts'

const newYork = createZone('America/New_York', {
  settings: [{ offset: -17762, isDaylight: false, abbreviation: 'LMT' }, ...eastern()],
  times: [seconds('1883-11-18T17:00:00Z')],
  kinds: [1],
  footer: 'EST5EDT,M3.2.0,M11.1.0',
})

test('days of the calendar are counted as the runtime counts them, from the year 0 to 9999', () => {
  for (let day = -719_528; day <= 2_932_896; day += 13) {
    const date = civilDateOf(day)
    const other = new Date(day * 86_400_000)
    assert.equal(dayNumberOf(date), day)
    if (date.year !== other.getUTCFullYear() || date.month !== other.getUTCMonth() + 1) assert.fail(String(day))
    if (date.day !== other.getUTCDate() || (weekdayOf(day) + 1) % 7 !== other.getUTCDay()) assert.fail(String(day))
  }
})

test('a local time is read and written, and what is none is not read', () => {
  for (const text of ['0000-01-01T00:00:00', '1999-12-31T23:59:59', '2028-02-29T09:05:07', '9999-12-31T00:00:00'])
    assert.equal(formatLocal(readLocal(text) ?? 0), text)
  const wrong = [
    '2027-02-29T00:00:00',
    '2027-13-01T00:00:00',
    '2027-01-01T24:00:00',
    '2027-01-01',
    '2027-01-01T00:00:60',
  ]
  assert.deepEqual(wrong.map(readLocal), Array(5).fill(undefined))
})

test('the rule of POSIX gives the changes of every year', () => {
  const table: [string, number, string[]][] = [
    ['EST5EDT,M3.2.0,M11.1.0', 2027, ['2027-03-14T07:00:00Z', '2027-11-07T06:00:00Z']],
    ['CET-1CEST,M3.5.0,M10.5.0/3', 2027, ['2027-03-28T01:00:00Z', '2027-10-31T01:00:00Z']],
    ['NZST-12NZDT,M9.5.0,M4.1.0/3', 2027, ['2027-04-03T14:00:00Z', '2027-09-25T14:00:00Z']],
    // Lord Howe Island sets its clocks by half an hour.
    ['<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', 2027, ['2027-04-03T15:00:00Z', '2027-10-02T15:30:00Z']],
    // Nuuk, on the evening before: version 3 of TZif.
    ['<-02>2<-01>,M3.5.0/-1,M10.5.0/0', 2027, ['2027-03-28T01:00:00Z', '2027-10-31T01:00:00Z']],
    // Gaza, days after the last Saturday.
    ['EET-2EEST,M3.4.4/50,M10.4.4/50', 2027, ['2027-03-27T00:00:00Z', '2027-10-29T23:00:00Z']],
    ['AAA0BBB,J60/0,J300/0', 2028, ['2028-03-01T00:00:00Z', '2028-10-26T23:00:00Z']],
    ['AAA0BBB,59/0,299/0', 2028, ['2028-02-29T00:00:00Z', '2028-10-25T23:00:00Z']],
    ['MST7', 2027, []],
  ]
  for (const [text, year, expected] of table) {
    const rule = readPosixRule(text)
    assert.ok(rule, text)
    assert.deepEqual(
      changesOfYears(rule, year, year).map(({ at }) => iso(at)),
      expected,
      text,
    )
  }
  const wrong = ['', 'EST', 'E5', 'EST5EDT', 'EST5EDT,M13.1.0,M11.1.0', 'EST5EDT,M3.2.0', 'EST5EDT,J0,J3', '<+03-3']
  assert.deepEqual(wrong.map(readPosixRule), Array(wrong.length).fill(undefined))
})

test('clocks have their offset, name and season at any time, also long after the last recorded change', () => {
  const at = (text: string) => {
    const moment = seconds(text)
    return [offsetAt(newYork, moment), abbreviationAt(newYork, moment), isDaylightAt(newYork, moment)]
  }
  assert.deepEqual(at('1800-01-01T00:00:00Z'), [-17762, 'LMT', false])
  assert.deepEqual(at('2027-03-14T06:59:59Z'), [-18000, 'EST', false])
  assert.deepEqual(at('2027-03-14T07:00:00Z'), [-14400, 'EDT', true])
  assert.deepEqual(at('2100-07-01T00:00:00Z'), [-14400, 'EDT', true])
  assert.deepEqual(at('2400-07-01T00:00:00Z'), [-14400, 'EDT', true])
  assert.deepEqual(at('2400-12-31T23:59:59Z'), [-18000, 'EST', false])
  const changes = transitionsBetween(newYork, seconds('2100-06-01T00:00:00Z'), seconds('2101-06-01T00:00:00Z'))
  assert.deepEqual(
    changes.map(change => iso(change.at)),
    ['2100-11-07T06:00:00Z', '2101-03-13T07:00:00Z'],
  )
})

test('daylight saving without an end is one setting', () => {
  const [standard, daylight] = eastern() as [ReturnType<typeof eastern>[0], ReturnType<typeof eastern>[0]]
  const always = createZone('Always', { settings: [standard], times: [], kinds: [], footer: 'EST5EDT,0/0,J365/25' })
  assert.deepEqual(transitionsBetween(always, seconds('2020-01-01T00:00:00Z'), seconds('2150-01-01T00:00:00Z')), [])
  assert.deepEqual(settingOf(always, seconds('2027-01-01T05:00:00Z')), daylight)
})

test('a local time is one instant, in a gap by the setting before it, in an overlap the first', () => {
  const read = (text: string) => {
    const reading = instantsOf(newYork, readLocal(text) ?? Number.NaN)
    const again = reading.kind === 'overlap' ? [iso(reading.again)] : []
    return [reading.kind, iso(reading.at), ...again]
  }
  assert.deepEqual(read('2027-03-14T01:59:59'), ['one', '2027-03-14T06:59:59Z'])
  assert.deepEqual(read('2027-03-14T02:30:00'), ['gap', '2027-03-14T07:30:00Z'])
  assert.deepEqual(read('2027-03-14T03:00:00'), ['one', '2027-03-14T07:00:00Z'])
  assert.deepEqual(read('2027-11-07T01:30:00'), ['overlap', '2027-11-07T05:30:00Z', '2027-11-07T06:30:00Z'])
  assert.deepEqual(read('2227-03-11T02:30:00'), ['gap', '2227-03-11T07:30:00Z'])
  // In 1883 the clock went back by less than four minutes.
  assert.deepEqual(read('1883-11-18T12:01:00'), ['overlap', '1883-11-18T16:57:02Z', '1883-11-18T17:01:00Z'])
})

test('reading many local times gives what reading each gives', () => {
  const quickly = createLocalReader(newYork)
  const start = readLocal('2026-01-01T00:00:00') ?? 0
  const steps = [...Array(20_000).keys()].map(step => start + step * 1801 + (step % 7) * 86_400)
  for (const local of [...steps, ...steps.map(step => step + 75 * 31_556_952)])
    if (quickly(local).at !== instantOf(newYork, local)) assert.fail(formatLocal(local))
})

test('TZif of the versions 1 and 2 are read, and leap seconds taken out', () => {
  const paris = {
    letters: 'CET\0CEST\0',
    settings: [
      [3600, 0, 0],
      [7200, 1, 4],
    ] as const,
  }
  const times = [seconds('2024-03-31T01:00:00Z'), seconds('2024-10-27T01:00:00Z')]
  const expected = [
    ['2024-03-31T01:00:00Z', 'CEST'],
    ['2024-10-27T01:00:00Z', 'CET'],
  ]
  const shown = (bytes: Uint8Array) =>
    transitionsBetween(readTzif('Test', bytes), 0, seconds('2025-01-01T00:00:00Z')).map(({ at, after }) => [
      iso(at),
      after.abbreviation,
    ])
  const first = block({ ...paris, version: 0, width: 4, times, kinds: [1, 0], leaps: [] })
  assert.deepEqual(shown(first), expected)
  const second = block({ ...paris, version: 0x32, width: 8, times, kinds: [1, 0], leaps: [] })
  const footer = new TextEncoder().encode('\nCET-1CEST,M3.5.0,M10.5.0/3\n')
  assert.deepEqual(shown(new Uint8Array([...emptyBlock(0x32), ...second, ...footer])), expected)
  const leaps: [number, number][] = [[seconds('2000-01-01T00:00:00Z'), 27]]
  const counting = times.map(time => time + 27)
  const third = block({ ...paris, version: 0x34, width: 8, times: counting, kinds: [1, 0], leaps })
  assert.deepEqual(shown(new Uint8Array([...emptyBlock(0x34), ...third, 10, 10])), expected)
})

test('a broken file is told, and never read beyond its end', () => {
  const bytes = block({
    version: 0,
    width: 4,
    letters: 'CET\0',
    settings: [[3600, 0, 0]],
    times: [1, 2],
    kinds: [0, 0],
    leaps: [],
  })
  for (let length = 0; length < bytes.length; length++)
    assert.throws(() => readTzif('Cut', bytes.slice(0, length)), BrokenZone)
  const huge = Uint8Array.from(bytes)
  huge.fill(255, 32, 36)
  assert.throws(() => readTzif('Huge', huge), { message: 'Huge: a TZif file that ends too early' })
  assert.throws(() => readTzif('Long', new Uint8Array(300_000)), BrokenZone)
  const backwards = { version: 0, width: 4, letters: 'CET\0', settings: [[3600, 0, 0]], leaps: [] } as const
  assert.throws(() => readTzif('Back', block({ ...backwards, times: [2, 1], kinds: [0, 0] })), BrokenZone)
  assert.throws(() => readTzif('Kind', block({ ...backwards, times: [1, 2], kinds: [0, 7] })), BrokenZone)
})

test('releases of the database are of an order', () => {
  const releases = ['2019c', '2025b', '2026a', '2026f', '2026z', '2026za', '2027a']
  for (const [index, release] of releases.entries())
    for (const [place, other] of releases.entries()) assert.equal(isOlderRelease(release, other), index < place)
})

interface Block {
  version: number
  width: number
  letters: string
  settings: readonly (readonly [offset: number, isDaylight: number, letters: number])[]
  times: readonly number[]
  kinds: readonly number[]
  leaps: readonly (readonly [at: number, correction: number])[]
}

function block({ version, width, letters, settings, times, kinds, leaps }: Block): Uint8Array {
  const header = [0x54, 0x5a, 0x69, 0x66, version, ...Array(15).fill(0)]
  const counts = [0, 0, leaps.length, times.length, settings.length, letters.length].flatMap(count => word(count, 4))
  return Uint8Array.from([
    ...header,
    ...counts,
    ...times.flatMap(time => word(time, width)),
    ...kinds,
    ...settings.flatMap(([offset, isDaylight, index]) => [...word(offset, 4), isDaylight, index]),
    ...new TextEncoder().encode(letters),
    ...leaps.flatMap(([at, correction]) => [...word(at, width), ...word(correction, 4)]),
  ])
}

function emptyBlock(version: number) {
  return block({ version, width: 4, letters: '\0', settings: [[0, 0, 0]], times: [], kinds: [], leaps: [] })
}

function word(value: number, width: number): number[] {
  const bytes = new DataView(new ArrayBuffer(8))
  bytes.setBigInt64(0, BigInt(value))
  return [...new Uint8Array(bytes.buffer)].slice(8 - width)
}

function eastern() {
  return [
    { offset: -18000, isDaylight: false, abbreviation: 'EST' },
    { offset: -14400, isDaylight: true, abbreviation: 'EDT' },
  ]
}

function seconds(text: string) {
  return Temporal.Instant.from(text).epochMilliseconds / 1000
}

function iso(at: number) {
  return Temporal.Instant.fromEpochMilliseconds(at * 1000).toString()
}
