import { getGroup, saveGroup as savePeople } from '../../access/groups/service.ts'
import { record } from '../../access/ledger/service.ts'
import { requireRightsOf } from '../../access/roles/service.ts'
import { either } from '../../lib/text/either.ts'
import { publish } from '../../notifications/webhooks/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { news } from './messages.ts'
import {
  About,
  type Charter,
  emptyAbout,
  type NewCharter,
  type NewWorkingGroup,
  type Rung,
  Seat,
  type Term,
  type WorkingGroup,
  type WorkingGroupSummary,
} from './model.ts'
import * as store from './store.ts'

type Search = Omit<store.GroupSearch, 'limit' | 'offset'> & { limit?: number; offset?: number }

export async function getWorkingGroups(
  ctx: Pick<Context, 'db' | 'now'>,
  { limit = 100, offset = 0, ...search }: Search = {},
): Promise<{ groups: WorkingGroupSummary[]; total: number }> {
  const groups = await store.findGroups(ctx.db, { ...search, limit, offset })
  const terms = await store.findTerms(ctx.db, { groups: groups.map(({ id }) => id), day: dayOf(ctx.now()) })
  const total = await store.countGroups(ctx.db, search)
  return {
    groups: groups.map(group => ({ ...group, ...countTerms(terms.filter(term => term.group === group.id)) })),
    total,
  }
}

function countTerms(terms: readonly Term[]) {
  const chairs = terms.filter(({ role }) => role === 'chair').map(({ name }) => name)
  return {
    chairs,
    members: new Set(terms.filter(({ role }) => role !== 'emeritus').map(({ account }) => account)).size,
  }
}

export async function getWorkingGroup(ctx: Pick<Context, 'db'>, id: string): Promise<WorkingGroup> {
  const group = await store.findGroup(ctx.db, id)
  if (group) return group
  throw new Failure('not-found', { en: `There is no working group ${id}`, zh: `没有工作组 ${id}` })
}

/** What anybody may see, without sign-in. Whether there is one that is not public is nobody's business. */
export async function getPublishedGroup(ctx: Pick<Context, 'db'>, id: string): Promise<WorkingGroup> {
  const group = await getWorkingGroup(ctx, id)
  if (group.published) return group
  throw new Failure('not-found', { en: `There is no working group ${id}`, zh: `没有工作组 ${id}` })
}

export function getTerms(ctx: Pick<Context, 'db' | 'now'>, group: string): Promise<Term[]> {
  return store.findTerms(ctx.db, { groups: [group], day: dayOf(ctx.now()) })
}

export interface Standing {
  /** Runs this group: a chair, or whoever runs the community. */
  manages: boolean
  votes: boolean
  rung: Rung | undefined
  seats: Seat[]
}

const rungs: readonly string[] = ['observer', 'contributor', 'maintainer', 'emeritus']
const voting = ['contributor', 'maintainer', 'chair']

export function isVoter({ role }: Pick<Term, 'role'>): boolean {
  return voting.includes(role)
}

/** What the asker is in a group today, and may do there. */
export async function getStandingIn(ctx: Context, group: string): Promise<Standing> {
  const own = (await getTerms(ctx, group)).filter(({ account }) => account === ctx.actor.id)
  const seats = Seat.options.filter(seat => own.some(({ role }) => role === seat))
  return {
    manages: seats.includes('chair') || ctx.actor.permissions.has('community.manage'),
    votes: own.some(isVoter),
    rung: own.find(({ role }) => rungs.includes(role))?.role as Rung | undefined,
    seats,
  }
}

/** Chairs run their group, and whoever runs the community any. */
export async function requireChair(ctx: Context, group: string): Promise<WorkingGroup> {
  const found = await getWorkingGroup(ctx, group)
  if ((await getStandingIn(ctx, group)).manages) return found
  throw new Failure('not-allowed', {
    en: `Only chairs of ${group}, and whoever runs the community, may do this`,
    zh: `只有 ${group} 的主席和社区管理者可以执行此操作`,
  })
}

/** Creates it, with its group of people, or changes it. What a chair may not say stays as it was. */
export async function saveWorkingGroup(ctx: Context, wanted: NewWorkingGroup): Promise<WorkingGroup> {
  return inTransaction(ctx, async ctx => {
    const before = await store.findGroup(ctx.db, wanted.id)
    if (before) await requireChair(ctx, wanted.id)
    else requirePermission(ctx, 'community.manage')
    const isManager = ctx.actor.permissions.has('community.manage')
    const { status, cohort, published } = before && !isManager ? before : wanted
    const at = ctx.now().toISOString()
    const about = changeAbout(before?.about ?? emptyAbout, wanted.about)
    const saved = {
      ...{ id: wanted.id, name: wanted.name, cohort, status, published, about },
      ...{ createdAt: before?.createdAt ?? at, changedAt: at },
    }
    if (!before) await makePeople(ctx, saved)
    await store.saveGroup(ctx.db, saved)
    const verb = before ? 'working-group.changed' : 'working-group.created'
    await record(ctx, { verb, subject: { kind: 'working-group', id: saved.id }, before, after: saved })
    if (!before) await tellOfNew(ctx, saved)
    return saved
  })
}

function changeAbout(before: About, change: NewWorkingGroup['about']): About {
  const said = Object.entries(change).filter(([, value]) => value !== undefined)
  return About.parse({ ...before, ...Object.fromEntries(said) })
}

/** A group of people that is there already may become one only by whoever may all that it may. */
async function makePeople(ctx: Context, { id, name, about }: WorkingGroup) {
  const people = await getGroup(ctx, id).catch(() => undefined)
  if (people && people.purpose !== 'working-group') {
    throw new Failure('conflict', {
      en: `${id} is a group of another purpose: choose another short name`,
      zh: `${id} 是其他用途的群组：请换一个短名称`,
    })
  }
  if (people) return requireRightsOf(ctx, 'group', id)
  const description = either(about.mission, ctx.locale).slice(0, 2000)
  const named = either(name, ctx.locale).slice(0, 200)
  await savePeople(ctx, { id, name: named, purpose: 'working-group', description, claim: null, externalId: null })
}

async function tellOfNew(ctx: Context, { id, name, published }: WorkingGroup) {
  await publish(ctx, {
    event: 'working-group.created',
    key: id,
    data: { group: id, published: String(published) },
    text: news.created(bothOf(name)),
    link: `/working-groups/${id}`,
  })
}

export function getCharters(ctx: Pick<Context, 'db'>, group: string): Promise<Charter[]> {
  return store.findCharters(ctx.db, group)
}

/** The text that holds from now on; those before it are kept. */
export async function adoptCharter(ctx: Context, group: string, { body, why }: NewCharter): Promise<Charter> {
  return inTransaction(ctx, async ctx => {
    await requireChair(ctx, group)
    const [newest] = await store.findCharters(ctx.db, group)
    const version = (newest?.version ?? 0) + 1
    const charter = { version, body, why, adoptedBy: ctx.actor.id, adoptedAt: ctx.now().toISOString() }
    await store.insertCharter(ctx.db, group, charter)
    const subject = { kind: 'working-group', id: group }
    await record(ctx, { verb: 'working-group.charter-adopted', subject, before: newest, after: charter, why })
    return charter
  })
}

/** Where it is written in one language, it stands for both. */
export function bothOf({ en, zh }: { en: string; zh: string }) {
  return { en: en || zh, zh: zh || en }
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}
