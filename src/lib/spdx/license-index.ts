import type { OfficialText } from './license-texts.ts'

/** Where runs of five words stand in the official texts: of long texts every fourth run, chosen by its words. */
export interface LicenseIndex {
  texts: readonly OfficialText[]
  /** How many runs of each text are in the index. */
  runCounts: Int32Array
  /** First entry of each slot, plus 1; entries of a slot are chained. */
  slots: Int32Array
  entries: { hash: Int32Array; text: Int16Array; position: Int32Array; next: Int32Array }
}

export const runLength = 5
const slotBits = 19
const shortText = 150

export function buildLicenseIndex(texts: readonly OfficialText[]): LicenseIndex {
  const total = texts.reduce((sum, { bodyStart, bodyEnd }) => sum + bodyEnd - bodyStart, 0)
  const index: LicenseIndex = {
    texts,
    runCounts: new Int32Array(texts.length),
    slots: new Int32Array(1 << slotBits),
    entries: {
      hash: new Int32Array(total),
      text: new Int16Array(total),
      position: new Int32Array(total),
      next: new Int32Array(total),
    },
  }
  let count = 0
  for (const [number, text] of texts.entries()) count = addText(index, text, number, count)
  return index
}

function addText({ runCounts, slots, entries }: LicenseIndex, text: OfficialText, number: number, from: number) {
  const { words, bodyStart, bodyEnd } = text
  const takesAll = bodyEnd - bodyStart < shortText
  let entry = from
  for (let position = bodyStart; position + runLength <= bodyEnd; position++) {
    const hash = hashRun(words, position)
    if (!takesAll && (hash & 3) !== 0) continue
    const slot = slotOf(hash)
    entries.hash[entry] = hash
    entries.text[entry] = number
    entries.position[entry] = position
    entries.next[entry] = slots[slot] ?? 0
    slots[slot] = ++entry
  }
  runCounts[number] = entry - from
  return entry
}

/** Calls back for each place of the official texts at which the same five words stand. */
export function findRuns(
  { slots, entries }: LicenseIndex,
  words: Int32Array,
  at: number,
  found: (text: number, position: number) => void,
) {
  const hash = hashRun(words, at)
  for (let entry = slots[slotOf(hash)] ?? 0; entry > 0; entry = entries.next[entry - 1] ?? 0) {
    if (entries.hash[entry - 1] === hash) found(entries.text[entry - 1] ?? 0, entries.position[entry - 1] ?? 0)
  }
}

function hashRun(words: Int32Array, at: number): number {
  let hash = 0
  for (let offset = 0; offset < runLength; offset++) {
    hash = Math.imul(hash ^ (words[at + offset] ?? 0), 0x85ebca6b)
    hash ^= hash >>> 13
  }
  return hash
}

function slotOf(hash: number): number {
  return (hash >>> 7) & ((1 << slotBits) - 1)
}
