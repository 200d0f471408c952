import { compareDigits, compareLists, compareText, firstDifference, isDigits } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

interface CondaVersion {
  epoch: string
  version: readonly Part[]
  local: readonly Part[]
}

/** Runs of digits and of letters; it starts with digits. */
type Part = readonly string[]

const nothing: Part = ['0']

/** conda, `VersionOrder`: `dev` before other words, words before numbers, `post` after all. */
export const conda: Scheme = schemeOf({
  read: readCondaVersion,
  compare: (a, b) =>
    firstDifference(
      compareDigits(a.epoch, b.epoch),
      compareLists(a.version, b.version, compareParts, nothing),
      compareLists(a.local, b.local, compareParts, nothing),
    ),
  majorOf: ({ version }) => majorOfNumbers(version.map(([digits = '0']) => digits)),
})

function readCondaVersion(text: string): CondaVersion | undefined {
  const grammar = /^(?:(\d+)!)?([\w.*-]+)(?:\+([\w.]+))?$/
  const [, epoch = '', version, local = ''] = grammar.exec(text.trim().toLowerCase()) ?? []
  return version === undefined ? undefined : { epoch, version: partsOf(version), local: partsOf(local) }
}

function partsOf(text: string): Part[] {
  // At the end an underscore is a word, the first of all: `1.0.1_` comes before `1.0.1a`.
  return text.split(/[.-]|_(?!$)/).map(part => {
    const runs = part.match(/\d+|\D+/g) ?? []
    return isDigits(runs[0] ?? '') ? runs : ['0', ...runs]
  })
}

function compareParts(a: Part, b: Part): number {
  return compareLists(a, b, compareRuns, '0')
}

function compareRuns(a: string, b: string): number {
  const difference = rankOf(a) - rankOf(b)
  if (difference !== 0) return difference
  return isDigits(a) ? compareDigits(a, b) : compareText(a, b)
}

function rankOf(run: string): number {
  if (run === 'post') return 3
  if (isDigits(run)) return 2
  return run === 'dev' ? 0 : 1
}
