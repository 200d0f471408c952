import { randomUUID } from 'node:crypto'
import { findProvenIdentities } from '../../../access/identities/service.ts'
import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { redrawPeople } from '../activity/service.ts'
import { type Fresh, resolveAround } from '../joining/service.ts'
import { emailKey, fullNameOf, keysOf, loginKey, namesOf, shownKey } from '../keys.ts'
import { type Evidence, type Relation, undoableKinds } from '../model.ts'
import { edgesOf, findSharedAddresses } from '../resolve-people.ts'
import { evidenceRow, exclusionsOf, findPeopleOfKeys } from '../service.ts'
import * as store from '../store.ts'
import type { EvidenceRow } from '../tables.ts'
import * as evidenceStore from './store.ts'

/** Finds out anew who those are whom these keys are about, and brings the sums of their work up to date. */
export async function reconsider(
  ctx: Pick<Context, 'db' | 'now'>,
  keys: readonly string[],
  fresh: readonly Fresh[] = [],
): Promise<string[]> {
  const changed = await resolveAround(ctx, fresh, keys)
  await redrawPeople(ctx, changed)
  return changed
}

/** An e-mail, `@login` of github.com, `@login@host`, or a key as it is. */
export function keyOfText(text: string): string {
  const trimmed = text.trim()
  if (/^[eli]:/.test(trimmed)) return trimmed
  const [, login, host] = /^@([^@\s]+)(?:@([^@\s]+))?$/.exec(trimmed) ?? []
  if (login) return loginKey(login, host ?? 'github.com')
  const { email, login: noReply } = keysOf({ name: null, email: trimmed, login: null, host: null })
  const key = email ?? noReply
  if (key) return key
  throw new Failure('invalid-input', {
    en: `${trimmed} is nobody’s own: give an e-mail that is not a role’s, or a login as @login@host`,
    zh: `${trimmed} 无法指明某个人：请给出非角色邮箱，或 @登录名@主机`,
  })
}

export interface Decision {
  relation: Relation
  left: string
  /** Of the second, where the relation is between two. */
  right?: string | undefined
  why?: string | undefined
}

/** Somebody's word: the same, not the same, or what kind of actor it is. It outweighs all other evidence. */
export async function decide(ctx: Context, { relation, left, right, why }: Decision): Promise<Evidence> {
  const isOfTwo = relation === 'same' || relation === 'different'
  if (isOfTwo && right === undefined) throw needsTwo
  const keys = [keyOfText(left), isOfTwo ? keyOfText(right ?? '') : keyOfText(left)].sort()
  const [left_key = '', right_key = ''] = keys
  if (isOfTwo && left_key === right_key) throw needsTwo
  const at = ctx.now().toISOString()
  const row = {
    ...evidenceRow({ relation, kind: 'human', left_key, right_key, source: ctx.actor.id, at }),
    id: randomUUID(),
    by_account: ctx.actor.id,
    why: why ?? null,
  }
  await inTransaction(ctx, async ctx => {
    const [left, right] = [await findNamesAt(ctx, left_key), await findNamesAt(ctx, right_key)]
    const overruled = (await evidenceStore.findEvidenceAt(ctx.db, [...left, ...right])).filter(
      one => one.kind === 'human' && (overrules(row, one) || joinsAnew(row, one, left, right)),
    )
    await evidenceStore.undoEvidence(
      ctx.db,
      overruled.map(({ id }) => id),
      at,
      ctx.actor.id,
    )
    await evidenceStore.insertEvidence(ctx.db, [row])
    await record(ctx, {
      verb: 'person.decided',
      subject: { kind: 'person-evidence', id: row.id },
      after: evidenceStore.toEvidence(row),
    })
    await reconsider(ctx, keys)
    if (relation === 'same') await requireJoined(ctx, left_key, right_key)
  })
  return evidenceStore.toEvidence(row)
}

