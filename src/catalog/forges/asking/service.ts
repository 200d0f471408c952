import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import type { ForgeAnswer, ForgeTools, Question } from '../forge.ts'
import { pauseAfter, wishOf } from '../rate-limit.ts'
import { answerOf, instantOf } from './parse-answer.ts'
import { type Answered, broken, nextOf, refused, send } from './sending/service.ts'

/** How long it waits itself; beyond that the caller is told until when. */
export interface Pace {
  patienceMs: number
  /** Before the first repetition; each further one waits four times as long. */
  backoffMs: number
}

const usualPace: Pace = { patienceMs: 60_000, backoffMs: 1000 }

/** An answer as it came, with what it answers. */
export interface KeptAnswer {
  url: string
  body?: unknown
  status: number
  text: string
  next?: string | undefined
  date: string | null
}

export interface Asking {
  headers: Record<string, string>
  pace?: Pace
  signal?: AbortSignal
  onWait?(until: Date): void
  keep?(answer: KeptAnswer): Promise<void>
}

/** The host wants to be left alone for longer than we wait. */
export class RateLimited extends Error {
  readonly until: Date

  constructor(until: Date) {
    super(`rate limited until ${until.toISOString()}`)
    this.until = until
  }
}

const tries = 4

/** An answer, or why it is to be asked for again. */
type Outcome = { answered: Answered } | { again: Failure; hasWaited: boolean }

export function openTools(ctx: Pick<Context, 'reach' | 'now'>, asking: Asking): ForgeTools {
  const { pace = usualPace, signal } = asking
  const isSignedIn = Object.keys(asking.headers).length > 0
  const now = ctx.now()
  let began: string | undefined
  let notBefore = 0

  async function rest(ms: number) {
    if (ms <= 0) return
    const until = new Date(ctx.now().getTime() + ms)
    if (ms > pace.patienceMs) throw new RateLimited(until)
    asking.onWait?.(until)
    await sleep(ms, signal)
  }

  /** What may pass by itself; anything else is thrown. */
  function passing(error: unknown): Failure {
    if (signal?.aborted || !(error instanceof Failure) || error.code !== 'upstream-failed') throw error
    return error
  }

  async function attempt(url: string, question: Question): Promise<Outcome> {
    await rest(notBefore - ctx.now().getTime())
    const answered = await send(ctx, asking, url, question).catch(passing)
    if (answered instanceof Failure) return { again: answered, hasWaited: false }
    const wish = wishOf(answered, ctx.now())
    if (wish !== undefined) {
      await rest(wish)
      return { again: refused(answered, isSignedIn), hasWaited: true }
    }
    notBefore = ctx.now().getTime() + (pauseAfter(answered, ctx.now()) ?? 0)
    return isWhole(answered) ? { answered } : { again: broken(answered), hasWaited: false }
  }

  async function insist(url: string, question: Question): Promise<Answered> {
    for (let number = 1; ; number++) {
      const outcome = await attempt(url, question)
      if ('answered' in outcome) return outcome.answered
      if (number === tries) throw outcome.again
      if (!outcome.hasWaited) await sleep(pace.backoffMs * 4 ** (number - 1), signal)
    }
  }

  async function ask(url: string, question: Question = {}): Promise<ForgeAnswer> {
    const answered = await insist(url, question)
    const { status, text, headers, json } = answered
    const date = headers.get('date')
    began ??= instantOf(date) ?? now.toISOString()
    if (status !== 200 && !isNo(status, question, isSignedIn)) throw refused(answered, isSignedIn)
    const next = nextOf(answered)
    await asking.keep?.({ url, ...(question.body !== undefined && { body: question.body }), status, text, next, date })
    return answerOf(status, json, next, headers)
  }
  return { ask, isSignedIn, now: () => now, began: () => began ?? now.toISOString() }
}

function isWhole({ status, json }: Answered) {
  return status < 500 && (status !== 200 || json !== undefined)
}

/** That a token is no longer taken is no answer to the question. */
function isNo(status: number, { optional }: Question, isSignedIn: boolean) {
  if (optional !== true) return optional === 'absent' && (status === 404 || status === 410)
  return [403, 404, 405, 410, 451].includes(status) || (status === 401 && !isSignedIn)
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
  })
}
