import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommitReader, type CommitRecord, commitFormat } from '../../lib/git-log/commit-records.ts'
import { explainGitFailure, unreadableObject } from './git-failure.ts'
import type { Repository } from './repository.ts'
import { startGit } from './run-git.ts'

interface Reading {
  onCommit(record: CommitRecord): void
  /** Awaited before more is read. */
  afterPiece(): Promise<void>
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
  { from, not }: { from: string; not?: string | undefined },
  { onCommit, afterPiece, signal }: Reading,
): Promise<string[]> {
  const unreadable: string[] = []
  const childless: string[] = []
  let passed = 0
  for (;;) {
    let count = 0
    const reader = new CommitReader(record => {
      if (++count > passed) onCommit(record)
    })
    const { code, message } = await hidingParents(repository, childless, async global => {
      const git = startGit(repository.path, [...global, ...logCommand, from, ...(not ? [`^${not}`] : []), '--'], {
        signal,
      })
      git.endInput()
      for await (const piece of git.output) {
        reader.push(piece)
        await afterPiece()
      }
      return git.ended
    })
    if (code === 0 || signal?.aborted) return unreadable
    const child = /Failed to traverse parents of commit ([0-9a-f]+)/i.exec(message)?.[1]
    if (!child || childless.includes(child) || childless.length === mostGaps) {
      throw explainGitFailure(repository.path, message)
    }
    childless.push(child)
    unreadable.push(unreadableObject(message) ?? child)
    // Up to where it broke, the next walk is the same.
    passed = Math.max(passed, count)
  }
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
  `--format=${commitFormat}`,
]

/** Has git take these commits for roots, by a list of shallow commits of our own, which also holds the repository's. */
async function hidingParents<T>(repository: Repository, commits: string[], action: (global: string[]) => Promise<T>) {
  if (commits.length === 0) return action([])
  const path = join(tmpdir(), `ospo-shallow-${randomUUID()}`)
  await writeFile(path, `${repository.shallow}${commits.map(commit => `${commit}\n`).join('')}`)
  try {
    return await action(['--shallow-file', path])
  } finally {
    await rm(path, { force: true })
  }
}
