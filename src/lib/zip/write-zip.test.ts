import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import { listZip, unpackZip } from './read-zip.ts'
import { writeZip, type ZippedFile } from './write-zip.ts'

const at = new Date('2026-11-21T13:45:30Z')

function fileOf(name: string, content: string, size = Buffer.byteLength(content)): ZippedFile {
  const bytes = Buffer.from(content)
  return {
    name,
    size,
    crc: crc32(bytes),
    async *read() {
      yield bytes.subarray(0, 2)
      yield bytes.subarray(2)
    },
  }
}

async function written(files: ZippedFile[]): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(writeZip(files, at)))
}

test('what was written is read again, byte by byte, names in any script', async () => {
  const contents = { 'facts/a.txt': 'one', 'facts/数据.md': 'zwei', empty: '' }
  const archive = await written(Object.entries(contents).map(([name, content]) => fileOf(name, content)))
  const read = listZip(archive).map(entry => [entry.name, unpackZip(archive, entry, 100)?.toString()])
  assert.deepEqual(Object.fromEntries(read), contents)
})

test('the archive is the one that the format asks for', async () => {
  const local = '504b0304 2d00 0008 0000 af6d 755d 77c5d32f 03000000 03000000 0100 0000 61 6f6e65'
  const entry =
    '504b0102 2d00 2d00 0008 0000 af6d 755d 77c5d32f 03000000 03000000 0100 0000 0000 0000 0000 00000000 00000000 61'
  const end = '504b0506 0000 0000 0100 0100 2f000000 22000000 0000'
  const crc = crc32('one').toString(16).padStart(8, '0')
  const swapped = Buffer.from(crc, 'hex').reverse().toString('hex')
  const expected = `${local}${entry}${end}`.replaceAll(' ', '').replaceAll('77c5d32f', swapped)
  assert.equal((await written([fileOf('a', 'one')])).toString('hex'), expected)
})

test('a file of four gigabytes and what stands behind it are told in the long form', async () => {
  const large = 5 * 1024 ** 3
  const archive = await written([fileOf('large', 'abc', large), fileOf('after', 'x')])
  const list = archive.subarray(archive.indexOf('PK\x01\x02'))
  const end = list.indexOf('PK\x06\x06')
  const header = 30 + 'large'.length + 20
  const start = large + header + 31 + 'after'.length
  assert.deepEqual(
    [list.readBigUInt64LE(end + 48), list.readBigUInt64LE(end + 64)],
    [BigInt(start), BigInt(start + end)],
  )
  // As if nothing stood before the list.
  list.writeBigUInt64LE(0n, end + 48)
  list.writeBigUInt64LE(BigInt(end), end + 64)
  const stored = { method: 0, encrypted: false }
  assert.deepEqual(listZip(list), [
    { ...stored, name: 'large', size: large, packedSize: large, offset: 0 },
    { ...stored, name: 'after', size: 1, packedSize: 1, offset: large + header },
  ])
})
