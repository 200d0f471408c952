import { type CommitRecord, commitFields, dateOfRawCommit } from '../../../lib/git-log/commit-records.ts'
import { ByteDictionary } from '../../../lib/parquet/dictionary.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { appendFacts, existing, removeFacts, tidyFacts, writeFacts } from '../../../platform/facts/fact-files.ts'
import { unreadableText } from '../../../platform/git/git-failure.ts'
import { readCommits } from '../../../platform/git/read-commits.ts'
import { readObjects } from '../../../platform/git/read-objects.ts'
import { inspectRepository, type Repository } from '../../../platform/git/repository.ts'
import { readGit, tryGit } from '../../../platform/git/run-git.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import { tabulateHashes } from '../lookups/lookup-tables.ts'
import { type Lookups, readLookups, saveLookups } from '../lookups/service.ts'
import type { Mined, MiningOptions } from '../model.ts'
import type { State } from '../state.ts'
import * as store from '../store.ts'
import { type CommitDates, CommitTable, datesOf } from './commit-table.ts'

type Mining = Pick<Context, 'facts' | 'now'>

interface Subject {
  id: string
  path: string
}

/**
 * Stores every commit reachable from HEAD that is not stored yet, the newest first, and brings tags and people up to date.
 * Fails with a Failure when the path is no repository that git can read; what it has to pass over is a warning.
 */
export function mineCommits(ctx: Mining, { id, path }: Subject, options: MiningOptions = {}): Promise<Mined> {
  const { folder, commits } = store.pathsOf(ctx, id)
  return oneAtATime(commits, async () => {
    const repository = await inspectRepository(path)
    await tidyFacts(folder)
    await tidyFacts(commits)
    // Beside the walk, which leaves a core idle.
    const lookups = readLookups(repository)
    lookups.catch(() => undefined)
    const state = await prepare(ctx, id, repository)
    const mined = await mineNew(ctx, id, repository, state, options)
    if (!options.signal?.aborted) await finish(ctx, id, repository, state, { ...mined, lookups: await lookups })
    return { commits: mined.commits, warnings: await warningsOf(repository, mined.unreadable) }
  })
}

/**
 * Facts of another view of the repository are no use: a shallow clone that was deepened has other parents and changes. Nor are
 * damaged ones: all is read anew, as nobody knows what was in them.
 */
async function prepare(ctx: Mining, id: string, { view }: Repository): Promise<State> {
  const known = await store.findState(ctx, id)
  if (known?.view === view && !(await store.hasDamage(ctx, id))) return known
  const paths = store.pathsOf(ctx, id)
  await removeFacts(paths.state, paths.commits, paths.changes, paths.mergeChanges, paths.lost)
  await store.removeDamagedTables(ctx, id)
  const state = { view, tip: null, minedAt: null }
  await store.saveState(ctx, id, state)
  return state
}

async function mineNew(
  ctx: Mining,
  id: string,
  repository: Repository,
  { tip }: State,
  { onProgress, signal }: MiningOptions,
) {
  const { head, path } = repository
  if (!head || head === tip) return { commits: 0, stored: 0, unreadable: [] }
  const not = tip && (await tryGit(path, ['cat-file', '-e', `${tip}^{commit}`])).code === 0 ? tip : undefined
  const known = await findKnown(ctx, id, path, { from: head, not })
  const sink = openSink(ctx, id, repository, known)
  const unreadable = await readCommits(
    repository,
    { from: head, not },
    {
      onCommit: sink.add,
      afterPiece: () => {
        onProgress?.({ done: sink.count() })
        return sink.afterPiece()
      },
      signal,
    },
  )
  await sink.close()
  await store.compact(ctx, store.pathsOf(ctx, id).commits)
  return { commits: sink.count(), stored: known.size, unreadable }
}

/** So many commits at once are looked up one by one; of more, all stored hashes are read. */
const fewCommits = 20_000

/** The commits among those to be read that are stored already: by a run that was stopped, or before a force push. */
async function findKnown(ctx: Mining, id: string, path: string, range: { from: string; not: string | undefined }) {
  if (!range.not) return toDictionary(lines(await store.findStoredHashes(ctx, id)))
  const command = ['rev-list', `--max-count=${fewCommits + 1}`, range.from, `^${range.not}`, '--']
  const { output } = await tryGit(path, command)
  const hashes = output.toString().split('\n').filter(Boolean)
  return toDictionary(lines(await store.findStoredHashes(ctx, id, hashes.length > fewCommits ? undefined : hashes)))
}

function lines(pieces: string[]) {
  return pieces.flatMap(piece => piece.split('\n'))
}

/** Rows of a file: what a kill loses at most. */
const chunk = 16_384

