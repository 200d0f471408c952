import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import type { ForgeBatch, ForgeTools, OpenList } from './forge.ts'
import { noteAccounts, type ProfileQuestions, profilePages } from './profiles.ts'
import type { ForgeRecord } from './records.ts'

/** One kind of thing that a forge lists. */
export interface Phase {
  name: string
  title: Text
  pages(from: PhaseStart): AsyncGenerator<PhasePage>
  /** Asked once in so many days, and never where everything is told anew. */
  isRare?: boolean
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
  open?: OpenList
  /** From where the next page goes on; undefined on the last. */
  position: string | undefined
  done?: number
  total?: number | undefined
  movedTo?: string | undefined
  /** Names of phases whose lists are there, and are not for our eyes. */
  hidden?: string[]
}

const Cursor = z.object({
  /** When the last complete collection began. */
  since: z.string().optional(),
  /** When the one under way did. */
  began: z.string().optional(),
  phase: z.string().optional(),
  position: z.string().optional(),
  /** Phases whose lists are not for our eyes. */
  hidden: z.array(z.string()).optional(),
  /** Those of which this was so until now: all that they have is new to us. */
  anew: z.array(z.string()).optional(),
  /** When the rare phases were last begun, or were not needed. */
  checked: z.string().optional(),
  /** Accounts whose profiles are still to be asked for. */
  waiting: z.array(z.string()).optional(),
})
type Cursor = z.infer<typeof Cursor>

/** What changed while the clock of one of the forge's servers was behind another's is told twice, and not lost. */
const overlapMs = 60_000

/** Between two walks through the rare phases. */
const rareMs = 7 * 86_400_000

/**
 * Goes through the phases, each from where the cursor says. Lists are read from what changed last to what changed first: what
 * changes meanwhile moves to the front, where the next collection finds it, and nothing slips past between two pages. Profiles
 * that a forge does not list are asked for last, of those whom the records told of.
 */
export async function* walk(
  lists: readonly Phase[],
  tools: Pick<ForgeTools, 'began' | 'isLeftOut' | 'now'>,
  from: string | undefined,
  profiles?: ProfileQuestions,
): AsyncGenerator<ForgeBatch> {
  const start = readCursor(from)
  const way = openWay(
    start,
    tools,
    lists.some(({ isRare }) => isRare),
  )
  const { waiting } = way
  const asked = lists.filter(({ isRare }) => !isRare || way.isDue)
  const phases = profiles ? [...asked, profilePhase(profiles, waiting)] : asked
  const first = phases.findIndex(({ name }) => name === start.phase)
  for (const [index, { name, title, pages }] of phases.entries()) {
    if (index < first) continue
    const position = index === first ? start.position : undefined
    for await (const page of asFarAs(pages({ since: way.sinceOf(name), position }), tools)) {
      if (profiles) noteAccounts(waiting, profiles, page.records)
      const then =
        page.position === undefined
          ? { phase: phases[index + 1]?.name ?? name }
          : { phase: name, position: page.position }
      yield { ...batchOf(page), ...way.behind(page, then), step: title }
    }
  }
  yield { records: [], ...way.end(), step: complete, isComplete: true }
}

/** What a cursor tells beside the place: from when on, what is hidden, who is to be asked about. */
function openWay(start: Cursor, tools: Pick<ForgeTools, 'began' | 'now'>, hasRare: boolean) {
  const { since, checked } = start
  let { began, hidden = [] } = start
  const anew = start.phase === undefined ? hidden : (start.anew ?? [])
  const waiting = new Set(start.waiting)
  const isDue = since !== undefined && isLongAgo(checked, began ?? tools.now().toISOString())
  const reached = (rest: Cursor) => {
    const more = {
      ...(checked && { checked }),
      ...(hidden.length > 0 && { hidden }),
      ...(waiting.size > 0 && { waiting: [...waiting] }),
    }
    const cursor = JSON.stringify({ ...more, ...rest } satisfies Cursor)
    return { cursor, ...(hidden.length > 0 && { isPartial: true }) }
  }
  return {
    waiting,
    isDue,
    sinceOf: (name: string) => (anew.includes(name) ? undefined : since),
    behind(page: PhasePage, then: Pick<Cursor, 'phase' | 'position'>) {
      began ??= tools.began()
      hidden = page.hidden ?? hidden
      return reached({ since, began, ...then, ...(anew.length > 0 && { anew }) })
    },
    end() {
      const at = began ?? tools.began()
      const then = new Date(Date.parse(at) - overlapMs).toISOString().replace(/\.\d+Z$/, 'Z')
      return reached({ since: then, ...(hasRare && (since === undefined || isDue) && { checked: at }) })
    },
  }
}

async function* asFarAs(pages: AsyncGenerator<PhasePage>, { isLeftOut }: Pick<ForgeTools, 'isLeftOut'>) {
  try {
    yield* pages
  } catch (error) {
    if (!isLeftOut?.(error)) throw error
  }
}

function isLongAgo(at: string | undefined, now: string) {
  return at === undefined || Date.parse(now) - Date.parse(at) >= rareMs
}

function batchOf({ records, open, done, total, movedTo }: PhasePage) {
  return {
    records,
    ...(open && { open }),
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
