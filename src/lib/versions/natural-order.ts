import { compareDigits, compareLists, compareText, isDigits, isZero } from './order.ts'

/**
 * The order of versions of unknown kind, and the scheme `generic`. Runs of digits and runs of letters are compared in
 * turn; what stands between them does not matter. `1.0` is `1.0.0`. By position: words of a pre-release and words that
 * nobody knows, then nothing or zero, then words of a correction, then one letter right behind a number (`1.0a`), then
 * numbers. In order: 1.0-beta, 1.0-rc1, 1.0, 1.0-p1, 1.0a, 1.0.1.
 */
export function compareNaturally(a: string, b: string): number {
  return compareLists(readNaturally(a), readNaturally(b), comparePieces, zero)
}

export interface Piece {
  rank: (typeof ranks)[keyof typeof ranks]
  text: string
}

const ranks = { early: 0, zero: 1, late: 2, letter: 3, number: 4 } as const
const zero: Piece = { rank: ranks.zero, text: '' }

const corrections = new Set(['errata', 'fix', 'hotfix', 'p', 'patch', 'pl', 'post', 'r', 'rev', 'sp', 'update'])
/** In front of the first number they say that it is a version, and nothing of which. */
const marks = new Set(['rel', 'release', 'v', 'ver', 'version'])
/** Words of the release itself. */
const finals = new Set(['final', 'ga', 'release', 'stable'])

export function readNaturally(text: string): Piece[] {
  const runs = [...text.toLowerCase().matchAll(/[0-9]+|\p{L}+/gu)]
  const isMark = marks.has(runs[0]?.[0] ?? '') && runs[1] !== undefined
  return runs.slice(isMark ? 1 : 0).map((run, at, all) => readPiece(run, all[at - 1], all[at + 1]))
}

type Run = RegExpExecArray

function readPiece(run: Run, before: Run | undefined, after: Run | undefined): Piece {
  const [word] = run
  if (isDigits(word)) return isZero(word) ? zero : { rank: ranks.number, text: word }
  if (finals.has(word)) return zero
  if (word.length === 1 && touches(before, run) && !touches(run, after)) return { rank: ranks.letter, text: word }
  return { rank: corrections.has(word) ? ranks.late : ranks.early, text: word }
}

function touches(before: Run | undefined, after: Run | undefined): boolean {
  return before !== undefined && after !== undefined && before.index + before[0].length === after.index
}

function comparePieces(a: Piece, b: Piece): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  return a.rank === ranks.number ? compareDigits(a.text, b.text) : compareText(a.text, b.text)
}
