import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createZone } from '../zones/zone.ts'
import { findInstant, instantAt, parseClock, showIn, wallTimeAt } from './wall-clock.ts'

test('12pm is noon, 12am is midnight, and what is no time is none', () => {
  const read = ['12pm', '12am', '9am', '9:30 PM', '23:59', '0:05', '12', '13pm', '24:00', '9:60', 'noon', ''].map(
    parseClock,
  )
  const none = undefined
  assert.deepEqual(read, ['12:00', '00:00', '09:00', '21:30', '23:59', '00:05', none, none, none, none, none, none])
})

const zoneOf = (name: string, footer: string) => createZone(name, { settings: [], times: [], kinds: [], footer })
const beijing = zoneOf('Asia/Shanghai', 'CST-8')
const paris = zoneOf('Europe/Paris', 'CET-1CEST,M3.5.0,M10.5.0/3')
const newYork = zoneOf('America/New_York', 'EST5EDT,M3.2.0,M11.1.0')

test('noon in Beijing is told for Paris and Baltimore', () => {
  const at = instantAt('2026-12-31', '12:00', beijing)
  assert.equal(at, '2026-12-31T04:00:00.000Z')
  assert.match(showIn(at, beijing, 'en'), /31 Dec 2026.*12:00 GMT\+8$/)
  assert.match(showIn(at, paris, 'en'), /31 Dec 2026.*05:00 GMT\+1$/)
  assert.match(showIn(at, newYork, 'en'), /30 Dec 2026.*23:00 GMT-5$/)
  assert.match(showIn(at, beijing, 'zh'), /2026年12月31日.*12:00 GMT\+8$/)
})

test('a time that the change of clocks leaves out comes after it, one that is there twice is the first', () => {
  assert.equal(instantAt('2026-03-29', '02:30', paris), '2026-03-29T01:30:00.000Z')
  assert.equal(instantAt('2026-10-25', '02:30', paris), '2026-10-25T00:30:00.000Z')
})

test('clocks go by the rules that are handed in, whatever the runtime thinks of that place', () => {
  // Vancouver keeps its summer time through the winter, by a law that older runtimes have not heard of.
  const settled = zoneOf('America/Vancouver', 'PDT7')
  const at = instantAt('2026-12-31', '12:00', settled)
  assert.equal(at, '2026-12-31T19:00:00.000Z')
  assert.match(showIn(at, settled, 'en'), /31 Dec 2026.*12:00 GMT-7$/)
  assert.deepEqual(wallTimeAt(at, settled), { date: '2026-12-31', clock: '12:00', text: '2026-12-31T12:00:00-07:00' })
})

test('half hours, Greenwich and the far side of the earth are told apart', () => {
  const at = '2026-12-31T12:00:00.000Z'
  const told = [zoneOf('Asia/Kolkata', 'IST-5:30'), zoneOf('UTC', 'UTC0'), zoneOf('Pacific/Marquesas', '<-0930>9:30')]
  assert.deepEqual(
    told.map(zone => [wallTimeAt(at, zone).text, showIn(at, zone, 'en').split(' ').at(-1)]),
    [
      ['2026-12-31T17:30:00+05:30', 'GMT+5:30'],
      ['2026-12-31T12:00:00+00:00', 'GMT'],
      ['2026-12-31T02:30:00-09:30', 'GMT-9:30'],
    ],
  )
})

test('what is no day or no time is no instant', () => {
  const read = ['2026-12-31T12:00', '2026-02-30T12:00', '2026-12-31T24:00', 'soon', ''].map(text =>
    findInstant(text, paris),
  )
  assert.deepEqual(read, ['2026-12-31T11:00:00.000Z', undefined, undefined, undefined, undefined])
})
