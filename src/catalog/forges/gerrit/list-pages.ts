import { z } from 'zod'
import type { ForgeTools } from '../forge.ts'
import { readAs } from '../forge-problem.ts'
import type { EventRecord, ForgeRecord } from '../records.ts'
import { behind, type TimePosition, timePosition } from '../time-position.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { accountOf, readChange } from './read-change.ts'
import { Branches, Change, Comments, Numbers } from './shapes.ts'

export interface Subject {
  /** `https://gerrit.example.org/a` */
  base: string
  project: string
  tools: ForgeTools
}

const size = 25
const many = 100
const options = ['DETAILED_ACCOUNTS', 'MESSAGES', 'ALL_REVISIONS', 'REVIEWER_UPDATES', 'DETAILED_LABELS']

/** What changed last comes first, as Gerrit has it. */
export async function* changePages(subject: Subject, { since, position }: PhaseStart): AsyncGenerator<PhasePage> {
  const { tools, project } = subject
  let at: TimePosition | undefined = timePosition(position)
  while (at) {
    const { json } = await tools.ask(listOf(subject, at, since))
    const changes = readAs(z.array(Change), json, project)
    const { told } = at
    const wanted = changes.filter(({ updated }) => since === undefined || Date.parse(updated) >= Date.parse(since))
    const fresh = wanted.filter(({ _number }) => !told.includes(String(_number)))
    const records: ForgeRecord[] = []
    for (const change of fresh) {
      records.push(...readChange(change, since), ...(await commentsOf(subject, change, since)))
    }
    const reached: TimePosition = { ...at, done: at.done + fresh.length }
    const page = changes.map(({ _number, updated }) => ({ key: String(_number), at: updated }))
    const goesOn = changes.at(-1)?._more_changes && wanted.length === changes.length
    at = goesOn ? behind(reached, page, { unitMs: 1000, size: changes.length }) : undefined
    yield { records, position: at && JSON.stringify(at), done: reached.done }
  }
}

/** Pages are positions: each is looked at again behind the next. */
export async function openNumbers({ base, project, tools }: Subject): Promise<string[] | undefined> {
  const query = (skip: number) =>
    new URLSearchParams({ q: `project:"${project}" status:open`, n: String(many), S: String(skip) })
  const read = async (skip: number) => {
    const { json } = await tools.ask(`${base}/changes/?${query(skip)}`)
    return readAs(Numbers, json, project)
  }
  const numbers = new Set<string>()
  for (let [skip, before] = [0, 0]; ; ) {
    const changes = await read(skip)
    const slipped = skip > 0 ? await read(before) : []
    for (const { _number } of [...slipped, ...changes]) numbers.add(String(_number))
    if (!changes.at(-1)?._more_changes) return [...numbers]
    before = skip
    skip += changes.length
  }
}

function listOf({ base, project }: Subject, { skip, before }: TimePosition, since: string | undefined) {
  const terms = [`project:"${project}"`]
  if (since) terms.push(`after:"${gerritTime(since)}"`)
  if (before) terms.push(`before:"${gerritTime(before)}"`)
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
