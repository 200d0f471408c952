import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import type { ForgeBatch, ForgeTools } from './forge.ts'
import type { ForgeRecord } from './records.ts'

/** One kind of thing that a forge lists. */
export interface Phase {
  name: string
  title: Text
  pages(from: PhaseStart): AsyncGenerator<PhasePage>
}

export function phase(name: string, en: string, zh: string, pages: Phase['pages']): Phase {
  return { name, title: { en, zh }, pages }
}

export interface PhaseStart {
  /** Of the forge's clock; undefined for everything. */
  since: string | undefined
  /** Behind which page to go on. */
  position: string | undefined
}

export interface PhasePage {
  records: ForgeRecord[]
  /** From where the next page goes on; undefined on the last. */
  position: string | undefined
  done?: number
  total?: number | undefined
  movedTo?: string | undefined
}

const Cursor = z.object({
  /** When the last complete collection began. */
  since: z.string().optional(),
  /** When the one under way did. */
  began: z.string().optional(),
  phase: z.string().optional(),
  position: z.string().optional(),
})
type Cursor = z.infer<typeof Cursor>

/** What changed while the clock of one of the forge's servers was behind another's is told twice, and not lost. */
const overlapMs = 60_000

/**
 * Goes through the phases, each from where the cursor says. Lists are read from what changed last to what changed first: what
 * changes meanwhile moves to the front, where the next collection finds it, and nothing slips past between two pages.
 */
export async function* walk(
  phases: readonly Phase[],
  tools: Pick<ForgeTools, 'began'>,
  from: string | undefined,
): AsyncGenerator<ForgeBatch> {
  const start = readCursor(from)
  const { since } = start
  let { began } = start
  const first = Math.max(
    0,
    phases.findIndex(({ name }) => name === start.phase),
  )
  for (const [index, { name, title, pages }] of phases.entries()) {
    if (index < first) continue
    const position = name === start.phase ? start.position : undefined
    for await (const { records, position: next, done, total, movedTo } of pages({ since, position })) {
      began ??= tools.began()
      const then = next === undefined ? { phase: phases[index + 1]?.name ?? name } : { phase: name, position: next }
      yield {
        records,
        cursor: JSON.stringify({ since, began, ...then }),
        step: title,
        ...(done !== undefined && { done }),
        ...(total !== undefined && { total }),
        ...(movedTo !== undefined && { movedTo }),
      }
    }
  }
  began ??= tools.began()
  const again = new Date(Date.parse(began) - overlapMs).toISOString().replace(/\.\d+Z$/, 'Z')
  yield { records: [], cursor: JSON.stringify({ since: again }), step: complete, isComplete: true }
}

const complete: Text = { en: 'complete', zh: '已完成' }

/** A cursor that cannot be read is none: all is told again. */
function readCursor(text: string | undefined): Cursor {
  if (text === undefined) return {}
  try {
    return Cursor.parse(JSON.parse(text))
  } catch {
    return {}
  }
}
