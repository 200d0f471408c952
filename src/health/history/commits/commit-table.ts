import {
  type CommitRecord,
  eachTrailer,
  commitFields as fields,
  type RawDate,
  readRawDate,
} from '../../../lib/git-log/commit-records.ts'
import { type Column, ListColumn, NumberColumn, TextColumn } from '../../../lib/parquet/columns.ts'

/** Commits as columns, one record after the other. */
export class CommitTable {
  readonly #hash = new TextColumn('hash')
  readonly #parents = new ListColumn('parents')
  readonly #author = new IdentityColumns('author', 'authored')
  readonly #committer = new IdentityColumns('committer', 'committed')
  readonly #trailers = new ListColumn('trailers', ['key', 'value'])

  get rows() {
    return this.#hash.rows
  }

  get columns(): Column[] {
    return [this.#hash, this.#parents, ...this.#author.columns, ...this.#committer.columns, this.#trailers]
  }

  append(record: CommitRecord, dates: CommitDates) {
    const { bytes } = record
    const hashStart = record.start(fields.hash)
    const hashEnd = record.stop(fields.hash)
    this.#hash.appendBytes(bytes, hashStart, hashEnd)
    this.#appendParents(record, hashEnd - hashStart)
    this.#author.append(record, fields.authorName, dates.author)
    this.#committer.append(record, fields.committerName, dates.committer)
    this.#appendTrailers(record)
  }

  #appendParents(record: CommitRecord, hashLength: number) {
    this.#parents.beginRow()
    const stop = record.stop(fields.parents)
    for (let at = record.start(fields.parents); at < stop; at += hashLength + 1) {
      this.#parents.addElement()
      this.#parents.field(0).appendBytes(record.bytes, at, at + hashLength)
    }
  }

  #appendTrailers(record: CommitRecord) {
    this.#trailers.beginRow()
    eachTrailer(record, (keyStart, keyEnd, valueStart, valueEnd) => {
      this.#trailers.addElement()
      this.#trailers.field(0).appendBytes(record.bytes, keyStart, keyEnd)
      this.#trailers.field(1).appendBytes(record.bytes, valueStart, valueEnd)
    })
  }
}

/** What git could not read of a commit's dates, found otherwise. */
export interface CommitDates {
  author?: RawDate | undefined
  committer?: RawDate | undefined
}

/** Undefined where git could not read the date. */
export function datesOf(record: CommitRecord): CommitDates {
  return { author: dateAt(record, fields.authorDate), committer: dateAt(record, fields.committerDate) }
}

function dateAt(record: CommitRecord, field: number) {
  return readRawDate(record.bytes, record.start(field), record.stop(field))
}

class IdentityColumns {
  readonly #name: TextColumn
  readonly #email: TextColumn
  readonly #at: NumberColumn
  readonly #offset: NumberColumn

  constructor(role: string, deed: string) {
    this.#name = new TextColumn(`${role}_name`)
    this.#email = new TextColumn(`${role}_email`)
    this.#at = new NumberColumn(`${deed}_at`, 'timestamp')
    this.#offset = new NumberColumn(`${role}_offset`, 'smallint')
  }

  get columns(): Column[] {
    return [this.#name, this.#email, this.#at, this.#offset]
  }

  /** The name's field, that of the e-mail after it. A commit without a readable date is of 1970, as git shows it. */
  append(record: CommitRecord, field: number, date: RawDate = { at: 0, offset: 0 }) {
    this.#name.appendBytes(record.bytes, record.start(field), record.stop(field))
    this.#email.appendBytes(record.bytes, record.start(field + 1), record.stop(field + 1))
    this.#at.append(date.at)
    this.#offset.append(date.offset)
  }
}
