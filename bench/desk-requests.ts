import { randomUUID } from 'node:crypto'
import type { Context } from '../src/platform/context.ts'
import { grantOf } from '../src/requests/desk/grant-of.ts'
import { sources } from '../src/requests/desk/messages.ts'
import type { Request, RequestState } from '../src/requests/desk/model.ts'
import { insertRequest, takeNextNumber } from '../src/requests/desk/store.ts'
import type { Facts } from '../src/requests/evidence/model.ts'
import {
  type Answers,
  type Case,
  completeAnswers,
  type Field,
  type ReopenTrigger,
} from '../src/requests/forms/model.ts'
import { getForms, type VersionedForm } from '../src/requests/forms/service.ts'
import { insertGrant } from '../src/requests/grants/store.ts'
import {
  type CompiledPolicy,
  decide,
  getDecidingPolicies,
  unknownFacts,
  type Verdict,
} from '../src/requests/policies/service.ts'
import { readSubject, type Subject, subjectRecord } from '../src/requests/subjects/model.ts'
import { insertAll, licenseOf, packages, type Staff } from './desk-data.ts'

const requests = 10_000
const reviewsEach = 5
const grants = 10_000
const day = 86_400_000
const words = 'Needed for the next release, reviewed with the team, and kept up to date from then on.'

/** Ten thousand requests as the policies that ship decide them, each with reviews, answers and what followed. */
export async function fillDesk(ctx: Context, staff: Staff) {
  const forms = await getForms(ctx)
  const policies = await getDecidingPolicies(ctx)
  const made: Request[] = []
  for (let i = 0; i < requests; i++) {
    const form = pick(forms, i % 5 < 2 ? forms.findIndex(({ id }) => id === 'use-component') : i)
    const request = ask(i, form, policies, { now: ctx.now(), staff })
    await insertRequest(ctx.db, { ...request, number: await takeNextNumber(ctx.db) }, undefined)
    made.push(request)
  }
  const rows = made.map((request, i) => follow(request, i, staff))
  const reviews = rows.flatMap(({ review }) => review)
  const answers = rows.flatMap(({ review_answer }) => review_answer)
  const comments = rows.flatMap(({ request_comment }) => request_comment)
  await insertAll(ctx.db, 'review', reviews)
  await insertAll(ctx.db, 'review_answer', answers)
  await insertAll(ctx.db, 'request_comment', comments)
  await give(ctx, made, forms)
}

function ask(
  i: number,
  form: VersionedForm,
  policies: CompiledPolicy[],
  { now, staff }: { now: Date; staff: Staff },
): Request {
  const at = new Date(now.getTime() - Math.floor(((requests - i) * 700 * day) / requests))
  const subject = subjectFor(form, i)
  const facts = factsFor(subject, i, at.toISOString())
  const given = form.sections
    .flatMap(({ fields }) => fields)
    .map((field, j): [string, Answers[string]] => [field.id, answerTo(field, i + j)])
  const answers = completeAnswers(form, Object.fromEntries(given))
  const requester = pick(staff.members, i * 7)
  const asked: Case = {
    request: answers,
    facts: { ...unknownFacts, ...Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value])) },
    subject: subjectRecord(subject),
    requester: { id: requester, name: '', groups: [] },
    now: at,
  }
  const verdict = decide(policies, form.id, asked)
  const state = stateAfter(verdict.outcome, form, i)
  return {
    number: i + 1,
    form: { id: form.id, version: form.version },
    title: subject.id === '' ? `${form.title.en} ${i}` : `${subject.id} · Product ${i % 50}`,
    subject,
    requester,
    askedBy: requester,
    answers,
    facts,
    state,
    round: 1,
    decision: { ...decisionOf(verdict, at), outcome: state === 'refused' ? 'refuse' : 'approve' },
    submittedAt: at.toISOString(),
    changedAt: at.toISOString(),
    decidedAt: state === 'open' || state === 'returned' ? null : new Date(at.getTime() + 3 * day).toISOString(),
    rating: i % 6 === 0 ? 4 : null,
    ratingNote: null,
  }
}

function decisionOf({ outcome, reason, by, grant, hold, opinions }: Verdict, at: Date) {
  return {
    verdict: outcome,
    reason,
    by: by && { policy: by.policy, version: by.version, rule: by.rule },
    heard: opinions.map(({ steps, grant, hold, ...heard }) => heard),
    grant,
    hold,
    heardAt: at.toISOString(),
    groups: [],
  }
}

/** A fifth of what people decide is still going on. */
function stateAfter(verdict: Verdict['outcome'], form: VersionedForm, i: number): RequestState {
  if (verdict === 'refuse') return 'refused'
  const approved = form.outcome === 'answer' ? 'answered' : 'approved'
  if (verdict === 'approve') return approved
  const states: RequestState[] = ['open', 'open', 'refused', 'withdrawn', i % 3 === 0 ? 'returned' : 'held']
  return states[i % 10] ?? approved
}

