/** What SQLite keeps in a column. Integers beyond what a number holds exactly are rounded. */
export type SqliteValue = null | number | string | Buffer

/**
 * The rows of a table in a database file, as its format has them (sqlite.org/fileformat2.html), without running any of the
 * SQL that is in it: the file may be anybody's. What is in a write-ahead log beside it is not seen. Throws a SyntaxError.
 */
export function* readSqliteTable(bytes: Buffer, table: string): Generator<SqliteValue[]> {
  const file = openFile(bytes)
  const wanted = table.toLowerCase()
  for (const [type, name, , root] of readTree(file, 1)) {
    if (type !== 'table' || typeof name !== 'string' || name.toLowerCase() !== wanted) continue
    if (typeof root === 'number' && root > 0) yield* readTree(file, root)
    return
  }
  throw new SyntaxError(`The database has no table ${table}`)
}

interface File {
  bytes: Buffer
  pageSize: number
  /** Of a page, what is not kept for extensions. */
  usable: number
  encoding: 'utf8' | 'utf16le' | 'utf16be'
  /** Bytes that may still be gathered from overflow pages: an honest file has each once. */
  left: number
}

const magic = 'SQLite format 3\0'
const leaf = 13
const interior = 5

function openFile(bytes: Buffer): File {
  if (bytes.length < 512 || bytes.toString('latin1', 0, 16) !== magic)
    throw new SyntaxError('This is no SQLite database')
  const stated = bytes.readUInt16BE(16)
  const pageSize = stated === 1 ? 65_536 : stated
  const usable = pageSize - (bytes[20] ?? 0)
  if (pageSize < 512 || usable < 480) throw new SyntaxError(`The database has pages of ${pageSize} bytes`)
  const encoding = (['utf8', 'utf8', 'utf16le', 'utf16be'] as const)[bytes.readUInt32BE(56)]
  if (!encoding) throw new SyntaxError('The database is in an unknown encoding')
  return { bytes, pageSize, usable, encoding, left: bytes.length }
}

function* readTree(file: File, root: number): Generator<SqliteValue[]> {
  const seen = new Set<number>()
  const open = [root]
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (seen.has(number)) throw new SyntaxError(`Page ${number} of the database is in its tree twice`)
    seen.add(number)
    const page = pageAt(file, number)
    const start = number === 1 ? 100 : 0
    const type = page[start]
    if (type === leaf) yield* readLeaf(file, page, start)
    else if (type === interior) open.push(...childrenOf(page, start).reverse())
    else throw new SyntaxError(`Page ${number} of the database is none of a table`)
  }
}

function pageAt({ bytes, pageSize }: File, number: number): Buffer {
  const page = bytes.subarray((number - 1) * pageSize, number * pageSize)
  if (number < 1 || page.length < pageSize) throw new SyntaxError(`The database breaks off before page ${number}`)
  return page
}

function childrenOf(page: Buffer, start: number): number[] {
  const children = cellsOf(page, start, 12).map(at => uint32(page, at))
  return [...children, uint32(page, start + 8)]
}

function cellsOf(page: Buffer, start: number, headerLength: number): number[] {
  const count = page.readUInt16BE(start + 3)
  if (start + headerLength + count * 2 > page.length) throw brokenPage
  return Array.from({ length: count }, (_, index) => page.readUInt16BE(start + headerLength + index * 2))
}

function* readLeaf(file: File, page: Buffer, start: number): Generator<SqliteValue[]> {
  for (const at of cellsOf(page, start, 8)) {
    const length = readVarint(page, at)
    const rowId = readVarint(page, length.end)
    yield readRecord(gather(file, page, rowId.end, length.value), file.encoding)
  }
}

/** A row that does not fit goes on in pages of its own. */
function gather(file: File, page: Buffer, at: number, length: number): Buffer {
  const { usable } = file
  const most = usable - 35
  if (length <= most) return slice(page, at, at + length)
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  const local = fitting <= most ? fitting : least
  file.left -= length - local
  if (file.left < 0) throw new SyntaxError('The rows of the database are larger than itself')
  const pieces = [slice(page, at, at + local)]
  let next = uint32(page, at + local)
  for (let missing = length - local; missing > 0; missing -= usable - 4) {
    const more = pageAt(file, next)
    pieces.push(more.subarray(4, 4 + Math.min(missing, usable - 4)))
    next = more.readUInt32BE(0)
  }
  return Buffer.concat(pieces)
}

function readRecord(record: Buffer, encoding: File['encoding']): SqliteValue[] {
  const header = readVarint(record, 0)
  const values: SqliteValue[] = []
  let at = header.value
  for (let next = header.end; next < header.value; ) {
    const type = readVarint(record, next)
    next = type.end
    const length = lengthOf(type.value)
    values.push(readValue(slice(record, at, at + length), type.value, encoding))
    at += length
  }
  return values
}

const integerLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function lengthOf(type: number): number {
  const length = type < 12 ? integerLengths[type] : Math.floor((type - 12) / 2)
  if (length === undefined) throw brokenPage
  return length
}

function readValue(bytes: Buffer, type: number, encoding: File['encoding']): SqliteValue {
  if (type === 0) return null
  if (type === 7) return bytes.readDoubleBE(0)
  if (type === 8 || type === 9) return type - 8
  if (type === 6) return Number(bytes.readBigInt64BE(0))
  if (type < 12) return bytes.readIntBE(0, bytes.length)
  if (type % 2 === 0) return bytes
  if (encoding === 'utf8') return bytes.toString('utf8')
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1))
  return (encoding === 'utf16le' ? even : even.swap16()).toString('utf16le')
}

/** Seven bits a byte, the largest first; of a ninth byte all eight. */
function readVarint(bytes: Buffer, at: number): { value: number; end: number } {
  let value = 0
  for (let index = 0; index < 9; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) throw brokenPage
    if (index === 8) return { value: value * 256 + byte, end: at + 9 }
    value = value * 128 + (byte & 127)
    if (byte < 128) return { value, end: at + index + 1 }
  }
  throw brokenPage
}

function slice(bytes: Buffer, from: number, to: number): Buffer {
  if (to > bytes.length) throw brokenPage
  return bytes.subarray(from, to)
}

function uint32(bytes: Buffer, at: number): number {
  return slice(bytes, at, at + 4).readUInt32BE(0)
}

const brokenPage = new SyntaxError('A page of the database is broken')