/** A word without effect is none: where others of their identities were told apart, that is to be undone first, by who knows. */
async function requireJoined(ctx: Pick<Context, 'db'>, left: string, right: string) {
  const sides = [await findPeopleOfKeys(ctx, [left]), await findPeopleOfKeys(ctx, [right])] as const
  const [one, other] = sides
  if (one.length === 0 || other.length === 0 || one.some(person => other.includes(person))) return
  const [mine, theirs] = [await findNamesOf(ctx, one), await findNamesOf(ctx, other)]
  const apart = (await evidenceStore.findEvidenceAt(ctx.db, [...mine])).filter(
    ({ relation, left_key: a, right_key: b }) =>
      relation === 'different' && ((mine.has(a) && theirs.has(b)) || (theirs.has(a) && mine.has(b))),
  )
  throw areApart(left, right, apart)
}

/** All that people are known by. */
async function findNamesOf(ctx: Pick<Context, 'db'>, people: readonly string[]): Promise<Set<string>> {
  return new Set((await store.findIdentitiesOf(ctx.db, people)).flatMap(row => namesOf(store.keysOfRow(row))))
}

function areApart(left: string, right: string, apart: readonly EvidenceRow[]) {
  const [one, other] = [shownKey(left), shownKey(right)]
  const words = apart.map(({ id, left_key, right_key }) => `${shownKey(left_key)} ≠ ${shownKey(right_key)} (${id})`)
  const told = words.length === 0 ? '' : `: ${words.join('; ')}`
  return new Failure('conflict', {
    en: `${one} and ${other} were not joined, for others of their identities were said to be different people${told}. Undo that first, or say it of those`,
    zh: `${one} 与 ${other} 未合并：他们的其他身份曾被认定为不同的人${told}。请先撤销该认定，或对那些身份另作认定`,
  })
}

/** Of two words about the same the later holds. */
function overrules(later: EvidenceRow, earlier: EvidenceRow) {
  const isSamePair = later.left_key === earlier.left_key && later.right_key === earlier.right_key
  const areBothKinds = ![later, earlier].some(({ relation }) => relation === 'same' || relation === 'different')
  return isSamePair && (areBothKinds || later.left_key !== later.right_key)
}

/** That two are the same after all, whether they were told apart by these keys or by others of the same identities. */
function joinsAnew(later: EvidenceRow, earlier: EvidenceRow, left: ReadonlySet<string>, right: ReadonlySet<string>) {
  if (later.relation !== 'same' || earlier.relation !== 'different') return false
  const { left_key: one, right_key: other } = earlier
  return (left.has(one) && right.has(other)) || (left.has(other) && right.has(one))
}

/** All that the identities with this key are known by. */
async function findNamesAt(ctx: Pick<Context, 'db'>, key: string): Promise<Set<string>> {
  const rows = await store.findIdentitiesByKeys(ctx.db, [key])
  return new Set([key, ...rows.flatMap(row => namesOf(store.keysOfRow(row)))])
}

/** What somebody said, a file brought or a renamed account shows counts no more; what was said before, and by that counted no more, does again. */
export async function undoEvidence(ctx: Context, id: string): Promise<Evidence> {
  return inTransaction(ctx, async ctx => {
    const row = await evidenceStore.findEvidence(ctx.db, id)
    if (!row) throw new Failure('not-found', { en: `There is no evidence ${id}`, zh: `没有证据 ${id}` })
    if (row.undone_at !== null) throw isUndone
    if (!undoableKinds.has(row.kind)) throw followsFromFacts
    const at = ctx.now().toISOString()
    await evidenceStore.undoEvidence(ctx.db, [id], at, ctx.actor.id)
    const overruled = await findOverruled(ctx, row)
    const again = overruled.map(({ id }) => id)
    await evidenceStore.undoEvidence(ctx.db, again, null, null)
    const before = evidenceStore.toEvidence(row)
    const subject = { kind: 'person-evidence', id }
    await record(ctx, { verb: 'person.undone', subject, before, ...(again.length > 0 && { after: { again } }) })
    await reconsider(
      ctx,
      [row, ...overruled].flatMap(({ left_key, right_key }) => [left_key, right_key]),
    )
    return { ...before, undoneAt: at }
  })
}

