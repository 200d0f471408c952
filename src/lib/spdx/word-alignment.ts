/** A way through words: `length` of them from `from`, forwards or backwards. */
export interface WordPath {
  words: Int32Array
  from: number
  length: number
  step: 1 | -1
}

export interface Alignment {
  /** Words that are missing from the text, and words that it has besides. */
  differences: number
  /** How far into the text it reaches. */
  used: number
}

/**
 * The least that must be left out of `official` and passed over in `text` to walk both in step until all of `official`
 * is consumed; what follows in `text` costs nothing. Undefined when that is more than `limit`. Time is O(words + limit²)
 * (Myers, An O(ND) Difference Algorithm, 1986).
 */
export function alignWords(official: WordPath, text: WordPath, limit: number): Alignment | undefined {
  return align(official, text, limit, () => {})
}

/** Which words of the text such a walk passes over: their indexes on its path, rising. */
export function findExtraWords(official: WordPath, text: WordPath, limit: number): number[] {
  const history: Int32Array[] = []
  const alignment = align(official, text, limit, furthest => history.push(furthest.slice()))
  if (!alignment) return []
  const extras: number[] = []
  let k = official.length - alignment.used
  for (let differences = alignment.differences; differences > 0; differences--) {
    const before = history[differences - 1] ?? new Int32Array()
    const diagonal = limit + 1 + k
    const afterExtra = before[diagonal + 1] ?? -1
    const beforeMissing = before[diagonal - 1] ?? -1
    if (beforeMissing >= 0 && beforeMissing + 1 >= afterExtra) k--
    else extras.push(afterExtra - ++k)
  }
  return extras.reverse()
}

function align(
  official: WordPath,
  text: WordPath,
  limit: number,
  note: (furthest: Int32Array) => void,
): Alignment | undefined {
  // furthest[limit + 1 + k]: how many official words are consumed on the diagonal k = official − text words.
  const furthest = new Int32Array(2 * limit + 3).fill(-1)
  const middle = limit + 1
  for (let differences = 0; differences <= limit; differences++) {
    for (let k = -differences; k <= differences; k += 2) {
      const start = startOn(furthest, middle + k, differences)
      const end = slide(official, text, start, start - k)
      furthest[middle + k] = end
      // The smallest diagonal is tried first: of equally good ways, the one that uses most of the text.
      if (end === official.length) return { differences, used: end - k }
    }
    note(furthest)
  }
  return undefined
}

/** One word left out of the official text (from the diagonal below) or one passed over in the text (from above). */
function startOn(furthest: Int32Array, diagonal: number, differences: number): number {
  if (differences === 0) return 0
  const afterMissing = (furthest[diagonal - 1] ?? -1) + 1
  const afterExtra = furthest[diagonal + 1] ?? -1
  return Math.max(afterMissing, afterExtra)
}

function slide(official: WordPath, text: WordPath, fromOfficial: number, fromText: number): number {
  let at = fromOfficial
  let other = fromText
  while (at < official.length && other < text.length && wordAt(official, at) === wordAt(text, other)) {
    at++
    other++
  }
  return at
}

function wordAt({ words, from, step }: WordPath, index: number): number {
  return words[from + index * step] ?? 0
}
