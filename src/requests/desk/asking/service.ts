import { findAccountCalled } from '../../../access/accounts/service.ts'
import { getPrincipals } from '../../../access/deputies/service.ts'
import { record } from '../../../access/ledger/service.ts'
import { shortName } from '../../../lib/purl/package-of.ts'
import { parsePurl } from '../../../lib/purl/purl.ts'
import type { Text } from '../../../lib/text/text.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Facts } from '../../evidence/model.ts'
import { type Answers, type ChecklistItem, completeAnswers, type Form } from '../../forms/model.ts'
import {
  type AskedField,
  findItems,
  findProblems,
  getForm,
  getFormCalled,
  settleAnswers,
  type VersionedForm,
} from '../../forms/service.ts'
import { waiving } from '../../grants/model.ts'
import { dropReopened } from '../../grants/service.ts'
import { decideNow, type Verdict } from '../../policies/service.ts'
import { readSubject, type Subject, writeSubject } from '../../subjects/model.ts'
import { isParty } from '../course/people.ts'
import { cancelReviews, caseOf, findCurrentReviews, linkTo, startRound, subjectOf } from '../course/service.ts'
import { gatherFacts } from '../facts/service.ts'
import { news } from '../messages.ts'
import { endStates, type NewRequest, type Request } from '../model.ts'
import { findUnknownPoint } from '../points.ts'
import * as remarkStore from '../remarks/store.ts'
import * as store from '../store.ts'

/** What a form asks of a subject, given the answers so far. Nothing of it is kept. */
export interface Draft {
  form: VersionedForm
  subject: Subject
  facts: Facts
  answers: Answers
  questions: AskedField[]
  lists: { title: Text; items: (ChecklistItem & { key: string })[] }[]
  problems: { field: string; problem: Text }[]
  /** What the policies would say to the answers so far. */
  verdict: Verdict
  requester: string
}

export async function draftRequest(ctx: Context, wanted: NewRequest): Promise<Draft> {
  const form = await getFormCalled(ctx, wanted.form)
  const requester = await findRequester(ctx, wanted.onBehalfOf)
  return draft(ctx, form, requester, wanted)
}

async function draft(
  ctx: Context,
  form: VersionedForm,
  requester: string,
  { subject: written, answers: given }: Pick<NewRequest, 'subject' | 'answers'>,
): Promise<Draft> {
  const subject = readSubject(form.subject, written)
  if ('problem' in subject) throw new Failure('invalid-input', subject.problem)
  if (needsVersion(form, subject)) throw versionless
  refuseUnknownFields(form, given)
  const facts = await gatherFacts(ctx, form, subject)
  const first = await caseOf(ctx, { answers: completeAnswers(form, trimmed(given)), facts, subject, requester })
  const { questions, answers } = settleAnswers(form, first)
  const settled = { ...first, request: answers }
  const lists = findItems(form, settled).filter(({ list }) => list.by === 'asking')
  return {
    form,
    subject,
    facts,
    answers,
    questions,
    lists: lists.map(({ list, items }) => ({ title: list.title, items })),
    problems: findProblems(form, settled),
    verdict: await decideNow(ctx, form.id, settled),
    requester,
  }
}

/** Space around an answer says nothing, and an answer of nothing else is none. */
function trimmed(answers: Answers): Answers {
  const trim = (answer: Answers[string]) =>
    typeof answer === 'string' ? answer.trim() : Array.isArray(answer) ? answer.map(one => one.trim()) : answer
  return Object.fromEntries(Object.entries(answers).map(([id, answer = null]) => [id, trim(answer)]))
}

/** What is held to components in use is granted for versions of them. */
function needsVersion({ permits = '' }: Form, { kind, id, range }: Subject): boolean {
  return kind === 'package' && waiving.includes(permits) && range === null && parsePurl(id).version === undefined
}

/** Puts a request to the desk. What a rule can decide is decided when this answers. */
export async function ask(ctx: Context, wanted: NewRequest): Promise<Request> {
  const { idempotencyKey: key, ticks } = wanted
  const drafted = await draftRequest(ctx, wanted)
  const { form, requester, answers, facts, subject } = drafted
  const before = key && (await store.findByIdempotencyKey(ctx.db, requester, key))
  if (before) return before
  const confirmed = requireComplete(drafted, ticks)
  return putToDesk(ctx, { form, requester, subject, answers, facts, ticks: confirmed, idempotencyKey: key })
}

export interface Asked {
  form: VersionedForm
  requester: string
  subject: Subject
  answers: Answers
  facts: Facts
  ticks: readonly string[]
  idempotencyKey: string | undefined
}

