import { findAccounts } from '../../../access/accounts/service.ts'
import { getMembers } from '../../../access/groups/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { formatPurl, parsePurl } from '../../../lib/purl/purl.ts'
import type { Text } from '../../../lib/text/text.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import type { Facts } from '../../evidence/model.ts'
import { getForm, type VersionedForm } from '../../forms/service.ts'
import type { Grant } from '../../grants/model.ts'
import {
  coversComponent,
  coversVersion,
  endGrant,
  expireGrants,
  findGrants,
  saveHeldTo,
  saveSnapshot,
  takeExpiring,
} from '../../grants/service.ts'
import { decideNow } from '../../policies/service.ts'
import { putToDesk } from '../asking/service.ts'
import { findReviewers, findUnheard } from '../course/people.ts'
import {
  cancelReviews,
  caseOf,
  escalate,
  findCurrentReviews,
  getPeople,
  linkTo,
  startRound,
  subjectOf,
} from '../course/service.ts'
import { factValues, findOurUses, gatherDeskFacts, gatherFacts, gatherSubjectFacts } from '../facts/service.ts'
import { news } from '../messages.ts'
import type { Request } from '../model.ts'
import { pause } from '../pause.ts'
import * as remarkStore from '../remarks/store.ts'
import { concludeWith, reviseReview } from '../reviewing/service.ts'
import * as reviewStore from '../reviewing/store.ts'
import * as store from '../store.ts'
import { changeSince, laterToAsk } from './change-since.ts'
import { findMoved } from './surroundings/service.ts'

const atOnce = 200
const daysAhead = 30

/** What the desk does by itself: others are asked about what is overdue, grants end, and are decided again when facts change. */
export async function watchDesk(ctx: Context) {
  await escalateOverdue(ctx)
  await reviseOpen(ctx)
  await warnAndExpire(ctx)
  await reopenGrants(ctx)
}

async function escalateOverdue(ctx: Context) {
  for (const id of await reviewStore.findOverdue(ctx.db, ctx.now().toISOString(), atOnce)) {
    await inTransaction(ctx, async ctx => {
      const before = await reviewStore.findReview(ctx.db, id)
      const request = before && (await store.lockRequest(ctx.db, before.request))
      const review = await reviewStore.findReview(ctx.db, id)
      if (request?.state === 'open' && review?.state === 'open' && review.escalatedAt === null)
        await escalate(ctx, request, review)
    })
  }
}

/** Whom a step waits for may leave, join, or have said that it is not for them: that nobody waits for nobody. */
async function reviseOpen(ctx: Context) {
  const open = await reviewStore.findOpenReviews(ctx.db)
  const people = await getPeople(
    ctx,
    open.map(({ review }) => review),
  )
  for (const { review, request } of open) {
    const reviewers = findReviewers(review, request, people)
    const isStuck = findUnheard(review, reviewers).length === 0 && review.escalatedAt === null
    const isHandedToNobody = review.assignedTo !== null && !people.here.has(review.assignedTo)
    if (isStuck || isHandedToNobody || concludeWith(review, reviewers) !== 'open')
      await succeeds(() => reviseReview(ctx, review.id))
  }
}

/** The holder and the office are told a month ahead, once, and again when it ends. */
async function warnAndExpire(ctx: Context) {
  await inTransaction(ctx, async ctx => {
    for (const grant of await takeExpiring(ctx, daysAhead)) {
      const request = await store.findRequest(ctx.db, grant.request)
      if (!request || grant.validUntil === null) continue
      await tellHolder(ctx, request, 'grant.expiring', news.expiring(request, grant.validUntil), grant.id)
    }
  })
  await expireGrants(ctx, async (ctx, grant) => {
    const request = await store.findRequest(ctx.db, grant.request)
    if (request) await tellHolder(ctx, request, 'grant.expired', news.expired(request), grant.id)
  })
}

async function tellHolder(
  ctx: Context,
  request: Request,
  kind: string,
  words: { subject: Text; body: Text },
  grant: string,
) {
  const office = (await getMembers(ctx, ['office'])).get('office') ?? []
  const to = [...new Set([request.requester, request.askedBy, ...office])]
  await notify(ctx, { to, kind, ...words, link: linkTo(request), key: `${kind} ${grant}` })
}

/** Holds each grant for which something may have changed to what is so today. */
export async function reopenGrants(ctx: Context) {
  for await (const moved of findMoved(ctx)) {
    if (moved.length === 0) continue
    const grants = await findGrants(ctx, { ids: moved.map(({ id }) => id), state: 'active' })
    const gathered: Gathered = new Map()
    const failed = new Set<string>()
    for (const grant of grants) {
      const isDone = await succeeds(async () => {
        const request = await store.findRequest(ctx.db, grant.request)
        // What was done about one may be a fact to the next.
        if (request && (await reopenIfChanged(ctx, grant, request, gathered))) gathered.clear()
      })
      if (!isDone) failed.add(grant.id)
      await pause()
    }
    const held = moved.filter(({ id }) => !failed.has(id))
    await saveHeldTo(ctx, held)
  }
}

/** What fails holds up nothing else: it is logged, and comes up again the next time. */
async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    console.error(error)
    return false
  }
}

/** Many grants are on the same subject: what is so of it, by the subject. */
type Gathered = Map<string, Facts>

