import { inflateRawSync } from 'node:zlib'

/** One file in a ZIP archive. */
export interface ZipEntry {
  /** As the archive spells it, with `/`; nothing keeps it from leading elsewhere. */
  name: string
  /** Of its bytes once unpacked, as the archive states it. */
  size: number
  method: number
  encrypted: boolean
  packedSize: number
  /** Of its local header. */
  offset: number
}

/** Of APPNOTE.TXT, 4.3: where each kind of record begins. */
const endSignature = 0x06054b50
const wideEndSignature = 0x06064b50
const wideLocatorSignature = 0x07064b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

const endLength = 22
const longestComment = 0xffff
const wide = 0xffffffff
const mostEntries = 200_000

/** The files that an archive lists at its end. Throws a SyntaxError. */
export function listZip(archive: Buffer): ZipEntry[] {
  const { count, offset } = findDirectory(archive)
  if (count > mostEntries) throw new SyntaxError(`The archive says that it holds ${count} files`)
  const entries: ZipEntry[] = []
  let at = offset
  for (let index = 0; index < count; index++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== entrySignature)
      throw new SyntaxError(`The list of the archive's files breaks off after ${index} of ${count}`)
    const nameLength = archive.readUInt16LE(at + 28)
    const extraLength = archive.readUInt16LE(at + 30)
    const nameEnd = at + 46 + nameLength
    entries.push(readEntry(archive, at, nameEnd, nameEnd + extraLength))
    at = nameEnd + extraLength + archive.readUInt16LE(at + 32)
  }
  return entries
}

/** The bytes of a file; undefined where it is over the limit, encrypted, packed in some other way than usual, or broken. */
export function unpackZip(archive: Buffer, entry: ZipEntry, limit: number): Buffer | undefined {
  const { offset, packedSize, size, method, encrypted } = entry
  if (encrypted || size > limit || packedSize > limit) return undefined
  if (offset + 30 > archive.length || archive.readUInt32LE(offset) !== localSignature) return undefined
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28)
  const packed = archive.subarray(start, start + packedSize)
  if (packed.length < packedSize) return undefined
  if (method === 0) return packed
  if (method !== 8) return undefined
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) })
  } catch {
    return undefined
  }
}

function findDirectory(archive: Buffer): { count: number; offset: number } {
  const last = archive.length - endLength
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (archive.readUInt32LE(at) !== endSignature) continue
    const count = archive.readUInt16LE(at + 10)
    const offset = archive.readUInt32LE(at + 16)
    return count === 0xffff || offset === wide ? findWideDirectory(archive, at) : { count, offset }
  }
  throw new SyntaxError('This is no ZIP archive: it has no list of its files at the end')
}

/** Of more than 65,535 files or 4 GiB the numbers are in a record of their own (ZIP64). */
function findWideDirectory(archive: Buffer, end: number): { count: number; offset: number } {
  const locator = end - 20
  const at =
    locator >= 0 && archive.readUInt32LE(locator) === wideLocatorSignature ? numberAt(archive, locator + 8) : -1
  if (at < 0 || at + 56 > archive.length || archive.readUInt32LE(at) !== wideEndSignature)
    throw new SyntaxError('The archive is too large for its list of files')
  return { count: numberAt(archive, at + 32), offset: numberAt(archive, at + 48) }
}

function readEntry(archive: Buffer, at: number, nameEnd: number, extraEnd: number): ZipEntry {
  const plain = {
    name: archive.toString('utf8', at + 46, nameEnd),
    encrypted: (archive.readUInt16LE(at + 8) & 1) === 1,
    method: archive.readUInt16LE(at + 10),
  }
  const sizes = {
    size: archive.readUInt32LE(at + 24),
    packedSize: archive.readUInt32LE(at + 20),
    offset: archive.readUInt32LE(at + 42),
  }
  return { ...plain, ...widen(sizes, archive.subarray(nameEnd, extraEnd)) }
}

type Sizes = Pick<ZipEntry, 'size' | 'packedSize' | 'offset'>

/** Numbers that do not fit are in an extra field, in this order (4.5.3). */
function widen(sizes: Sizes, extra: Buffer): Sizes {
  const wider = { ...sizes }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const key of ['size', 'packedSize', 'offset'] as const) {
      if (sizes[key] !== wide || next + 8 > extra.length) continue
      wider[key] = numberAt(extra, next)
      next += 8
    }
  }
  return wider
}

function numberAt(bytes: Buffer, at: number): number {
  const number = Number(bytes.readBigUInt64LE(at))
  return Number.isSafeInteger(number) ? number : Number.MAX_SAFE_INTEGER
}