function openSink(ctx: Mining, id: string, repository: Repository, known: ByteDictionary) {
  const { commits } = store.pathsOf(ctx, id)
  let table = new CommitTable()
  /** Copies of records with a date that git cannot tell. */
  let undated: CommitRecord[] = []
  let count = 0
  let writing = Promise.resolve()

  async function write(table: CommitTable, undated: CommitRecord[]) {
    const objects = await readObjects(
      repository.path,
      undated.map(record => record.text(commitFields.hash)),
    )
    for (const [index, record] of undated.entries()) table.append(record, completeDates(record, objects[index]))
    if (table.rows > 0) await appendFacts(commits, table.columns)
  }

  async function flush() {
    await writing
    writing = write(table, undated)
    // Whoever awaits it next is told.
    writing.catch(() => undefined)
    table = new CommitTable()
    undated = []
  }

  return {
    add(record: CommitRecord) {
      if (known.has(record.bytes, record.start(commitFields.hash), record.stop(commitFields.hash))) return
      count++
      const dates = datesOf(record)
      if (dates.author && dates.committer) table.append(record, dates)
      else undated.push(record.copy())
    },
    afterPiece: () => (table.rows + undated.length >= chunk ? flush() : undefined),
    async close() {
      await flush()
      await writing
    },
    count: () => count,
  }
}

function completeDates(record: CommitRecord, object: Buffer | undefined): CommitDates {
  const dates = datesOf(record)
  if (!object) return dates
  return {
    author: dates.author ?? dateOfRawCommit(object, 'author'),
    committer: dates.committer ?? dateOfRawCommit(object, 'committer'),
  }
}

interface Outcome {
  /** Commits that the walk met and that were stored before. */
  stored: number
  unreadable: string[]
  lookups: Lookups
}

async function finish(ctx: Mining, id: string, repository: Repository, state: State, outcome: Outcome) {
  const { head = null } = repository
  const hasGaps = outcome.unreadable.length > 0
  if (head !== state.tip && !hasGaps) await updateLost(ctx, id, repository, state, outcome)
  await saveLookups(ctx, id, outcome.lookups)
  const minedAt = ctx.now().toISOString()
  await store.saveState(ctx, id, { view: state.view, tip: hasGaps ? null : head, minedAt })
}

/** After a force push some stored commits are no longer reachable, or are so again. */
async function updateLost(ctx: Mining, id: string, { path, head }: Repository, { tip }: State, { stored }: Outcome) {
  const { lost } = store.pathsOf(ctx, id)
  const isForward = tip && head && (await tryGit(path, ['merge-base', '--is-ancestor', tip, head])).code === 0
  const isFirst = tip === null && stored === 0
  if (isFirst || (isForward && (stored === 0 || (await existing(lost)).length === 0))) return
  const reachable = toDictionary(
    head ? (await readGit(path, ['rev-list', head, '--'])).toString('latin1').split('\n') : [],
  )
  const pieces = await store.findStoredHashes(ctx, id)
  const gone = lines(pieces).filter(hash => !reachable.has(Buffer.from(hash), 0, hash.length))
  if (gone.length > 0) await writeFacts(lost, tabulateHashes(gone))
  else await removeFacts(lost)
}

function toDictionary(hashes: string[]) {
  const dictionary = new ByteDictionary()
  for (const hash of hashes) dictionary.intern(Buffer.from(hash), 0, hash.length)
  return dictionary
}

async function warningsOf({ path, head, boundary }: Repository, unreadable: string[]): Promise<Text[]> {
  const warnings = unreadable.slice(0, mostNamed).map(object => unreadableText(path, object))
  if (!head) warnings.push(await explainNoHead(path))
  if (boundary.length > 0) warnings.push(shallow(path))
  return warnings
}

/** HEAD may name a branch that is gone, or was never there, beside others that have commits. */
async function explainNoHead(path: string): Promise<Text> {
  const [named, others] = [
    await tryGit(path, ['symbolic-ref', '--short', 'HEAD']),
    await tryGit(path, ['for-each-ref', '--count=3', '--format=%(refname:short)', 'refs/heads']),
  ]
  const [branch, branches] = [named, others].map(({ output }) => output.toString().trim().replaceAll('\n', ', '))
  return branches ? noBranch(path, branch ?? '', branches) : noCommits(path)
}

/** Of damaged objects, the first few are named: mending one often mends the rest. */
const mostNamed = 3

function noBranch(path: string, branch: string, branches: string): Text {
  return {
    en: `HEAD of ${path} names ${branch}, a branch that is not there, beside ${branches}: run “git symbolic-ref HEAD refs/heads/…” in it with the one that is meant, and scan again`,
    zh: `${path} 的 HEAD 指向不存在的分支 ${branch}，而现有分支为 ${branches}：请在其中运行 “git symbolic-ref HEAD refs/heads/…” 指定正确的分支，然后重新扫描`,
  }
}

function noCommits(path: string): Text {
  return { en: `${path} has no commits yet`, zh: `${path} 尚无任何提交` }
}

function shallow(path: string): Text {
  return {
    en: `${path} is a shallow clone, of which only the newest commits are there, and what the oldest of these changed is unknown: run “git fetch --unshallow” in it and scan again`,
    zh: `${path} 是浅克隆，只包含最近的提交，其中最早的提交所做的改动未知：请在其中运行 “git fetch --unshallow”，然后重新扫描`,
  }
}
