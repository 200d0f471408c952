import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Before, compareHoldings, pairChanges } from './compare-holdings.ts'

const at = { update: 9, lastNumber: 3 }

function was(number: number, component: number, packageId: number, parent: number | null = null): Before {
  return { number, component, package: packageId, parent, said: ['direct'], since: 1 }
}

function is(component: number, packageId: number, parent?: number, said = 'direct') {
  return { component, package: packageId, parent, said: [said] }
}

const before = [was(1, 10, 1), was(2, 20, 2, 1), was(3, 30, 3)]

test('what stays costs nothing, wherever it stands in the list', () => {
  const same = compareHoldings(before, [is(30, 3), is(10, 1), is(20, 2, 1)], at)
  assert.deepEqual(same, { write: [], erase: [], came: [], went: [], lastNumber: 3 })
})

test('what comes gets a number, what goes leaves, what says something else is written again under its number', () => {
  const now = [is(10, 1), is(20, 2, 0, 'transitive'), is(31, 3, 1)]
  const compared = compareHoldings(before, now, at)
  assert.deepEqual(
    compared.write.map(({ use, number, parent, since }) => [use.component, number, parent, since]),
    [
      [20, 2, 1, 1],
      [31, 4, 2, 9],
    ],
  )
  assert.deepEqual(compared.erase.sort(), [2, 3])
  assert.deepEqual(pairChanges(compared), {
    changes: [{ package: 3, before: 30, since: 1, after: 31 }],
    fresh: [],
  })
  assert.equal(compared.lastNumber, 4)
})

test('a component that is named twice comes and goes once', () => {
  const twice = compareHoldings([], [is(10, 1), is(10, 1)], at)
  assert.deepEqual(twice.came, [{ component: 10, package: 1 }])
  assert.deepEqual(
    twice.write.map(({ number }) => number),
    [4, 5],
  )
  const once = compareHoldings([was(1, 10, 1), was(2, 10, 1)], [is(10, 1)], at)
  assert.deepEqual([once.erase, once.went], [[2], []])
})

test('of one package as many changed as went and came, and the rest came or went', () => {
  const compared = compareHoldings([was(1, 10, 1), was(2, 11, 1)], [is(12, 1), is(20, 2)], at)
  assert.deepEqual(pairChanges(compared), {
    changes: [
      { package: 1, before: 10, since: 1, after: 12 },
      { package: 1, before: 11, since: 1, after: undefined },
    ],
    fresh: [{ package: 2, after: 20 }],
  })
})
