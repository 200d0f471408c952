import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { listZip, unpackZip } from './read-zip.ts'

interface File {
  name: string
  content: string
  stored?: boolean
}

/** By APPNOTE.TXT, with `wide` in the long form (ZIP64). */
function writeZip(files: readonly File[], { wide = false, comment = '' } = {}): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const { body, entry } = writeFile(file, offset, wide)
    bodies.push(body)
    list.push(entry)
    offset += body.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(wide ? 0xffff : files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(wide ? 0xffffffff : offset, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  const sums = [files.length, directory.length, offset].map(long)
  const record = Buffer.concat([Buffer.from('PK\x06\x06'), Buffer.alloc(28), ...sums])
  const locator = Buffer.concat([Buffer.from('PK\x06\x07\0\0\0\0'), long(offset + directory.length), Buffer.alloc(4)])
  return Buffer.concat([...bodies, directory, ...(wide ? [record, locator] : []), end, Buffer.from(comment)])
}

function writeFile({ name, content, stored = false }: File, offset: number, wide: boolean) {
  const raw = Buffer.from(content)
  const packed = stored ? raw : deflateRawSync(raw)
  const shown = (value: number) => (wide ? 0xffffffff : value)
  const header = Buffer.alloc(26)
  header.writeUInt16LE(45, 0)
  header.writeUInt16LE(stored ? 0 : 8, 4)
  header.writeUInt32LE(crc32(raw), 10)
  header.writeUInt32LE(shown(packed.length), 14)
  header.writeUInt32LE(shown(raw.length), 18)
  header.writeUInt16LE(Buffer.byteLength(name), 22)
  const body = Buffer.concat([Buffer.from('PK\x03\x04'), header, Buffer.from(name), packed])
  const sizes = [raw.length, packed.length, offset].map(long)
  const extra = wide ? Buffer.concat([Buffer.from([1, 0, 24, 0]), ...sizes]) : Buffer.alloc(0)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(shown(offset), 10)
  header.writeUInt16LE(extra.length, 24)
  return { body, entry: Buffer.concat([Buffer.from('PK\x01\x02\0\0'), header, tail, Buffer.from(name), extra]) }
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

const texts = (archive: Buffer) =>
  listZip(archive).map(entry => [entry.name, unpackZip(archive, entry, 1000)?.toString()])

test('every file is read as it was packed, in the short form and the long', () => {
  const file = fc.record({ name: fc.string(), content: fc.string({ maxLength: 300 }), stored: fc.boolean() })
  fc.assert(
    fc.property(fc.array(file), fc.boolean(), fc.string(), (files, wide, comment) => {
      assert.deepEqual(
        texts(writeZip(files, { wide, comment })),
        files.map(({ name, content }) => [Buffer.from(name).toString(), Buffer.from(content).toString()]),
      )
    }),
    { numRuns: 300 },
  )
})

test('a file that unpacks to more than the limit is not unpacked, whatever its size is said to be', () => {
  const archive = writeZip([{ name: 'bomb', content: 'x'.repeat(5_000_000) }])
  const [entry] = listZip(archive)
  assert.ok(entry && entry.packedSize < 10_000)
  assert.equal(unpackZip(archive, entry, 1_000_000), undefined)
  assert.equal(unpackZip(archive, { ...entry, size: 10 }, 1_000_000), undefined)
  assert.equal(unpackZip(archive, entry, 5_000_000)?.length, 5_000_000)
})

test('an archive cut short or spoilt gives files or a SyntaxError', () => {
  const archive = writeZip([
    { name: 'a', content: 'a' },
    { name: 'b', content: 'b'.repeat(100) },
  ])
  const attempt = (bytes: Buffer) => {
    try {
      texts(bytes)
    } catch (error) {
      assert.ok(error instanceof SyntaxError, String(error))
    }
  }
  for (let end = 0; end < archive.length; end++) attempt(archive.subarray(0, end))
  fc.assert(
    fc.property(fc.nat({ max: archive.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
      const spoilt = Buffer.from(archive)
      spoilt[at] = value
      attempt(spoilt)
    }),
    { numRuns: 1000 },
  )
  assert.throws(() => listZip(Buffer.from('no archive')), SyntaxError)
})
