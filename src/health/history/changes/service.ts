import { type AttributeRule, parseAttributes } from '../../../lib/git-attributes/attributes.ts'
import type { CommitChanges } from '../../../lib/git-log/change-records.ts'
import type { Text } from '../../../lib/text/text.ts'
import { utf8Of } from '../../../lib/text/utf8.ts'
import { onAllCores } from '../../../platform/cores.ts'
import { appendFacts, removeFacts, tidyFacts, writeNote } from '../../../platform/facts/fact-files.ts'
import { openDiffer } from '../../../platform/git/differ.ts'
import { unreadableText } from '../../../platform/git/git-failure.ts'
import { readObjects } from '../../../platform/git/read-objects.ts'
import { inspectRepository, type Repository } from '../../../platform/git/repository.ts'
import { readGit } from '../../../platform/git/run-git.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import type { Mined, MiningOptions } from '../model.ts'
import * as store from '../store.ts'
import { ChangeTable } from './change-table.ts'
import { attributeNames, isGenerated } from './generated-files.ts'

interface Subject {
  id: string
  path: string
}

/**
 * Stores which lines every commit mined so far changed, the newest first, on all cores. Merges have none: what they bring
 * is in the commits they merge. Fails with a Failure when the path is no repository that git can read.
 */
export function mineChanges(ctx: store.FactsOnly, subject: Subject, options?: MiningOptions): Promise<Mined> {
  return mineSeries(ctx, subject, 'changes', options)
}

/** As `mineChanges`, of merges by what they changed against their first parent. Where nobody asked for that, it does nothing. */
export async function mineMergeChanges(
  ctx: store.FactsOnly,
  subject: Subject,
  options?: MiningOptions,
): Promise<Mined> {
  if (!(await store.isMergesAsked(ctx, subject.id))) return { commits: 0, warnings: [] }
  return mineSeries(ctx, subject, 'mergeChanges', options)
}

/** Whether merges are to have lines from the next mining on. Where not, those that are stored go. */
export async function askForMergeChanges(ctx: store.FactsOnly, id: string, isAsked: boolean) {
  const { mergesAsked, mergeChanges } = store.pathsOf(ctx, id)
  if (isAsked) await writeNote(mergesAsked, {})
  else await removeFacts(mergesAsked, mergeChanges)
}

function mineSeries(
  ctx: store.FactsOnly,
  { id, path }: Subject,
  series: store.ChangeSeries,
  options: MiningOptions = {},
): Promise<Mined> {
  const folder = store.pathsOf(ctx, id)[series]
  return oneAtATime(folder, async () => {
    const repository = await inspectRepository(path)
    const state = await store.findState(ctx, id)
    // The commits that are stored are not those that git would show now: they are to be mined anew first.
    if (state?.view !== repository.view) return { commits: 0, warnings: [] }
    await tidyFacts(folder)
    const { commits, unreadable } = await mineBacklog(ctx, id, { repository, series }, options)
    return { commits, warnings: warningsOf(repository, unreadable) }
  })
}

interface Task {
  repository: Repository
  series: store.ChangeSeries
}

async function mineBacklog(
  ctx: store.FactsOnly,
  id: string,
  { repository, series }: Task,
  { onProgress, signal }: MiningOptions,
) {
  const { chunks, waiting, done } = await store.findBacklog(ctx, id, series, repository.boundary)
  const rules = chunks.length > 0 ? await readAttributes(repository) : []
  const unreadable: string[] = []
  let commits = 0

  await onAllCores(chunks.length, signal, async signal => {
    const sink = openSink(ctx, id, { repository, series }, path => isGenerated(path, rules))
    const differ = openDiffer(repository, { onCommit: sink.add, afterPiece: sink.afterPiece, signal })
    try {
      while (!signal.aborted && unreadable.length < mostUnreadable) {
        const chunk = chunks.shift()
        if (chunk === undefined) break
        const lines = chunk.split('\n')
        unreadable.push(...(await differ.diff(lines)))
        commits += lines.length
        await sink.afterChunk()
        onProgress?.({ done: done + commits, total: done + waiting })
      }
    } finally {
      differ.close()
    }
    await sink.close()
  })
  return { commits: commits - unreadable.length, unreadable }
}

/** A history with so many holes is a partial clone, say, which no going around makes whole. */
const mostUnreadable = 100

/** A file is written after so many commits, so that a kill loses little; the first one sooner, to show something soon. */
const commitsOfFile = 2048
const mostRows = 100_000

function openSink(
  ctx: store.FactsOnly,
  id: string,
  { repository, series }: Task,
  isGenerated: (path: string) => boolean,
) {
  const folder = store.pathsOf(ctx, id)[series]
  let table = new ChangeTable(isGenerated)
  let files = 0
  let writing = Promise.resolve()

  async function write(table: ChangeTable) {
    // Mining commits anew may have begun meanwhile, for another view of the repository.
    if (table.rows === 0 || (await store.findState(ctx, id))?.view !== repository.view) return
    // Or nobody wants them any more.
    if (series === 'mergeChanges' && !(await store.isMergesAsked(ctx, id))) return
    await appendFacts(folder, table.columns)
    await store.compact(ctx, folder)
  }

  function flush() {
    const full = table
    table = new ChangeTable(isGenerated)
    files++
    writing = writing.then(() => write(full))
    // Whoever awaits it next is told.
    writing.catch(() => undefined)
    return writing
  }

  return {
    add: (commit: CommitChanges) => table.append(commit),
    afterPiece: () => (table.rows > mostRows ? flush() : undefined),
    afterChunk: () => (files === 0 || table.commits >= commitsOfFile ? flush() : undefined),
    close: flush,
  }
}

/** Files of rules that are read at most, and the bytes of each. */
const mostFiles = 1000
const largest = 1024 * 1024

/** What the .gitattributes files of HEAD say of generated and vendored files, those of deeper folders last. */
export async function readAttributes({ path, head }: Repository): Promise<AttributeRule[]> {
  if (!head) return []
  const listing = await readGit(path, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', head])
  const paths = listing
    .toString()
    .split('\0')
    .filter(path => /(?:^|\/)\.gitattributes$/.test(path) && !path.includes('\n'))
  paths.sort((a, b) => a.split('/').length - b.split('/').length)
  const read = paths.slice(0, mostFiles)
  const contents = await readObjects(
    path,
    read.map(file => `${head}:${file}`),
  )
  return read.flatMap((file, index) => {
    const content = contents[index]
    if (!content || content.length > largest) return []
    return parseAttributes(utf8Of(content).toString(), file.split('/').slice(0, -1).join('/'), attributeNames)
  })
}

function warningsOf({ path, isPartial }: Repository, unreadable: string[]): Text[] {
  if (unreadable.length === 0) return []
  if (isPartial) return [partial(path)]
  const named = [...new Set(unreadable)].slice(0, mostNamed)
  return named.map(object => unreadableText(path, object))
}

/** Of damaged objects, the first few are named: mending one often mends the rest. */
const mostNamed = 3

function partial(path: string): Text {
  return {
    en: `${path} is a partial clone without all files' contents, so that lines cannot be counted: run “git fetch --refetch --no-filter” in it and scan again`,
    zh: `${path} 是部分克隆，缺少部分文件内容，无法统计行数：请在其中运行 “git fetch --refetch --no-filter”，然后重新扫描`,
  }
}
