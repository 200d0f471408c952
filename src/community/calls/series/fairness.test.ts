import assert from 'node:assert/strict'
import { test } from 'node:test'
import { burdenOf, burdens, fairestHours, type Place } from './fairness.ts'

const beijing: Place = { zone: 'Asia/Shanghai', people: 4, offset: 8 * 3600 }
const paris: Place = { zone: 'Europe/Paris', people: 3, offset: 3600 }
const baltimore: Place = { zone: 'America/New_York', people: 2, offset: -5 * 3600 }

test('working hours ask nothing, nights most', () => {
  assert.deepEqual([10, 8, 22, 3].map(burdenOf), [0, 1, 3, 5])
})

test('what each place carries for two slots, the most first', () => {
  assert.deepEqual(burdens([beijing, paris, baltimore], [12, 17]), [
    { zone: 'Asia/Shanghai', people: 4, burdens: [1, 5], total: 6 },
    { zone: 'America/New_York', people: 2, burdens: [1, 0], total: 1 },
    { zone: 'Europe/Paris', people: 3, burdens: [0, 1], total: 1 },
  ])
})

test('with two slots nobody is up at night twice', () => {
  const hours = fairestHours([beijing, paris, baltimore], 2)
  const worst = Math.max(...burdens([beijing, paris, baltimore], hours).map(({ total }) => total))
  assert.ok(worst <= 3, JSON.stringify(hours))
})

test('one place alone meets in its working hours', () => {
  const [hour = -1] = fairestHours([beijing], 1)
  assert.equal(burdenOf((hour + 8) % 24), 0)
})
