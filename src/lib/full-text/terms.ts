import { fold } from './fold.ts'

/**
 * A term of an index is written with 0-9 and a-z only, so that every database orders terms alike: `w` and a word of Latin
 * letters, or `c` and the code units of anything else, four hexadecimal digits each. Chinese, Japanese and Korean, which
 * leave no space between words, are cut into pairs of characters that overlap.
 */
export type Term = string

const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]]+/gv
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const longestWord = 40

/** How often each occurs. */
export function countTerms(text: string): Map<Term, number> {
  const counts = new Map<Term, number>()
  for (const [word] of fold(text).matchAll(words)) {
    const terms = unspaced.test(word) ? pairsOf(word) : [termOf(word)]
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
}

/** A part of a query: the term, and whether what goes on after it fits as well. */
export interface Wanted {
  term: Term
  prefix: boolean
}

const mostWanted = 12

/** What a text must hold to fit a query: every word of it, the last one perhaps only begun. */
export function parseQuery(query: string): Wanted[] {
  const found = [...fold(query).matchAll(words)].map(([word]) => word)
  const wanted = found.flatMap((word, i): Wanted[] => {
    const isLast = i === found.length - 1
    if (!unspaced.test(word)) return [{ term: termOf(word), prefix: isLast && word.length > 1 }]
    const characters = [...word]
    if (characters.length === 1) return [{ term: termOf(word), prefix: true }]
    return pairsOf(word)
      .slice(0, -1)
      .map(term => ({ term, prefix: false }))
  })
  const unique = new Map(wanted.map(each => [each.term, each]))
  return [...unique.values()].slice(0, mostWanted)
}

/** The first term that is behind all that begin with this one. */
export function endOfPrefix(term: Term): Term {
  const kept = term.replace(/z+$/, '')
  const last = kept.at(-1) ?? ''
  return kept.slice(0, -1) + (last === '9' ? 'a' : String.fromCharCode(last.charCodeAt(0) + 1))
}

/** What to mark of a query in a text: its words as they are compared. */
export function wordsOf(query: string): string[] {
  return [...new Set([...fold(query).matchAll(words)].map(([word]) => word))].slice(0, mostWanted)
}

/** The pairs, and the last character by itself: so that each one begins a term. */
function pairsOf(word: string): Term[] {
  const characters = [...word]
  return characters.map((character, i) => termOf(character + (characters[i + 1] ?? '')))
}

function termOf(word: string): Term {
  if (/^[0-9a-z]+$/.test(word)) return `w${word.slice(0, longestWord)}`
  const units = Array.from({ length: Math.min(word.length, longestWord) }, (_, i) =>
    word.charCodeAt(i).toString(16).padStart(4, '0'),
  )
  return `c${units.join('')}`
}
