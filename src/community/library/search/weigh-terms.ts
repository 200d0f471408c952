import { countTerms, type Term } from '../../../lib/full-text/terms.ts'
import type { LibraryItem } from '../model.ts'

type Written = Pick<LibraryItem, 'title' | 'summary'> & { text: string }

const usualLength = 400

/** How much an item is about each of its terms, 1 to 100. Of a long text each word counts for less (BM25's way). */
export function weighTerms(
  writings: readonly Written[],
  { authors, tags }: Pick<LibraryItem, 'authors' | 'tags'>,
): { term: Term; weight: number }[] {
  const sums = new Map<Term, number>()
  let length = 0
  const add = (text: string, each: number) => {
    for (const [term, count] of countTerms(text)) {
      sums.set(term, (sums.get(term) ?? 0) + count * each)
      length += count
    }
  }
  for (const { title, summary, text } of writings) {
    add(title, 12)
    add(summary, 4)
    add(text, 1)
  }
  add(tags.join('\n'), 6)
  add(authors.map(({ name }) => name).join('\n'), 6)
  const damping = 1.5 * (0.4 + (0.6 * length) / usualLength)
  return [...sums].map(([term, sum]) => ({ term, weight: Math.max(1, Math.round((100 * sum) / (sum + damping))) }))
}
