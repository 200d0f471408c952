import { record } from '../../../access/ledger/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { listAnswerLogs } from '../../../platform/facts/answer-log.ts'
import { Failure } from '../../../platform/failure.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import { getProject } from '../../projects/service.ts'
import { Beginning } from '../collecting/model.ts'
import { findTold, rawFolderOf, removeTold } from '../facts/service.ts'
import { accountsWork, baseSource, ForgeKind, replayWork, type ToldBy } from '../model.ts'
import * as store from '../store.ts'

/** Whose tellings: of the only host where none is named. */
interface Asked {
  source: string
  host?: string | undefined
}

/**
 * Takes back what a source told of a project, such as a file that was of another one. What the forge itself told of the same things
 * is read again, from kept answers and with the next collection; other files are to be sent again.
 */
export async function forgetTold(ctx: Context, projectId: string, asked: Asked): Promise<ToldBy[]> {
  await getProject(ctx, projectId)
  const folder = rawFolderOf(ctx, projectId)
  return oneAtATime(`forge ${folder}`, async () => {
    const told = select(await findTold(ctx, projectId), projectId, asked)
    const [{ host }] = told
    const isOfForge = ForgeKind.safeParse(asked.source).success
    // First: whatever a kill leaves is taken back again, or collected.
    const isCollected = await inTransaction(ctx, async ctx => {
      await record(ctx, { verb: 'forge.forgotten', subject: { kind: 'project', id: projectId }, before: { told } })
      return beginAnew(ctx, projectId, host, isOfForge)
    })
    if (isOfForge) await removeAnswers(folder, host)
    for (const { source } of told) await removeTold(ctx, projectId, { name: source, host })
    const isReplayed = isCollected && !isOfForge
    await enqueue(ctx.db, ctx.now(), isReplayed ? replayWork : accountsWork, projectId)
    return told
  })
}

function select(all: readonly ToldBy[], projectId: string, { source, host }: Asked): [ToldBy, ...ToldBy[]] {
  const [first, ...others] = all.filter(told => baseSource(told.source) === source && told.host === (host ?? told.host))
  if (!first) throw notTold(projectId, all)
  const other = others.find(told => told.host !== first.host)
  if (other) throw ofSeveralHosts(first.host, other.host)
  return [first, ...others]
}

/** Whether the project is collected from that host: the next time from the beginning. */
async function beginAnew(ctx: Pick<Context, 'db'>, projectId: string, host: string, isOfForge: boolean) {
  const collection = await store.findCollection(ctx.db, projectId)
  const connections = await store.findConnections(ctx.db)
  if (!collection || connections.find(({ id }) => id === collection.connectionId)?.host !== host) return false
  const { collectedAt } = collection
  await store.saveCollection(ctx.db, { ...collection, cursor: null, collectedAt: isOfForge ? null : collectedAt })
  return true
}

async function removeAnswers(folder: string, host: string) {
  for (const log of await listAnswerLogs(folder)) {
    const { value } = await log.entries().next()
    const beginning = Beginning.safeParse(value?.entry).data
    if (beginning && new URL(beginning.origin).host === host) await log.remove()
  }
}

function notTold(projectId: string, all: readonly ToldBy[]): Failure {
  const known = all.map(({ source, host }) => `${baseSource(source)} (${host})`).join(', ') || '–'
  return new Failure('not-found', {
    en: `Nothing of ${projectId} was told by that. Told by: ${known}`,
    zh: `${projectId} 没有来自该来源的数据。已有来源：${known}`,
  })
}

function ofSeveralHosts(one: string, other: string): Failure {
  return new Failure('invalid-input', {
    en: `It told of several hosts, such as ${one} and ${other}: name the one that is meant with --host`,
    zh: `该来源涉及多个主机，例如 ${one} 和 ${other}：请用 --host 指定`,
  })
}
