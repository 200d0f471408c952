import { z } from 'zod'
import { appName } from './app-name.ts'

/** What GitHub answers, as far as it is read. */
const time = z.string()
const typename = z.string().nullish()

function named<T extends { __typename?: string | null | undefined; login?: string | null | undefined }>(who: T): T {
  return who.__typename === 'Bot' && who.login ? { ...who, login: appName(who.login) } : who
}

/** Of people, the number that REST and archives know them by. */
const databaseId = z.number().nullish()

const Who = z
  .object({ __typename: typename, login: z.string(), name: z.string().nullish(), databaseId })
  .transform(named)
  .nullish()
export type Who = z.infer<typeof Who>

/** A large one is told as text. */
const large = z.union([z.number(), z.string()])

const Login = z
  .object({ __typename: typename, login: z.string().nullish(), slug: z.string().nullish(), databaseId })
  .transform(named)
  .nullish()
const Commit = z.object({ oid: z.string() }).nullish()

export const TimelineNode = z.object({
  __typename: z.string().nullish(),
  id: z.string().nullish(),
  databaseId: large.nullish(),
  createdAt: time.nullish(),
  submittedAt: time.nullish(),
  actor: Who,
  author: Who,
  body: z.string().nullish(),
  state: z.string().nullish(),
  label: z.object({ name: z.string() }).nullish(),
  assignee: Login,
  requestedReviewer: Login,
  currentTitle: z.string().nullish(),
  source: z.object({ url: z.string().nullish() }).nullish(),
  previousReviewState: z.string().nullish(),
  review: z.object({ databaseId: large.nullish() }).nullish(),
  merged: Commit,
  afterCommit: Commit,
  headRefName: z.string().nullish(),
})
export type TimelineNode = z.infer<typeof TimelineNode>

const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })
export type PageInfo = z.infer<typeof PageInfo> | null | undefined
/** Of what was deleted or is not for our eyes, null is told. */
const nodes = <T extends z.ZodType>(node: T) =>
  z
    .array(node.nullable())
    .nullish()
    .transform(list => (list ?? []).flatMap(one => (one === null ? [] : [one])) as z.output<T>[])

/** Part of a list below something else, and where it ends. */
export const More = <T extends z.ZodType>(node: T) =>
  z.object({ totalCount: z.number().nullish(), pageInfo: PageInfo.nullish(), nodes: nodes(node) })

export const CommitNode = z.object({
  commit: z.object({
    oid: z.string(),
    committedDate: time,
    author: z.object({ name: z.string().nullish(), email: z.string().nullish(), user: Login }).nullish(),
  }),
})
export type PushedCommit = z.infer<typeof CommitNode>['commit']

export const Reaction = z.object({
  databaseId: z.number().nullish(),
  content: z.string(),
  createdAt: time,
  user: Login,
})
export type Reaction = z.infer<typeof Reaction>

export const Item = z.object({
  id: z.string(),
  number: z.number(),
  url: z.string().nullish(),
  title: z.string(),
  createdAt: time,
  updatedAt: time,
  state: z.string(),
  stateReason: z.string().nullish(),
  closedAt: time.nullish(),
  author: Who,
  labels: z.object({ nodes: nodes(z.object({ name: z.string() })) }).nullish(),
  milestone: z.object({ title: z.string() }).nullish(),
  assignees: z.object({ nodes: nodes(z.object({ login: z.string(), name: z.string().nullish(), databaseId })) }),
  reactions: More(Reaction),
  closing: z.object({ nodes: nodes(z.object({ actor: Who, createdAt: time.nullish() })) }),
  timelineItems: More(TimelineNode),
  isDraft: z.boolean().nullish(),
  mergedAt: time.nullish(),
  mergedBy: Who,
  baseRefName: z.string().nullish(),
  headRefName: z.string().nullish(),
  isCrossRepository: z.boolean().nullish(),
  mergeCommit: Commit,
  commits: More(CommitNode).nullish(),
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  changedFiles: z.number().nullish(),
})
export type Item = z.infer<typeof Item>

export const Asset = z.object({ downloadCount: z.number() })

export const Release = z.object({
  id: z.string().optional(),
  databaseId: z.number(),
  tagName: z.string(),
  name: z.string().nullish(),
  author: Who,
  createdAt: time,
  publishedAt: time.nullish(),
  updatedAt: time,
  isDraft: z.boolean(),
  isPrerelease: z.boolean(),
  releaseAssets: More(Asset),
})

export const Branch = z.object({ name: z.string() })
export const Star = z.object({ starredAt: time, node: Who })
export const Profile = z.object({
  __typename: z.string().nullish(),
  login: z.string(),
  name: z.string().nullish(),
  databaseId,
  company: z.string().nullish(),
  updatedAt: time,
})
export const Fork = z.object({ createdAt: time, url: z.string(), owner: Who })

/** One page of a list of a repository. */
export const ListOf = <T extends z.ZodType>(node: T) =>
  z.object({
    nameWithOwner: z.string(),
    list: z
      .object({
        totalCount: z.number().nullish(),
        pageInfo: PageInfo,
        nodes: nodes(node),
        edges: nodes(node),
      })
      .nullable()
      .transform(list => list ?? { totalCount: 0, pageInfo: { hasNextPage: false }, nodes: [], edges: [] }),
  })

export const Counts = z.object({
  nameWithOwner: z.string(),
  stargazerCount: z.number(),
  forkCount: z.number(),
  watchers: z.object({ totalCount: z.number() }),
})

export const GraphQl = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ type: z.string().nullish(), message: z.string().default('') }))
    .nullish()
    .transform(errors => errors ?? []),
})

/** Of REST: comments on lines. */
export const InlineComments = z.array(
  z.object({
    id: z.number(),
    user: z.object({ id: z.number().nullish(), login: z.string(), type: z.string().nullish() }).nullish(),
    body: z.string().nullish(),
    created_at: time,
    updated_at: time,
    pull_request_url: z.string(),
  }),
)

export const Traffic = z.object({
  clones: z.array(z.object({ timestamp: time, count: z.number(), uniques: z.number() })).nullish(),
  views: z.array(z.object({ timestamp: time, count: z.number() })).nullish(),
})

export const NumberList = ListOf(z.object({ number: z.number() }))
