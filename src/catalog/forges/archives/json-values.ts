/** A value of a file and the line that it begins in; without `value` what could not be read, and why. */
export type Found = { line: number; value: unknown } | { line: number; problem: 'notJson' | 'cutOff' | 'tooLong' }

const longest = 64 * 1024 * 1024
const marks = /["{}[\]]/g
const ends = /["\\]/g

/**
 * The objects of JSON that comes in pieces: one after the other with or without line breaks, in arrays, in arrays of arrays
 * as `gh api --paginate --slurp` writes them, and in arrays that follow each other. No more than one is held at a time.
 */
export async function* jsonValues(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Found> {
  const decoder = new TextDecoder()
  const scanner = new Scanner()
  for await (const piece of pieces) yield* scanner.push(decoder.decode(piece, { stream: true }))
  yield* scanner.push(decoder.decode())
  yield* scanner.end()
}

class Scanner {
  #text = ''
  #at = 0
  /** Where the value begins that is being read; -1 between two. */
  #start = -1
  #depth = 0
  /** 1 within an array of values. */
  #base = 0
  #isInString = false
  #line = 1
  /** Up to where lines have been counted. */
  #counted = 0

  /** To the next sign that matters; false where there is none yet. */
  #step(): boolean {
    const pattern = this.#isInString ? ends : marks
    pattern.lastIndex = this.#at
    const mark = pattern.exec(this.#text)?.[0]
    if (mark === undefined) {
      this.#at = this.#text.length
      return false
    }
    const at = pattern.lastIndex - 1
    if (mark === '\\') {
      if (at + 1 >= this.#text.length) {
        this.#at = at
        return false
      }
      this.#at = at + 2
      return true
    }
    this.#at = at + 1
    if (mark === '"') this.#isInString = !this.#isInString
    else if (mark === '{' || mark === '[') this.#open(mark, at)
    else this.#close()
    return true
  }

  *push(piece: string): Generator<Found> {
    this.#text += piece
    while (this.#step()) if (this.#start >= 0 && this.#depth === this.#base) yield* this.#take()
    this.#forget()
    if (this.#text.length <= longest) return
    yield { line: this.#lineAt(Math.max(0, this.#start)), problem: 'tooLong' }
    this.#drop()
  }

  *end(): Generator<Found> {
    if (this.#start >= 0 || this.#base > 0) {
      yield { line: this.#lineAt(this.#start < 0 ? this.#text.length : this.#start), problem: 'cutOff' }
    } else if (this.#text.trim() !== '') yield { line: this.#lineAt(0), problem: 'notJson' }
  }

  #open(mark: string, at: number) {
    if (this.#start < 0 && mark === '[' && this.#base === 0) {
      this.#base = 1
      this.#depth = 1
      return
    }
    if (this.#start < 0) this.#start = at
    this.#depth++
  }

  #close() {
    this.#depth = Math.max(0, this.#depth - 1)
    if (this.#start < 0) {
      this.#base = 0
      this.#depth = 0
    }
  }

  *#take(): Generator<Found> {
    if (this.#isInString) return
    const line = this.#lineAt(this.#start)
    const value = parse(this.#text.slice(this.#start, this.#at))
    this.#start = -1
    if (value === undefined) yield { line, problem: 'notJson' }
    else if (Array.isArray(value)) for (const one of value) yield { line, value: one }
    else yield { line, value }
  }

  #lineAt(at: number): number {
    for (let next = this.#text.indexOf('\n', this.#counted); next !== -1 && next < at; ) {
      this.#line++
      this.#counted = next + 1
      next = this.#text.indexOf('\n', this.#counted)
    }
    return this.#line
  }

  /** Lets go of what was read. */
  #forget() {
    const keep = this.#start >= 0 ? this.#start : this.#at
    if (keep === 0) return
    this.#lineAt(keep)
    const rest = this.#text.slice(keep)
    // Between two values there may be words that are no JSON at all; they are no reason to hold on.
    this.#text = rest
    this.#at -= keep
    this.#counted = Math.max(0, this.#counted - keep)
    if (this.#start >= 0) this.#start = 0
  }

  #drop() {
    this.#text = ''
    this.#at = 0
    this.#counted = 0
    this.#start = -1
    this.#depth = 0
    this.#base = 0
    this.#isInString = false
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
