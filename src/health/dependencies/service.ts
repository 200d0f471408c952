import { findAddresses } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { findPackagesAt, heedPackages } from '../../supply-chain/inventory/repositories/service.ts'
import { findPortfolio } from '../metrics/service.ts'
import { countDependence } from './count-dependence.ts'
import { adviceOf, criticalityOf, priorityOf } from './judge-priority.ts'
import { ComponentHealth, type ComponentWish, type DependencyHealth, type HealthReading } from './model.ts'
import { findReadings, refreshReadings } from './readings/service.ts'
import { getSettings, isOurs } from './settings/service.ts'
import * as store from './store.ts'

export { requestReadings } from './readings/service.ts'

/** A project, and what hangs on it. */
export type Depended = Omit<DependencyHealth, 'reading' | 'priority' | 'advice'>

/** Of the whole portfolio, what most hangs on first. */
export async function findDepended(ctx: Context): Promise<Depended[]> {
  await heedPackages(ctx)
  const [projects, addresses, { settings }] = await Promise.all([
    findPortfolio(ctx),
    findAddresses(ctx),
    getSettings(ctx),
  ])
  const packages = await findPackagesAt(ctx, [...new Set(addresses.values())])
  const users = Map.groupBy(await store.findUsers(ctx.db, [...packages.values()].flat()), use => use.package)
  const depended = projects.map(({ id: project, name }) => {
    const address = addresses.get(project) ?? null
    const own = address === null ? undefined : packages.get(address)
    const uses = own?.flatMap(key => users.get(key) ?? []) ?? []
    const dependence = own ? countDependence(own.length, uses, project) : null
    const criticality = criticalityOf(dependence, settings)
    return { project, name, address, isOurs: isOurs(address, settings), dependence, criticality }
  })
  return depended.sort(byCriticality)
}

function byCriticality(a: Depended, b: Depended) {
  return (b.criticality ?? -1) - (a.criticality ?? -1) || (a.project < b.project ? -1 : 1)
}

/** Whether anybody of us uses what comes from there. */
export function isUsed({ dependence }: Pick<Depended, 'dependence'>): boolean {
  return dependence !== null && dependence.direct + dependence.indirect + dependence.development > 0
}

/** Those that we depend on, with their health: what is most urgent first. */
export async function getDependencyHealth(ctx: Context): Promise<DependencyHealth[]> {
  const depended = (await findDepended(ctx)).filter(isUsed)
  const { settings } = await getSettings(ctx)
  const readings = await findReadings(
    ctx,
    depended.map(({ project }) => project),
  )
  const judged = depended.map(one => {
    const reading = readings.get(one.project) ?? null
    const priority = priorityOf(one.criticality, reading?.risk ?? null)
    return { ...one, reading, priority, advice: adviceOf(priority, settings) }
  })
  return judged.sort((a, b) => (b.priority?.most ?? -1) - (a.priority?.most ?? -1) || byCriticality(a, b))
}

/** Components that we use, the most used first, with the health of where they come from. */
export async function listComponents(
  ctx: Context,
  wish: ComponentWish,
): Promise<{ components: ComponentHealth[]; total: number }> {
  await heedPackages(ctx)
  const [rows, total] = await Promise.all([store.findComponents(ctx.db, wish), store.countComponents(ctx.db, wish)])
  const readings: ReadonlyMap<string, HealthReading> = await findReadings(ctx, [
    ...new Set(rows.flatMap(({ project }) => project ?? [])),
  ])
  const components = rows.map(({ purl, project, ...row }) =>
    ComponentHealth.parse({ ...row, package: purl, project, reading: readings.get(project ?? '') ?? null }),
  )
  return { components, total }
}

/** How the components in use stand: how many come from projects that are measured here. */
export async function countStandings(ctx: Pick<Context, 'db' | 'now'>) {
  await heedPackages(ctx)
  const [measured, notMeasured, unknown] = await Promise.all(
    (['measured', 'not-measured', 'unknown-repository'] as const).map(standing =>
      store.countComponents(ctx.db, { standing }),
    ),
  )
  return { measured: measured ?? 0, notMeasured: notMeasured ?? 0, unknown: unknown ?? 0 }
}

/** The daily round: all that we depend on is read anew. */
export async function readAll(ctx: Context, watch: Parameters<typeof refreshReadings>[2]) {
  const depended = (await findDepended(ctx)).filter(isUsed)
  await refreshReadings(
    ctx,
    depended.map(({ project }) => project),
    watch,
  )
}
