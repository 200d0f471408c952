import { hashWord, type LicenseWords } from './license-words.ts'

/** A place where templates of the SPDX License List leave open who is meant: words between two turns of phrase. */
interface OpenPlace {
  before: number[]
  after: number[]
  /** Whether the words of `before` go as well: "neither the name of X" and "the name of X" end the same way. */
  dropsBefore: boolean
}

/** A party takes no more words than that; else the turns of phrase do not belong together. */
const longestParty = 40

const openPlaces = [
  openPlace('in no event shall', 'be liable'),
  openPlace('in no event shall', 'be held liable'),
  openPlace('in no event will', 'be liable'),
  openPlace('in no event will', 'be held liable'),
  openPlace('is provided by', 'as is'),
  openPlace('as is and', 'disclaim all'),
  openPlace('neither', 'used to endorse', true),
  openPlace('none', 'used to endorse', true),
  openPlace('the name', 'used to endorse', true),
  openPlace('the names', 'used to endorse', true),
  openPlace('the name', 'not be used in advertising', true),
  openPlace('the names', 'not be used in advertising', true),
]
const placesByLastWord = Map.groupBy(openPlaces, ({ before }) => before.at(-1) ?? 0)

/** Leaves out the names of holders, authors and organizations where licenses of one kind differ by them alone. */
export function withoutParties({ words, offsets }: LicenseWords): LicenseWords {
  const kept = { words: new Int32Array(words.length), offsets: new Int32Array(words.length) }
  let count = 0
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0
    kept.words[count] = word
    kept.offsets[count++] = offsets[at] ?? 0
    for (const place of placesByLastWord.get(word) ?? []) {
      const end = endOfParty(words, at, place)
      if (end === undefined) continue
      if (place.dropsBefore) count -= place.before.length
      at = end - 1
      break
    }
  }
  return { words: kept.words.slice(0, count), offsets: kept.offsets.slice(0, count) }
}

function endOfParty(words: Int32Array, at: number, { before, after }: OpenPlace): number | undefined {
  if (!stands(words, at - before.length + 1, before)) return undefined
  for (let end = at + 1; end <= at + longestParty; end++) {
    if (stands(words, end, after)) return end
  }
  return undefined
}

function stands(words: Int32Array, at: number, phrase: readonly number[]): boolean {
  return at >= 0 && phrase.every((word, index) => words[at + index] === word)
}

function openPlace(before: string, after: string, dropsBefore = false): OpenPlace {
  return { before: hashWords(before), after: hashWords(after), dropsBefore }
}

function hashWords(phrase: string): number[] {
  return phrase.split(' ').map(word => hashWord(word))
}
