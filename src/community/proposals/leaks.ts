import type { Text } from '../../lib/text/text.ts'
import { domainOf, isPublicDomain, plainEmployer } from './find-conflicts.ts'

interface Person {
  email: string
  about: { name: string; employer: string; handle: string; penName: string }
}

/** What gives somebody away in a text that is to be read without names. */
export interface Leak {
  kind: 'name' | 'employer' | 'email' | 'handle' | 'link'
  /** As it stands in the text. */
  words: string
}

const mask = '▇▇▇'
const anyEmail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu
const anyHandle = /(?<![\p{L}\p{N}@/])@[a-z0-9][a-z0-9_-]{1,38}/giu
const anyLink = /(?:https?:\/\/|www\.)[^\s，。；、<>"”）)]+/giu
const han = /\p{Script=Han}/u
/** Between the parts of a name, or of a name spelled out to get past us. */
const gap = '[\\s.·•_\\-\\u200b]{0,3}'

/** Finds names, employers, addresses, handles and links. Addresses and links count whosever they are. */
export function findLeaks(text: string, people: readonly Person[]): Leak[] {
  const found = patternsOf(people).flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(([words]) => ({ kind, words })),
  )
  return found.filter(({ words }, at) => found.findIndex(other => other.words === words) === at)
}

export function findLeaksIn(texts: readonly Text[], people: readonly Person[]): Leak[] {
  return findLeaks(texts.flatMap(({ en, zh }) => [en, zh]).join('\n'), people)
}

/** Covers in a text everything that gives somebody away. */
export function createMask(people: readonly Person[]): (text: Text) => Text {
  const patterns = patternsOf(people)
  const covered = (text: string) => patterns.reduce((text, { pattern }) => text.replaceAll(pattern, mask), text)
  return ({ en, zh }) => ({ en: covered(en), zh: covered(zh) })
}

function patternsOf(people: readonly Person[]): { kind: Leak['kind']; pattern: RegExp }[] {
  return [
    { kind: 'link', pattern: anyLink },
    { kind: 'email', pattern: anyEmail },
    { kind: 'handle', pattern: anyHandle },
    ...people.flatMap(person => [
      ...namesOf(person).map(word => ({ kind: 'name' as const, pattern: patternOf(word) })),
      ...employersOf(person).map(word => ({ kind: 'employer' as const, pattern: patternOf(word) })),
      ...handlesOf(person).map(word => ({ kind: 'handle' as const, pattern: patternOf(word) })),
    ]),
  ]
}

/** The whole first, so that it is covered as one. Of a part that is a common short word nothing can be said. */
function namesOf({ about: { name, penName } }: Person): string[] {
  return [name, penName].flatMap(whole => {
    const parts = whole.split(/[\s,·]+/u).filter(part => (han.test(part) ? part.length >= 2 : part.length >= 3))
    return [whole, ...parts].filter(word => (han.test(word) ? word.length >= 2 : word.length >= 3))
  })
}

function employersOf({ email, about: { employer } }: Person): string[] {
  const domain = domainOf(email)
  const words = [employer, plainEmployer(employer), isPublicDomain(domain) ? '' : domain]
  return words.filter(word => (han.test(word) ? word.length >= 2 : word.length >= 3))
}

function handlesOf({ email, about: { handle } }: Person): string[] {
  const [local = ''] = email.split('@')
  return [handle.replace(/^@/, ''), local].filter(word => word.length >= 4)
}

function patternOf(word: string): RegExp {
  const parts = word
    .normalize('NFKC')
    .split(/[\s.·•_-]+/u)
    .filter(part => part !== '')
  const body = parts
    .map(part => (han.test(part) ? [...part].map(RegExp.escape).join(gap) : RegExp.escape(part)))
    .join(gap)
  // Han is written without spaces between words: there it counts wherever it stands.
  if (han.test(word)) return new RegExp(body, 'giu')
  return new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'giu')
}
