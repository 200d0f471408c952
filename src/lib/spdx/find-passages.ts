import type { LicenseIndex } from './license-index.ts'
import { findSightings, type Sighting } from './license-sightings.ts'
import type { OfficialText } from './license-texts.ts'
import { alignWords } from './word-alignment.ts'

/** A passage of a text that is an official text, but for a few words. Positions count words. */
export interface Passage {
  /** Number of the official text in the index. */
  text: number
  from: number
  to: number
  /** Words missing from the passage, and words that it has besides. */
  differences: number
  /** Share of the words that agree, from 0 to 1. */
  similarity: number
  /** What it speaks for: the longer and the more alike, the more. */
  weight: number
}

/** Below, it is another license, or one changed too much to go by the name. */
const leastSimilarity = 0.9
/** A text that is too short to be changed and still be known. */
const leastChangeableLength = 30
/** More are clauses of their own, however long the text: so many words, or such a share of a text that is long indeed. */
const mostDifferences = 40
const mostDifferencesShare = 0.03
/** A difference weighs more than an agreement, so that a clause more or less makes another license. */
const differenceWeight = 1.5

/** Every passage worth a thought, overlapping ones among them, the weightiest first. */
export function findPassages(index: LicenseIndex, words: Int32Array): Passage[] {
  const best = new Int32Array((words.length >> blockBits) + 1)
  const passages: Passage[] = []
  for (const sighting of findSightings(index, words)) {
    const official = index.texts[sighting.text]
    const passage = official && alignAt(official, words, sighting, best)
    if (!passage) continue
    passages.push(passage)
    noteWeight(best, passage)
  }
  return passages.sort((one, other) => other.weight - one.weight || one.from - other.from)
}

function alignAt(
  official: OfficialText,
  words: Int32Array,
  { text, at, position }: Sighting,
  best: Int32Array,
): Passage | undefined {
  const { bodyStart, bodyEnd } = official
  const length = bodyEnd - bodyStart
  const center = at - position + bodyStart + (length >> 1)
  const limit = differenceLimit(length, best[Math.max(0, center) >> blockBits] ?? 0)
  if (limit < 0) return undefined
  const before = alignWords(
    { words: official.words, from: position - 1, length: position - bodyStart, step: -1 },
    { words, from: at - 1, length: at, step: -1 },
    limit,
  )
  if (!before) return undefined
  const after = alignWords(
    { words: official.words, from: position, length: bodyEnd - position, step: 1 },
    { words, from: at, length: words.length - at, step: 1 },
    limit - before.differences,
  )
  if (!after) return undefined
  const differences = before.differences + after.differences
  const both = length + before.used + after.used
  const agreeing = (both - differences) / 2
  const similarity = 1 - differences / both
  if (similarity < leastSimilarity) return undefined
  const weight = agreeing - differenceWeight * differences
  return { text, from: at - before.used, to: at + after.used, differences, similarity, weight }
}

/** As many as leave it similar enough, few enough, and no lighter than what is already known to stand there. */
function differenceLimit(length: number, weightThere: number): number {
  if (length < weightThere) return -1
  if (length < leastChangeableLength) return 0
  const similar = 2 * length * (1 - leastSimilarity) * 1.2
  const few = Math.max(mostDifferences, length * mostDifferencesShare)
  const noLighter = (length - weightThere) / differenceWeight + 1
  return Math.floor(Math.min(similar, few, noLighter))
}

/** The greatest weight of a passage over each 16 words. */
const blockBits = 4

function noteWeight(best: Int32Array, { from, to, weight }: Passage) {
  for (let block = (from + 15) >> blockBits; block < to >> blockBits; block++) {
    best[block] = Math.max(best[block] ?? 0, Math.floor(weight))
  }
}
