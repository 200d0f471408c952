import type { z } from 'zod'
import { countRecords } from '../count-records.ts'
import { readAs } from '../forge-problem.ts'
import { readPages } from '../read-pages.ts'
import type { ForgeRecord } from '../records.ts'
import { told } from '../told.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { isShown, type Subject } from './item-pages.ts'
import { accountOf } from './read-notes.ts'
import { Branch, Fork, Project, Release, Star } from './shapes.ts'

const size = 100

interface List<T extends z.ZodType> {
  name: string
  query?: Record<string, string>
  shape: T
  at?(one: z.output<T>): string
  /** Whether the latest come first, so that what is older ends the list. */
  isSorted?: boolean
  keyOf?(one: z.output<T>): string
  read(one: z.output<T>): ForgeRecord
}

async function* listPages<T extends z.ZodType>(
  { base, path, tools }: Subject,
  { since, position }: PhaseStart,
  { name, query = {}, shape, at, isSorted = false, keyOf, read }: List<T>,
): AsyncGenerator<PhasePage> {
  const url = (page: number) =>
    `${base}/${name}?${new URLSearchParams({ ...query, per_page: `${size}`, page: `${page}` })}`
  // Some lists are for members only.
  const list = { url, shape, size, what: path, optional: true, ...(keyOf && { keyOf }) }
  let done = 0
  for await (const { items, isLast, position: then } of readPages(tools, list, position)) {
    const fresh = items.filter(one => since === undefined || !at || Date.parse(at(one)) >= Date.parse(since))
    done += items.length
    const ends = isLast || (isSorted && fresh.length < items.length)
    yield { records: fresh.map(read), position: ends ? undefined : then, done }
    if (ends) return
  }
}

/** All each time: one that is made today may be dated back as far as anybody likes. */
export function releasePages(subject: Subject, from: PhaseStart) {
  return listPages(subject, from, {
    name: 'releases',
    shape: Release,
    read: release =>
      told<Extract<ForgeRecord, { record: 'release' }>>({
        record: 'release',
        id: release.tag_name,
        tag: release.tag_name,
        name: release.name ?? '',
        author: accountOf(release.author),
        createdAt: release.created_at,
        publishedAt: release.released_at,
        isDraft: false,
        isPrerelease: release.upcoming_release ?? false,
      }),
  })
}

export function branchPages(subject: Subject, from: PhaseStart) {
  const at = subject.tools.now().toISOString()
  return listPages(subject, from, {
    name: 'repository/branches',
    shape: Branch,
    read: ({ name }) => ({ record: 'branch', name, kind: 'seen', at }),
  })
}

export function forkPages(subject: Subject, from: PhaseStart) {
  return listPages(subject, from, {
    name: 'forks',
    query: { order_by: 'created_at', sort: 'desc' },
    shape: Fork,
    at: fork => fork.created_at,
    isSorted: true,
    keyOf: fork => fork.web_url,
    read: ({ created_at: at, web_url: url, owner, namespace }) => {
      const group = namespace ? ({ login: namespace.path, kind: 'organization' } as const) : {}
      return { record: 'spread', kind: 'fork', actor: owner ? accountOf(owner) : group, at, url }
    },
  })
}

export function starPages(subject: Subject, from: PhaseStart) {
  return listPages(subject, from, {
    name: 'starrers',
    shape: Star,
    at: star => star.starred_since,
    keyOf: star => star.user?.username ?? star.starred_since,
    read: ({ starred_since: at, user }) => ({ record: 'spread', kind: 'star', actor: accountOf(user), at }),
  })
}

/** Asked first: it tells whether the project is there, and where it is now. */
export async function* countPages(subject: Subject, { since }: PhaseStart): AsyncGenerator<PhasePage> {
  const { base, path, tools } = subject
  const { json } = await tools.ask(base)
  const project = readAs(Project, json, path)
  const { star_count: stars, forks_count: forks, path_with_namespace: now } = project
  const records = countRecords(tools.now().toISOString(), { stars, forks })
  const movedTo = now.toLowerCase() === path.toLowerCase() ? undefined : now
  yield { records, position: undefined, movedTo, hidden: await hiddenIn(subject, project, since) }
}

/** What is not for our eyes GitLab forbids just as what there is not, and for whom it is depends on the project and on our role. */
async function hiddenIn(subject: Subject, project: Project, since: string | undefined): Promise<string[]> {
  const isThere = (level: string | null | undefined) => typeof level === 'string' && level !== 'disabled'
  const issues = isThere(project.issues_access_level) && !(await isShown(subject, since, false))
  const changes = isThere(project.merge_requests_access_level) && !(await isShown(subject, since, true))
  return [...(issues ? ['issues'] : []), ...(changes ? ['changes'] : [])]
}
