import { type Folded, foldWithOrigins } from './fold.ts'

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string
  hit: boolean
}

const mostRead = 50_000

/** What stands around the first hit, about `size` characters, with every hit in it told apart. */
export function cutSnippet(text: string, words: readonly string[], size = 160): Piece[] {
  const source = text.slice(0, mostRead).replaceAll(/\s+/g, ' ').trim()
  const folded = foldWithOrigins(source)
  const hits = findHits(folded, words)
  const first = hits[0]?.start ?? 0
  const from = first <= size / 2 ? 0 : wordStart(source, first - Math.trunc(size / 4), first)
  const to = Math.min(from + size, source.length)
  const pieces: Piece[] = []
  let at = from
  for (const { start, end } of hits.filter(hit => hit.start >= from && hit.end <= to)) {
    if (start > at) pieces.push({ text: source.slice(at, start), hit: false })
    pieces.push({ text: source.slice(start, end), hit: true })
    at = end
  }
  if (to > at) pieces.push({ text: source.slice(at, to), hit: false })
  const opening = from > 0 ? [{ text: '… ', hit: false }] : []
  const closing = to < source.length ? [{ text: ' …', hit: false }] : []
  return [...opening, ...pieces, ...closing]
}

/** Where a word begins, not too far before a place; never within a character. */
function wordStart(source: string, from: number, latest: number) {
  const blank = source.indexOf(' ', from)
  if (blank !== -1 && blank < latest) return blank + 1
  return /[\udc00-\udfff]/.test(source[from] ?? '') ? from + 1 : from
}

function findHits({ text, origins }: Folded, words: readonly string[]): { start: number; end: number }[] {
  const hits: { start: number; end: number }[] = []
  for (const word of words) {
    const isLatin = /^[0-9a-z]/.test(word)
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      if (isLatin && /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') && /[0-9a-z]/.test(text[at - 1] ?? ' ')) continue
      hits.push({ start: origins[at] ?? 0, end: origins[at + word.length] ?? 0 })
    }
  }
  const sorted = hits.sort((a, b) => a.start - b.start || b.end - a.end)
  const apart: { start: number; end: number }[] = []
  for (const hit of sorted) if (hit.start >= (apart.at(-1)?.end ?? 0)) apart.push(hit)
  return apart
}