/** What this word put an end to, in the moment in which it was said. */
async function findOverruled(ctx: Pick<Context, 'db'>, word: EvidenceRow): Promise<EvidenceRow[]> {
  if (word.kind !== 'human') return []
  const names = [...(await findNamesAt(ctx, word.left_key)), ...(await findNamesAt(ctx, word.right_key))]
  const earlier = await evidenceStore.findEvidenceAt(ctx.db, [...new Set(names)], true)
  return earlier.filter(
    ({ id, kind, undone_at, undone_by }) =>
      id !== word.id && kind === 'human' && undone_at === word.at && undone_by === word.by_account,
  )
}

/** Links of accounts to what is proven to be theirs; what ended stays theirs for its days, and they are one person. */
export async function learnAccountLinks(ctx: Pick<Context, 'db' | 'now'>) {
  // Asked whenever people are shown, and mostly nothing changed: then nobody who writes is held up.
  if (isNothing(await findChangedLinks(ctx))) return
  await inTransaction(ctx, async ctx => {
    const changed = await findChangedLinks(ctx)
    if (isNothing(changed)) return
    const { gone, added } = changed
    await evidenceStore.deleteEvidence(
      ctx.db,
      gone.map(({ id }) => id),
    )
    await evidenceStore.insertEvidence(ctx.db, added)
    await reconsider(
      ctx,
      [...gone, ...added].flatMap(({ left_key, right_key }) => [left_key, right_key]),
    )
  })
}

interface ChangedLinks {
  gone: EvidenceRow[]
  added: EvidenceRow[]
}

const isNothing = ({ gone, added }: ChangedLinks) => gone.length + added.length === 0

async function findChangedLinks(ctx: Pick<Context, 'db' | 'now'>): Promise<ChangedLinks> {
  const at = ctx.now().toISOString()
  const wanted = new Map(
    (await findProvenIdentities(ctx)).map(({ account, kind, host, value, provenAt }) => {
      const left_key = kind === 'email' ? emailKey(value) : loginKey(value, host)
      const row = evidenceRow({
        kind: 'account',
        left_key,
        right_key: `a:${account}`,
        source: account,
        at: provenAt || at,
      })
      return [row.id, row] as const
    }),
  )
  const before = await evidenceStore.findEvidenceFrom(ctx.db, 'account')
  const known = new Set(before.map(({ id }) => id))
  return {
    gone: before.filter(({ id }) => !wanted.has(id)),
    added: [...wanted.values()].filter(({ id }) => !known.has(id)),
  }
}

/**
 * Of one who is erased: why they said what they said, and what was said of keys that nobody was seen at work by. What tells
 * apart or joins those who were stays, as do the facts that it is about.
 */
export async function forgetEvidence(ctx: Pick<Context, 'db' | 'now'>, account: string, unseen: readonly string[]) {
  await evidenceStore.emptyWords(ctx.db, account)
  const rows = await evidenceStore.findEvidenceAt(ctx.db, unseen, true)
  await evidenceStore.deleteEvidence(
    ctx.db,
    rows.map(({ id }) => id),
  )
  await learnAccountLinks(ctx)
}

