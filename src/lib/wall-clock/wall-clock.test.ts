import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantAt, parseClock, showIn } from './wall-clock.ts'

test('12pm is noon, 12am is midnight, and what is no time is none', () => {
  const read = ['12pm', '12am', '9am', '9:30 PM', '23:59', '0:05', '12', '13pm', '24:00', '9:60', 'noon', ''].map(
    parseClock,
  )
  const none = undefined
  assert.deepEqual(read, ['12:00', '00:00', '09:00', '21:30', '23:59', '00:05', none, none, none, none, none, none])
})

test('noon in Beijing is told for Paris and Baltimore', () => {
  const at = instantAt('2026-12-31', '12:00', 'Asia/Shanghai')
  assert.equal(at, '2026-12-31T04:00:00.000Z')
  assert.match(showIn(at, 'Asia/Shanghai', 'en'), /31 Dec 2026.*12:00 GMT\+8/)
  assert.match(showIn(at, 'Europe/Paris', 'en'), /31 Dec 2026.*05:00 GMT\+1/)
  assert.match(showIn(at, 'America/New_York', 'en'), /30 Dec 2026.*23:00 GMT-5/)
  assert.match(showIn(at, 'Asia/Shanghai', 'zh'), /2026年12月31日.*12:00/)
})

test('a time that the change of clocks leaves out comes after it, one that is there twice is the first', () => {
  assert.equal(instantAt('2026-03-29', '02:30', 'Europe/Paris'), '2026-03-29T01:30:00.000Z')
  assert.equal(instantAt('2026-10-25', '02:30', 'Europe/Paris'), '2026-10-25T00:30:00.000Z')
})
