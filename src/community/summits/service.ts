import { record } from '../../access/ledger/service.ts'
import { publish } from '../../notifications/webhooks/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { news } from './messages.ts'
import { About, type Edition, type NewEdition } from './model.ts'
import { shippedCriteria, shippedTasks } from './shipped.ts'
import * as store from './store.ts'

const nothing = { en: '', zh: '' }
const usual: About = {
  ...{ purpose: nothing, place: nothing, day: null, capacity: 50, committee: '', nominateUntil: null, answerDays: 14 },
  ...{ criteria: shippedCriteria, minimum: 3, tasks: shippedTasks, license: 'CC-BY-4.0', attribution: '' },
  keepMonths: 24,
}

export function getEditions(
  ctx: Pick<Context, 'db'>,
  search: Parameters<typeof store.findEditions>[1] = {},
): Promise<{ editions: Edition[]; total: number }> {
  return store.findEditions(ctx.db, search)
}

export async function getEdition(ctx: Pick<Context, 'db'>, id: string): Promise<Edition> {
  const edition = await store.findEdition(ctx.db, id)
  if (edition) return edition
  throw new Failure('not-found', { en: `There is no summit ${id}`, zh: `没有峰会 ${id}` })
}

/** What anybody may see. Whether there is one that is not public is nobody's business. */
export async function getPublishedEdition(ctx: Pick<Context, 'db'>, id: string): Promise<Edition> {
  const edition = await getEdition(ctx, id)
  if (edition.published && edition.state !== 'draft') return edition
  throw new Failure('not-found', { en: `There is no summit ${id}`, zh: `没有峰会 ${id}` })
}

/** Creates it with what ships, or changes it. */
export async function saveEdition(ctx: Context, wanted: NewEdition): Promise<Edition> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const before = await store.findEdition(ctx.db, wanted.id)
    const said = Object.fromEntries(Object.entries(wanted.about).filter(([, value]) => value !== undefined))
    const about = About.parse({ ...(before?.about ?? usual), ...said })
    if (wanted.state !== 'draft' && about.committee === '') throw noCommittee
    const at = ctx.now().toISOString()
    const edition = { ...wanted, about, createdAt: before?.createdAt ?? at, changedAt: at }
    await store.saveEdition(ctx.db, edition)
    const verb = before ? 'summit.changed' : 'summit.created'
    await record(ctx, { verb, subject: { kind: 'summit', id: edition.id }, before, after: edition })
    if (edition.state !== before?.state && edition.published) await tell(ctx, edition)
    return edition
  })
}

async function tell(ctx: Context, { id, name, state, changedAt }: Edition) {
  const text = news.moved({ en: name.en || name.zh, zh: name.zh || name.en }, state)
  await publish(ctx, {
    event: 'summit.moved',
    key: `${id}:${state}:${changedAt}`,
    data: { summit: id, state },
    text,
    link: `/summits/${id}`,
  })
}

/** Whoever votes: in the group that the edition names. */
export function isOfCommittee({ actor }: Pick<Context, 'actor'>, { about }: Edition): boolean {
  return about.committee !== '' && actor.groups.has(about.committee)
}

/** Nominations are for those who vote and those who run the community; for others there are none. */
export function maySeeNominations(ctx: Pick<Context, 'actor'>, edition: Edition): boolean {
  return isOfCommittee(ctx, edition) || ctx.actor.permissions.has('community.manage')
}

const noCommittee = new Failure('invalid-input', {
  en: 'Name the group of people who vote on nominations first',
  zh: '请先指定对提名进行表决的群组',
})
