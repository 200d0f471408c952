/** GraphQL, for with REST each item is a request of its own, and more for its reviews: 2,000 and more a thousand items, here 50. */
const who = '__typename login ... on User { name databaseId }'
const user = who.replace(' ... on User { name databaseId }', ' name databaseId')

const timelineTypes = [
  'ISSUE_COMMENT',
  'CLOSED_EVENT',
  'REOPENED_EVENT',
  'LABELED_EVENT',
  'UNLABELED_EVENT',
  'ASSIGNED_EVENT',
  'UNASSIGNED_EVENT',
  'RENAMED_TITLE_EVENT',
  'CROSS_REFERENCED_EVENT',
]

const changeTypes = [
  'PULL_REQUEST_REVIEW',
  'REVIEW_REQUESTED_EVENT',
  'REVIEW_DISMISSED_EVENT',
  'MERGED_EVENT',
  'READY_FOR_REVIEW_EVENT',
  'CONVERT_TO_DRAFT_EVENT',
  'HEAD_REF_FORCE_PUSHED_EVENT',
  'HEAD_REF_DELETED_EVENT',
]

const acted = `createdAt actor { ${who} }`

/** Numbers of comments and reviews have outgrown the integers of GraphQL. */
const numbered = 'id databaseId: fullDatabaseId'

const happened = `__typename
  ... on IssueComment { ${numbered} createdAt author { ${who} } body }
  ... on ClosedEvent { ${acted} }
  ... on ReopenedEvent { ${acted} }
  ... on LabeledEvent { ${acted} label { name } }
  ... on UnlabeledEvent { ${acted} label { name } }
  ... on AssignedEvent { ${acted} assignee { __typename ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Organization { login } } }
  ... on UnassignedEvent { ${acted} assignee { __typename ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Organization { login } } }
  ... on RenamedTitleEvent { ${acted} currentTitle }
  ... on CrossReferencedEvent { ${acted} source { ... on Issue { url } ... on PullRequest { url } } }`

const happenedToChange = `${happened}
  ... on PullRequestReview { ${numbered} submittedAt state author { ${who} } body }
  ... on ReviewRequestedEvent { ${acted} requestedReviewer { __typename ... on User { login } ... on Bot { login } ... on Mannequin { login } ... on Team { slug } } }
  ... on ReviewDismissedEvent { ${acted} previousReviewState review { databaseId: fullDatabaseId } }
  ... on MergedEvent { ${acted} merged: commit { oid } }
  ... on ReadyForReviewEvent { ${acted} }
  ... on ConvertToDraftEvent { ${acted} }
  ... on HeadRefForcePushedEvent { ${acted} afterCommit { oid } }
  ... on HeadRefDeletedEvent { ${acted} headRefName }`

const reactions = `reactions(first: 100) { pageInfo { hasNextPage endCursor }
    nodes { databaseId content createdAt user { login databaseId } } }`

const itemFields = `id number url title createdAt updatedAt state closedAt
  author { ${who} }
  labels(first: 100) { nodes { name } }
  milestone { title }
  assignees(first: 20) { nodes { ${user} } }
  ${reactions}
  closing: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { ${acted} } } }`

function timeline(types: readonly string[], fields: string) {
  return `timelineItems(first: 60, since: $since, itemTypes: [${types.join(', ')}]) {
    pageInfo { hasNextPage endCursor } nodes { ${fields} } }`
}

/** All of them each time: one may be pushed long after it was made, and the timeline has it by when it was made. */
const commitsField = `commits(first: 100) { totalCount pageInfo { hasNextPage endCursor }
    nodes { commit { oid committedDate author { name email user { login databaseId } } } } }`

const issueTimeline = timeline(timelineTypes, happened)
const changeTimeline = timeline([...timelineTypes, ...changeTypes], happenedToChange)

/** By its name an answer that was kept is found again, whatever else is asked for by then. */
function ofRepository(name: string, parameters: string, fields: string) {
  return `query ${name}($owner: String!, $name: String!, $after: String${parameters}) {
    repository(owner: $owner, name: $name) { nameWithOwner ${fields} } }`
}

const latestFirst = 'orderBy: { field: UPDATED_AT, direction: DESC }'
const page = 'totalCount pageInfo { hasNextPage endCursor }'

export const issuesQuery = ofRepository(
  'issues',
  ', $first: Int!, $since: DateTime',
  `list: issues(first: $first, after: $after, ${latestFirst}, filterBy: { since: $since }) { ${page}
    nodes { ${itemFields} stateReason ${issueTimeline} } }`,
)

export const changesQuery = ofRepository(
  'pullRequests',
  ', $first: Int!, $since: DateTime',
  `list: pullRequests(first: $first, after: $after, ${latestFirst}) { ${page}
    nodes { ${itemFields} isDraft mergedAt mergedBy { ${who} } baseRefName headRefName isCrossRepository
      mergeCommit { oid } ${commitsField} additions deletions changedFiles ${changeTimeline} } }`,
)

const numbersOf = (name: string, list: string) =>
  ofRepository(
    name,
    '',
    `list: ${list}(first: 100, after: $after, states: OPEN, orderBy: { field: CREATED_AT, direction: ASC }) { ${page} nodes { number } }`,
  )
export const openIssuesQuery = numbersOf('openIssues', 'issues')
export const openChangesQuery = numbersOf('openPullRequests', 'pullRequests')

/** What of one item's timeline does not fit on the page of items. */
export const timelineQuery = `query timelineItems($id: ID!, $after: String, $since: DateTime) { node(id: $id) {
  ... on Issue { ${issueTimeline.replace('first: 60', 'first: 100, after: $after')} }
  ... on PullRequest { ${changeTimeline.replace('first: 60', 'first: 100, after: $after')} } } }`

export const commitsQuery = `query commits($id: ID!, $after: String) { node(id: $id) {
  ... on PullRequest { ${commitsField.replace('first: 100', 'first: 100, after: $after')} } } }`

export const reactionsQuery = `query reactions($id: ID!, $after: String) { node(id: $id) {
  ... on Reactable { ${reactions.replace('first: 100', 'first: 100, after: $after')} } } }`

const assets = 'releaseAssets(first: 100) { pageInfo { hasNextPage endCursor } nodes { downloadCount } }'

export const releasesQuery = ofRepository(
  'releases',
  '',
  `list: releases(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) { ${page}
    nodes { id databaseId tagName name author { ${who} } createdAt publishedAt updatedAt isDraft isPrerelease
      ${assets} } }`,
)

export const assetsQuery = `query releaseAssets($id: ID!, $after: String) { node(id: $id) {
  ... on Release { ${assets.replace('first: 100', 'first: 100, after: $after')} } } }`

export const branchesQuery = ofRepository(
  'refs',
  '',
  `list: refs(refPrefix: "refs/heads/", first: 100, after: $after) { ${page} nodes { name } }`,
)

export const starsQuery = ofRepository(
  'stargazers',
  '',
  `list: stargazers(first: 100, after: $after, orderBy: { field: STARRED_AT, direction: DESC }) { ${page}
    edges { starredAt node { ${user} } } }`,
)

export const forksQuery = ofRepository(
  'forks',
  '',
  `list: forks(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) { ${page}
    nodes { createdAt url owner { ${who} } } }`,
)

export const profilesQuery = ofRepository(
  'mentionableUsers',
  '',
  `list: mentionableUsers(first: 100, after: $after) { ${page} nodes { ${user} company updatedAt } }`,
)

export const countsQuery = ofRepository(
  'stargazerCount',
  '',
  'stargazerCount forkCount watchers { totalCount }',
).replace(', $after: String', '')
