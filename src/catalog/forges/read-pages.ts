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
  { url, shape, size, what, optional = false }: List<T>,
  from = 1,
): AsyncGenerator<{ page: number; items: z.output<T>[]; isLast: boolean }> {
  let before = ''
  let empty = 0
  for (let page = from; ; page++) {
    const { json, next } = await tools.ask(url(page), { optional })
    const said = JSON.stringify(json)
    const items = json === undefined || said === before ? [] : readAs(z.array(shape), json, what)
    before = said
    empty = said === '[]' && next !== undefined ? empty + 1 : 0
    const goesOn = empty > 0 ? empty < mostEmptyPages : items.length >= size || (items.length > 0 && next !== undefined)
    const isLast = !goesOn
    yield { page, items, isLast }
    if (isLast) return
  }
}

/** The pages of a phase that lists one kind of thing by number, each as it is read. */
export async function* listPages<T extends z.ZodType>(
  tools: Pick<ForgeTools, 'ask'>,
  { position }: PhaseStart,
  { read, ...list }: List<T> & { read(one: z.output<T>): ForgeRecord[] },
): AsyncGenerator<PhasePage> {
  let done = 0
  for await (const { page, items, isLast } of readPages(tools, list, Number(position ?? 1))) {
    done += items.length
    yield { records: items.flatMap(read), position: isLast ? undefined : String(page + 1), done }
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
