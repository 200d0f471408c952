import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { ComponentWish } from '../../dependencies/model.ts'
import { getDependencyHealth, listComponents } from '../../dependencies/service.ts'
import { Deed, type Influence, InfluenceWish, type Share, TimedDeed } from '../model.ts'
import { getInfluence } from '../service.ts'
import { Contribution, type Upstream, UpstreamWish } from '../upstream/model.ts'
import { getUpstream } from '../upstream/service.ts'

export type TableCell = string | number | null
type Table = (ctx: Context, query: URLSearchParams) => Promise<TableCell[][]>

const pageOf = 1000

/** The tables of the pages, whole, the first row their heads; by the names that the heads of a program have. */
const tables: Record<string, Table> = {
  dependencies: async ctx => [dependencyHeads, ...(await getDependencyHealth(ctx)).map(dependencyRow)],
  components: componentTable,
  influence: async (ctx, query) => influenceRows(await askInfluence(ctx, query)),
  'influence-over-time': async (ctx, query) => influenceSeries(await askInfluence(ctx, query)),
  upstream: async (ctx, query) => upstreamRows(await askUpstream(ctx, query)),
  'upstream-over-time': async (ctx, query) => upstreamSeries(await askUpstream(ctx, query)),
  fixes: async (ctx, query) => fixRows(await askUpstream(ctx, query)),
}

/** One of the tables, as its page asks for it. */
export function readTable(ctx: Context, name: string, query: URLSearchParams): Promise<TableCell[][]> {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined
  if (table) return table(ctx, query)
  throw new Failure('not-found', {
    en: `There is no table ${name}: there are ${Object.keys(tables).join(', ')}`,
    zh: `没有表格 ${name}：现有 ${Object.keys(tables).join('、')}`,
  })
}

function read<Wish>(
  schema: { safeParse(value: unknown): { success: boolean; data?: Wish } },
  query: URLSearchParams,
): Wish {
  const wish = schema.safeParse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
  if (wish.success && wish.data !== undefined) return wish.data
  throw new Failure('invalid-input', {
    en: 'The address asks for something that this table does not know',
    zh: '地址中的条件不适用于此表格',
  })
}

function askInfluence(ctx: Context, query: URLSearchParams): Promise<Influence> {
  return getInfluence(ctx, query.get('organization') ?? '', read(InfluenceWish, query))
}

function askUpstream(ctx: Context, query: URLSearchParams): Promise<Upstream> {
  return getUpstream(ctx, read(UpstreamWish, query))
}

const dependencyHeads = [
  ...['project', 'name', 'address', 'ours', 'packages', 'products', 'releases', 'projects', 'deliveries'],
  ...['direct', 'indirect', 'development', 'criticality', 'risk-least', 'risk-most'],
  ...['priority-least', 'priority-most', 'advice', 'model', 'model-version', 'as-of'],
]

function dependencyRow(one: Awaited<ReturnType<typeof getDependencyHealth>>[number]): TableCell[] {
  const { dependence: d, reading, priority } = one
  return [
    ...[one.project, one.name, one.address, one.isOurs ? 'yes' : 'no'],
    ...[d?.packages, d?.products, d?.releases, d?.projects, d?.deliveries, d?.direct, d?.indirect, d?.development].map(
      orNull,
    ),
    ...[one.criticality, orNull(reading?.risk?.least), orNull(reading?.risk?.most)],
    ...[orNull(priority?.least), orNull(priority?.most), one.advice],
    ...[reading?.model ?? null, orNull(reading?.modelVersion), reading?.asOf ?? null],
  ]
}

function orNull(value: number | undefined): number | null {
  return value ?? null
}

async function componentTable(ctx: Context, query: URLSearchParams): Promise<TableCell[][]> {
  const { standing, text } = read(ComponentWish, query)
  const rows: TableCell[][] = [
    ['package', 'type', 'name', 'projects', 'documents', 'address', 'source', 'project', 'risk-least', 'risk-most'],
  ]
  for (let offset = 0, all = pageOf; offset < all; offset += pageOf) {
    const { components, total } = await listComponents(ctx, { standing, text, limit: pageOf, offset })
    all = total
    for (const one of components)
      rows.push([
        ...[one.package, one.type, one.name, one.projects, one.documents, one.address, one.source, one.project],
        ...[orNull(one.reading?.risk?.least), orNull(one.reading?.risk?.most)],
      ])
  }
  return rows
}

/** A share is told with all that it is made of. */
const parts = ['own', 'known', 'total', 'bots', 'agents', 'share', 'most', 'coverage'] as const

function headsOf(names: readonly string[]): string[] {
  return names.flatMap(name => parts.map(part => `${name}-${part}`))
}

function cellsOf<Name extends string>(shares: Record<Name, Share | null>, names: readonly Name[]): TableCell[] {
  return names.flatMap(name => parts.map(part => shares[name]?.[part] ?? null))
}

function influenceRows({ projects }: Influence): TableCell[][] {
  return [
    ['project', 'name', 'address', 'criticality', 'quadrant', ...headsOf(Deed.options), 'named-teams'],
    ...projects.map(({ project, name, address, criticality, quadrant, shares, teams }) => [
      ...[project, name, address, criticality, quadrant],
      ...[...cellsOf(shares, Deed.options), teams.join(' ')],
    ]),
  ]
}

function influenceSeries({ series }: Influence): TableCell[][] {
  return [
    ['begins', ...headsOf(TimedDeed.options)],
    ...series.map(({ at, shares }) => [at, ...cellsOf(shares, TimedDeed.options)]),
  ]
}

function upstreamRows({ projects }: Upstream): TableCell[][] {
  return [
    ['project', 'name', 'address', 'criticality', 'fixes', ...headsOf(Contribution.options)],
    ...projects.map(({ project, name, address, criticality, fixes, contributions }) => [
      ...[project, name, address, criticality, fixes],
      ...cellsOf(contributions, Contribution.options),
    ]),
  ]
}

function upstreamSeries({ series }: Upstream): TableCell[][] {
  return [
    ['begins', 'fixes', ...headsOf(Contribution.options)],
    ...series.map(({ at, fixes, contributions }) => [at, fixes, ...cellsOf(contributions, Contribution.options)]),
  ]
}

function fixRows({ fixes }: Upstream): TableCell[][] {
  return [
    ['project', 'number', 'title', 'url', 'merged-at', 'labels', 'links'],
    ...fixes.map(({ project, number, title, url, mergedAt, labels, links }) => [
      ...[project, number, title, url, mergedAt, labels.join('; '), links.map(({ target }) => target).join(' ')],
    ]),
  ]
}
