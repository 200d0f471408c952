import type { ForgeRepository, ForgeTools } from '../forge.ts'
import { ForgeProblem } from '../forge-problem.ts'
import type { ForgeRecord } from '../records.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { askGraphql } from './ask-graphql.ts'
import { changesQuery, commitsQuery, issuesQuery, timelineQuery } from './queries.ts'
import { readCommit, readItem, readTimeline } from './read-items.ts'
import { Item, ListOf, MoreCommits, MoreTimeline } from './shapes.ts'

/** Pull requests bring more along: GitHub gives up on a question after ten seconds. */
const sizes = { issues: 50, changes: 25, careful: 5 }

/** The list of issues holds no pull requests, other than with REST. */
export async function* itemPages(
  repository: ForgeRepository,
  tools: ForgeTools,
  { since, position }: PhaseStart,
  isChange: boolean,
): AsyncGenerator<PhasePage> {
  let after = position
  let done = 0
  for (;;) {
    const answer = await askPage(repository, tools, { after, since, isChange })
    const { pageInfo, totalCount, nodes } = answer.list
    const fresh = nodes.filter(({ updatedAt }) => since === undefined || updatedAt >= since)
    const records: ForgeRecord[] = []
    for (const item of fresh) {
      records.push(...readItem(item, isChange))
      records.push(...(await restOfTimeline(repository, tools, item, { since, isChange })))
      records.push(...(await restOfCommits(repository, tools, item)))
    }
    done += nodes.length
    const isLast = fresh.length < nodes.length || !pageInfo.hasNextPage
    after = isLast ? undefined : (pageInfo.endCursor ?? undefined)
    const movedTo =
      answer.nameWithOwner.toLowerCase() === repository.path.toLowerCase() ? undefined : answer.nameWithOwner
    // How many changed since is not known of pull requests: they cannot be asked for by that.
    const total = isChange && since !== undefined ? undefined : (totalCount ?? undefined)
    yield { records, position: after, done, total, movedTo }
    if (after === undefined) return
  }
}

interface Wanted {
  after?: string | undefined
  since: string | undefined
  isChange: boolean
}

/** What is too much for GitHub in one piece is asked for in smaller ones. */
async function askPage(repository: ForgeRepository, tools: ForgeTools, { after, since, isChange }: Wanted) {
  const ask = (first: number) =>
    askGraphql(repository, tools, {
      query: isChange ? changesQuery : issuesQuery,
      variables: { ...nameOf(repository), after: after ?? null, since: since ?? null, first },
      field: 'repository',
      shape: ListOf(Item),
    })
  try {
    return await ask(isChange ? sizes.changes : sizes.issues)
  } catch (error) {
    if (!isOverload(error)) throw error
    return ask(sizes.careful)
  }
}

function isOverload(error: unknown) {
  if (error instanceof ForgeProblem) return error.kind === 'overload'
  return error instanceof Error && 'code' in error && error.code === 'upstream-failed'
}

async function restOfTimeline(repository: ForgeRepository, tools: ForgeTools, item: Item, { since, isChange }: Wanted) {
  const records: ForgeRecord[] = []
  let { pageInfo } = item.timelineItems
  while (pageInfo.hasNextPage && pageInfo.endCursor) {
    const { timelineItems } = await askGraphql(repository, tools, {
      query: timelineQuery,
      variables: { id: item.id, after: pageInfo.endCursor, since: since ?? null },
      field: 'node',
      shape: MoreTimeline,
    })
    records.push(...readTimeline(timelineItems.nodes, item, isChange ? 'change-request' : 'issue'))
    pageInfo = timelineItems.pageInfo
  }
  return records
}

async function restOfCommits(repository: ForgeRepository, tools: ForgeTools, item: Item) {
  const records: ForgeRecord[] = []
  let pageInfo = item.commits?.pageInfo
  while (pageInfo?.hasNextPage && pageInfo.endCursor) {
    const { commits } = await askGraphql(repository, tools, {
      query: commitsQuery,
      variables: { id: item.id, after: pageInfo.endCursor },
      field: 'node',
      shape: MoreCommits,
    })
    records.push(...commits.nodes.flatMap(({ commit }) => readCommit(commit, item)))
    pageInfo = commits.pageInfo
  }
  return records
}

export function nameOf({ path }: ForgeRepository) {
  const [owner = '', name = ''] = path.split('/')
  return { owner, name }
}
