import { randomUUID } from 'node:crypto'
import { type Doer, record } from '../../access/ledger/service.ts'
import { summaryJob } from '../../catalog/jobs/model.ts'
import { packageOf } from '../../lib/purl/package-of.ts'
import type { Text } from '../../lib/text/text.ts'
import { notify } from '../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { type Component, coversComponent, coversProduct, coversVersion, holdsOn, waivesLicense } from './covers.ts'
import { news } from './messages.ts'
import { type Grant, type NewGrant, type Reopenable, type Waiver, waiving } from './model.ts'
import * as store from './store.ts'

export { coversComponent, coversVersion }

/** In the transaction that decides. An earlier grant of the same request is replaced. */
export async function createGrant(ctx: Doer, grant: NewGrant): Promise<Grant> {
  const stateAt = ctx.now().toISOString()
  for (const earlier of await store.findGrants(ctx.db, { request: grant.request, states: ['active', 'reopened'] }))
    await endGrant(ctx, earlier, 'superseded', { en: 'Decided again', zh: '已重新决定' })
  const created: Grant = { ...grant, id: randomUUID(), state: 'active', stateReason: null, stateAt }
  await store.insertGrant(ctx.db, created)
  await refreshSummaries(ctx, created)
  await record(ctx, { verb: 'grant.created', subject: { kind: 'grant', id: created.id }, after: created })
  return created
}

/** Says how it ended, and when; false where somebody else was quicker. */
export async function endGrant(
  ctx: Doer,
  grant: Grant,
  state: Exclude<Grant['state'], 'active'>,
  reason: Text,
  why?: string,
): Promise<boolean> {
  const stateAt = ctx.now().toISOString()
  if (!(await store.changeState(ctx.db, grant.id, grant.state, { state, stateReason: reason, stateAt }))) return false
  await refreshSummaries(ctx, grant)
  await record(ctx, {
    verb: `grant.${state}`,
    subject: { kind: 'grant', id: grant.id },
    before: { state: grant.state },
    after: { state, reason },
    ...(why && { why }),
  })
  return true
}

/** What a grant waives counts otherwise in the summaries of the projects that use the package. */
async function refreshSummaries({ db, now }: Doer, { subject, permits }: Grant) {
  if (subject.kind === 'package' && waiving.includes(permits)) await enqueue(db, now(), summaryJob, subject.key)
}

/** What was reopened and is not granted again does not wait for a decision any more. */
export async function dropReopened(ctx: Doer, request: number, reason: Text) {
  for (const grant of await store.findGrants(ctx.db, { request, state: 'reopened' }))
    await endGrant(ctx, grant, 'revoked', reason)
}

export async function revokeGrant(ctx: Context, id: string, why: string): Promise<Grant> {
  if (why.trim() === '') throw noReason
  await inTransaction(ctx, async ctx => {
    const grant = await getGrant(ctx, id)
    if (grant.state !== 'active' && grant.state !== 'reopened') throw ended
    const reason = { en: `Revoked: ${why}`, zh: `已撤销：${why}` }
    if (!(await endGrant(ctx, grant, 'revoked', reason, why))) throw ended
    await notify(ctx, {
      to: [...new Set([grant.holder.id, ...(await store.findAskers(ctx.db, grant.request))])],
      kind: 'grant.revoked',
      subject: news.revoked(grant),
      body: reason,
      link: `/grants/${id}`,
      key: `grant.revoked ${id}`,
    })
  })
  return getGrant(ctx, id)
}

/** Those who hold one, and those who see all requests. */
export async function getGrant(ctx: Context, id: string): Promise<Grant> {
  const grant = await store.findGrant(ctx.db, id)
  if (!grant) throw new Failure('not-found', { en: `There is no grant ${id}`, zh: `没有授权 ${id}` })
  if (!isMine(ctx, grant)) requirePermission(ctx, 'requests.read')
  return grant
}

/** What holds for the whole organization is everybody's to see. */
function isMine({ actor }: Context, { holder }: Grant) {
  return holder.kind === 'organization' || holder.id === actor.id
}

