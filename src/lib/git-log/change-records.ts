import { RecordSplitter } from './split-records.ts'

/** One line of `--numstat`; paths are where they are in the commit's `bytes`. */
export interface ChangeRow {
  /** -1 for binary files, as `removed`. */
  added: number
  removed: number
  pathStart: number
  pathEnd: number
  /** Of a rename: where it was before; else both are 0. */
  previousStart: number
  previousEnd: number
}

/** A commit with all of its changes; valid only during the call. */
export interface CommitChanges {
  hash: Buffer
  bytes: Buffer
  rows: readonly ChangeRow[]
}

const tab = 9

/** What diff-tree prints, and flushes, for an input line that names no commit: the line as it is. */
const marker = Buffer.from('.\n')
export const markerLine = '.\n'

type Expecting = 'line' | 'previous path' | 'path'

/**
 * Reads the stream of `git diff-tree --stdin --always -r --root -M --numstat -z`. A commit is given once all of it has come:
 * when the next begins, or the marker follows.
 */
export class ChangeReader {
  readonly #onCommit: (commit: CommitChanges) => void
  readonly #splitter = new RecordSplitter((bytes, start, end) => this.#read(bytes, start, end))
  #expecting: Expecting = 'line'
  #hash: Buffer | undefined
  #rows: ChangeRow[] = []
  #pieces: Buffer[] = []
  #length = 0

  constructor(onCommit: (commit: CommitChanges) => void) {
    this.#onCommit = onCommit
  }

  /** True when the marker has come. */
  push(piece: Buffer): boolean {
    this.#splitter.push(piece)
    if (this.#expecting !== 'line' || !this.#splitter.rest.equals(marker)) return false
    this.#splitter.dropRest()
    this.#finishCommit()
    return true
  }

  #read(bytes: Buffer, start: number, end: number) {
    if (this.#expecting === 'line') this.#readLine(bytes, start, end)
    else this.#readPath(bytes, start, end)
  }

  #readLine(bytes: Buffer, start: number, end: number) {
    const first = bytes.indexOf(tab, start)
    if (first < 0 || first >= end) {
      this.#finishCommit()
      this.#hash = Buffer.from(bytes.subarray(start, end))
      return
    }
    const second = bytes.indexOf(tab, first + 1)
    const row = {
      added: readCount(bytes, start, first),
      removed: readCount(bytes, first + 1, second),
      pathStart: 0,
      pathEnd: 0,
      previousStart: 0,
      previousEnd: 0,
    }
    this.#rows.push(row)
    if (second + 1 === end) this.#expecting = 'previous path'
    else [row.pathStart, row.pathEnd] = this.#keep(bytes, second + 1, end)
  }

  #readPath(bytes: Buffer, start: number, end: number) {
    const row = this.#rows.at(-1) as ChangeRow
    const bounds = this.#keep(bytes, start, end)
    if (this.#expecting === 'previous path') {
      ;[row.previousStart, row.previousEnd] = bounds
      this.#expecting = 'path'
    } else {
      ;[row.pathStart, row.pathEnd] = bounds
      this.#expecting = 'line'
    }
  }

  #keep(bytes: Buffer, start: number, end: number): [number, number] {
    this.#pieces.push(bytes.subarray(start, end))
    const from = this.#length
    this.#length += end - start
    return [from, this.#length]
  }

  #finishCommit() {
    if (this.#hash) this.#onCommit({ hash: this.#hash, bytes: Buffer.concat(this.#pieces), rows: this.#rows })
    this.#hash = undefined
    this.#rows = []
    this.#pieces = []
    this.#length = 0
  }
}

function readCount(bytes: Buffer, start: number, end: number) {
  if (bytes[start] === 45) return -1
  let count = 0
  for (let at = start; at < end; at++) count = count * 10 + (bytes[at] as number) - 48
  return count
}
