const magic = 0x061561
const hashPages = [2, 13]
const overflowPage = 7
const pageHeader = 26
/** An item whose bytes are on pages of their own. */
const elsewhere = 3

interface File {
  bytes: Buffer
  pageSize: number
  bigEndian: boolean
  /** Bytes that may still be gathered: an honest file has each once. */
  left: number
}

/**
 * The large values in a hash of Berkeley DB: what RPM kept its packages in until 2020. Their order is that of the file.
 * Throws a SyntaxError.
 */
export function* listBerkeleyValues(bytes: Buffer): Generator<Buffer> {
  const file = openFile(bytes)
  for (let number = 1; (number + 1) * file.pageSize <= bytes.length; number++) {
    const page = pageAt(file, number)
    if (!hashPages.includes(page[25] ?? 0)) continue
    // Keys and values take turns.
    const count = uint16(file, page, 20)
    for (let index = 1; index < count; index += 2) {
      const at = pageHeader + index * 2 + 2 <= page.length ? uint16(file, page, pageHeader + index * 2) : page.length
      if (page[at] === elsewhere && at + 12 <= page.length)
        yield gather(file, uint32(file, page, at + 4), uint32(file, page, at + 8))
    }
  }
}

function openFile(bytes: Buffer): File {
  const isLittle = bytes.length >= 512 && bytes.readUInt32LE(12) === magic
  const isBig = bytes.length >= 512 && bytes.readUInt32BE(12) === magic
  if (!isLittle && !isBig) throw new SyntaxError('This is no hash of Berkeley DB')
  const file = { bytes, pageSize: 512, bigEndian: isBig, left: bytes.length }
  file.pageSize = uint32(file, bytes, 20)
  if (file.pageSize < 512 || file.pageSize > 65_536)
    throw new SyntaxError(`The database has pages of ${file.pageSize} bytes`)
  if (bytes[24]) throw new SyntaxError('The database is encrypted')
  return file
}

function gather(file: File, first: number, length: number): Buffer {
  const pieces: Buffer[] = []
  let missing = length
  for (let number = first; number !== 0 && missing > 0; ) {
    const page = pageAt(file, number)
    if (page[25] !== overflowPage) throw new SyntaxError(`Page ${number} of the database is not what it should be`)
    const piece = page.subarray(pageHeader, pageHeader + Math.min(missing, uint16(file, page, 22)))
    pieces.push(piece)
    missing -= piece.length
    file.left -= Math.max(1, piece.length)
    if (file.left < 0) throw new SyntaxError('The values of the database are larger than itself')
    number = uint32(file, page, 16)
  }
  return Buffer.concat(pieces)
}

function pageAt({ bytes, pageSize }: File, number: number): Buffer {
  const page = bytes.subarray(number * pageSize, (number + 1) * pageSize)
  if (page.length < pageSize) throw new SyntaxError(`The database breaks off before page ${number}`)
  return page
}

function uint16({ bigEndian }: File, page: Buffer, at: number): number {
  return bigEndian ? page.readUInt16BE(at) : page.readUInt16LE(at)
}

function uint32({ bigEndian }: File, page: Buffer, at: number): number {
  return bigEndian ? page.readUInt32BE(at) : page.readUInt32LE(at)
}
