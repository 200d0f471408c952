import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationSeconds, formatOffset, formatTime, isDuration, parseOffset, parseTime } from './time-value.ts'

test('dates and times are read if there are such', () => {
  const texts = {
    '20240229': { date: '2024-02-29' },
    '20260301T090000': { local: '2026-03-01T09:00:00', zone: 'Europe/Paris' },
    '20260301T090000Z': { utc: '2026-03-01T09:00:00Z' },
    '19970630T235960Z': { utc: '1997-06-30T23:59:59Z' },
    '20250229': undefined,
    '20260431T090000': undefined,
    '20261301': undefined,
    '20260001': undefined,
    '20260301T240000': undefined,
    '20260301T096000': undefined,
    '20260301T0900': undefined,
    '2026-03-01': undefined,
    ' 20260301': undefined,
    '': undefined,
  }
  const read = Object.keys(texts).map(text => [text, parseTime(text, 'Europe/Paris')])
  assert.deepEqual(Object.fromEntries(read), texts)
  assert.deepEqual(parseTime('20260301T090000', undefined), { local: '2026-03-01T09:00:00' })
})

test('times are written without marks and fractions, and never when there is no such time', () => {
  assert.equal(formatTime({ utc: '2026-03-01T09:00:00.123Z' }), '20260301T090000Z')
  assert.equal(formatTime({ local: '2026-03-01T09:00:00', zone: 'Asia/Shanghai' }), '20260301T090000')
  assert.equal(formatTime({ date: '2026-03-01' }), '20260301')
  for (const date of ['2026-02-30', '2026-03-01\r\nX:1', '']) assert.throws(() => formatTime({ date }), RangeError)
})

test('durations are those of RFC 5545, and in seconds', () => {
  const durations = {
    PT15M: 900,
    '-PT15M': -900,
    '+P1DT12H': 129_600,
    P2W: 1_209_600,
    PT0S: 0,
    '-PT0S': 0,
    P: undefined,
    PT: undefined,
    P1DT: undefined,
    P1M: undefined,
    'PT1.5H': undefined,
    PT9999999999S: undefined,
    pt1h: undefined,
  }
  const read = Object.keys(durations).map(text => [text, durationSeconds(text)])
  assert.deepEqual(Object.fromEntries(read), durations)
  assert.deepEqual(
    Object.keys(durations).map(isDuration),
    Object.values(durations).map(value => value !== undefined),
  )
})

test('offsets have hours, minutes and, where needed, seconds', () => {
  const offsets = { '+0000': 0, '-0000': 0, '+0530': 19_800, '-0330': -12_600, '-035602': -14_162, '+1': undefined }
  const read = Object.keys(offsets).map(text => [text, parseOffset(text)])
  assert.deepEqual(Object.fromEntries(read), offsets)
  assert.deepEqual([0, 19_800, -12_600, -14_162].map(formatOffset), ['+0000', '+0530', '-0330', '-035602'])
})
