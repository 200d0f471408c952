/** A file that goes into an archive as it is: what is packed already gets no smaller. */
export interface ZippedFile {
  /** With `/` between folders. */
  name: string
  size: number
  /** CRC-32 of its bytes. */
  crc: number
  read(): AsyncIterable<Uint8Array>
}

const limit32 = 0xffffffff

/** A ZIP archive piece by piece (APPNOTE.TXT 6.3, with the ZIP64 extension where sizes ask for it). `at` is every file's date. */
export async function* writeZip(files: readonly ZippedFile[], at: Date): AsyncGenerator<Uint8Array> {
  const entries: { file: ZippedFile; offset: number }[] = []
  let offset = 0
  for (const file of files) {
    entries.push({ file, offset })
    const header = localHeader(file, at)
    yield header
    yield* file.read()
    offset += header.length + file.size
  }
  const directory = Buffer.concat(entries.map(({ file, offset }) => directoryEntry(file, offset, at)))
  yield directory
  yield endOf(entries.length, directory.length, offset)
}

function localHeader(file: ZippedFile, at: Date): Buffer {
  const name = Buffer.from(file.name)
  const isWide = file.size >= limit32
  const extra = isWide ? wideExtra(file.size, file.size) : Buffer.alloc(0)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  writeCommon(head, 4, file, at)
  head.writeUInt16LE(name.length, 26)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, name, extra])
}

function directoryEntry(file: ZippedFile, offset: number, at: Date): Buffer {
  const name = Buffer.from(file.name)
  const wide = [...(file.size >= limit32 ? [file.size, file.size] : []), ...(offset >= limit32 ? [offset] : [])]
  const extra = wide.length > 0 ? wideExtra(...wide) : Buffer.alloc(0)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(45, 4)
  writeCommon(head, 6, file, at)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE(Math.min(offset, limit32), 42)
  return Buffer.concat([head, name, extra])
}

/** Version, names in UTF-8, stored, date, check sum and sizes: alike in both kinds of headers. */
function writeCommon(head: Buffer, from: number, { size, crc }: ZippedFile, at: Date) {
  head.writeUInt16LE(45, from)
  head.writeUInt16LE(0x0800, from + 2)
  head.writeUInt16LE(0, from + 4)
  head.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), from + 6)
  head.writeUInt16LE(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), from + 8)
  head.writeUInt32LE(crc, from + 10)
  head.writeUInt32LE(Math.min(size, limit32), from + 14)
  head.writeUInt32LE(Math.min(size, limit32), from + 18)
}

function wideExtra(...sizes: number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * sizes.length)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8 * sizes.length, 2)
  sizes.forEach((size, index) => {
    extra.writeBigUInt64LE(BigInt(size), 4 + 8 * index)
  })
  return extra
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(Math.min(size, limit32), 12)
  end.writeUInt32LE(Math.min(offset, limit32), 16)
  return offset + size >= limit32 ? Buffer.concat([wideEnd(count, size, offset), end]) : end
}

function wideEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(45, 12)
  end.writeUInt16LE(45, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(offset + size), 64)
  end.writeUInt32LE(1, 72)
  return end
}
