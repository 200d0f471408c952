import type { z } from 'zod'
import { countRecords } from '../count-records.ts'
import { readAs } from '../forge-problem.ts'
import { readPages } from '../read-pages.ts'
import type { ForgeRecord, ReleaseRecord } from '../records.ts'
import { told } from '../told.ts'
import type { PhasePage, PhaseStart } from '../walk.ts'
import { type Subject, size } from './item-pages.ts'
import { accountOf } from './read-timeline.ts'
import { BranchName, Fork, Release, Repository } from './shapes.ts'

async function* listPages<T extends z.ZodType>(
  { base, path, tools }: Subject,
  { position }: PhaseStart,
  { name, shape, read }: { name: string; shape: T; read(one: z.output<T>): ForgeRecord[] },
): AsyncGenerator<PhasePage> {
  const url = (page: number) => `${base}/${name}?limit=${size}&page=${page}`
  const list = { url, shape, size, what: path, optional: true }
  let done = 0
  for await (const { page, items, isLast } of readPages(tools, list, Number(position ?? 1))) {
    done += items.length
    yield { records: items.flatMap(read), position: isLast ? undefined : String(page + 1), done }
  }
}

/** All each time: they go on being downloaded. */
export function releasePages(subject: Subject, from: PhaseStart) {
  return listPages(subject, from, {
    name: 'releases',
    shape: Release,
    read: release => [
      told<ReleaseRecord>({
        record: 'release',
        id: String(release.id),
        tag: release.tag_name,
        name: release.name ?? '',
        author: accountOf(release.author),
        createdAt: release.created_at,
        publishedAt: release.draft ? undefined : release.published_at,
        isDraft: release.draft,
        isPrerelease: release.prerelease,
        downloads: (release.assets ?? []).reduce((sum, asset) => sum + asset.download_count, 0),
      }),
    ],
  })
}

export function branchPages(subject: Subject, from: PhaseStart) {
  const at = subject.tools.now().toISOString()
  const read = ({ name }: { name: string }): ForgeRecord[] => [{ record: 'branch', name, kind: 'seen', at }]
  return listPages(subject, from, { name: 'branches', shape: BranchName, read })
}

export function forkPages(subject: Subject, from: PhaseStart) {
  const isNew = (at: string) => from.since === undefined || Date.parse(at) >= Date.parse(from.since)
  return listPages(subject, from, {
    name: 'forks',
    shape: Fork,
    read: ({ owner, html_url: url, created_at: at }) =>
      isNew(at) ? [{ record: 'spread', kind: 'fork', actor: accountOf(owner), at, url }] : [],
  })
}

/** Who gave a star is told, but not when: only how many there are. */
export async function* countPages({ base, path, tools }: Subject): AsyncGenerator<PhasePage> {
  const { json } = await tools.ask(base)
  const { full_name: name, ...counts } = readAs(Repository, json, path)
  const records = countRecords(tools.now().toISOString(), {
    stars: counts.stars_count,
    forks: counts.forks_count,
    watchers: counts.watchers_count,
  })
  yield { records, position: undefined, movedTo: name.toLowerCase() === path.toLowerCase() ? undefined : name }
}
