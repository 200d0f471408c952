import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openZones } from '../../../platform/zones/open-zones.ts'
import { agree, checkTimes, findTimes } from './check-announcement.ts'

const zones = openZones()
const find = (name: string) => zones.findZone(name)

test('the call of 18 November 2021: 12pm is EST that day, and all three mean one moment', () => {
  const times = checkTimes('9am PT, 12pm EDT, 6pm CET', '2021-11-18', find)
  assert.deepEqual(
    times.map(({ written, abbreviation, at, remark }) => [
      written,
      abbreviation,
      new Date(at * 1000).toISOString(),
      remark?.en,
    ]),
    [
      ['9am PT', 'PST', '2021-11-18T17:00:00.000Z', undefined],
      ['12pm EDT', 'EST', '2021-11-18T17:00:00.000Z', 'America/New_York is on EST that day, not on EDT'],
      ['6pm CET', 'CET', '2021-11-18T17:00:00.000Z', undefined],
    ],
  )
  assert.equal(agree(times), true)
})

test('in the weeks when one side has changed its clocks, the same words mean two moments', () => {
  assert.equal(agree(checkTimes('12pm ET, 6pm CET', '2021-11-01', find)), false)
  assert.equal(agree(checkTimes('12pm ET, 5pm CET', '2021-11-01', find)), true)
})

test('a name of several places is that of the one that agrees', () => {
  const [beijing] = checkTimes('8pm CST, 12:00 UTC', '2026-11-21', find)
  assert.equal(beijing?.zone, 'Asia/Shanghai')
})

test('times are found as people write them', () => {
  assert.deepEqual(
    findTimes('at 12:30 p.m. EST (18:30 CET), not 25:00 UTC, nor 13pm PT').map(({ hour, minute, abbreviation }) => [
      hour,
      minute,
      abbreviation,
    ]),
    [
      [12, 30, 'EST'],
      [18, 30, 'CET'],
    ],
  )
})
