import { createHash } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import { findConnected } from '../../../catalog/forges/connections/service.ts'
import { addProjects, findAddresses, findProjectByAddress, getProjects } from '../../../catalog/projects/service.ts'
import { scanProject } from '../../../catalog/scans/service.ts'
import { repositoryAddress } from '../../../lib/repository-address/repository-address.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { fetchRepository } from '../../../platform/git/fetch-repository.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { fetchWork } from '../model.ts'

/** From where the office may fetch a repository: from hosts that are connected and turned on. Undefined where it may not. */
async function findSource(ctx: Pick<Context, 'db'>, address: string): Promise<string | undefined> {
  const place = await findConnected(ctx, address)
  return place?.connection.active ? `${place.repository.origin}/${place.repository.path}.git` : undefined
}

export async function mayFetch(ctx: Pick<Context, 'db'>, address: string): Promise<boolean> {
  return (await findSource(ctx, address)) !== undefined
}

/** In the background a repository is fetched, made a project, and measured. */
export async function requestFetch(ctx: Context, written: string): Promise<string> {
  const address = repositoryAddress(written)?.toLowerCase()
  if (address === undefined || !(await mayFetch(ctx, address))) throw mayNot(written)
  if (await findProjectByAddress(ctx, address)) throw isThere(address)
  return inTransaction(ctx, async ctx => {
    await record(ctx, { verb: 'repository.fetch-asked', subject: { kind: 'repository', id: address } })
    return enqueue(ctx.db, ctx.now(), fetchWork, address)
  })
}

/** Fetches it or what is new of it, and analyses it. */
export async function fetchAndScan(ctx: Context, address: string, signal: AbortSignal) {
  const source = await findSource(ctx, address)
  if (source === undefined) throw mayNot(address)
  const folder = folderOf(ctx, address)
  await fetchRepository(source, folder, signal)
  for (const { id } of await addProjects(ctx, folder)) await scanProject(ctx, id)
}

/** Those that the office fetched are brought up to date, as far as it still may. */
export async function requestUpdates(ctx: Context) {
  const [projects, addresses] = await Promise.all([getProjects(ctx), findAddresses(ctx)])
  for (const { id, path } of projects) {
    const address = addresses.get(id)
    if (address !== undefined && path === folderOf(ctx, address) && (await mayFetch(ctx, address)))
      await enqueue(ctx.db, ctx.now(), fetchWork, address)
  }
}

/** Two of one name lie apart, and the name is what the project is called by. */
function folderOf({ facts }: Pick<Context, 'facts'>, address: string): string {
  const name = address.slice(address.lastIndexOf('/') + 1).replaceAll(/[^\w.-]|^\.+/g, '-')
  const hash = createHash('sha256').update(address).digest('hex').slice(0, 16)
  return facts.folder('repositories', hash, `${name}.git`)
}

function mayNot(address: string) {
  return new Failure('conflict', {
    en: `${address} may not be fetched: its host is not connected and turned on; clone it yourself, and analyse the folder`,
    zh: `不能获取 ${address}：其主机未连接或未启用；请自行克隆后分析该文件夹`,
  })
}

function isThere(address: string) {
  return new Failure('conflict', { en: `${address} is measured already`, zh: `${address} 已在度量` })
}
