import type { z } from 'zod'
import type { ForgeTools, OpenList, Question } from './forge.ts'
import { readAll } from './read-pages.ts'
import type { ItemRecord } from './records.ts'
import { type Phase, type PhasePage, phase } from './walk.ts'

/** The numbers of all that is open of one kind; undefined where the list is not for our eyes. */
type ReadNumbers = () => Promise<string[] | undefined>

/**
 * What is removed, or moved elsewhere, no list of changes tells: so now and then all that is open is listed by its number. A list
 * is told when it was read to its end, or not at all.
 */
export function openPhases(read: Partial<Record<'issues' | 'changes', ReadNumbers>>): Phase[] {
  const pages = (kind: ItemRecord['kind'], read: ReadNumbers) =>
    async function* (): AsyncGenerator<PhasePage> {
      const numbers = await read()
      const open: OpenList | undefined = numbers && { kind, numbers }
      yield { records: [], position: undefined, ...(open && { open }) }
    }
  const phases = [
    read.issues && phase('open-issues', 'open issues', '未关闭的议题', pages('issue', read.issues)),
    read.changes && phase('open-changes', 'open changes', '未关闭的变更', pages('change-request', read.changes)),
  ]
  return phases.flatMap(one => (one ? [{ ...one, isRare: true }] : []))
}

interface Numbered<T extends z.ZodType> {
  url(page: number): string
  shape: T
  size: number
  what: string
  /** For whom the list is not, there is none: it is not an empty one. */
  optional: NonNullable<Question['optional']>
  keyOf(one: z.output<T>): string
}

/** Of a host whose lists have numbered pages: of each of these lists, one after another. */
export async function readNumbers<T extends z.ZodType>(
  tools: Pick<ForgeTools, 'ask'>,
  lists: readonly Numbered<T>[],
): Promise<string[] | undefined> {
  const numbers = new Set<string>()
  for (const { optional, ...list } of lists) {
    const { json } = await tools.ask(list.url(1), { optional })
    if (json === undefined) return undefined
    for (const one of await readAll(tools, list)) numbers.add(list.keyOf(one))
  }
  return [...numbers]
}
