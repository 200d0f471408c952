import { z } from 'zod'
import type { ForgeTools } from '../forge.ts'
import { readAs } from '../forge-problem.ts'
import type { EventRecord, ForgeRecord } from '../records.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { accountOf, readChange } from './read-change.ts'
import { Branches, Change, Comments } from './shapes.ts'

export interface Subject {
  /** `https://gerrit.example.org/a` */
  base: string
  project: string
  tools: ForgeTools
}

const size = 25
/** Hosts skip only so far: then the list starts again below the time reached. */
const mostSkipped = 5000
const options = ['DETAILED_ACCOUNTS', 'MESSAGES', 'ALL_REVISIONS', 'REVIEWER_UPDATES', 'DETAILED_LABELS']

const Position = z.object({ skip: z.number(), before: z.string().optional() })
type Position = z.infer<typeof Position>

/** What changed last comes first, as Gerrit has it. */
export async function* changePages(subject: Subject, { since, position }: PhaseStart): AsyncGenerator<PhasePage> {
  const { tools, project } = subject
  let at: Position | undefined = position === undefined ? { skip: 0 } : Position.parse(JSON.parse(position))
  let done = 0
  while (at) {
    const { json } = await tools.ask(listOf(subject, at, since))
    const changes = readAs(z.array(Change), json, project)
    const fresh = changes.filter(({ updated }) => since === undefined || Date.parse(updated) >= Date.parse(since))
    const records: ForgeRecord[] = []
    for (const change of fresh) {
      records.push(...readChange(change, since), ...(await commentsOf(subject, change, since)))
    }
    done += changes.length
    const last = changes.at(-1)
    at = last?._more_changes && fresh.length === changes.length ? nextOf(at, changes.length, last) : undefined
    yield { records, position: at && JSON.stringify(at), done }
  }
}

function nextOf({ skip, before }: Position, count: number, last: Change): Position {
  if (skip + count >= mostSkipped) return { skip: 0, before: last.updated }
  return { skip: skip + count, ...(before !== undefined && { before }) }
}

function listOf({ base, project }: Subject, { skip, before }: Position, since: string | undefined) {
  const terms = [`project:"${project}"`]
  if (since) terms.push(`after:"${gerritTime(since)}"`)
  // To the second, and all that is of it is told again.
  if (before) terms.push(`before:"${gerritTime(new Date(Date.parse(before) + 1000).toISOString())}"`)
  const query = new URLSearchParams({ q: terms.join(' '), n: String(size), S: String(skip) })
  for (const option of options) query.append('o', option)
  return `${base}/changes/?${query}`
}

function gerritTime(at: string) {
  return `${at.slice(0, 19).replace('T', ' ')} +0000`
}

async function commentsOf({ base, project, tools }: Subject, change: Change, since: string | undefined) {
  if (!change.total_comment_count) return []
  const { json } = await tools.ask(`${base}/changes/${change._number}/comments`, { optional: true })
  if (json === undefined) return []
  return Object.entries(readAs(Comments, json, project)).flatMap(([file, comments]) =>
    comments.flatMap(({ id, author, updated: at, message }): EventRecord[] => {
      if (since !== undefined && Date.parse(at) < Date.parse(since)) return []
      const number = String(change._number)
      const base = { record: 'event', kind: 'commented', itemKind: 'change-request', number } as const
      const isInline = file !== '/PATCHSET_LEVEL'
      const length = message?.length ?? 0
      return [{ ...base, id: `inline:${id}`, actor: accountOf(author), at, length, ...(isInline && { isInline }) }]
    }),
  )
}

export async function* branchPages(
  { base, project, tools }: Subject,
  { position }: PhaseStart,
): AsyncGenerator<PhasePage> {
  let skip = Number(position ?? 0)
  const most = 500
  const at = tools.now().toISOString()
  for (;;) {
    const { json } = await tools.ask(`${base}/projects/${encodeURIComponent(project)}/branches/?n=${most}&S=${skip}`)
    const branches = readAs(Branches, json, project)
    const names = branches.flatMap(({ ref }) =>
      ref.startsWith('refs/heads/') ? [ref.slice('refs/heads/'.length)] : [],
    )
    skip += branches.length
    const isLast = branches.length < most
    const records = names.map((name): ForgeRecord => ({ record: 'branch', name, kind: 'seen', at }))
    yield { records, position: isLast ? undefined : String(skip), done: skip }
    if (isLast) return
  }
}
