import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { ArchiveHint, ArchiveProblem, ForgeArchive } from '../forge.ts'
import { isReadable } from '../record-tables.ts'
import type { ForgeRecord } from '../records.ts'
import { findArchive, forgeArchives } from './forge-archives.ts'

type Told = (ForgeRecord | ArchiveProblem | ArchiveHint)[]

const isRecord = (one: Told[number]): one is ForgeRecord => one.record !== 'problem' && one.record !== 'hint'

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function readAll(archive: ForgeArchive, name: string, bytes: Buffer, size = 1 << 16): Promise<Told> {
  const told: Told = []
  const file = { name, repositories: archive.holdsSeveral ? ['acme/widgets'] : [] }
  for await (const one of archive.read(inPieces(bytes, size), file)) told.push(one)
  return told
}

function unzipped(url: URL): Buffer {
  const bytes = readFileSync(url)
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
}

const expected = '.records.json'

for (const archive of forgeArchives) {
  const folder = new URL(`./${archive.name}/fixtures/`, import.meta.url)
  const names = readdirSync(folder).filter(name => !name.endsWith(expected))
  assert.ok(names.length > 0, `${archive.name} has no fixtures`)

  for (const name of names) {
    const bytes = unzipped(new URL(name, folder))
    const beginning = bytes.subarray(0, 1 << 16).toString('utf8')

    test(`${archive.name}: ${name} is recognized as that, and nothing else takes it`, () => {
      assert.equal(findArchive(name, beginning)?.name, archive.name)
      assert.deepEqual(
        forgeArchives.filter(one => one.recognizes(name, beginning)).map(one => one.name),
        [archive.name],
      )
    })

    test(`${archive.name}: ${name} is read into exactly what it tells`, async () => {
      const told = await readAll(archive, name, bytes)
      const url = new URL(name + expected, folder)
      if (process.env['OSPO_WRITE_FIXTURES']) writeFileSync(url, `${JSON.stringify(told, undefined, 1)}\n`)
      assert.deepEqual(told, JSON.parse(readFileSync(url, 'utf8')))
      for (const one of told) if (isRecord(one)) assert.ok(isReadable(one), JSON.stringify(one))
    })

    test(`${archive.name}: ${name} tells the same in pieces of any size`, async () => {
      const whole = await readAll(archive, name, bytes)
      for (const size of [1, 7, 1000]) assert.deepEqual(await readAll(archive, name, bytes, size), whole)
    })

    test(`${archive.name}: ${name} tells the same twice, so that a file that is read again adds nothing`, async () => {
      assert.deepEqual(await readAll(archive, name, bytes), await readAll(archive, name, bytes))
    })

    test(`${archive.name}: ${name} cut off or spoilt anywhere ends, and tells no time that is none`, async () => {
      for (let cut = 0; cut < bytes.length; cut += Math.ceil(bytes.length / 40)) {
        const spoilt = Buffer.from(bytes)
        spoilt.fill(0xff, cut, Math.min(cut + 3, bytes.length))
        for (const one of [bytes.subarray(0, cut), spoilt]) {
          const told = await readAll(archive, name, one)
          assert.ok(told.every(one => !isRecord(one) || isReadable(one)))
        }
      }
    })
  }
}

test('what is something else is recognized as nothing', () => {
  for (const text of ['', '{}', '[]', 'hello', '{"a": 1}', '<html>', '%PDF-1.7', '\0\0\0']) {
    assert.equal(findArchive('file', text), undefined, text)
  }
})
