import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { type AnswerLog, openAnswerLog, trimAnswerLogs } from '../../../platform/facts/answer-log.ts'
import { Failure } from '../../../platform/failure.ts'
import type { Progress } from '../../../platform/jobs/job.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import { openTools, type Pace, RateLimited } from '../asking/service.ts'
import { findPlace, nowhere, type Place, signInHeaders, turnedOff, waitingText } from '../connections/service.ts'
import { hasDamage, rawFolderOf, saveForgeRecords, tidyForgeFacts, withdrawUnlisted } from '../facts/service.ts'
import type { ForgeBatch, OpenList } from '../forge.ts'
import { ForgeProblem } from '../forge-problem.ts'
import { sourceName } from '../model.ts'
import type { ForgeRecord } from '../records.ts'
import * as store from '../store.ts'
import type { Beginning } from './model.ts'

interface Watch {
  report(progress: Progress): void
  signal: AbortSignal
  pace?: Pace
}

/** `waitingUntil`: the host wants to be left alone, and what is left is collected from then on. */
export interface Collected {
  isComplete: boolean
  records: number
  waitingUntil?: Date
}

/** Records, or time, between two savings: what a kill has collected twice at most. */
const mostWaiting = 2000
const longestWaitMs = 5000
const megabyte = 1024 * 1024

/** Collects what changed on a project's forge since the last time, or goes on where that was stopped. */
export async function collectProject(ctx: Context, projectId: string, watch: Watch): Promise<Collected> {
  const place = await getActivePlace(ctx, projectId)
  return oneAtATime(`forge ${rawFolderOf(ctx, projectId)}`, async () => {
    const collection = await begin(ctx, projectId, place)
    await tidyForgeFacts(ctx, projectId)
    const folder = rawFolderOf(ctx, projectId)
    const most = place.connection.rawMegabytes * megabyte
    const log = await openAnswerLog(folder, most)
    try {
      return await run(ctx, { place, collection, log, watch })
    } finally {
      await log.close()
      await trimAnswerLogs(folder, most)
    }
  })
}

async function getActivePlace(ctx: Context, projectId: string): Promise<Place> {
  const place = await findPlace(ctx, projectId)
  if (!place) throw nowhere(projectId)
  if (!place.connection.active) throw turnedOff(place.connection.host)
  return place
}

/** Of another host or repository than the last time all is new, and so it is where a file is damaged. What was told before stays: a repository may have got another name. */
async function begin(ctx: Context, projectId: string, { connection, repository }: Place): Promise<store.Collection> {
  const known = await store.findCollection(ctx.db, projectId)
  const isSame = known?.connectionId === connection.id && known.path === repository.path
  const goesOn = isSame && !(await hasDamage(ctx, projectId))
  const collection: store.Collection = {
    projectId,
    connectionId: connection.id,
    path: repository.path,
    cursor: goesOn ? known.cursor : null,
    startedAt: ctx.now().toISOString(),
    collectedAt: isSame ? known.collectedAt : null,
    waitingUntil: null,
    movedTo: isSame ? known.movedTo : null,
    problem: known && isElsewhere(known, connection.id, repository.path) ? collectedElsewhere(known.path) : null,
  }
  await save(ctx, collection)
  return collection
}

/** Whether it was collected from another repository of the same host, of which that did not say that this is where it is now. */
function isElsewhere(known: store.Collection, connectionId: string, path: string): boolean {
  const places = [known.path, known.movedTo].map(place => place?.toLowerCase())
  return known.connectionId === connectionId && !places.includes(path.toLowerCase())
}

function collectedElsewhere(path: string): Text {
  return {
    en: `It was collected as ${path} before. Where that is another repository, take back what was told of it, and collect again`,
    zh: `此前按 ${path} 采集。若那是另一个仓库，请撤回此前的数据后重新采集`,
  }
}

function save(ctx: Context, collection: store.Collection) {
  return inTransaction(ctx, ctx => store.saveCollection(ctx.db, collection))
}

interface Run {
  place: Place
  collection: store.Collection
  log: AnswerLog
  watch: Watch
}

