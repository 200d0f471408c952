import type { z } from 'zod'
import { countRecords } from '../count-records.ts'
import { readAs } from '../forge-problem.ts'
import { listPages } from '../read-pages.ts'
import type { ForgeRecord, ReleaseRecord } from '../records.ts'
import { told } from '../told.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { type Subject, size } from './item-pages.ts'
import { accountOf } from './read-log.ts'
import { BranchName, Fork, Release, Repository, Star } from './shapes.ts'

function listOf<T extends z.ZodType>({ base, path }: Subject, name: string, shape: T) {
  const url = (page: number) => `${base}/${name}?per_page=${size}&page=${page}`
  return { url, shape, size, what: path, optional: true }
}

function isNew(at: string, { since }: PhaseStart) {
  return since === undefined || Date.parse(at) >= Date.parse(since)
}

export function releasePages(subject: Subject, from: PhaseStart) {
  return listPages(subject.tools, from, {
    ...listOf(subject, 'releases', Release),
    read: release => [
      told<ReleaseRecord>({
        record: 'release',
        id: String(release.id),
        tag: release.tag_name,
        name: release.name ?? '',
        author: accountOf(release.author),
        createdAt: release.created_at,
        publishedAt: release.created_at,
        isDraft: false,
        isPrerelease: release.prerelease ?? false,
      }),
    ],
  })
}

export function branchPages(subject: Subject, from: PhaseStart) {
  const at = subject.tools.now().toISOString()
  const read = ({ name }: { name: string }): ForgeRecord[] => [{ record: 'branch', name, kind: 'seen', at }]
  return listPages(subject.tools, from, { ...listOf(subject, 'branches', BranchName), read })
}

export function forkPages(subject: Subject, from: PhaseStart) {
  return listPages(subject.tools, from, {
    ...listOf(subject, 'forks', Fork),
    keyOf: fork => fork.html_url,
    read: ({ owner, html_url: url, created_at: at }) =>
      isNew(at, from) ? [{ record: 'spread', kind: 'fork', actor: accountOf(owner), at, url }] : [],
  })
}

export function starPages(subject: Subject, from: PhaseStart) {
  return listPages(subject.tools, from, {
    ...listOf(subject, 'stargazers', Star),
    keyOf: star => star.login,
    read: ({ star_at: at, ...user }) =>
      at && isNew(at, from) ? [{ record: 'spread', kind: 'star', actor: accountOf(user), at }] : [],
  })
}

export async function* countPages({ base, path, tools }: Subject): AsyncGenerator<PhasePage> {
  const { json } = await tools.ask(base)
  const { full_name: name, ...counts } = readAs(Repository, json, path)
  const records = countRecords(tools.now().toISOString(), {
    stars: counts.stargazers_count,
    forks: counts.forks_count,
    watchers: counts.watchers_count,
  })
  yield { records, position: undefined, movedTo: name.toLowerCase() === path.toLowerCase() ? undefined : name }
}
