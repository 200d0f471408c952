import { z } from 'zod'
import { countRecords } from '../count-records.ts'
import type { ForgeRepository, ForgeTools } from '../forge.ts'
import { readAs } from '../forge-problem.ts'
import type { CountRecord, EventRecord, ForgeRecord, ProfileRecord, ReleaseRecord, SpreadRecord } from '../records.ts'
import { told } from '../told.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { askGraphql, readRest, restOf } from './ask-graphql.ts'
import { nameOf } from './item-pages.ts'
import {
  assetsQuery,
  branchesQuery,
  countsQuery,
  forksQuery,
  profilesQuery,
  releasesQuery,
  starsQuery,
} from './queries.ts'
import { accountOf } from './read-items.ts'
import { Asset, Branch, Counts, Fork, InlineComments, ListOf, Profile, Release, Star, Traffic } from './shapes.ts'

interface List<T extends z.ZodType> {
  query: string
  shape: T
  /** By which time they are sorted, the latest first; undefined of those that are all told every time. */
  at?(node: z.output<T>): string
  /** How much longer ago may it be, and still have changed. */
  days?: number
  read(node: z.output<T>): ForgeRecord[] | Promise<ForgeRecord[]>
}

async function* listPages<T extends z.ZodType>(
  repository: ForgeRepository,
  tools: ForgeTools,
  { since, position }: PhaseStart,
  { query, shape, at, days = 0, read }: List<T>,
): AsyncGenerator<PhasePage> {
  const from = since && new Date(Date.parse(since) - days * 86_400_000).toISOString()
  let after = position
  let done = 0
  for (;;) {
    const variables = { ...nameOf(repository), after: after ?? null }
    const { list } = await askGraphql(repository, tools, {
      query,
      variables,
      field: 'repository',
      shape: ListOf(shape),
    })
    const all = [...list.nodes, ...list.edges]
    const fresh = from === undefined || !at ? all : all.filter(node => at(node) >= from)
    done += all.length
    const isLast = fresh.length < all.length || !list.pageInfo.hasNextPage
    after = isLast ? undefined : (list.pageInfo.endCursor ?? undefined)
    yield {
      records: await recordsOf(fresh, read),
      position: after,
      done,
      total: since ? undefined : (list.totalCount ?? undefined),
    }
    if (after === undefined) return
  }
}

/** One after another: what is not on the page may be asked for. */
async function recordsOf<T>(nodes: readonly T[], read: (node: T) => ForgeRecord[] | Promise<ForgeRecord[]>) {
  const records: ForgeRecord[] = []
  for (const node of nodes) records.push(...(await read(node)))
  return records
}

export function releasePages(repository: ForgeRepository, tools: ForgeTools, from: PhaseStart) {
  return listPages(repository, tools, from, {
    query: releasesQuery,
    shape: Release,
    at: release => release.createdAt,
    // A draft may wait long until it is published, and what was published goes on being downloaded.
    days: 365,
    async read(release) {
      const { id, releaseAssets } = release
      const more = { query: assetsQuery, id, name: 'releaseAssets', node: Asset, pageInfo: releaseAssets.pageInfo }
      const assets = [...releaseAssets.nodes, ...(await readRest(repository, tools, more))]
      return [releaseOf(release, assets)]
    },
  })
}

function releaseOf(release: z.output<typeof Release>, assets: z.output<typeof Asset>[]): ReleaseRecord {
  return told<ReleaseRecord>({
    record: 'release',
    id: String(release.databaseId),
    tag: release.tagName,
    name: release.name ?? '',
    author: accountOf(release.author),
    createdAt: release.createdAt,
    publishedAt: release.publishedAt,
    isDraft: release.isDraft,
    isPrerelease: release.isPrerelease,
    downloads: assets.reduce((sum, asset) => sum + asset.downloadCount, 0),
  })
}

export function branchPages(repository: ForgeRepository, tools: ForgeTools, from: PhaseStart) {
  return listPages(repository, tools, from, {
    query: branchesQuery,
    shape: Branch,
    read: ({ name }) => [{ record: 'branch', name, kind: 'seen', at: tools.now().toISOString() }],
  })
}

export function starPages(repository: ForgeRepository, tools: ForgeTools, from: PhaseStart) {
  return listPages(repository, tools, from, {
    query: starsQuery,
    shape: Star,
    at: star => star.starredAt,
    read: ({ starredAt, node }) => [{ record: 'spread', kind: 'star', actor: accountOf(node), at: starredAt }],
  })
}

