import { compareNaturally } from './natural-order.ts'
import { compareText, plain } from './order.ts'

/** How the versions of one ecosystem are ordered. Any text may be asked about: nothing here throws. */
export interface Scheme {
  compare(a: string, b: string): number
  /** Whether the text is a version of this ecosystem. */
  isVersion(text: string): boolean
  /** What all versions have in common that are, by the custom of the ecosystem, compatible with this one. */
  majorOf(version: string): string
}

interface Rules<Key> {
  /** Takes a version apart; undefined for what is none. */
  read(text: string): Key | undefined
  compare(a: Key, b: Key): number
  majorOf(key: Key, text: string): string
}

/** Far above any real version. What is longer is no version. */
const maxLength = 4_096

/** What cannot be read comes before all that can, in natural order: that keeps the order total whatever it is given. */
export function schemeOf<Key>({ read, compare, majorOf }: Rules<Key>): Scheme {
  const find = (text: string) => (text.length > maxLength ? undefined : read(text))
  return {
    compare(a, b) {
      if (a === b) return 0
      const [one, other] = [find(a), find(b)]
      if (one !== undefined && other !== undefined) return compare(one, other)
      if (one === undefined && other === undefined) return compareUnreadable(a, b)
      return one === undefined ? -1 : 1
    },
    isVersion: text => find(text) !== undefined,
    majorOf(text) {
      const key = find(text)
      return key === undefined ? text : majorOf(key, text)
    },
  }
}

function compareUnreadable(a: string, b: string): number {
  return a.length > maxLength || b.length > maxLength ? compareText(a, b) : compareNaturally(a, b)
}

/** Semantic Versioning 2.0.0, 4 and 8: the first number; before 1.0.0, where anything may change, the second as well. */
export function majorOfNumbers(numbers: readonly string[]): string {
  const [major = '0', minor = '0'] = numbers.map(plain)
  return major === '0' ? `0.${minor}` : major
}
