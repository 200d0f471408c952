import type { Context } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { getProject, getProjects } from '../projects/service.ts'
import { findPlace, nowhere, turnedOff } from './connections/service.ts'
import { countForgeRecords, findTold } from './facts/service.ts'
import { collectionWork, type ForgeState, replayWork } from './model.ts'
import * as store from './store.ts'

export { forgeTables, loginTable, profileTable } from './facts/service.ts'
export { bringForgesTogether, findWholeForges } from './whole/service.ts'

/** How far a project's forge has been collected, and what is in the way. */
export async function getForgeState(ctx: Pick<Context, 'db'>, projectId: string): Promise<ForgeState> {
  const place = await findPlace(ctx, projectId)
  const collection = await store.findCollection(ctx.db, projectId)
  const isSame = collection?.connectionId === place?.connection.id && collection?.path === place?.repository.path
  const known = isSame ? collection : undefined
  return {
    project: projectId,
    connection: place?.connection.id ?? null,
    kind: place?.connection.kind ?? null,
    host: place?.connection.host ?? null,
    path: place?.repository.path ?? null,
    active: place?.connection.active ?? false,
    startedAt: known?.startedAt ?? null,
    collectedAt: known?.collectedAt ?? null,
    waitingUntil: known?.waitingUntil ?? null,
    movedTo: known?.movedTo ?? null,
    problem: known?.problem ?? null,
  }
}

export async function getProjectForge(ctx: Context, projectId: string) {
  await getProject(ctx, projectId)
  const [counts, told] = await Promise.all([countForgeRecords(ctx, projectId), findTold(ctx, projectId)])
  return { state: await getForgeState(ctx, projectId), counts, told }
}

/** Of every project whose address leads to a connected forge. */
export async function getForgeStates(ctx: Context): Promise<ForgeState[]> {
  const states: ForgeState[] = []
  for (const { id } of await getProjects(ctx)) states.push(await getForgeState(ctx, id))
  return states.filter(({ connection }) => connection !== null)
}

/** Collects in the background. */
export async function requestCollection(ctx: Context, projectId: string): Promise<string> {
  await getProject(ctx, projectId)
  const { host, active } = await getForgeState(ctx, projectId)
  if (host !== null && active) return enqueue(ctx.db, ctx.now(), collectionWork, projectId)
  throw host === null ? nowhere(projectId) : turnedOff(host)
}

export async function requestReplay(ctx: Context, projectId: string): Promise<string> {
  await getProject(ctx, projectId)
  return enqueue(ctx.db, ctx.now(), replayWork, projectId)
}

/** Puts in the queue what may be collected; not what its host wants to be left alone for, which comes by itself. */
export async function requestRound(ctx: Context) {
  for (const { project, active, waitingUntil } of await getForgeStates(ctx)) {
    const waits = waitingUntil !== null && waitingUntil > ctx.now().toISOString()
    if (active && !waits) await enqueue(ctx.db, ctx.now(), collectionWork, project)
  }
}
