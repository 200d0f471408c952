import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { isDay } from '../../../lib/calendar-day/is-day.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { keyOfText } from '../../identities/evidence/service.ts'
import { domainOfEmail, findIdentitiesOfPeople, findPeopleOfKeys } from '../../identities/service.ts'
import { type Affiliation, type Enrollment, OrganizationName } from '../model.ts'
import { ensureOrganization, getOrganizations } from '../organizations/service.ts'
import * as store from '../store.ts'
import type { EnrollmentRow } from '../tables.ts'
import { drawNamed, heedIdentities, redraw } from '../timeline/service.ts'
import * as enrollmentStore from './store.ts'

export interface Wanted {
  /** An e-mail, or a login as `@login@host`. */
  key: string
  organization: string
  since: string | null
  until: string | null
  why?: string | undefined
}

/** Somebody's word about where somebody worked: it outweighs all else, for its days. */
export async function enroll(
  ctx: Context,
  { key: text, organization, since, until, why }: Wanted,
): Promise<Enrollment> {
  if (!OrganizationName.safeParse(organization).success) throw noName
  const days = [since, until].filter(day => day !== null)
  if (!days.every(isDay) || (since !== null && until !== null && since >= until)) throw noDays
  const key = keyOfText(text)
  return inTransaction(ctx, async ctx => {
    const row: EnrollmentRow = {
      id: randomUUID(),
      key,
      organization_id: await ensureOrganization(ctx, organization, 'office'),
      since,
      until,
      evidence: 'human',
      source: 'office',
      at: ctx.now().toISOString(),
      by_account: ctx.actor.id,
      why: why ?? null,
      undone_at: null,
      undone_by: null,
    }
    await enrollmentStore.insertEnrollments(ctx.db, [row])
    await redraw(ctx, await findPeopleOfKeys(ctx, [key]))
    const after = await toEnrollment(ctx, row)
    await record(ctx, { verb: 'affiliation.added', subject: { kind: 'enrollment', id: row.id }, after })
    return after
  })
}

export async function undoEnrollment(ctx: Context, id: string): Promise<Enrollment> {
  return inTransaction(ctx, async ctx => {
    const row = await enrollmentStore.findEnrollment(ctx.db, id)
    if (!row) throw new Failure('not-found', { en: `There is no enrollment ${id}`, zh: `没有任职记录 ${id}` })
    if (row.undone_at !== null) throw isUndone
    const undone_at = ctx.now().toISOString()
    await enrollmentStore.undoEnrollments(ctx.db, [id], undone_at, ctx.actor.id)
    await redraw(ctx, await findPeopleOfKeys(ctx, [row.key]))
    const before = await toEnrollment(ctx, row)
    await record(ctx, { verb: 'affiliation.undone', subject: { kind: 'enrollment', id }, before })
    return { ...before, undoneAt: undone_at }
  })
}

/** Of one who is erased: where they worked, whoever said so, and why they said so of others. */
export async function forgetEnrollments(ctx: Pick<Context, 'db'>, keys: readonly string[], account: string) {
  await enrollmentStore.forgetEnrollments(ctx.db, keys, account)
  await redraw(ctx, await findPeopleOfKeys(ctx, keys))
}

export async function findEnrollment(ctx: Pick<Context, 'db'>, id: string): Promise<EnrollmentRow | undefined> {
  return enrollmentStore.findEnrollment(ctx.db, id)
}

/** All that was said of a person, what no longer counts included. */
export async function getEnrollments(ctx: Pick<Context, 'db'>, person: string): Promise<Enrollment[]> {
  const identities = await findIdentitiesOfPeople(ctx, [person])
  const rows = await enrollmentStore.findEnrollments(ctx.db, [...new Set(identities.flatMap(({ keys }) => keys))], true)
  const names = await organizationNames(ctx)
  return rows.map(row => describe(row, names))
}

/** Where somebody worked, by all that is known. */
export async function getAffiliations(ctx: Pick<Context, 'db' | 'now'>, person: string): Promise<Affiliation[]> {
  await heedIdentities(ctx)
  const names = await organizationNames(ctx)
  return (await store.findAffiliations(ctx.db, [person])).map(({ organization_id, since, until, evidence }) => ({
    organization: names.get(organization_id) ?? organization_id,
    since,
    until,
    evidence: evidence as Affiliation['evidence'],
  }))
}

/** By person, the name of the organization that each works for on a day; who works for none that is known is left out. */
export async function findEmployersOn(
  ctx: Pick<Context, 'db'>,
  people: readonly string[],
  day: string,
): Promise<Map<string, string>> {
  const names = await organizationNames(ctx)
  const terms = await store.findAffiliations(ctx.db, people)
  const then = terms.filter(term => holdsOn(term, day))
  return new Map(then.map(({ person, organization_id: id }) => [person, names.get(id) ?? id]))
}

/** As `findEmployersOn`, of those whom somebody named by e-mail or account, and of whom nothing else need be known. */
export async function findEmployersOfNamed(
  ctx: Pick<Context, 'db'>,
  named: readonly { person: string; email: string | null; keys: string[] }[],
  day: string,
): Promise<Map<string, string>> {
  const names = await organizationNames(ctx)
  const identities = named.map(({ email, ...one }) => ({
    ...one,
    domain: email === null ? null : domainOfEmail(email),
  }))
  const timelines = await drawNamed(ctx, identities)
  return new Map(
    [...timelines].flatMap(([person, terms]) =>
      terms.filter(term => holdsOn(term, day)).map(({ organization: id }) => [person, names.get(id) ?? id] as const),
    ),
  )
}

function holdsOn({ since, until }: Pick<Affiliation, 'since' | 'until'>, day: string): boolean {
  return (since === null || since <= day) && (until === null || day < until)
}

async function organizationNames(ctx: Pick<Context, 'db'>): Promise<Map<string, string>> {
  return new Map((await getOrganizations(ctx)).map(({ id, name }) => [id, name]))
}

async function toEnrollment(ctx: Pick<Context, 'db'>, row: EnrollmentRow) {
  return describe(row, await organizationNames(ctx))
}

function describe(row: EnrollmentRow, names: ReadonlyMap<string, string>): Enrollment {
  return {
    id: row.id,
    key: row.key,
    organization: names.get(row.organization_id) ?? row.organization_id,
    since: row.since,
    until: row.until,
    evidence: row.evidence as Enrollment['evidence'],
    source: row.source,
    at: row.at,
    by: row.by_account,
    why: row.why,
    undoneAt: row.undone_at,
  }
}

const noDays = new Failure('invalid-input', {
  en: 'Days are like 2026-01-31, and the first must come before the one on which it is over',
  zh: '日期形如 2026-01-31，开始日必须早于结束日',
})
const noName = new Failure('invalid-input', {
  en: 'Name the organization in at most 200 characters; “Independent” for who works for nobody',
  zh: '请填写组织名称（不超过 200 字符）；独立贡献请填 Independent',
})
const isUndone = new Failure('conflict', { en: 'It is undone already', zh: '已经撤销' })