function subjectFor({ subject: kind }: VersionedForm, i: number): Subject {
  const written = {
    package: `pkg:npm/package-${i % packages}@1.${i % 3}.0`,
    repository: `https://github.com/owner-${i % 400}/repository-${i % 2000}`,
    project: `project-${i % 100}`,
    organization: `Organization ${i % 300}`,
    none: '',
  }[kind]
  const subject = readSubject(kind, written)
  if ('problem' in subject) throw new Error(subject.problem.en)
  return subject
}

function factsFor(subject: Subject, i: number, at: string): Facts {
  const source = sources.manifest('package-lock.json', `Project ${i % 100}`)
  const evidence = { source, at, href: `/components/${subject.key}` }
  const values = {
    earlier_approvals: i % 4,
    earlier_refusals: i % 40 === 0 ? 1 : 0,
    active_grants: i % 3,
    ...(subject.kind === 'package' && {
      license: licenseOf(i % packages),
      license_class: /GPL|MPL/.test(licenseOf(i % packages)) ? 'weak-copyleft' : 'permissive',
      license_verdict: /AGPL/.test(licenseOf(i % packages)) ? 'deny' : 'allow',
      used_by: Array.from({ length: 30 }, (_, j) => `project-${j}`),
    }),
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, evidence }]))
}

function answerTo({ id, type, options = [] }: Field, i: number): Answers[string] {
  if (id === 'product') return `Product ${i % 50}`
  const answers = {
    text: `Answer ${i}`,
    'long-text': `${words} ${words} ${words}`,
    'yes-no': i % 3 === 0,
    choice: options.length > 0 ? pick(options, i).id : '',
    choices: options.length > 0 ? [pick(options, i).id] : [],
    number: i % 1000,
    date: '2027-03-31',
    link: `https://example.org/${i}`,
    email: `person${i % 200}@example.org`,
    license: licenseOf(i % packages),
    people: ['person150@example.org'],
  }
  return answers[type]
}

/** The steps of its review, what reviewers said, and what was said besides. */
function follow({ number, state, submittedAt }: Request, i: number, { reviewers, members }: Staff) {
  const groups = [...reviewers.keys()]
  const isGoingOn = state === 'open' || state === 'returned'
  const review = Array.from({ length: reviewsEach }, (_, j) => {
    const group = pick(groups, i + j)
    const title = { en: `${group} looks at it`, zh: `${group} 评审` }
    const step = { id: group, title, from: group, kind: 'approve', count: 1, criteria: [], after: [], dueDays: 5 }
    return {
      id: randomUUID(),
      request_number: number,
      round: 1,
      step_id: group,
      step: JSON.stringify(step),
      group_id: group,
      assigned_to: j === 4 && i % 10 === 0 ? pick(reviewers.get(group) ?? [], i) : null,
      state: isGoingOn && j >= 3 ? 'open' : 'passed',
      opened_at: submittedAt,
      due_at: new Date(Date.parse(submittedAt) + 7 * day).toISOString(),
      // Else the first run would have ten thousand mails to write.
      escalated_at: isGoingOn && j >= 3 ? submittedAt : null,
      closed_at: isGoingOn && j >= 3 ? null : submittedAt,
    }
  })
  const answered = review.filter(({ closed_at }) => closed_at !== null)
  const review_answer = answered.map(({ id, group_id }, j) => {
    const account_id = pick(reviewers.get(group_id) ?? [], i + j)
    const given = { given_by: account_id, answer: 'approve', scores: null, reason: words, at: submittedAt }
    return { review_id: id, account_id, ...given }
  })
  const request_comment = [0, 1].map(j => ({
    id: randomUUID(),
    request_number: number,
    account_id: pick(members, i + j),
    at: submittedAt,
    text: words,
  }))
  return { review, review_answer, request_comment }
}

const everyTrigger: ReopenTrigger[] = [
  'license-changed',
  'major-version',
  'cla-introduced',
  'owner-left',
  'policy-changed',
]

/** Those of what was approved, and earlier ones of the same kind until there are as many as are held to. */
async function give(ctx: Context, made: readonly Request[], forms: readonly VersionedForm[]) {
  const approved = made.filter(({ state }) => state === 'approved')
  for (let i = 0; i < grants; i++) {
    const request = pick(approved, i)
    const form = forms.find(({ id }) => id === request.form.id)
    if (!form) continue
    const grant = grantOf(request, form, new Date(request.submittedAt))
    const validUntil = i % 4 === 0 ? new Date(ctx.now().getTime() + (40 + (i % 300)) * day).toISOString() : null
    await insertGrant(ctx.db, {
      ...grant,
      validUntil: validUntil?.slice(0, 10) ?? null,
      reopenWhen: grant.reopenWhen.length > 0 ? grant.reopenWhen : everyTrigger,
      id: randomUUID(),
      state: 'active',
      stateReason: null,
      stateAt: request.submittedAt,
    })
  }
}

function pick<Item>(items: readonly Item[], i: number): Item {
  const item = items[i % items.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
