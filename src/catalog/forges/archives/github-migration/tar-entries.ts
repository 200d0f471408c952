/** A plain file of a tar archive, whole; undefined where the archive is broken from here on. */
export type Entry = { name: string; bytes: Buffer } | undefined

const block = 512
const largestEntry = 256 * 1024 * 1024

/** The files that are wanted, in memory one at a time. Nothing is ever written: no path leads anywhere. */
export async function* tarEntries(
  pieces: AsyncIterable<Uint8Array>,
  wants: (name: string) => boolean,
): AsyncGenerator<Entry> {
  const source = new Source(pieces)
  let longName: string | undefined
  for (let header = await source.take(block); !isEnd(header); header = await source.take(block)) {
    const head = readHeader(header)
    if (!head) return yield undefined
    const name: string = longName ?? head.name
    const isWanted = head.what === 'file' && head.size <= largestEntry && wants(name)
    const bytes = await readBody(source, head, isWanted || head.what === 'name')
    if (!bytes) return yield undefined
    longName = head.what === 'name' ? longNameIn(head.kind, bytes) : undefined
    if (isWanted) yield { name, bytes }
  }
}

interface Head {
  name: string
  size: number
  kind: string
  what: 'file' | 'name' | 'other'
}

const longestName = 64 * 1024

function readHeader(header: Buffer): Head | undefined {
  const size = header.length === block && isHeader(header) ? sizeIn(header) : undefined
  if (size === undefined) return undefined
  const kind = String.fromCharCode(header[156] ?? 0)
  const isName = ['L', 'x'].includes(kind) && size <= longestName
  const isFile = ['0', '\0'].includes(kind)
  return { name: nameIn(header), size, kind, what: isFile ? 'file' : isName ? 'name' : 'other' }
}

/** Nothing of what is passed over; undefined where the archive ends within. */
async function readBody(source: Source, { size }: Head, isWanted: boolean): Promise<Buffer | undefined> {
  const bytes = isWanted ? await source.take(size) : await source.skip(size)
  await source.skip((block - (size % block)) % block)
  return bytes && bytes.length < size ? undefined : (bytes ?? Buffer.alloc(0))
}

/** Two blocks of nothing end it, or the end of the file. */
function isEnd(header: Buffer): boolean {
  return header.every(byte => byte === 0)
}

class Source {
  readonly #iterator: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array()

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#iterator = pieces[Symbol.asyncIterator]()
  }

  /** Fewer where the archive ends. */
  async take(size: number): Promise<Buffer> {
    const taken: Uint8Array[] = []
    await this.#pass(size, piece => taken.push(piece))
    return Buffer.concat(taken)
  }

  async skip(size: number): Promise<undefined> {
    await this.#pass(size, () => undefined)
  }

  async #pass(size: number, give: (piece: Uint8Array) => void) {
    for (let left = size; left > 0; ) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#iterator.next()
        if (done) return
        this.#rest = value
      }
      const piece = this.#rest.subarray(0, left)
      give(piece)
      left -= piece.length
      this.#rest = this.#rest.subarray(piece.length)
    }
  }
}

/** The sum of its bytes, its own field counted as spaces. */
function isHeader(header: Buffer): boolean {
  let sum = 0
  for (const [at, byte] of header.entries()) sum += at >= 148 && at < 156 ? 32 : byte
  return sum === Number.parseInt(textAt(header, 148, 8), 8)
}

function sizeIn(header: Buffer): number | undefined {
  const isBinary = ((header[124] ?? 0) & 0x80) !== 0
  const size = isBinary ? Number(header.readBigUInt64BE(128)) : Number.parseInt(textAt(header, 124, 12) || '0', 8)
  return Number.isSafeInteger(size) && size >= 0 ? size : undefined
}

function nameIn(header: Buffer): string {
  const isUstar = header.toString('latin1', 257, 262) === 'ustar'
  const prefix = isUstar ? textAt(header, 345, 155) : ''
  return prefix === '' ? textAt(header, 0, 100) : `${prefix}/${textAt(header, 0, 100)}`
}

function longNameIn(kind: string, bytes: Buffer): string | undefined {
  if (kind === 'L') return bytes.toString('utf8').replace(/\0.*$/s, '')
  return /^\d+ path=(.*)$/m.exec(bytes.toString('utf8'))?.[1]
}

function textAt(header: Buffer, start: number, length: number): string {
  return header
    .toString('utf8', start, start + length)
    .replace(/\0.*$/s, '')
    .trim()
}
