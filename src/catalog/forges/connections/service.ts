import { randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { findAddressOf } from '../../projects/service.ts'
import { openTools, RateLimited } from '../asking/service.ts'
import type { Forge, ForgeRepository } from '../forge.ts'
import { getForge } from '../forges.ts'
import type { ConnectionChange, ForgeConnection, NewConnection } from '../model.ts'
import * as store from '../store.ts'

export async function getConnections(ctx: Pick<Context, 'db'>): Promise<ForgeConnection[]> {
  return (await store.findConnections(ctx.db)).map(shown)
}

export async function getConnection(ctx: Pick<Context, 'db'>, id: string): Promise<ForgeConnection> {
  return shown(await getKnown(ctx, id))
}

export async function connect(ctx: Context, { token, ...wanted }: NewConnection): Promise<ForgeConnection> {
  const origin = tidyOrigin(wanted.origin)
  const connection: ForgeConnection = {
    ...wanted,
    id: randomUUID(),
    origin,
    host: new URL(origin).host,
    hasToken: token !== undefined,
    createdBy: ctx.actor.id,
    createdAt: ctx.now().toISOString(),
    testedAt: null,
    problem: null,
  }
  const sealed = token === undefined ? null : ctx.reach.seal(token)
  await inTransaction(ctx, async ctx => {
    const known = await store.findConnections(ctx.db)
    if (known.some(({ host }) => host === connection.host)) throw connectedAlready(connection.host)
    await store.insertConnection(ctx.db, connection, sealed)
    await record(ctx, { verb: 'forge.connected', subject: subjectOf(connection.id), after: connection })
  })
  return connection
}

export async function changeConnection(
  ctx: Context,
  id: string,
  { token, ...change }: ConnectionChange,
): Promise<ForgeConnection> {
  const sealed = token === undefined ? {} : { sealedToken: token === '' ? null : ctx.reach.seal(token) }
  return inTransaction(ctx, async ctx => {
    const before = await getConnection(ctx, id)
    await store.updateConnection(ctx.db, before.id, { ...change, ...sealed })
    const after = await getConnection(ctx, before.id)
    await record(ctx, { verb: 'forge.changed', subject: subjectOf(before.id), before, after })
    return after
  })
}

/** What was collected stays. */
export async function disconnect(ctx: Context, id: string) {
  await inTransaction(ctx, async ctx => {
    const before = await getConnection(ctx, id)
    await store.deleteConnection(ctx.db, before.id)
    await record(ctx, { verb: 'forge.disconnected', subject: subjectOf(before.id), before })
  })
}

const impatient = { patienceMs: 0, backoffMs: 100 }

/** Asks the host who we are; what is wrong is noted. */
export async function testConnection(ctx: Context, id: string): Promise<ForgeConnection> {
  const connection = await getKnown(ctx, id)
  const forge = getForge(connection.kind)
  const tools = openTools(ctx, { headers: signInHeaders(ctx, forge, connection), pace: impatient })
  const problem = await tools.ask(forge.probe(connection.origin, connection.hasToken)).then(() => null, problemOf)
  await inTransaction(ctx, ctx => store.saveTest(ctx.db, connection.id, ctx.now().toISOString(), problem))
  return getConnection(ctx, connection.id)
}

function problemOf(error: unknown): Text {
  if (error instanceof Failure) return error.text
  if (error instanceof RateLimited) return waitingText(error.until)
  throw error
}

export function waitingText(until: Date): Text {
  const at = `${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return {
    en: `The host wants to be left alone until ${at}: then it goes on from where it is`,
    zh: `主机要求等到 ${at}：届时将从当前位置继续`,
  }
}

export function signInHeaders(
  ctx: Pick<Context, 'reach'>,
  forge: Forge,
  { sealedToken }: Pick<store.KnownConnection, 'sealedToken'>,
): Record<string, string> {
  return sealedToken === null ? {} : forge.signIn(ctx.reach.unseal(sealedToken))
}

export interface Place {
  connection: store.KnownConnection
  forge: Forge
  repository: ForgeRepository
}

/** Where a project is on the forges that are connected; undefined where its address leads to none. */
export async function findPlace(ctx: Pick<Context, 'db'>, projectId: string): Promise<Place | undefined> {
  const address = await findAddressOf(ctx, projectId)
  return address === undefined ? undefined : findConnected(ctx, address)
}

/** Where a repository of this address is on the forges that are connected. */
export async function findConnected(ctx: Pick<Context, 'db'>, address: string): Promise<Place | undefined> {
  for (const connection of await store.findConnections(ctx.db)) {
    const forge = getForge(connection.kind)
    const repository = forge.locate(address, [connection.origin])
    if (repository) return { connection, forge, repository }
  }
  return undefined
}

async function getKnown(ctx: Pick<Context, 'db'>, id: string): Promise<store.KnownConnection> {
  const known = await store.findConnections(ctx.db)
  const connection = known.find(one => one.id === id || one.host === id)
  if (connection) return connection
  throw new Failure('not-found', {
    en: `There is no connection ${id}; \`ospo forge list\` lists them`,
    zh: `没有连接 ${id}；用 \`ospo forge list\` 查看全部连接`,
  })
}

function shown({ sealedToken, ...connection }: store.KnownConnection): ForgeConnection {
  return connection
}

function tidyOrigin(text: string): string {
  const { origin, pathname, username } = new URL(text)
  if (username === '') return origin + pathname.replace(/\/+$/, '')
  throw new Failure('invalid-input', {
    en: 'The address of a host holds no user name: give what signs in as the token',
    zh: '主机地址不能包含用户名：请将登录凭据作为令牌提供',
  })
}

function connectedAlready(host: string) {
  return new Failure('conflict', {
    en: `${host} is connected already: change that connection, or remove it first`,
    zh: `${host} 已连接：请修改该连接，或先将其移除`,
  })
}

function subjectOf(id: string) {
  return { kind: 'forge', id }
}

export function nowhere(projectId: string) {
  return new Failure('not-found', {
    en: `The address of ${projectId} leads to no forge that is connected: connect its host first`,
    zh: `${projectId} 的地址不属于任何已连接的平台：请先连接其主机`,
  })
}

export function turnedOff(host: string) {
  return new Failure('not-allowed', {
    en: `Nothing is collected from ${host} until an administrator turns it on`,
    zh: `在管理员启用之前，不会从 ${host} 采集任何数据`,
  })
}
