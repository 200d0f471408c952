import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalizePurl, parsePurl } from '../../lib/purl/purl.ts'
import { openFolderView } from '../../platform/files/folder-view.ts'
import type { Installed, InstalledFiles, InstalledReader } from './installed-reader.ts'
import { installedReaders } from './installed-readers.ts'
import { readInstalledFiles } from './read-installed.ts'
import { findReader, mayHold } from './where-to-look.ts'

/** One suite over all readers. A reader brings `fixtures/<case>/` with a `tree` of files and `expected.json`. */

const here = import.meta.dirname

interface Case {
  title: string
  reader: InstalledReader
  root: string
  /** The files in which packages are told of, by the way that the product finds them. */
  paths: string[]
  files: InstalledFiles
  expected: unknown
}

const cases: Case[] = []
for (const reader of installedReaders) for (const title of casesOf(reader)) cases.push(await openCase(reader, title))

test('every folder is a reader, listed under the name of its folder in the order of the names', () => {
  const folders = readdirSync(here).filter(name => statSync(join(here, name)).isDirectory())
  assert.deepEqual(
    installedReaders.map(reader => reader.name),
    folders.sort(),
  )
})

for (const { title, reader, paths, files, expected } of cases) {
  test(`${title} is read to what is expected of it`, async () => {
    assert.ok(paths.length > 0)
    assert.deepEqual(await readInstalledFiles(paths, files), expected)
  })

  test(`${title} is read to facts that hold together`, async () => {
    const { trees } = await readInstalledFiles(paths, files)
    for (const { reader: name, packages } of trees) {
      assert.equal(name, reader.name)
      for (const { purl, license, evidence } of packages) {
        assert.equal(canonicalizePurl(purl), purl)
        assert.ok(parsePurl(purl).version, `${purl} has no version`)
        assert.equal(license === undefined, evidence === undefined, purl)
        if (evidence) assert.ok(await files.read(evidence.split('!', 1)[0] ?? '', 2 ** 30), `${evidence} is not there`)
      }
    }
  })

  test(`${title} is read by one reader only, wherever it lies`, () => {
    for (const path of [...paths, ...paths.map(path => `some/where/${path}`)]) {
      assert.deepEqual(
        installedReaders.filter(reader => reader.reads(path)).map(({ name }) => name),
        [reader.name],
      )
      assert.ok(path.startsWith(reader.treeOf(path).replace(/^\.$/, '')))
    }
  })
}

for (const reader of installedReaders) {
  const own = cases.filter(one => one.reader === reader)

  test(`${reader.name} shows by fixtures what it reads, broken files too`, async () => {
    const all = await Promise.all(own.map(({ paths, files }) => readInstalledFiles(paths, files)))
    assert.ok(all.some(({ trees }) => trees.length > 0))
    assert.ok(all.some(({ unreadable }) => unreadable.length > 0))
  })

  test(`${reader.name} gives facts or a SyntaxError for files that are spoilt, cut short or of anything`, async () => {
    const spoilt = fc.record({ at: fc.nat(), length: fc.nat({ max: 40 }), by: fc.uint8Array({ maxLength: 5 }) })
    const cut = fc.record({ end: fc.nat() })
    const change = fc.oneof(spoilt, cut, fc.uint8Array({ maxLength: 200 }))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...own), fc.nat(), change, async ({ paths, files }, which, change) => {
        const path = paths[which % paths.length] ?? ''
        await readOrRefuse(
          reader,
          path,
          withChanged(files, path, bytes => changed(bytes, change)),
        )
      }),
      { numRuns: 200 },
    )
  })

  test(`${reader.name} gives facts or a SyntaxError for what nests deep or runs long, soon`, async () => {
    for (const { paths, files } of own.slice(0, 1)) {
      for (const text of tiresome) {
        const [path = ''] = paths
        await readOrRefuse(
          reader,
          path,
          withChanged(files, path, () => Buffer.from(text)),
        )
        await readOrRefuse(
          reader,
          path,
          withChanged(files, path, bytes => Buffer.concat([bytes, Buffer.from(text)])),
        )
        await readOrRefuse(reader, path, { list: async () => ['LICENSE'], read: async () => Buffer.from(text) })
      }
    }
  })

  test(`${reader.name} reads no further where files are missing, and nothing learns new names`, async () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const bare = { list: async () => [], read: async () => undefined }
    for (const { paths } of own) for (const path of paths) await readOrRefuse(reader, path, bare)
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before)
  })
}

test('material for tests, and what is no disk of a system, is not looked into', () => {
  const folders = ['src/fixtures', 'a/.git', 'node_modules/a/lib', 'node_modules/.cache', 'node_modules/.bin']
  for (const folder of folders) assert.equal(mayHold(folder, false), false, folder)
  for (const folder of ['proc', 'sys', 'dev', 'run', 'var/lib/docker']) {
    assert.equal(mayHold(folder, true), false, folder)
    assert.equal(mayHold(folder, false), true, folder)
  }
  for (const folder of ['node_modules', 'node_modules/@a', 'node_modules/@a/b/node_modules', 'a/node_modules/.pnpm/x'])
    assert.equal(mayHold(folder, false), true, folder)
})

function casesOf(reader: InstalledReader): string[] {
  return globSync(join(reader.name, 'fixtures', '*'), { cwd: here }).sort()
}

async function openCase(reader: InstalledReader, title: string): Promise<Case> {
  const root = join(here, title, 'tree')
  const files = openFolderView(root)
  const { paths } = await files.find({
    wanted: path => findReader(path) !== undefined,
    enters: folder => mayHold(folder, false),
  })
  const expected = JSON.parse(readFileSync(join(here, title, 'expected.json'), 'utf8'))
  return { title, reader, root, paths, files, expected }
}

async function readOrRefuse(
  reader: InstalledReader,
  path: string,
  files: InstalledFiles,
): Promise<Installed | undefined> {
  try {
    return await reader.read(path, files)
  } catch (error) {
    assert.ok(error instanceof SyntaxError, `${reader.name} threw ${error instanceof Error ? error.stack : error}`)
    return undefined
  }
}

function withChanged(files: InstalledFiles, path: string, change: (bytes: Buffer) => Buffer): InstalledFiles {
  return {
    ...files,
    async read(asked, limit) {
      const bytes = await files.read(asked, limit)
      return bytes && asked === path ? change(bytes) : bytes
    },
  }
}

type Change = Uint8Array | { end: number } | { at: number; length: number; by: Uint8Array }

function changed(bytes: Buffer, change: Change): Buffer {
  if (change instanceof Uint8Array) return Buffer.from(change)
  if ('end' in change) return bytes.subarray(0, change.end % (bytes.length + 1))
  const at = change.at % (bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), change.by, bytes.subarray(at + change.length)])
}

const units = [
  '[',
  '{"a":',
  '(',
  '"',
  "'",
  '\\',
  '\n',
  ' ',
  ':',
  'a: b\n',
  '\n\n',
  '# a v1\n',
  '<a>',
  '&',
  'a and ',
  's.name = "',
]
const tiresome = [...units.map(unit => unit.repeat(200_000 / unit.length)), 'x'.repeat(200_000)]
