import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CommitReader,
  type CommitRecord,
  commitFields,
  commitFormat,
  parentsOfRawCommit,
} from '../../lib/git-log/commit-records.ts'
import { explainGitFailure, unreadableObject } from './git-failure.ts'
import { readObjects } from './read-objects.ts'
import type { Repository } from './repository.ts'
import { startGit } from './run-git.ts'

interface Reading {
  onCommit(record: CommitRecord): void
  /** What it answers with is awaited before more is read. */
  afterPiece(): Promise<void> | undefined
  signal?: AbortSignal | undefined
}

/** Past so many damaged places a history is not worth telling. */
const mostGaps = 50

/**
 * Every commit reachable from one and not from the other, newest first, in one pass. Where git cannot go on because a
 * commit is damaged, the walk goes around it: the answer names the objects that could not be read.
 */
export async function readCommits(
  repository: Repository,
  range: Range,
  { onCommit, afterPiece, signal }: Reading,
): Promise<string[]> {
  const unreadable: string[] = []
  const roots = new Map<string, string>()
  let passed = 0
  for (;;) {
    let count = 0
    const reader = new CommitReader(record => {
      if (++count > passed) onCommit(roots.size > 0 ? restoreParents(record, roots) : record)
    })
    const { code, message } = await walk(repository, range, { roots, format: commitFormat, signal }, piece => {
      reader.push(piece)
      return afterPiece()
    })
    if (code === 0 || signal?.aborted) return unreadable
    const object = unreadableObject(message)
    const children = object ? await findChildren(repository, range, roots, object) : new Map()
    if (!object || children.size === 0 || roots.size > mostGaps) throw explainGitFailure(repository.path, message)
    for (const [child, parents] of children) roots.set(child, parents)
    unreadable.push(object)
    // Up to where it broke, the next walk is the same.
    passed = Math.max(passed, count)
  }
}

interface Range {
  from: string
  not?: string | undefined
}

interface Walk {
  /** Commits that are taken to have no parents, with those that they have. */
  roots: ReadonlyMap<string, string>
  format: string
  signal?: AbortSignal | undefined
}

async function walk(
  repository: Repository,
  { from, not }: Range,
  { roots, format, signal }: Walk,
  onPiece: (piece: Buffer) => Promise<void> | undefined,
) {
  return hidingParents(repository, roots, async global => {
    const args = [...global, ...logCommand, `--format=${format}`, from, ...(not ? [`^${not}`] : []), '--']
    const git = startGit(repository.path, args, { signal })
    git.endInput()
    await git.read(onPiece)
    return git.ended
  })
}

/**
 * The commits at which the walk could not go on, as they come from the damaged one. Git does not always name them: they are
 * among those that the walk had before it, parents of what it gave that it had not given yet.
 */
async function findChildren(repository: Repository, range: Range, roots: ReadonlyMap<string, string>, damaged: string) {
  const pieces: Buffer[] = []
  await walk(repository, range, { roots, format: '%H %P' }, piece => {
    pieces.push(piece)
    return undefined
  })
  const given = new Set<string>()
  const ahead = new Set([range.from])
  for (const record of Buffer.concat(pieces).toString('latin1').split('\0')) {
    const [hash = '', ...parents] = record.split(' ')
    given.add(hash)
    for (const parent of parents) ahead.add(parent)
  }
  const candidates = [...ahead].filter(hash => !given.has(hash) && hash !== damaged && !roots.has(hash))
  const objects = await readObjects(repository.path, candidates)
  const children = new Map<string, string>()
  for (const [index, hash] of candidates.entries()) {
    const parents = parentsOfRawCommit(objects[index])
    if (parents.includes(damaged)) children.set(hash, parents.join(' '))
  }
  return children
}

function restoreParents(record: CommitRecord, roots: ReadonlyMap<string, string>) {
  const parents = roots.get(record.text(commitFields.hash))
  return parents === undefined ? record : record.withParents(parents)
}

const logCommand = [
  'log',
  '-z',
  '--date=raw',
  '--encoding=UTF-8',
  '--no-color',
  '--no-notes',
  '--no-ext-diff',
  '--no-textconv',
  '--no-patch',
  '--no-mailmap',
]

/** Has git take these commits for roots, by a list of shallow commits of our own, which also holds the repository's. */
async function hidingParents<T>(
  repository: Repository,
  roots: ReadonlyMap<string, string>,
  action: (global: string[]) => Promise<T>,
) {
  if (roots.size === 0) return action([])
  const path = join(tmpdir(), `ospo-shallow-${randomUUID()}`)
  await writeFile(path, [...repository.boundary, ...roots.keys()].map(commit => `${commit}\n`).join(''))
  try {
    return await action(['--shallow-file', path])
  } finally {
    await rm(path, { force: true })
  }
}
