import { RecordSplitter } from './split-records.ts'

/**
 * The format for `git log -z --date=raw` whose records `CommitReader` reads: eight lines, and then the trailers, each on a
 * line of its own. None of the eight can hold a line feed: git ends names there.
 */
export const commitFormat = '%H%n%P%n%an%n%ae%n%ad%n%cn%n%ce%n%cd%n%(trailers:only,unfold)'

const lineFeed = 10

/** Where a commit's fields are in `bytes`, which is valid only until the next record. */
export class CommitRecord {
  bytes: Buffer = Buffer.alloc(0)
  /** Field n begins at 2n and ends before what is at 2n + 1. */
  readonly bounds = new Int32Array(16)
  trailersStart = 0
  end = 0

  start(field: number) {
    return this.bounds[2 * field] as number
  }

  stop(field: number) {
    return this.bounds[2 * field + 1] as number
  }

  text(field: number) {
    return this.bytes.toString('utf8', this.start(field), this.stop(field))
  }

  /** One that stays. */
  copy(): CommitRecord {
    const copy = new CommitRecord()
    const begin = this.start(0)
    copy.bytes = Buffer.from(this.bytes.subarray(begin, this.end))
    copy.bounds.set(this.bounds.map(bound => bound - begin))
    copy.trailersStart = this.trailersStart - begin
    copy.end = this.end - begin
    return copy
  }

  /** One with other parents, given as hashes with spaces between. */
  withParents(parents: string): CommitRecord {
    const before = this.bytes.subarray(this.start(0), this.start(commitFields.parents))
    const after = this.bytes.subarray(this.stop(commitFields.parents), this.end)
    const record = new CommitRecord()
    const bytes = Buffer.concat([before, Buffer.from(parents), after])
    locate(record, bytes, 0, bytes.length)
    return record
  }
}

export const commitFields = {
  hash: 0,
  parents: 1,
  authorName: 2,
  authorEmail: 3,
  authorDate: 4,
  committerName: 5,
  committerEmail: 6,
  committerDate: 7,
} as const

/** Reads the stream of `git log` in `commitFormat`, a record at a time. */
export class CommitReader {
  readonly #splitter: RecordSplitter

  constructor(onCommit: (record: CommitRecord) => void) {
    const record = new CommitRecord()
    this.#splitter = new RecordSplitter((bytes, start, end) => {
      if (locate(record, bytes, start, end)) onCommit(record)
    })
  }

  push(piece: Buffer) {
    this.#splitter.push(piece)
  }
}

function locate(record: CommitRecord, bytes: Buffer, start: number, end: number): boolean {
  record.bytes = bytes
  let from = start
  for (let field = 0; field < 8; field++) {
    const to = bytes.indexOf(lineFeed, from)
    if (to < 0 || to >= end) return false
    record.bounds[2 * field] = from
    record.bounds[2 * field + 1] = to
    from = to + 1
  }
  record.trailersStart = from
  record.end = end
  return true
}

/** A commit whose message is one long row of trailers is cut there. */
const mostTrailers = 1000

/** Calls with where each trailer's key and value are. */
export function eachTrailer(
  { bytes, trailersStart, end }: CommitRecord,
  onTrailer: (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => void,
) {
  let start = trailersStart
  for (let count = 0; start < end && count < mostTrailers; count++) {
    const found = bytes.indexOf(lineFeed, start)
    const stop = found < 0 || found > end ? end : found
    const colon = bytes.indexOf(58, start)
    if (colon > start && colon < stop) {
      const isSpaced = bytes[colon + 1] === 32
      onTrailer(start, colon, Math.min(stop, isSpaced ? colon + 2 : colon + 1), stop)
    }
    start = stop + 1
  }
}

/** A moment as git writes it with `--date=raw`: seconds since 1970 and ±hhmm. */
export interface RawDate {
  /** Milliseconds since 1970 in UTC, within what a Date can hold. */
  at: number
  /** Minutes east of UTC. */
  offset: number
}

/** The farthest from 1970 that JavaScript's Date reaches, in seconds. DuckDB's timestamps reach farther. */
const farthest = 8.64e12

/** Undefined for what is no date: git leaves out what it cannot read. */
export function parseRawDate(text: string): RawDate | undefined {
  const [, seconds, sign, hhmm] = /^(-?\d+)(?: ([+-])(\d+))?$/.exec(text) ?? []
  if (seconds === undefined) return undefined
  const at = Math.max(-farthest, Math.min(farthest, Number(seconds))) * 1000
  return { at: at || 0, offset: sign ? offsetOf(sign, Number(hhmm)) : 0 }
}

/** Zones that no place has are kept as far as 16 bits hold them. */
function offsetOf(sign: string, hhmm: number) {
  const minutes = Math.min(32767, Math.floor(hhmm / 100) * 60 + (hhmm % 100))
  return sign === '-' ? -minutes || 0 : minutes
}

/** As `parseRawDate`, of the usual form, without making a string; undefined for any other form. */
export function readRawDate(bytes: Buffer, start: number, end: number): RawDate | undefined {
  const space = end - 6
  if (space <= start || space - start > 12 || bytes[space] !== 32) return readUnusualDate(bytes, start, end)
  let seconds = 0
  for (let at = start; at < space; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9) return readUnusualDate(bytes, start, end)
    seconds = seconds * 10 + digit
  }
  const hours = twoDigits(bytes, space + 2)
  const minutes = twoDigits(bytes, space + 4)
  if (hours < 0 || minutes < 0) return readUnusualDate(bytes, start, end)
  const offset = hours * 60 + minutes
  return { at: seconds * 1000, offset: bytes[space + 1] === 45 ? -offset || 0 : offset }
}

function twoDigits(bytes: Buffer, at: number) {
  const [tens, ones] = [(bytes[at] as number) - 48, (bytes[at + 1] as number) - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function readUnusualDate(bytes: Buffer, start: number, end: number) {
  return parseRawDate(bytes.toString('latin1', start, Math.min(end, start + 100)))
}

/** The date of the `author` or `committer` line of a raw commit object, which git's own formats leave out before 1970. */
export function dateOfRawCommit(object: Buffer, role: 'author' | 'committer'): RawDate | undefined {
  const line = headerOfRawCommit(object).find(line => line.startsWith(`${role} `)) ?? ''
  return parseRawDate(line.slice(line.lastIndexOf('>') + 1).trim())
}

export function parentsOfRawCommit(object: Buffer | undefined): string[] {
  if (!object) return []
  return headerOfRawCommit(object).flatMap(line => (line.startsWith('parent ') ? [line.slice(7)] : []))
}

const longestHeader = 1024 * 1024

function headerOfRawCommit(object: Buffer) {
  const text = object.toString('latin1', 0, Math.min(object.length, longestHeader))
  const end = text.indexOf('\n\n')
  return (end < 0 ? text : text.slice(0, end)).split('\n')
}
