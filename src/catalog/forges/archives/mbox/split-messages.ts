/** A message as it lies in the file, each letter one of its bytes. */
export interface RawMessage {
  /** Where it begins. */
  line: number
  /** The line that parts it from the one before; empty of a single message. */
  separator: string
  head: string[]
  body: string[]
}

/** More of one message is not held: who said what, and trailers, stand before it. */
const mostBody = 1024 * 1024
const mostHead = 256 * 1024
const longestLine = 64 * 1024

const separator = /^From \S.*\d\d:\d\d.*\d{4}/
const field = /^(?:[!-9;-~]+:|>From )/

/** Stands before and behind each message of MMDF. */
const frame = '\u0001\u0001\u0001\u0001'

/** Messages of an mbox, whichever way it escapes, or of MMDF: a separator is one only where a header follows it. */
export async function* splitMessages(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<RawMessage> {
  const splitter = new Splitter()
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    // Of a line beyond all measure its beginning is enough.
    if (rest.length > 2 * longestLine) rest = rest.slice(0, longestLine)
    for (const line of lines) {
      const message = splitter.next(line)
      if (message) yield message
    }
  }
  if (rest !== '') {
    const message = splitter.next(rest)
    if (message) yield message
  }
  const last = splitter.end()
  if (last) yield last
}

class Splitter {
  #line = 0
  #message: RawMessage | undefined
  #isInHead = false
  #size = 0
  /** A line that is a separator if what follows is a header. */
  #held: string | undefined
  /** By its first line. */
  #isFramed = false

  /** The message that ends with this line. */
  next(raw: string): RawMessage | undefined {
    this.#line++
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (this.#line === 1) this.#isFramed = line === frame
    const isFrame = this.#isFramed && line === frame
    const held = this.#held
    this.#held = undefined
    let ended: RawMessage | undefined
    if (held !== undefined) {
      if (field.test(line)) ended = this.#begin(held, this.#line - 1)
      else this.#add(held)
    } else if (!this.#message && field.test(line)) this.#begin('', this.#line)
    if (isFrame || (line.startsWith('From ') && separator.test(line))) this.#held = line
    else this.#add(line)
    return ended
  }

  end(): RawMessage | undefined {
    if (this.#held !== undefined) this.#add(this.#held)
    return this.#message
  }

  #begin(separator: string, line: number): RawMessage | undefined {
    const before = this.#message
    this.#message = { line, separator, head: [], body: [] }
    this.#isInHead = true
    this.#size = 0
    return before
  }

  #add(line: string) {
    const message = this.#message
    if (!message || (this.#isFramed && line === frame)) return
    if (this.#isInHead && line === '') {
      this.#isInHead = false
      this.#size = 0
      return
    }
    this.#size += line.length + 1
    if (this.#isInHead && this.#size <= mostHead) message.head.push(line)
    else if (!this.#isInHead && this.#size <= mostBody) message.body.push(unquote(line))
  }
}

function unquote(line: string): string {
  return line.startsWith('>') && /^>+From /.test(line) ? line.slice(1) : line
}
