import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import type { ForgeBatch, ForgeTools } from './forge.ts'
import { noteAccounts, type ProfileQuestions, profilePages } from './profiles.ts'
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
  /** Accounts whose profiles are still to be asked for. */
  waiting: z.array(z.string()).optional(),
})
type Cursor = z.infer<typeof Cursor>

/** What changed while the clock of one of the forge's servers was behind another's is told twice, and not lost. */
const overlapMs = 60_000

/**
 * Goes through the phases, each from where the cursor says. Lists are read from what changed last to what changed first: what
 * changes meanwhile moves to the front, where the next collection finds it, and nothing slips past between two pages. Profiles
 * that a forge does not list are asked for last, of those whom the records told of.
 */
export async function* walk(
  lists: readonly Phase[],
  tools: Pick<ForgeTools, 'began' | 'isLeftOut'>,
  from: string | undefined,
  profiles?: ProfileQuestions,
): AsyncGenerator<ForgeBatch> {
  const start = readCursor(from)
  const { since } = start
  let { began } = start
  const waiting = new Set(start.waiting)
  const cursorOf = (rest: Cursor) =>
    JSON.stringify({ ...rest, ...(waiting.size > 0 && { waiting: [...waiting] }) } satisfies Cursor)
  const phases = profiles ? [...lists, profilePhase(profiles, waiting)] : lists
  const first = phases.findIndex(({ name }) => name === start.phase)
  for (const [index, { name, title, pages }] of phases.entries()) {
    if (index < first) continue
    const position = index === first ? start.position : undefined
    for await (const page of asFarAs(pages({ since, position }), tools)) {
      began ??= tools.began()
      if (profiles) noteAccounts(waiting, profiles, page.records)
      const then =
        page.position === undefined
          ? { phase: phases[index + 1]?.name ?? name }
          : { phase: name, position: page.position }
      yield { ...batchOf(page), cursor: cursorOf({ since, began, ...then }), step: title }
    }
  }
  began ??= tools.began()
  const again = new Date(Date.parse(began) - overlapMs).toISOString().replace(/\.\d+Z$/, 'Z')
  yield { records: [], cursor: cursorOf({ since: again }), step: complete, isComplete: true }
}

async function* asFarAs(pages: AsyncGenerator<PhasePage>, { isLeftOut }: Pick<ForgeTools, 'isLeftOut'>) {
  try {
    yield* pages
  } catch (error) {
    if (!isLeftOut?.(error)) throw error
  }
}

function batchOf({ records, done, total, movedTo }: PhasePage) {
  return {
    records,
    ...(done !== undefined && { done }),
    ...(total !== undefined && { total }),
    ...(movedTo !== undefined && { movedTo }),
  }
}

function profilePhase(profiles: ProfileQuestions, waiting: Set<string>): Phase {
  return phase('profiles', 'profiles', '个人资料', from => profilePages(profiles, waiting, from))
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
