import type { ForgeTools } from './forge.ts'
import type { Account, ForgeRecord, ProfileRecord } from './records.ts'
import { told } from './told.ts'
import type { PhasePage, PhaseStart } from './walk.ts'

/** How a forge is asked for profiles that it lists nowhere: one account at a time. */
export interface ProfileQuestions {
  /** What it is asked by; undefined of those whose profile would tell nothing more. */
  keyOf(account: Account): string | undefined
  /** Undefined where it is shown to nobody, or cannot be read. */
  ask(key: string): Promise<ProfileRecord | undefined>
}

interface Asking extends Pick<ProfileQuestions, 'keyOf'> {
  /** `key` stands in it as it may in an address. */
  addressOf(key: string): string
  /** Undefined where the answer tells of nobody. Where no time stands in it, it holds from when it was seen. */
  read(json: unknown): { account: Account; company?: string | undefined; at?: string | null | undefined } | undefined
}

/** By one question for each account. */
export function profileQuestions(tools: ForgeTools, { keyOf, addressOf, read }: Asking): ProfileQuestions {
  return {
    keyOf,
    async ask(key) {
      const { json } = await tools.ask(addressOf(encodeURIComponent(key)), { optional: true })
      const found = read(json)
      if (!found) return undefined
      const { account, company, at } = found
      return told<ProfileRecord>({ record: 'profile', account, company, at: at ?? tools.now().toISOString() })
    },
  }
}

const perPage = 20
/** A collection; those that are left are asked about in the next. */
const mostAsked = 1000
/** A cursor holds no more; who acts again is met again. */
const mostWaiting = 5000

/** Whoever opened, closed, merged, was given or did something, those that acted last first; not those who only gave a star. */
export function noteAccounts(waiting: Set<string>, { keyOf }: ProfileQuestions, records: readonly ForgeRecord[]) {
  for (const account of records.flatMap(accountsIn)) {
    if (waiting.size >= mostWaiting) return
    const key = account.kind === 'bot' ? undefined : keyOf(account)
    if (key !== undefined) waiting.add(key)
  }
}

function accountsIn(record: ForgeRecord): Account[] {
  return whoIn(record).filter(account => account !== undefined)
}

function whoIn(record: ForgeRecord): (Account | undefined)[] {
  if (record.record === 'item') return [record.author, record.closedBy, record.mergedBy, ...record.assignees]
  if (record.record === 'event') return [record.actor]
  return record.record === 'release' ? [record.author] : []
}

/** Takes from those that wait. One that the host fails at is left out from then on, so that it is in nobody's way. */
export async function* profilePages(
  questions: ProfileQuestions,
  waiting: Set<string>,
  { position }: PhaseStart,
): AsyncGenerator<PhasePage> {
  let done = Number(position ?? 0)
  while (waiting.size > 0 && done < mostAsked) {
    const { records, asked, fault } = await askSome(questions, waiting)
    done += asked
    const goesOn = fault !== undefined || (waiting.size > 0 && done < mostAsked)
    const total = Math.min(mostAsked, done + waiting.size)
    yield { records, position: goesOn ? String(done) : undefined, done, total }
    if (fault !== undefined) throw fault
  }
}

async function askSome({ ask }: ProfileQuestions, waiting: Set<string>) {
  const records: ForgeRecord[] = []
  const keys = waiting.values().take(perPage).toArray()
  for (const [index, key] of keys.entries()) {
    const profile = await ask(key).catch(faultOf)
    if (profile instanceof Error) {
      for (const asked of keys.slice(0, index + 1)) waiting.delete(asked)
      return { records, asked: index + 1, fault: profile }
    }
    if (profile) records.push(profile)
  }
  for (const key of keys) waiting.delete(key)
  return { records, asked: keys.length, fault: undefined }
}

/** What the host fails at; that it wants to be left alone, or that we are to stop, is none. */
function faultOf(error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'upstream-failed') return error
  throw error
}