async function run(ctx: Context, { place, collection, log, watch }: Run): Promise<Collected> {
  const { forge, repository, connection } = place
  const keeper = openKeeper(ctx, { place, collection, log, watch })
  let step: ForgeBatch['step'] = { en: 'asking', zh: '请求中' }
  const tools = openTools(ctx, {
    headers: signInHeaders(ctx, forge, connection),
    ...(watch.pace && { pace: watch.pace }),
    signal: watch.signal,
    onWait: until => watch.report({ done: keeper.count(), step: waitingStep(step, until) }),
    keep: answer => log.append(answer),
  })
  const beginning: Beginning = {
    kind: forge.name,
    ...repository,
    cursor: collection.cursor,
    at: tools.now().toISOString(),
    isSignedIn: tools.isSignedIn,
  }
  await log.append(beginning)
  try {
    for await (const batch of forge.collect(repository, tools, collection.cursor ?? undefined)) {
      step = batch.step
      await keeper.take(batch)
      if (watch.signal.aborted) break
    }
  } catch (error) {
    return keeper.stop(error)
  }
  await keeper.flush()
  return { isComplete: keeper.isComplete(), records: keeper.count() }
}

/** Keeps the records, and then from where to go on: never the other way round. */
function openKeeper(ctx: Context, { place, collection, log, watch }: Run) {
  let waiting: ForgeRecord[] = []
  let open: OpenList | undefined
  let doubt: Text | null = null
  let latest = collection
  let count = 0
  let isComplete = false
  let isPartial = false
  let savedAt = Date.now()

  async function flush(change: Partial<store.Collection> = {}) {
    await log.flush()
    const source = { name: sourceName(place.forge.name, isPartial), host: place.connection.host }
    if (waiting.length > 0) await saveForgeRecords(ctx, collection.projectId, source, waiting)
    waiting = []
    if (open && (await withdrawUnlisted(ctx, collection.projectId, source, open)).isDoubtful) doubt = tooMany(open)
    open = undefined
    savedAt = Date.now()
    latest = { ...latest, ...(doubt && { problem: doubt }), ...change }
    await save(ctx, latest)
  }

  return {
    count: () => count,
    isComplete: () => isComplete,
    flush: () => flush(),
    async take(batch: ForgeBatch) {
      if (isPartial !== (batch.isPartial ?? false)) {
        await flush()
        isPartial = !isPartial
      }
      for (const record of batch.records) waiting.push(record)
      open = batch.open
      count += batch.records.length
      latest = { ...latest, cursor: batch.cursor, ...(batch.movedTo !== undefined && { movedTo: batch.movedTo }) }
      const { step, done = count, total } = batch
      watch.report({ step, done, ...(total !== undefined && { total }) })
      if (batch.isComplete) {
        isComplete = true
        await flush({ collectedAt: ctx.now().toISOString() })
      } else if (open || waiting.length >= mostWaiting || Date.now() - savedAt >= longestWaitMs) await flush()
    },
    /** What was collected until then is kept. */
    async stop(error: unknown): Promise<Collected> {
      if (watch.signal.aborted) {
        await flush()
        return { isComplete: false, records: count }
      }
      if (error instanceof RateLimited) {
        await flush({ waitingUntil: error.until.toISOString(), problem: waitingText(error.until) })
        return { isComplete: false, records: count, waitingUntil: error.until }
      }
      const failure = error instanceof ForgeProblem ? asFailure(error) : error
      await flush({ problem: failure instanceof Failure ? failure.text : null })
      throw failure
    },
  }
}

function tooMany({ kind }: OpenList): Text {
  const [en, zh] = kind === 'issue' ? ['issues', '议题'] : ['change requests', '变更请求']
  return {
    en: `The host lists few of the open ${en} that it told before: they go on counting. See whether the token may still read all`,
    zh: `主机只列出了此前未关闭${zh}中的少数：其余仍计为未关闭。请检查令牌是否仍可读取全部`,
  }
}

function asFailure(problem: ForgeProblem): Failure {
  return new Failure(problem.kind === 'missing' ? 'not-found' : 'upstream-failed', problem.text, { cause: problem })
}

function waitingStep(step: ForgeBatch['step'], until: Date) {
  const at = `${until.toISOString().slice(11, 19)} UTC`
  return { en: `${step.en}: waits for the host until ${at}`, zh: `${step.zh}：按主机要求等待至 ${at}` }
}
