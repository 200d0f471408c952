import { findPassages } from './find-passages.ts'
import { buildLicenseIndex, type LicenseIndex } from './license-index.ts'
import { withoutParties } from './license-parties.ts'
import { readOfficialTexts } from './license-texts.ts'
import { readWords } from './license-words.ts'
import { selectPassages } from './select-passages.ts'

/** An official license text found in a file. */
export interface LicenseMatch {
  /** An id of the SPDX License List; `id WITH exception` where the text is that of an exception. */
  license: string
  /** What has the same text: of a GNU license the text alone never says whether later versions count as well. */
  alternatives: string[]
  /** Share of the words in which both agree, from 0.9 to 1. 1: the same by the SPDX matching guidelines. */
  score: number
  /** Words that are missing, and words among the others that the official text does not have. */
  differences: number
  /** From 1. */
  fromLine: number
  toLine: number
}

/** The licenses that a text holds. */
export interface LicenseReading {
  /** In the order in which they stand there. */
  matches: LicenseMatch[]
  /** What is not part of any match, copyright notices left out. */
  rest: string
}

/** Characters of a text that are read: a bundle of notices may be longer, a license never is. */
const maxLength = 1_048_576

/**
 * Finds the texts of the SPDX License List that stand in a text, whole but for a few words, by the SPDX matching
 * guidelines. The first call builds an index, in some 150 ms.
 */
export function identifyLicense(text: string): LicenseMatch[] {
  return readLicenses(text).matches
}

export function readLicenses(text: string): LicenseReading {
  const bounded = text.slice(0, maxLength)
  const { words, offsets } = withoutParties(readWords(bounded))
  const { texts } = getIndex()
  const selections = selectPassages(texts, words, findPassages(getIndex(), words))
  const lineAt = countLines(bounded)
  const matches = selections.map(({ from, to, similarity, differences, officials }) => {
    const [license = '', ...alternatives] = officials.flatMap(({ expressions }) => expressions)
    const [fromLine, toLine] = [lineAt(offsets[from] ?? 0), lineAt(offsets[to - 1] ?? 0)]
    return { license, alternatives, score: similarity, differences, fromLine, toLine }
  })
  return { matches, rest: restOf(bounded, offsets, selections) }
}

let index: LicenseIndex | undefined

function getIndex(): LicenseIndex {
  index ??= buildLicenseIndex(readOfficialTexts())
  return index
}

/** Lines are asked for in rising order. */
function countLines(text: string): (offset: number) => number {
  let line = 1
  let at = 0
  return offset => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line++
      at = next + 1
    }
    return line
  }
}

function restOf(text: string, offsets: Int32Array, passages: readonly { from: number; to: number }[]): string {
  const pieces: string[] = []
  let from = 0
  for (const passage of passages) {
    pieces.push(text.slice(offsets[from] ?? text.length, offsets[passage.from] ?? text.length))
    from = passage.to
  }
  pieces.push(text.slice(offsets[from] ?? text.length))
  return pieces.filter(piece => piece.trim()).join('\n')
}
