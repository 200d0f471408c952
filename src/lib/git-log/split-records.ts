/**
 * Cuts a stream at its NUL bytes: `push` gives each record, without the NUL, as a part of some buffer that is valid only
 * during the call. What came after the last NUL is `rest`.
 */
export class RecordSplitter {
  readonly #onRecord: (bytes: Buffer, start: number, end: number) => void
  /** Kept apart until the NUL comes, so that a huge record is joined only once. */
  #pieces: Buffer[] = []

  constructor(onRecord: (bytes: Buffer, start: number, end: number) => void) {
    this.#onRecord = onRecord
  }

  push(piece: Buffer) {
    const first = piece.indexOf(0)
    if (first < 0) {
      if (piece.length > 0) this.#pieces.push(piece)
      return
    }
    let start = 0
    if (this.#pieces.length > 0) {
      const joined = Buffer.concat([...this.#pieces, piece.subarray(0, first)])
      this.#pieces = []
      this.#onRecord(joined, 0, joined.length)
      start = first + 1
    }
    for (let end = piece.indexOf(0, start); end >= 0; end = piece.indexOf(0, start)) {
      this.#onRecord(piece, start, end)
      start = end + 1
    }
    if (start < piece.length) this.#pieces.push(piece.subarray(start))
  }

  get rest(): Buffer {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)]
    return this.#pieces[0] ?? Buffer.alloc(0)
  }

  dropRest() {
    this.#pieces = []
  }
}
