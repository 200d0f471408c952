import type { CommitChanges } from '../../../lib/git-log/change-records.ts'
import { BooleanColumn, type Column, NumberColumn, TextColumn } from '../../../lib/parquet/columns.ts'

/** Changes as columns, one commit after the other. */
export class ChangeTable {
  readonly #hash = new TextColumn('hash')
  readonly #path = new TextColumn('path', { nullable: true })
  readonly #previousPath = new TextColumn('previous_path', { nullable: true })
  readonly #added = new NumberColumn('added', 'integer', { nullable: true })
  readonly #removed = new NumberColumn('removed', 'integer', { nullable: true })
  readonly #generated = new BooleanColumn('generated')
  readonly #isGenerated: (path: string) => boolean
  /** By the number of the path. */
  readonly #verdicts: boolean[] = []
  commits = 0

  constructor(isGenerated: (path: string) => boolean) {
    this.#isGenerated = isGenerated
  }

  get rows() {
    return this.#hash.rows
  }

  get columns(): Column[] {
    return [this.#hash, this.#path, this.#previousPath, this.#added, this.#removed, this.#generated]
  }

  append({ hash, bytes, rows }: CommitChanges) {
    this.commits++
    if (rows.length === 0) this.#appendMarker(hash)
    for (const row of rows) {
      this.#hash.appendBytes(hash)
      const path = this.#path.appendBytes(bytes, row.pathStart, row.pathEnd)
      const isRename = row.previousEnd > row.previousStart
      if (isRename) this.#previousPath.appendBytes(bytes, row.previousStart, row.previousEnd)
      else this.#previousPath.append(null)
      this.#added.append(linesOf(row.added))
      this.#removed.append(linesOf(row.removed))
      this.#verdicts[path] ??= this.#isGenerated(this.#path.valueOf(path))
      this.#generated.append(this.#verdicts[path] ?? false)
    }
  }

  /** A commit without changes is known to be so. */
  #appendMarker(hash: Buffer) {
    this.#hash.appendBytes(hash)
    this.#path.append(null)
    this.#previousPath.append(null)
    this.#added.append(null)
    this.#removed.append(null)
    this.#generated.append(false)
  }
}

/** Null for a binary file; cut to 32 bits, more than git counts in any file that it takes for text. */
function linesOf(count: number) {
  return count < 0 ? null : Math.min(count, 0x7fffffff)
}
