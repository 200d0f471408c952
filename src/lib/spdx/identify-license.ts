import { findPassages } from './find-passages.ts'
import { buildLicenseIndex, type LicenseIndex } from './license-index.ts'
import { withoutParties } from './license-parties.ts'
import { readOfficialTexts } from './license-texts.ts'
import { type LicenseWords, readWords } from './license-words.ts'
import { type Selection, selectPassages } from './select-passages.ts'
import { findExtraWords } from './word-alignment.ts'

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
  /** The latter of them, as they stand in the text: where terms may have been slipped in. */
  added: string[]
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
  const read = withoutParties(readWords(bounded))
  const index = getIndex()
  const selections = selectPassages(index.texts, read.words, findPassages(index, read.words))
  const lineAt = countLines(bounded)
  const matches = selections.map(selection => {
    const { officials, from, to, passage } = selection
    const [license = '', ...alternatives] = officials.flatMap(({ expressions }) => expressions)
    return {
      license,
      alternatives,
      score: passage.similarity,
      differences: passage.differences,
      added: passage.differences > 0 ? addedTo(selection, read, bounded) : [],
      fromLine: lineAt(read.offsets[from] ?? 0),
      toLine: lineAt(read.offsets[to - 1] ?? 0),
    }
  })
  return { matches, rest: restOf(bounded, read.offsets, selections) }
}

function addedTo({ officials, passage }: Selection, { words, offsets }: LicenseWords, text: string): string[] {
  const [official] = officials
  if (!official) return []
  const { bodyStart, bodyEnd } = official
  const extras = findExtraWords(
    { words: official.words, from: bodyStart, length: bodyEnd - bodyStart, step: 1 },
    { words, from: passage.from, length: passage.to - passage.from, step: 1 },
    passage.differences,
  )
  const runs: { from: number; to: number }[] = []
  for (const extra of extras.map(index => passage.from + index)) {
    const run = runs.at(-1)
    if (run?.to === extra) run.to++
    else runs.push({ from: extra, to: extra + 1 })
  }
  return runs.map(({ from, to }) => text.slice(offsets[from], offsets[to]).replaceAll(/\s+/g, ' ').trim())
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
