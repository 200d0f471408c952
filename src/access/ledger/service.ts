import { randomBytes } from 'node:crypto'
import { type Text, verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { type KeptEntry, openCheck } from './check-chain.ts'
import { verbs } from './messages.ts'
import { type Detail, hashDetail, hashEntry, type LedgerEntry, type Subject, type Verification } from './model.ts'
import * as store from './store.ts'

export interface Deed extends Detail {
  verb: string
  subject: Subject
  /** The account that the actor stands in for. */
  actingFor?: string | undefined
}

/** Those who act without an account. */
export type Doer = Pick<Context, 'db' | 'now'> & { actor: { id: string } }

/** Writes down what is done, in the transaction that does it: either both hold or neither. */
export async function record(ctx: Doer, { verb, subject, actingFor, before, after, why }: Deed) {
  const { seq, previousHash } = await store.takeNextSeq(ctx.db)
  const salt = randomBytes(32).toString('base64url')
  const detail = JSON.stringify({ before, after, why })
  const entry = {
    seq,
    at: ctx.now().toISOString(),
    actor: ctx.actor.id,
    actingFor: actingFor ?? null,
    verb,
    subject,
    detailHash: hashDetail(salt, detail),
    previousHash,
  }
  await store.insertEntry(ctx.db, { ...entry, hash: hashEntry(entry) }, { salt, detail })
}

export async function findEntries(ctx: Context, search: store.LedgerSearch): Promise<LedgerEntry[]> {
  return (await store.findEntries(ctx.db, search)).map(({ salt, text, ...entry }) => entry)
}

/** What was done to a subject, the newest first. */
export function findHistory(ctx: Context, subject: Subject): Promise<LedgerEntry[]> {
  return findEntries(ctx, { subject, limit: 200, newestFirst: true })
}

/** What a verb is called; an unknown one by its id. */
export function nameVerb(verb: string): Text {
  return verbs[verb] ?? verbatim(verb)
}

export function countEntries(ctx: Context): Promise<number> {
  return store.countEntries(ctx.db)
}

const entriesAtOnce = 500

/** Holds every entry to its hash and to the one before it, the details to theirs, and the last to the head. */
export async function verifyLedger(ctx: Context, anchor?: string): Promise<Verification> {
  const check = openCheck(await store.findHead(ctx.db), anchor)
  for await (const entry of everyEntry(ctx)) if (!check.add(entry)) break
  return check.end(await store.findHead(ctx.db))
}

async function* everyEntry(ctx: Context): AsyncGenerator<KeptEntry> {
  let after = 0
  for (;;) {
    const entries = await store.findEntries(ctx.db, { after, limit: entriesAtOnce })
    yield* entries
    if (entries.length < entriesAtOnce) return
    after = entries.at(-1)?.seq ?? after
    // SQLite answers at once: nothing else would come in between.
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** Erases what may name people, of one entry or of all that concern an account. That it was erased is itself written down. */
export async function eraseDetails(ctx: Context, which: { seq: number } | { account: string }, why: string) {
  if (why.trim() === '') throw noReason
  return inTransaction(ctx, async ctx => {
    // Of one time: the check of the chain holds what is erased to what is written down of it.
    const now = ctx.now()
    const erased = await store.eraseDetails(ctx.db, which, now.toISOString())
    if (erased === 0) throw nothingToErase
    const subject = 'seq' in which ? { kind: 'ledger', id: String(which.seq) } : { kind: 'account', id: which.account }
    await record({ ...ctx, now: () => now }, { verb: 'ledger.erased', subject, after: { entries: erased }, why })
    return erased
  })
}

const noReason = new Failure('invalid-input', {
  en: 'Say why it is erased: the ledger keeps the reason',
  zh: '请说明删除原因：账本会保留该原因',
})

const nothingToErase = new Failure('not-found', {
  en: 'There is nothing to erase: no such entry, or it was erased before',
  zh: '没有可删除的内容：条目不存在或已删除',
})
