import type { z } from 'zod'
import type { ForgeRepository, ForgeTools } from '../forge.ts'
import { ForgeProblem } from '../forge-problem.ts'
import type { ForgeRecord } from '../records.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { askGraphql, readRest } from './ask-graphql.ts'
import {
  changesQuery,
  commitsQuery,
  issuesQuery,
  openChangesQuery,
  openIssuesQuery,
  reactionsQuery,
  timelineQuery,
} from './queries.ts'
import { readItem } from './read-items.ts'
import { CommitNode, Item, ListOf, NumberList, Reaction, TimelineNode } from './shapes.ts'

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
    for (const item of fresh) records.push(...readItem(await wholeOf(repository, tools, item, since), isChange))
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

/** Undefined where the list has not all that GitHub counts: what is not for our eyes is not gone. */
export async function openNumbers(repository: ForgeRepository, tools: ForgeTools, isChange: boolean) {
  const numbers = new Set<string>()
  let after: string | null = null
  for (;;) {
    const { list }: z.output<typeof NumberList> = await askGraphql(repository, tools, {
      query: isChange ? openChangesQuery : openIssuesQuery,
      variables: { ...nameOf(repository), after },
      field: 'repository',
      shape: NumberList,
    })
    for (const { number } of list.nodes) numbers.add(String(number))
    after = list.pageInfo.hasNextPage ? (list.pageInfo.endCursor ?? null) : null
    if (after === null) return numbers.size < (list.totalCount ?? 0) ? undefined : [...numbers]
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

/** With what of it does not fit on the page of items. */
async function wholeOf(repository: ForgeRepository, tools: ForgeTools, item: Item, since: string | undefined) {
  const { id, timelineItems, commits, reactions } = item
  const timeline = await readRest(repository, tools, {
    ...{ query: timelineQuery, id, name: 'timelineItems', node: TimelineNode, pageInfo: timelineItems.pageInfo },
    variables: { since: since ?? null },
  })
  const pushed = await readRest(repository, tools, {
    ...{ query: commitsQuery, id, name: 'commits', node: CommitNode, pageInfo: commits?.pageInfo },
  })
  const reacted = await readRest(repository, tools, {
    ...{ query: reactionsQuery, id, name: 'reactions', node: Reaction, pageInfo: reactions.pageInfo },
  })
  return {
    ...item,
    timelineItems: { nodes: [...timelineItems.nodes, ...timeline] },
    commits: commits && { ...commits, nodes: [...commits.nodes, ...pushed] },
    reactions: { nodes: [...reactions.nodes, ...reacted] },
  }
}

export function nameOf({ path }: ForgeRepository) {
  const [owner = '', name = ''] = path.split('/')
  return { owner, name }
}
