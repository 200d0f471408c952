import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { alignWords, findExtraWords, type WordPath } from './word-alignment.ts'

const words = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 })

test('finds the fewest differences, counting nothing that follows', () => {
  fc.assert(
    fc.property(words, words, (official, text) => {
      assert.equal(alignWords(forwards(official), forwards(text), 24)?.differences, fewestDifferences(official, text))
    }),
  )
})

test('backwards is forwards through the reverse', () => {
  fc.assert(
    fc.property(words, words, (official, text) => {
      const [backwards, other] = [official.toReversed(), text.toReversed()].map(
        (list): WordPath => ({ words: Int32Array.from(list), from: list.length - 1, length: list.length, step: -1 }),
      )
      assert.deepEqual(
        backwards && other && alignWords(backwards, other, 24),
        alignWords(forwards(official), forwards(text), 24),
      )
    }),
  )
})

test('without the extra words, only words that are missing make a difference', () => {
  fc.assert(
    fc.property(words, words, (official, text) => {
      const alignment = alignWords(forwards(official), forwards(text), 24) ?? { differences: 0, used: 0 }
      const extras = new Set(findExtraWords(forwards(official), forwards(text), 24))
      const kept = text.slice(0, alignment.used).filter((_, index) => !extras.has(index))
      assert.equal(isSubsequence(kept, official), true)
      assert.equal(official.length - kept.length, alignment.differences - extras.size)
    }),
  )
})

test('gives up above the limit', () => {
  assert.equal(alignWords(forwards([1, 2, 3]), forwards([4, 5]), 2), undefined)
  assert.deepEqual(alignWords(forwards([1, 2, 3]), forwards([1, 9, 2, 3, 8]), 1), { differences: 1, used: 4 })
  assert.deepEqual(findExtraWords(forwards([1, 2, 3]), forwards([1, 9, 2, 3, 8]), 1), [1])
})

function forwards(list: number[]): WordPath {
  return { words: Int32Array.from(list), from: 0, length: list.length, step: 1 }
}

/** By the table of all prefixes: as the books have it, and slow. */
function fewestDifferences(official: number[], text: number[]): number {
  let row = text.map((_, index) => index + 1)
  row.unshift(0)
  for (const word of official) {
    const next = [(row[0] ?? 0) + 1]
    for (const [index, other] of text.entries()) {
      const agreeing = word === other ? (row[index] ?? 0) : Number.POSITIVE_INFINITY
      next.push(Math.min(agreeing, (next[index] ?? 0) + 1, (row[index + 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(...row)
}

function isSubsequence(part: number[], whole: number[]): boolean {
  let at = 0
  for (const word of whole) if (word === part[at]) at++
  return at === part.length
}