async function gatherOnce(ctx: Context, subject: Request['subject'], gathered: Gathered): Promise<Facts> {
  const key = JSON.stringify(subject)
  const facts = gathered.get(key) ?? (await gatherSubjectFacts(ctx, subject))
  gathered.set(key, facts)
  return facts
}

/** Whether anything was done about it. */
async function reopenIfChanged(ctx: Context, grant: Grant, request: Request, gathered: Gathered): Promise<boolean> {
  const { reopenWhen } = grant
  if (reopenWhen.includes('owner-left')) {
    const [holder] = await findAccounts(ctx, [request.requester])
    if (!holder?.active) return letGo(ctx, grant, request)
  }
  const form = await getForm(ctx, request.form.id, request.form.version)
  const about = await gatherOnce(ctx, request.subject, gathered)
  const change = changeSince(grant, { facts: factValues(about) })
  if (change) return inTransaction(ctx, ctx => reopen(ctx, grant, form, change))
  const isAsked = await askForLater(ctx, grant, request, form)
  if (!reopenWhen.includes('policy-changed')) return isAsked
  const facts = { ...about, ...(await gatherDeskFacts(ctx, form, request.subject, request.number)) }
  return (await hearPoliciesAgain(ctx, grant, { ...request, facts }, form)) || isAsked
}

/** Decided again with today's facts: by a rule at once where one can, else by people. Until then it is not honored. */
async function reopen(ctx: Context, grant: Grant, form: VersionedForm, why: Text): Promise<boolean> {
  const request = await store.lockRequest(ctx.db, grant.request)
  if (request?.state !== 'approved') return false
  if (!(await endGrant(ctx, grant, 'reopened', why))) return false
  await cancelReviews(ctx, await findCurrentReviews(ctx, request))
  const asking = form.checklists.filter(({ by }) => by === 'asking')
  const confirmed = asking.flatMap(list => list.items.map(item => `${list.id}/${item.id}`))
  await remarkStore.deleteTicks(ctx.db, request.number, confirmed)
  const facts = await gatherFacts(ctx, form, request.subject, request.number)
  const round = request.round + 1
  await record(ctx, { verb: 'request.reopened', subject: subjectOf(request), after: { round, facts }, why: why.en })
  await tellHolder(ctx, request, 'grant.reopened', news.reopened(request, why), `${grant.id} ${round}`)
  await startRound(ctx, { ...request, facts, round, changedAt: ctx.now().toISOString() }, form)
  return true
}

/** It holds no more, and the office is told: somebody who is here asks again if it is still needed. */
function letGo(ctx: Context, grant: Grant, request: Request): Promise<boolean> {
  const why = { en: 'Whoever holds it has left', zh: '持有人已离开' }
  return inTransaction(ctx, async ctx => {
    if (!(await endGrant(ctx, grant, 'revoked', why))) return false
    await tellHolder(ctx, request, 'grant.revoked', news.ended(request, why), grant.id)
    return true
  })
}

/** A later version in use that was not granted along is another question: asked for whoever asked the first, once. */
async function askForLater(ctx: Context, grant: Grant, request: Request, form: VersionedForm): Promise<boolean> {
  if (grant.subject.kind !== 'package') return false
  const uses = await findOurUses(ctx, grant.subject.key)
  const inUse = uses.map(use => ({
    version: use.version,
    isLicensedOtherwise: coversVersion(grant, use.purl) && !coversComponent(grant, use),
  }))
  const version = laterToAsk(grant, inUse)
  if (version === undefined) return false
  const subject = { ...grant.subject, id: formatPurl({ ...parsePurl(grant.subject.id), version }) }
  const facts = await gatherFacts(ctx, form, subject)
  const answers = withoutKnown(form, request.answers)
  const idempotencyKey = `${grant.id} ${version}`
  const { requester } = request
  await putToDesk(ctx, { form, requester, subject, answers, facts, ticks: [], idempotencyKey })
  return true
}

/** What was said in place of a fact was said of the earlier version. */
function withoutKnown({ sections }: VersionedForm, answers: Request['answers']): Request['answers'] {
  const fields = sections.flatMap(section => section.fields)
  const stale = new Set(fields.flatMap(({ id, known }) => (known === undefined ? [] : [id])))
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, stale.has(id) ? null : answer]))
}

/** A policy that came out in a new version reopens a grant only where it would now say something else. */
async function hearPoliciesAgain(ctx: Context, grant: Grant, request: Request, form: VersionedForm): Promise<boolean> {
  const verdict = await decideNow(ctx, form.id, await caseOf(ctx, request))
  const policies = verdict.opinions
    .filter(({ mode, outcome }) => mode === 'block' && outcome !== 'none')
    .map(({ policy, version }) => ({ policy, version }))
  if (JSON.stringify(policies) === JSON.stringify(grant.snapshot.policies)) return false
  if (
    verdict.outcome === request.decision.verdict &&
    (verdict.by?.rule ?? null) === (request.decision.by?.rule ?? null)
  ) {
    await saveSnapshot(ctx, { id: grant.id, snapshot: { ...grant.snapshot, policies } })
    return false
  }
  const why = { en: 'The policy that decided it has changed', zh: '决定所依据的策略已变更' }
  return inTransaction(ctx, ctx => reopen(ctx, grant, form, why))
}
