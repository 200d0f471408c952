import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { type KeptLog, listAnswerLogs } from '../../../platform/facts/answer-log.ts'
import type { Progress } from '../../../platform/jobs/job.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import { answerOf, instantOf, parseAnswer } from '../asking/parse-answer.ts'
import type { KeptAnswer } from '../asking/service.ts'
import { Beginning, type Replay } from '../collecting/model.ts'
import { hasDamage, rawFolderOf, saveForgeRecords, tidyForgeFacts, withdrawUnlisted } from '../facts/service.ts'
import type { ForgeTools, OpenList } from '../forge.ts'
import { ForgeProblem } from '../forge-problem.ts'
import { getForge } from '../forges.ts'
import { sourceName } from '../model.ts'
import type { ForgeRecord } from '../records.ts'
import * as store from '../store.ts'
import { keyOfQuestion } from './question-key.ts'

interface Watch {
  report(progress: Progress): void
  signal: AbortSignal
}

const step = { en: 'reading kept answers', zh: '重读保留的响应' }
const mostWaiting = 2000

/** Reads what hosts answered into records again, as the plug-ins do it today; nobody is asked. */
export async function replayProject(ctx: Context, projectId: string, { report, signal }: Watch): Promise<Replay> {
  const folder = rawFolderOf(ctx, projectId)
  return oneAtATime(`forge ${folder}`, async () => {
    const logs = await listAnswerLogs(folder)
    await removeDamage(ctx, projectId)
    const replay: Replay = { collections: 0, answers: 0, unasked: 0, records: 0 }
    for (const [index, log] of logs.entries()) {
      if (signal.aborted) break
      report({ done: index, total: logs.length, step })
      const { isReadable, answers, unasked, records } = await replayLog(ctx, projectId, log)
      replay.collections += Number(isReadable)
      replay.answers += answers
      replay.unasked += unasked
      replay.records += records
    }
    return replay
  })
}

/** What is taken away is collected again from the beginning, as far as kept answers lack it. */
async function removeDamage(ctx: Context, projectId: string) {
  if (!(await hasDamage(ctx, projectId))) return
  const collection = await store.findCollection(ctx.db, projectId)
  if (collection) await inTransaction(ctx, ctx => store.saveCollection(ctx.db, { ...collection, cursor: null }))
  await tidyForgeFacts(ctx, projectId)
}

async function replayLog(ctx: Context, projectId: string, log: KeptLog) {
  const { beginning, places } = await readIndex(log)
  if (!beginning) return { isReadable: false, answers: 0, unasked: 0, records: 0 }
  const { host } = new URL(beginning.origin)
  let isPartial = false
  let waiting: ForgeRecord[] = []
  let records = 0
  const keep = async (open?: OpenList) => {
    const source = { name: sourceName(beginning.kind, isPartial), host }
    await saveForgeRecords(ctx, projectId, source, waiting)
    if (open) await withdrawUnlisted(ctx, projectId, source, open)
    records += waiting.length
    waiting = []
  }
  const asked = new Set<number>()
  try {
    const tools = toolsOf(log, beginning, { places, asked })
    const { kind, cursor, ...repository } = beginning
    for await (const batch of getForge(kind).collect(repository, tools, cursor ?? undefined)) {
      if (isPartial !== (batch.isPartial ?? false)) {
        await keep()
        isPartial = !isPartial
      }
      waiting.push(...batch.records)
      if (batch.open || waiting.length >= mostWaiting) await keep(batch.open)
    }
  } catch (error) {
    if (!isLeftOut(error)) throw error
  }
  await keep()
  return {
    isReadable: true,
    answers: asked.size,
    unasked: places.values().reduce((sum, { length }) => sum + length, 0) - asked.size,
    records,
  }
}

/** A collection that was stopped, or was larger than what is kept of one. */
class NotKept extends Error {
  /** Nor is what the host failed at: of that a plug-in may have asked in another way. */
  readonly code = 'upstream-failed'
}

/** What is not there, or tells less than is needed, is in the way of nothing else. */
function isLeftOut(error: unknown) {
  return error instanceof NotKept || error instanceof ForgeProblem
}

/** Where the answers to each question lie: what is asked again may be answered otherwise. */
async function readIndex(log: KeptLog) {
  const places = new Map<string, number[]>()
  let beginning: Beginning | undefined
  for await (const { at, entry } of log.entries()) {
    if (at === 0) beginning = Beginning.safeParse(entry).data
    else {
      const key = keyOfQuestion(entry as KeptAnswer)
      places.set(key, [...(places.get(key) ?? []), at])
    }
  }
  return { beginning, places }
}

interface Index {
  places: Map<string, number[]>
  /** Places of those that were asked for. */
  asked: Set<number>
}

function toolsOf(log: KeptLog, { at, isSignedIn }: Beginning, { places, asked }: Index): ForgeTools {
  let began: string | undefined
  return {
    isSignedIn,
    now: () => new Date(at),
    began: () => began ?? at,
    isLeftOut,
    async ask(url, question = {}) {
      const found = places.get(keyOfQuestion({ url, body: question.body })) ?? []
      const place = found.find(one => !asked.has(one)) ?? found.at(-1)
      if (place === undefined) {
        if (question.optional) return answerOf(404, undefined, undefined, new Headers())
        throw new NotKept(url)
      }
      asked.add(place)
      const { status, text, next, date } = (await log.read(place)) as KeptAnswer
      began ??= instantOf(date)
      return answerOf(status, parseAnswer(text), next, new Headers())
    },
  }
}
