import { z } from 'zod'
import type { ForgeTools, Question } from './forge.ts'
import { readAs } from './forge-problem.ts'
import type { ForgeRecord } from './records.ts'
import type { PhasePage, PhaseStart } from './walk.ts'

interface List<T extends z.ZodType> {
  /** Of the page of that number, from 1. */
  url(page: number): string
  shape: T
  /** As many as a full page has. */
  size: number
  what: string
  optional?: Question['optional']
  /**
   * What one of it goes by. Then each page is looked at again behind the next: by their numbers pages shift as soon as something
   * is removed, and what moves up to a page that was read would never be. Not needed of what is all told every time.
   */
  keyOf?(one: z.output<T>): string
}

const Position = z.object({ page: z.number(), seen: z.array(z.string()) })
type Position = z.infer<typeof Position>

/** Before, it was the number alone. */
function positionIn(text: string | undefined): Position {
  const read = JSON.parse(text ?? '1')
  return typeof read === 'number' ? { page: read, seen: [] } : Position.parse(read)
}

interface Page<T> {
  items: T[]
  isLast: boolean
  /** Of the next. */
  position: string
}

/** In a row; a host that goes on without an end is not followed for ever. */
const mostEmptyPages = 100

/**
 * Every page of a list that is numbered. The last is one that is not full and names no next: a host may give fewer than it
 * was asked for, or none at all where that page holds only what is not for our eyes. Where it knows no pages, the same is told
 * again.
 */
export async function* readPages<T extends z.ZodType>(
  tools: Pick<ForgeTools, 'ask'>,
  list: List<T>,
  from?: string,
): AsyncGenerator<Page<z.output<T>>> {
  const { url, shape, size, what, optional = false, keyOf } = list
  let before = ''
  let empty = 0
  let { page, seen } = positionIn(from)
  for (; ; page++) {
    const { json, next } = await tools.ask(url(page), { optional })
    const said = JSON.stringify(json)
    const items = json === undefined || said === before ? [] : readAs(z.array(shape), json, what)
    before = said
    empty = said === '[]' && next !== undefined ? empty + 1 : 0
    const goesOn = empty > 0 ? empty < mostEmptyPages : items.length >= size || (items.length > 0 && next !== undefined)
    const isLast = !goesOn
    const keys = keyOf ? items.map(keyOf) : []
    const slipped = await lookAgain(tools, list, page - 1, [...seen, ...keys])
    seen = keys
    yield {
      items: [...slipped, ...items],
      isLast,
      position: JSON.stringify({ page: page + 1, seen } satisfies Position),
    }
    if (isLast) return
  }
}

/** What has moved to a page since it was read. */
async function lookAgain<T extends z.ZodType>(
  tools: Pick<ForgeTools, 'ask'>,
  { url, shape, what, optional = false, keyOf }: List<T>,
  page: number,
  seen: readonly string[],
): Promise<z.output<T>[]> {
  if (!keyOf || page === 0) return []
  const { json } = await tools.ask(url(page), { optional })
  const items = json === undefined ? [] : readAs(z.array(shape), json, what)
  return items.filter(one => !seen.includes(keyOf(one)))
}

/** The pages of a phase that lists one kind of thing by number, each as it is read. */
export async function* listPages<T extends z.ZodType>(
  tools: Pick<ForgeTools, 'ask'>,
  { position }: PhaseStart,
  { read, ...list }: List<T> & { read(one: z.output<T>): ForgeRecord[] },
): AsyncGenerator<PhasePage> {
  let done = 0
  for await (const { items, isLast, position: then } of readPages(tools, list, position)) {
    done += items.length
    yield { records: items.flatMap(read), position: isLast ? undefined : then, done }
  }
}

/** All of a list, or until one is not wanted any more where the list is sorted. */
export async function readAll<T extends z.ZodType>(
  tools: Pick<ForgeTools, 'ask'>,
  list: List<T>,
  isWanted: (item: z.output<T>) => boolean = () => true,
): Promise<z.output<T>[]> {
  const all: z.output<T>[] = []
  for await (const { items } of readPages(tools, list)) {
    const wanted = items.filter(isWanted)
    all.push(...wanted)
    if (wanted.length < items.length) break
  }
  return all
}
