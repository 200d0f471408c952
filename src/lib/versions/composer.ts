import { compareDigits, compareLists, firstDifference } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

interface PhpVersion {
  numbers: readonly string[]
  /** Index in the order of stabilities. */
  stability: number
  stage: readonly string[]
  /** A development version of what is said so far. */
  isDev: boolean
}

const stabilities = ['dev', 'alpha', 'beta', 'rc', 'stable', 'patch']
const spellings: Record<string, string> = { a: 'alpha', b: 'beta', p: 'patch', pl: 'patch' }

/**
 * Composer, `VersionParser` and PHP's `version_compare`. Branches (`dev-main`) are no versions: they come before all.
 * `2.x-dev`, the end of a line of versions, comes after each of them.
 */
export const composer: Scheme = schemeOf({
  read: readPhpVersion,
  compare: (a, b) =>
    firstDifference(
      compareLists(a.numbers, b.numbers, compareDigits, '0'),
      a.stability - b.stability,
      compareLists(a.stage, b.stage, compareDigits),
      Number(b.isDev) - Number(a.isDev),
    ),
  majorOf: ({ numbers }) => majorOfNumbers(numbers),
})

const grammar =
  /^v?(\d+(?:\.\d+)*)((?:\.[xX*])*)(?:[._-]?(stable|alpha|beta|patch|rc|pl|a|b|p)((?:[.-]?\d+)*))?([.-]?dev)?$/i
/** Higher than any part of a real version. */
const endless = '9'.repeat(7)

function readPhpVersion(text: string): PhpVersion | undefined {
  const found = grammar.exec(text.trim().replace(/[+#@].*$/s, ''))
  if (!found) return undefined
  const [, numbers = '', stars = '', word = '', stage = '', dev] = found
  const name = word.toLowerCase()
  const isDev = dev !== undefined
  return {
    numbers: [...numbers.split('.'), ...(stars === '' ? [] : [endless, endless, endless])],
    stability: stabilities.indexOf(spellings[name] ?? (name || (isDev ? 'dev' : 'stable'))),
    stage: stage.match(/\d+/g) ?? [],
    isDev: isDev && name !== '',
  }
}
