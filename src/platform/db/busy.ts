import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.ts'

/** SQLITE_BUSY, whose extended codes lie above the lowest byte (sqlite.org/rescode.html). */
const sqliteBusy = 5
/** Of two that get in each other's way PostgreSQL undoes one: a deadlock, or what it could not put in an order (appendix A). */
const postgresUndone = ['40P01', '40001']

/** Of two who looked for the same and found nothing, one was there first: who looks again finds it (appendix A). */
const postgresTaken = '23505'
const mostLooks = 3

const usualPatience = 30_000
const longestPause = 100

/** Whether a statement failed for nothing but others at work: tried again, it may well go through. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('errcode' in error && typeof error.errcode === 'number') return (error.errcode & 0xff) === sqliteBusy
  return 'code' in error && postgresUndone.includes(String(error.code))
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === postgresTaken
}

/**
 * Does it, and does it again from its start for as long as others are in the way. Pauses grow and differ, so that two do
 * not keep meeting. By a clock that nobody sets.
 */
export async function retryWhileBusy<Answer>(
  work: () => Answer | Promise<Answer>,
  patience = usualPatience,
): Promise<Answer> {
  const until = performance.now() + patience
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) && !(isTaken(error) && tries < mostLooks)) throw error
      if (performance.now() > until) throw new Failure('unavailable', stillBusy, { cause: error })
      await sleep(Math.random() * Math.min(2 ** tries * 5, longestPause))
    }
  }
}

const stillBusy = {
  en: 'The records are busy with the work of others, so nothing was changed: try again in a minute',
  zh: '数据正忙于其他操作，没有改动任何内容：请一分钟后重试',
}
