const pageSize = 4096
const slotSize = 16
const blockSize = 16
/** Slots of the first page stand behind what the file says of itself. */
const headerSize = 32
const largest = 256 * 1024 * 1024

/**
 * The headers in RPM's own database, which SUSE uses: a page or more of slots, each with the place of a package's header,
 * counted in blocks of 16 bytes. Throws a SyntaxError.
 */
export function* listNdbBlobs(file: Buffer): Generator<Buffer> {
  if (file.length < pageSize || file.toString('latin1', 0, 4) !== 'RpmP')
    throw new SyntaxError('This is no package database of RPM')
  const version = file.readUInt32LE(4)
  if (version !== 0) throw new SyntaxError(`The package database is of the unknown version ${version}`)
  const end = Math.min(file.length, file.readUInt32LE(12) * pageSize)
  let left = largest
  for (let at = headerSize; at + slotSize <= end; at += slotSize) {
    if (file.toString('latin1', at, at + 4) !== 'Slot')
      throw new SyntaxError(`The package database is broken at byte ${at}`)
    const blob = readBlob(file, file.readUInt32LE(at + 4), file.readUInt32LE(at + 8) * blockSize)
    left -= blob?.length ?? 0
    if (left < 0) throw new SyntaxError('The packages of the database are larger than itself')
    if (blob) yield blob
  }
}

/** A slot of no package is free. */
function readBlob(file: Buffer, packageNumber: number, at: number): Buffer | undefined {
  if (packageNumber === 0 || at === 0 || at + 16 > file.length) return undefined
  if (file.toString('latin1', at, at + 4) !== 'BlbS' || file.readUInt32LE(at + 4) !== packageNumber) return undefined
  const length = file.readUInt32LE(at + 12)
  return at + 16 + length <= file.length ? file.subarray(at + 16, at + 16 + length) : undefined
}
