import { getIdentities } from '../../../access/identities/service.ts'
import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { chooseDisplay, forgetDisplays, getDisplay } from '../../identities/display/service.ts'
import { decide, forgetEvidence, keyOfText, learnAccountLinks } from '../../identities/evidence/service.ts'
import type { Display } from '../../identities/model.ts'
import { findIdentities, findPeopleOfKeys } from '../../identities/service.ts'
import {
  enroll,
  findEnrollment,
  forgetEnrollments,
  getAffiliations,
  getEnrollments,
  undoEnrollment,
} from '../enrollments/service.ts'
import type { Affiliation, Enrollment } from '../model.ts'

export interface OwnPerson {
  /** Empty where nothing that they proved was ever seen. */
  people: string[]
  identities: { name: string; email: string; node: string; isProven: boolean }[]
  affiliations: Affiliation[]
  /** What they said themselves. */
  enrollments: Enrollment[]
  display: Display
}

/** What somebody who is signed in is known by: from what they proved to be theirs. */
export async function getOwn(ctx: Context): Promise<OwnPerson> {
  await learnAccountLinks(ctx)
  const proven = new Set(await provenKeys(ctx, ctx.actor.id))
  const people = await findPeopleOfKeys(ctx, [...proven])
  const identities = (await Promise.all(people.map(person => findIdentities(ctx, person)))).flat()
  const affiliations = (await Promise.all(people.map(person => getAffiliations(ctx, person)))).flat()
  const said = (await Promise.all(people.map(person => getEnrollments(ctx, person)))).flat()
  const displays = await Promise.all(people.map(person => getDisplay(ctx, person)))
  return {
    people,
    identities: identities.map(({ name, email, key, node }) => ({ name, email, node, isProven: proven.has(key) })),
    affiliations,
    enrollments: said.filter(({ by, undoneAt }) => by === ctx.actor.id && undoneAt === null),
    display: displays.find(display => display !== 'shown') ?? 'shown',
  }
}

/** What they only say to be theirs proves nothing. */
export async function provenKeys(ctx: Pick<Context, 'db'>, account: string): Promise<string[]> {
  const identities = await getIdentities(ctx, account)
  return identities
    .filter(({ proof }) => proof !== 'stated')
    .map(({ kind, value, host }) => keyOfText(kind === 'email' ? value : `@${value}@${host}`))
}

/** One of one's own identities is somebody else's. */
export async function disown(ctx: Context, node: string) {
  const { identities } = await getOwn(ctx)
  const identity = identities.find(one => one.node === node)
  const [own] = await provenKeys(ctx, ctx.actor.id)
  if (!identity || own === undefined) throw notYours
  if (identity.isProven) throw isProven
  await decide(ctx, { relation: 'different', left: own, right: node })
}

/** One's own word about where one worked. */
export async function stateWork(
  ctx: Context,
  work: { organization: string; since: string | null; until: string | null },
): Promise<Enrollment> {
  const [key] = await provenKeys(ctx, ctx.actor.id)
  if (key === undefined) throw nothingProven
  return enroll(ctx, { ...work, key })
}

export async function takeBackWork(ctx: Context, id: string): Promise<Enrollment> {
  const row = await findEnrollment(ctx, id)
  if (row?.by_account !== ctx.actor.id) throw notYours
  return undoEnrollment(ctx, id)
}

export async function chooseOwnDisplay(ctx: Context, display: Display) {
  const keys = await provenKeys(ctx, ctx.actor.id)
  if (keys.length === 0) throw nothingProven
  for (const key of keys) await chooseDisplay(ctx, key, display)
}

/** For one who is erased, once their identities are gone. */
export async function forgetPerson(ctx: Pick<Context, 'db' | 'now'>, account: string, keys: readonly string[]) {
  const unseen: string[] = []
  for (const key of keys) if ((await findPeopleOfKeys(ctx, [key])).length === 0) unseen.push(key)
  await forgetDisplays(ctx, unseen)
  await forgetEvidence(ctx, account, unseen)
  await forgetEnrollments(ctx, keys, account)
}

const notYours = new Failure('not-found', {
  en: 'That is not among what is known to be yours',
  zh: '该项不在已确认属于您的范围内',
})
const isProven = new Failure('conflict', {
  en: 'You proved that this is yours: end it on your account’s page',
  zh: '您已证明此身份属于您：请在账户页面结束它',
})
const nothingProven = new Failure('conflict', {
  en: 'First confirm an e-mail or login as yours on your account’s page',
  zh: '请先在账户页面确认属于您的邮箱或登录名',
})
