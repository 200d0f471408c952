import { ChangeReader, type CommitChanges, markerLine } from '../../lib/git-log/change-records.ts'
import { explainGitFailure, unreadableObject } from './git-failure.ts'
import type { Repository } from './repository.ts'
import { type GitProcess, startGit } from './run-git.ts'

interface Reading {
  onCommit(commit: CommitChanges): void
  /** What it answers with is awaited before more is read. */
  afterPiece(): Promise<void> | undefined
  signal?: AbortSignal | undefined
}

export interface Differ {
  /**
   * Gives the changes of these commits, each a hash and, where it is not to be all of its own, the parent that it is held
   * against. Answers with the objects for whose sake some could not be read.
   */
  diff(commits: readonly string[]): Promise<string[]>
  close(): void
}

interface Running {
  git: GitProcess
  /** Called when all commits that were asked for have come. */
  onMarker: () => void
  /** What git said when it ended. */
  gone: Promise<string>
}

/**
 * Lines changed by commits against their parent, renames found, by one git that lives from chunk to chunk and so keeps
 * what it has unpacked. A damaged object ends that git; then the commit that needs it is found by halving, and passed over.
 */
export function openDiffer(repository: Repository, { onCommit, afterPiece, signal }: Reading): Differ {
  let running: Running | undefined
  let last = ''

  function start(): Running {
    const git = startGit(repository.path, diffCommand, { signal })
    const reader = new ChangeReader(commit => {
      last = commit.hash.toString('latin1')
      onCommit(commit)
    })
    const started: Running = { git, onMarker: () => undefined, gone: Promise.resolve('') }
    const reading = git.read(piece => {
      if (reader.push(piece)) started.onMarker()
      return afterPiece()
    })
    started.gone = reading.then(async () => (await git.ended).message)
    started.gone.catch(() => undefined)
    return started
  }

  /** What git said when it ended early. */
  async function run(commits: readonly string[]): Promise<string | undefined> {
    running ??= start()
    const current = running
    last = ''
    const done = new Promise<undefined>(resolve => {
      current.onMarker = () => resolve(undefined)
    })
    void current.git.write(`${commits.join('\n')}\n${markerLine}`)
    const complaint = await Promise.race([done, current.gone])
    if (complaint !== undefined) running = undefined
    return complaint
  }

  async function diff(commits: readonly string[]): Promise<string[]> {
    const complaint = await run(commits)
    if (complaint === undefined || signal?.aborted) return []
    const done = last === '' ? 0 : commits.findIndex(commit => commit.startsWith(last)) + 1
    const rest = commits.slice(done)
    const object = unreadableObject(complaint)
    if (!object) throw explainGitFailure(repository.path, complaint)
    if (rest.length <= 1) return [object]
    const half = Math.ceil(rest.length / 2)
    return [...(await diff(rest.slice(0, half))), ...(await diff(rest.slice(half)))]
  }

  return {
    diff,
    close() {
      running?.git.endInput()
      running?.git.stop()
      running = undefined
    },
  }
}

const diffCommand = [
  'diff-tree',
  '--stdin',
  '--always',
  '-r',
  '--root',
  '-M',
  '--numstat',
  '-z',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
]