export function forkPages(repository: ForgeRepository, tools: ForgeTools, from: PhaseStart) {
  return listPages(repository, tools, from, {
    query: forksQuery,
    shape: Fork,
    at: fork => fork.createdAt,
    read: ({ createdAt, owner, url }): SpreadRecord[] => [
      { record: 'spread', kind: 'fork', actor: accountOf(owner), at: createdAt, url },
    ],
  })
}

/** Of whoever may be mentioned there: what stood in a profile when it was last changed has stood there since. */
export function profilePages(repository: ForgeRepository, tools: ForgeTools, from: PhaseStart) {
  return listPages(repository, tools, from, {
    query: profilesQuery,
    shape: Profile,
    read: ({ company, updatedAt, ...who }) => [
      told<ProfileRecord>({
        record: 'profile',
        account: accountOf(who),
        company: company?.trim() || undefined,
        at: updatedAt,
      }),
    ],
  })
}

const perPage = 100

const Reached = z.object({ since: z.string().optional(), page: z.number() })
type Reached = z.infer<typeof Reached>

/**
 * Of the whole repository, a hundred at a time: below each review of each pull request they would cost far more. GitHub turns
 * no more than 400 pages of them: so each goes on from the time that the one before has reached, what changed last at the end.
 */
export async function* inlinePages(
  { origin, path }: ForgeRepository,
  tools: ForgeTools,
  { since, position }: PhaseStart,
): AsyncGenerator<PhasePage> {
  let at: Reached | undefined = Reached.safeParse(JSON.parse(position ?? 'null')).data ?? {
    page: 1,
    ...(since && { since }),
  }
  let done = 0
  while (at) {
    const query = new URLSearchParams({ sort: 'updated', direction: 'asc', per_page: `${perPage}`, page: `${at.page}` })
    if (at.since) query.set('since', at.since)
    const { json } = await tools.ask(`${restOf(origin)}/repos/${path}/pulls/comments?${query}`)
    const comments = readAs(InlineComments, json, path)
    done += comments.length
    at = comments.length < perPage ? undefined : beyond(at, comments.at(-1)?.updated_at)
    yield { records: comments.map(commentOf), position: at && JSON.stringify(at), done }
  }
}

/** A second before what was reached, as several may be of the same: where a page got no further, the next one of it. */
function beyond({ since, page }: Reached, last = ''): Reached {
  const time = Date.parse(last) - 1000
  const isFurther = since === undefined ? !Number.isNaN(time) : time > Date.parse(since)
  if (isFurther) return { since: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'), page: 1 }
  return { page: page + 1, ...(since !== undefined && { since }) }
}

function commentOf({
  id,
  user,
  body,
  created_at: at,
  pull_request_url: url,
}: z.output<typeof InlineComments>[number]): EventRecord {
  return {
    record: 'event',
    id: `inline:${id}`,
    kind: 'commented',
    itemKind: 'change-request',
    number: url.slice(url.lastIndexOf('/') + 1),
    actor: accountOf(user && { login: user.login, __typename: user.type, databaseId: user.id }),
    at,
    length: body?.length ?? 0,
    isInline: true,
  }
}

export async function* countPages(repository: ForgeRepository, tools: ForgeTools): AsyncGenerator<PhasePage> {
  const counts = await askGraphql(repository, tools, {
    query: countsQuery,
    variables: nameOf(repository),
    field: 'repository',
    shape: Counts,
  })
  const at = tools.now().toISOString()
  const records = countRecords(at, {
    stars: counts.stargazerCount,
    forks: counts.forkCount,
    watchers: counts.watchers.totalCount,
  })
  yield { records: [...records, ...(await traffic(repository, tools))], position: undefined }
}

/** Of the last two weeks, for those who may push. */
async function traffic({ origin, path }: ForgeRepository, tools: ForgeTools): Promise<CountRecord[]> {
  const of = async (what: 'clones' | 'views') => {
    const { json } = await tools.ask(`${restOf(origin)}/repos/${path}/traffic/${what}`, { optional: true })
    return json === undefined ? {} : readAs(Traffic, json, path)
  }
  const [{ clones }, { views }] = [await of('clones'), await of('views')]
  return [
    ...(clones ?? []).flatMap(({ timestamp: at, count, uniques }): CountRecord[] => [
      { record: 'count', what: 'clones', at, count },
      { record: 'count', what: 'unique-cloners', at, count: uniques },
    ]),
    ...(views ?? []).map(({ timestamp: at, count }): CountRecord => ({ record: 'count', what: 'views', at, count })),
  ]
}
