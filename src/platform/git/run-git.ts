import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { explainGitFailure, gitMissing } from './git-failure.ts'

export interface GitOptions {
  /** What git reads; it is closed behind it. Left out, git reads nothing. */
  input?: string | Buffer
  signal?: AbortSignal | undefined
}

/** A git process at work in a repository. */
export interface GitProcess {
  /**
   * Calls with each piece of what git prints until there is no more. A promise that the call answers with is awaited
   * before the next piece. Most answer with none, which costs far less than an iterator would for every 4 kB.
   */
  read(onPiece: (piece: Buffer) => Promise<unknown> | undefined): Promise<void>
  /** Resolves once git has taken it. */
  write(input: string | Buffer): Promise<void>
  endInput(): void
  /** What git said, once it has ended. Code null: it was stopped. */
  ended: Promise<{ code: number | null; message: string }>
  stop(): void
}

/**
 * Never writes in the repository, runs no program that it names (hooks, filters, pagers, external diffs), and touches no
 * network: a missing object is missing. The user's own settings do not count, so that a repository has the same numbers
 * on every machine; those in the repository do.
 */
const settings = [
  '--no-pager',
  '--no-optional-locks',
  ...Object.entries({
    'safe.directory': '*',
    'core.fsmonitor': 'false',
    'core.hooksPath': '/dev/null',
    'core.alternateRefsCommand': '',
    'log.showSignature': 'false',
    'diff.external': '',
    'protocol.allow': 'never',
    // The bases of deltas stay at hand while a process goes through thousands of commits.
    'core.deltaBaseCacheLimit': '128m',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
]

const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

export function startGit(repository: string, args: readonly string[], { signal }: GitOptions = {}): GitProcess {
  const child = spawn('git', ['-C', repository, ...settings, ...args], {
    env: environmentFor(repository),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  children.add(child)
  const stop = () => void child.kill('SIGKILL')
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()

  let message = ''
  child.stderr.on('data', (bytes: Buffer) => {
    if (message.length < 10_000) message += bytes.toString()
  })
  // Writing to a git that has ended is told by how it ended.
  child.stdin.on('error', () => undefined)

  const ended = new Promise<{ code: number | null; message: string }>((resolve, reject) => {
    child.on('error', error => reject('code' in error && error.code === 'ENOENT' ? gitMissing(error) : error))
    child.on('close', code => resolve({ code, message }))
  }).finally(() => {
    children.delete(child)
    signal?.removeEventListener('abort', stop)
  })
  ended.catch(() => undefined)

  return {
    read: onPiece => readPieces(child.stdout, onPiece),
    write: input => new Promise(resolve => child.stdin.write(input, () => resolve())),
    endInput: () => child.stdin.end(),
    ended,
    stop,
  }
}

/** Everything git prints, or a Failure in one sentence. For answers that are known to be small. */
export async function readGit(repository: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const { code, message, output } = await tryGit(repository, args, options)
  if (code !== 0) throw explainGitFailure(repository, message)
  return output
}

/** As `readGit`, for commands whose failing is an answer. */
export async function tryGit(repository: string, args: readonly string[], options: GitOptions = {}) {
  const git = startGit(repository, args, options)
  if (options.input !== undefined) void git.write(options.input)
  git.endInput()
  const pieces: Buffer[] = []
  await git.read(piece => {
    pieces.push(piece)
    return undefined
  })
  const { code, message } = await git.ended
  options.signal?.throwIfAborted()
  return { code, message, output: Buffer.concat(pieces) }
}

function readPieces(output: Readable, onPiece: (piece: Buffer) => Promise<unknown> | undefined) {
  return new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      output.destroy()
      reject(error)
    }
    output.on('data', (piece: Buffer) => {
      try {
        const waiting = onPiece(piece)
        if (!waiting) return
        output.pause()
        waiting.then(() => output.resume(), fail)
      } catch (error) {
        fail(error)
      }
    })
    output.once('close', resolve)
    output.once('error', fail)
  })
}

function environmentFor(repository: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'LANGUAGE')
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    // What one commit needed is kept for the next, and not given back to the system and asked for again (glibc).
    MALLOC_TRIM_THRESHOLD_: '33554432',
    MALLOC_MMAP_THRESHOLD_: '33554432',
    // A folder inside of a repository is not that repository.
    GIT_CEILING_DIRECTORIES: dirname(repository),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    // Output comes in whole buffers, not with a system call for each commit.
    GIT_FLUSH: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
  }
}
