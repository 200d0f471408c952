import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diversityIndex, estimateMean, netPromoterScore, roundTo, studentT } from './statistics.ts'
import { mayTell, suppress } from './suppress.ts'

const shown = (counts: number[], least: number) => {
  const hidden = suppress(counts, least)
  return counts.map((count, i) => (hidden[i] ? null : count))
}

test('a small cell takes the smallest other with it, so that no difference tells it', () => {
  assert.deepEqual(shown([20, 2, 9, 0], 5), [20, null, null, 0])
  assert.deepEqual(shown([20, 9, 5], 5), [20, 9, 5])
  assert.deepEqual(shown([20, 0], 5), [20, 0])
  assert.deepEqual(shown([1, 1, 8, 30], 5), [null, null, null, 30])
  assert.deepEqual(shown([4, 4, 8], 5), [null, null, 8])
  assert.deepEqual(shown([3], 5), [null])
  assert.deepEqual(shown([2, 0, 0], 5), [null, null, null])
})

test('whatever the counts: what is hidden is at least two cells and so many people, or everything', () => {
  const cells = fc.array(fc.nat(30), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(cells, fc.integer({ min: 3, max: 10 }), (counts, least) => {
      const hidden = suppress(counts, least)
      const secret = counts.filter((count, i) => hidden[i] && count > 0)
      for (const [i, count] of counts.entries()) if (!hidden[i]) assert.ok(count === 0 || count >= least)
      const people = secret.reduce((sum, count) => sum + count, 0)
      assert.ok(hidden.every(Boolean) || secret.length === 0 || (secret.length >= 2 && people >= least))
    }),
  )
})

test('a part is told where neither it nor the rest is small', () => {
  const told = [0, 4, 5, 15, 16, 20].map(part => mayTell(part, 20, 5))
  assert.deepEqual(told, [true, false, true, true, false, true])
  assert.equal(mayTell(4, 4, 5), false)
})

test('the Net Promoter Score is promoters less detractors, in percent of all', () => {
  assert.equal(netPromoterScore([10, 9, 8, 7, 6, 0, 10, 10, 9, 5]), 20)
  assert.equal(netPromoterScore([7, 8]), 0)
  assert.equal(netPromoterScore([0, 6]), -100)
  assert.equal(netPromoterScore([]), undefined)
})

test('the mean stands with its interval of 95 % by Student’s t', () => {
  const { mean = 0, low = 0, high = 0 } = estimateMean([1, 2, 3, 4, 5]) ?? {}
  assert.deepEqual([mean, roundTo(low, 3), roundTo(high, 3)], [3, 1.037, 4.963])
  assert.equal(estimateMean([4]), undefined)
  assert.deepEqual(estimateMean([4, 4, 4]), { mean: 4, low: 4, high: 4 })
  assert.deepEqual(
    [1, 30, 40, 100, 1000].map(freedom => roundTo(studentT(freedom), 3)),
    [12.706, 2.042, 2.021, 1.984, 1.962],
  )
})

test('Blau’s index is the chance that two differ', () => {
  assert.equal(diversityIndex([5, 5]), 0.5)
  assert.equal(diversityIndex([7, 0]), 0)
  assert.equal(diversityIndex([1, 1, 1, 1]), 0.75)
  assert.equal(diversityIndex([]), undefined)
})
