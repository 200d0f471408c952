import { hashDetail, hashEntry, type LedgerEntry, type Verification } from './model.ts'

/** An entry as it is kept: with the salt and the very text that its detail's hash is over. */
export interface KeptEntry extends LedgerEntry {
  salt: string | null
  text: string | null
}

interface Head {
  seq: number
  hash: string
}

/**
 * Holds entries, from the first on, to their hashes and to each other. `head` is where the chain ended before it was
 * read, `anchor` a hash that somebody noted. `add` gives false from the first entry on that does not fit.
 */
export function openCheck(head: Head, anchor: string | undefined) {
  const seen = { entries: 0, erased: 0, hash: '' }
  const erased: KeptEntry[] = []
  const erasures: KeptEntry[] = []
  let isAnchored = !anchor
  let broken: Verification['broken'] = null

  function add(entry: KeptEntry): boolean {
    const problem = problemOf(entry, seen, head)
    if (problem) {
      broken = { seq: seen.entries + 1, problem }
      return false
    }
    seen.entries = entry.seq
    seen.hash = entry.hash
    if (entry.erasedAt) erased.push(entry)
    if (entry.verb === 'ledger.erased') erasures.push(entry)
    isAnchored ||= entry.hash === anchor
    return true
  }

  /** `headAfter` is where the chain ended after it was read: others may have written meanwhile. */
  function end(headAfter: Head): Verification {
    const found = { ...seen, erased: erased.length }
    if (broken) return { ...found, broken }
    const unexplained = erased.find(entry => !erasures.some(erasure => accountsFor(erasure, entry)))
    if (unexplained) return { ...found, broken: { seq: unexplained.seq, problem: 'detail' } }
    if (head.seq > seen.entries || headAfter.seq < seen.entries)
      return { ...found, broken: { seq: seen.entries, problem: 'head' } }
    return { ...found, broken: isAnchored ? null : { seq: seen.entries, problem: 'anchor' } }
  }

  return { add, end }
}

function problemOf(entry: KeptEntry, before: { entries: number; hash: string }, head: Head) {
  if (entry.seq !== before.entries + 1) return 'missing'
  if (entry.previousHash !== before.hash || hashEntry(entry) !== entry.hash) return 'changed'
  if (entry.seq === head.seq && entry.hash !== head.hash) return 'head'
  return isDetailWhole(entry) ? undefined : 'detail'
}

function isDetailWhole({ salt, text, erasedAt, detailHash }: KeptEntry) {
  if (erasedAt) return salt === null && text === null
  return salt !== null && text !== null && hashDetail(salt, text) === detailHash
}

/** What was erased is written down at that very time, and names the entry or an account that it concerns. */
function accountsFor(erasure: KeptEntry, { seq, erasedAt, actor, actingFor, subject }: KeptEntry) {
  if (erasure.at !== erasedAt) return false
  const { kind, id } = erasure.subject
  if (kind === 'ledger') return id === String(seq)
  return id === actor || id === actingFor || (subject.kind === 'account' && id === subject.id)
}