/** Keeps a request that was asked, and has the policies decide it: all of it or nothing, and the same key once. */
export async function putToDesk(ctx: Context, asked: Asked): Promise<Request> {
  const { form, requester, subject, answers, facts, ticks, idempotencyKey: key } = asked
  return inTransaction(ctx, async ctx => {
    const number = await store.takeNextNumber(ctx.db)
    const meanwhile = key && (await store.findByIdempotencyKey(ctx.db, requester, key))
    if (meanwhile) return meanwhile
    const at = ctx.now().toISOString()
    const request: Request = {
      number,
      form: { id: form.id, version: form.version },
      title: titleOf(asked),
      subject,
      requester,
      askedBy: ctx.actor.id,
      answers,
      facts,
      state: 'open',
      round: 1,
      decision: undecided(at),
      submittedAt: at,
      changedAt: at,
      decidedAt: null,
      rating: null,
      ratingNote: null,
    }
    await store.insertRequest(ctx.db, request, key)
    await keepTicks(ctx, number, ticks)
    await record(ctx, {
      verb: 'request.asked',
      subject: subjectOf(request),
      actingFor: requester === ctx.actor.id ? undefined : requester,
      after: { form: request.form, subject: subject.id, answers, facts },
    })
    return startRound(ctx, request, form)
  })
}

/** The answers changed, by the one who asked: it is put before the policies again, and all reviews begin anew. */
export async function amend(ctx: Context, number: number, { answers, ticks }: Pick<NewRequest, 'answers' | 'ticks'>) {
  const known = await requireOwn(ctx, number)
  const form = await getForm(ctx, known.form.id, known.form.version)
  const drafted = await draft(ctx, form, known.requester, { subject: writeSubject(known.subject), answers })
  const confirmed = requireComplete(drafted, ticks)
  return inTransaction(ctx, async ctx => {
    const request = await lockGoing(ctx, number)
    await cancelReviews(ctx, await findCurrentReviews(ctx, request))
    await remarkStore.deleteTicks(ctx.db, number)
    await keepTicks(ctx, number, confirmed)
    const { facts } = drafted
    await record(ctx, {
      verb: 'request.amended',
      subject: subjectOf(request),
      before: { answers: request.answers },
      after: { answers: drafted.answers },
    })
    const changedAt = ctx.now().toISOString()
    const amended = { ...request, answers: drafted.answers, facts, round: request.round + 1, changedAt }
    return startRound(ctx, amended, form)
  })
}

/** By the one who asked; or closed for them by whoever runs the desk, who says why. */
export async function withdraw(ctx: Context, number: number, why: string): Promise<Request> {
  if (!ctx.actor.permissions.has('requests.manage')) await requireOwn(ctx, number)
  return inTransaction(ctx, async ctx => {
    const request = await lockGoing(ctx, number)
    if (!isParty(request, ctx.actor.id) && why.trim() === '') throw noReason
    const reviews = await findCurrentReviews(ctx, request)
    await cancelReviews(ctx, reviews)
    const at = ctx.now().toISOString()
    const withdrawn: Request = { ...request, state: 'withdrawn', changedAt: at, decidedAt: at }
    await store.updateRequest(ctx.db, withdrawn)
    await dropReopened(ctx, number, { en: 'Withdrawn while it was decided again', zh: '重新决定期间被撤回' })
    await record(ctx, { verb: 'request.withdrawn', subject: subjectOf(request), ...(why && { why }) })
    const reviewers = reviews.flatMap(({ answers, assignedTo }) => [
      ...answers.map(({ account }) => account),
      assignedTo ?? '',
    ])
    const others = [request.requester, request.askedBy, ...reviewers]
    await notify(ctx, {
      to: [...new Set(others)].filter(account => account !== ctx.actor.id),
      kind: 'request.withdrawn',
      ...news.withdrawn(request, why),
      link: linkTo(request),
      key: `withdrawn ${number}`,
    })
    return withdrawn
  })
}

/** Whoever asked, or asked for them. To anybody else it is not there. */
async function requireOwn(ctx: Context, number: number): Promise<Request> {
  const request = await store.findRequest(ctx.db, number)
  if (request && isParty(request, ctx.actor.id)) return request
  throw noRequest(number)
}

/** One whose end nobody was told: also where it was decided, and held. */
async function lockGoing(ctx: Context, number: number): Promise<Request> {
  const request = await store.lockRequest(ctx.db, number)
  if (!request) throw noRequest(number)
  if (endStates.includes(request.state)) throw over
  return request
}