/** Of all, for whoever sees the requests of all; else one's own and those of the whole organization. */
export async function listGrants(ctx: Context, search: store.GrantSearch) {
  const visibleTo = ctx.actor.permissions.has('requests.read') ? undefined : ctx.actor.id
  const grants = await store.findGrants(ctx.db, { ...search, visibleTo })
  const total = await store.countGrants(ctx.db, { ...search, visibleTo })
  return { grants, total, kinds: await store.findKinds(ctx.db) }
}

export function findGrants(ctx: Pick<Context, 'db'>, search: store.GrantSearch): Promise<Grant[]> {
  return store.findGrants(ctx.db, search)
}

export function countGrants(ctx: Pick<Context, 'db'>, search: store.GrantSearch): Promise<number> {
  return store.countGrants(ctx.db, search)
}

/** Those that some trigger can reopen, a page at a time: those after one that was given before. */
export function findReopenable(
  ctx: Pick<Context, 'db'>,
  page: { after: Reopenable | undefined; limit: number },
): Promise<Reopenable[]> {
  return store.findReopenable(ctx.db, page)
}

/** Notes what grants that hold were held to: until that changes, nothing can reopen them. */
export async function saveHeldTo(ctx: Pick<Context, 'db'>, grants: readonly { id: string; heldTo: string }[]) {
  for (const [heldTo, same] of Map.groupBy(grants, grant => grant.heldTo))
    await store.saveHeldTo(
      ctx.db,
      same.map(({ id }) => id),
      heldTo,
    )
}

export function saveSnapshot(ctx: Pick<Context, 'db'>, grant: Pick<Grant, 'id' | 'snapshot'>) {
  return store.saveSnapshot(ctx.db, grant)
}

/** Ends what is past its last day. `tell` belongs to it: none ends without being told. */
export async function expireGrants<Ctx extends Doer>(ctx: Ctx, tell: (ctx: Ctx, grant: Grant) => Promise<void>) {
  const yesterday = dayOf(new Date(ctx.now().getTime() - day))
  for (const grant of await store.findGrants(ctx.db, { state: 'active', endingBy: yesterday })) {
    const reason = { en: `Its last day was ${grant.validUntil}`, zh: `有效期至 ${grant.validUntil}` }
    await inTransaction(ctx, async ctx => {
      if (await endGrant(ctx, grant, 'expired', reason)) await tell(ctx, grant)
    })
  }
}

const day = 86_400_000

/** Those whose last day comes within so many days, each once. */
export function takeExpiring(ctx: Doer, days: number): Promise<Grant[]> {
  const at = ctx.now()
  return store.takeExpiring(ctx.db, dayOf(new Date(at.getTime() + days * day)), at.toISOString())
}

/**
 * What waives what the license policy finds on each of these components today, in their order: a grant to use it or an
 * exception, for one of these products or for all.
 */
export async function findWaivers(
  ctx: Pick<Context, 'db' | 'now'>,
  components: readonly Component[],
  products: readonly string[],
): Promise<(Waiver | undefined)[]> {
  const subjectKeys = [...new Set(components.map(({ purl }) => packageOf(purl)))]
  const today = dayOf(ctx.now())
  const grants = (await store.findGrants(ctx.db, { permits: waiving, state: 'active', subjectKeys, products })).filter(
    grant => waivesLicense(grant) && holdsOn(grant, today) && coversProduct(grant, products),
  )
  const bySubject = Map.groupBy(grants, ({ subject }) => subject.key)
  return components.map(component => {
    const grant = bySubject.get(packageOf(component.purl))?.find(grant => coversComponent(grant, component))
    return grant && waiverOf(grant)
  })
}

function waiverOf({ id, request, permits, validUntil, conditions }: Grant): Waiver {
  return { grant: id, request, permits, until: validUntil, conditions }
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}

const noReason = new Failure('invalid-input', {
  en: 'Say why it is revoked: whoever asked for it and holds it is told',
  zh: '请说明撤销原因：将告知持有人',
})

const ended = new Failure('conflict', { en: 'This grant has ended already', zh: '此授权已终止' })