/** Why a person is who they are: all that was told, and what follows from the identities themselves. */
export async function getEvidence(ctx: Pick<Context, 'db'>, person: string): Promise<Evidence[]> {
  const rows = await store.findIdentitiesOf(ctx.db, [person])
  if (rows.length === 0) throw noPerson(person)
  const keys = rows.map(store.keysOfRow)
  const names = [...new Set(keys.flatMap(({ node, email, login }) => [node, email, login].filter(key => key !== null)))]
  const told = (await evidenceStore.findEvidenceAt(ctx.db, names, true)).map(evidenceStore.toEvidence)
  const shared = findSharedAddresses(keys.map(keys => ({ keys })))
  const own = keys.flatMap(one => edgesOf(one, shared))
  const carrying = own.filter(({ right }) => own.filter(other => other.right === right).length > 1)
  const follows = carrying.map(({ kind, left, right }) => ({
    ...{ id: null, relation: 'same' as const, kind, left, right, source: '', at: null, by: null, why: null },
    undoneAt: null,
  }))
  return [...told, ...follows]
}

export function noPerson(id: string, heir?: string) {
  if (heir !== undefined)
    return new Failure('not-found', {
      en: `There is no person ${id} any more: they and ${heir} turned out to be one, who is ${heir}`,
      zh: `人员 ${id} 已不存在：已与 ${heir} 合并，现为 ${heir}`,
    })
  return new Failure('not-found', {
    en: `There is no person ${id}; \`ospo people list\` lists them`,
    zh: `没有人员 ${id}；用 \`ospo people list\` 查看全部人员`,
  })
}

const needsTwo = new Failure('invalid-input', {
  en: 'Two are the same or not: give two different e-mails or logins',
  zh: '“相同/不同”涉及两个身份：请给出两个不同的邮箱或登录名',
})
const isUndone = new Failure('conflict', { en: 'It is undone already', zh: '已经撤销' })
const followsFromFacts = new Failure('conflict', {
  en: 'This follows from what was collected: to overrule it, say that the two are not the same',
  zh: '该证据来自已采集的数据：如需推翻，请声明二者不是同一人',
})

/** Names and e-mails by which nobody is to be known from now on; gives the people whom it changed. */
export async function addExclusions(ctx: Context, terms: readonly string[], source: string): Promise<string[]> {
  const plain = [...new Set(terms.flatMap(term => termOf(term) ?? []))]
  const told = { source, at: ctx.now().toISOString(), by_account: ctx.actor.id }
  await evidenceStore.insertExclusions(ctx.db, plain, told)
  return heedExclusions(ctx, plain)
}

async function removeExclusion(ctx: Context, text: string) {
  const term = termOf(text) ?? text
  await evidenceStore.deleteExclusions(ctx.db, { term })
  return heedExclusions(ctx, [term])
}

/** An e-mail, or a full name in whatever order; one word is nobody's own anyway. */
function termOf(text: string): string | undefined {
  return text.includes('@') ? text.trim().toLowerCase() : fullNameOf(text)
}

/** Identities with such a name or e-mail are known by it no more, or again. */
export async function heedExclusions(ctx: Pick<Context, 'db' | 'now'>, terms: readonly string[]): Promise<string[]> {
  if (terms.length === 0) return []
  const exclusions = await exclusionsOf(ctx)
  const rows = await store.findIdentitiesLike(ctx.db, terms)
  for (const row of rows) {
    const { email, name, domain } = keysOf(row, exclusions)
    await store.updateIdentities(ctx.db, [row.id], { email_key: email, name_key: name, domain })
  }
  return reconsider(ctx, [...new Set(rows.flatMap(row => [row.node, row.email_key].filter(key => key !== null)))])
}

/** As `addExclusions`, of one, on the office's word. */
export async function exclude(ctx: Context, term: string) {
  await inTransaction(ctx, async ctx => {
    await addExclusions(ctx, [term], 'office')
    await record(ctx, {
      verb: 'people.exclusion-changed',
      subject: { kind: 'person-exclusion', id: 'office' },
      after: term,
    })
  })
}

export async function include(ctx: Context, term: string) {
  await inTransaction(ctx, async ctx => {
    await removeExclusion(ctx, term)
    await record(ctx, {
      verb: 'people.exclusion-changed',
      subject: { kind: 'person-exclusion', id: 'office' },
      before: term,
    })
  })
}