/** Oneself; or somebody for whom one stands in today, or for whom the desk asks. */
async function findRequester(ctx: Context, name: string | undefined): Promise<string> {
  if (name === undefined || name.trim() === '') return ctx.actor.id
  const account = await findAccountCalled(ctx, name)
  if (!account?.active) {
    throw new Failure('not-found', {
      en: `Nobody here is called ${name}: give a sign-in name or an e-mail`,
      zh: `没有名为 ${name} 的账户：请给出登录名或邮箱`,
    })
  }
  if (account.id === ctx.actor.id || ctx.actor.permissions.has('requests.manage')) return account.id
  if ((await getPrincipals(ctx, ctx.actor.id)).includes(account.id)) return account.id
  throw new Failure('not-allowed', {
    en: `You do not stand in for ${name} today: they appoint a deputy on their account page`,
    zh: `您今天并非 ${name} 的代理人：对方可在账户页面指定代理人`,
  })
}

function refuseUnknownFields(form: Form, given: Answers) {
  const fields = new Set(form.sections.flatMap(section => section.fields.map(({ id }) => id)))
  const stray = Object.keys(given).find(id => !fields.has(id))
  if (stray === undefined) return
  const all = [...fields].join(', ')
  throw new Failure('invalid-input', {
    en: `The form ${form.id} has no field ${stray}; it has ${all}`,
    zh: `表单 ${form.id} 没有字段 ${stray}；现有 ${all}`,
  })
}

/** Gives the points that are confirmed: of the lists that are ticked in asking, and of no reviewer's. */
function requireComplete({ form, problems, lists }: Draft, ticks: readonly string[]): string[] {
  const unknown = findUnknownPoint(form, 'asking', ticks)
  if (unknown) throw new Failure('invalid-input', unknown)
  const items = lists.flatMap(list => list.items)
  const open = items
    .filter(({ key, required }) => required && !ticks.includes(key))
    .map(({ key, text }) => ({
      field: key,
      problem: { en: `to confirm: “${text.en}”`, zh: `待确认：“${text.zh}”` },
    }))
  const all = [...problems, ...open]
  if (all.length === 0) return items.flatMap(({ key }) => (ticks.includes(key) ? [key] : []))
  const said = (locale: 'en' | 'zh') => all.map(({ field, problem }) => `${problem[locale]} (${field})`).join(' · ')
  throw new Failure('invalid-input', { en: said('en'), zh: said('zh') }, { detail: all })
}

async function keepTicks(ctx: Context, number: number, ticks: readonly string[]) {
  const tick = { account: ctx.actor.id, at: ctx.now().toISOString(), note: null }
  for (const item of ticks) await remarkStore.insertTick(ctx.db, number, { ...tick, item })
}

/** What it is about, in a line: the subject and the product, or the first words of the first answer. */
function titleOf({ subject, answers, form }: Asked): string {
  const product = answers['product']
  const name = subject.kind === 'package' ? shortName(subject.id) : subject.id.replace(/^https:\/\//, '')
  if (name !== '') return typeof product === 'string' && product !== '' ? `${name} · ${product}` : name
  const texts = form.sections
    .flatMap(({ fields }) => fields)
    .flatMap(({ id, type }) => {
      const answer = answers[id]
      return (type === 'text' || type === 'long-text') && typeof answer === 'string' && answer !== '' ? [answer] : []
    })
  const [first = form.title.en] = texts
  return first.length > 120 ? `${first.slice(0, 119)}…` : first
}

/** Until the policies are heard, in the same transaction. */
function undecided(at: string): Request['decision'] {
  return {
    verdict: 'review',
    reason: { en: '', zh: '' },
    by: null,
    heard: [],
    grant: {},
    hold: false,
    heardAt: at,
    groups: [],
    outcome: null,
  }
}

export function noRequest(number: number) {
  return new Failure('not-found', {
    en: `There is no request ${number} that you may see`,
    zh: `没有您可查看的申请 ${number}`,
  })
}

const noReason = new Failure('invalid-input', {
  en: 'Say why it is closed: whoever asked reads it',
  zh: '请说明关闭原因：申请人可见',
})

const versionless = new Failure('invalid-input', {
  en: 'Name the version, too: pkg:npm/left-pad@1.3.0; or a range of versions: pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
  zh: '请同时写明版本，如 pkg:npm/left-pad@1.3.0；或版本范围，如 pkg:npm/left-pad vers:npm/>=1.3.0|<2.0.0',
})

const over = new Failure('conflict', {
  en: 'This request is over: ask again if it is still needed',
  zh: '此申请已结束：如仍需要请重新申请',
})
