import { type GitProcess, startGit } from './run-git.ts'

/** A reader that nobody asks for so long lets its process go. */
const idleMs = 200

/**
 * Reads objects of a repository by their hashes, many by one process: to start one for each costs far more than the
 * reading. It needs no closing.
 */
export function createBlobReader(repository: string): (hash: string) => Promise<Buffer | undefined> {
  let open: ReturnType<typeof openBatch> | undefined
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function read(hash: string) {
    clearTimeout(idle)
    open ??= openBatch(repository)
    try {
      return await open.read(hash)
    } catch {
      // It ended by itself: the next question starts another.
      open = undefined
      return undefined
    } finally {
      idle = setTimeout(() => {
        open?.end()
        open = undefined
      }, idleMs).unref()
    }
  }

  return hash => {
    const answer = last.then(() => read(hash))
    last = answer
    return answer
  }
}

function openBatch(repository: string) {
  const git = startGit(repository, ['cat-file', '--batch'])
  let waiting: Waiting | undefined
  void git
    .read(piece => {
      waiting?.take(piece)
      return undefined
    })
    .finally(() => waiting?.fail())
  return { read: (hash: string) => ask(git, hash, next => (waiting = next)), end: () => git.endInput() }
}

interface Waiting {
  take(piece: Buffer): void
  fail(): void
}

/** The answer is a line with the size, the content and a line feed; or one line that says that it is missing. */
function ask(git: GitProcess, hash: string, wait: (waiting: Waiting) => void): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let [length, start, end] = [0, 0, -1]
    wait({
      take(piece) {
        pieces.push(piece)
        length += piece.length
        if (end < 0) {
          const head = Buffer.concat(pieces)
          const newline = head.indexOf(10)
          if (newline < 0) return
          const [, size] = / (\d+)$/.exec(head.toString('latin1', 0, newline)) ?? []
          if (size === undefined) return resolve(undefined)
          start = newline + 1
          end = start + Number(size)
        }
        if (length > end) resolve(Buffer.concat(pieces).subarray(start, end))
      },
      fail: () => reject(new Error('git cat-file ended')),
    })
    void git.write(`${hash}\n`)
  })
}
