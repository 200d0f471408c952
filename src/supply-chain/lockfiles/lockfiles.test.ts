import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalizePurl } from '../../lib/purl/purl.ts'
import type { Inventory, LockfileReader } from './lockfile-reader.ts'
import { lockfileReaders } from './lockfile-readers.ts'

/** One suite over all readers. A reader brings `fixtures/<case>/` with the files of a project and `expected.json`. */

const here = import.meta.dirname

interface Case {
  title: string
  reader: LockfileReader
  /** Of the file that is read, and its text. */
  path: string
  text: string
  companions: Record<string, string>
  expected: Inventory
}

const cases = lockfileReaders.flatMap(findCases)

test('every folder is a reader, listed under the name of its folder in the order of the names', () => {
  const folders = readdirSync(here).filter(name => statSync(join(here, name)).isDirectory())
  const names = lockfileReaders.map(reader => reader.name)
  assert.deepEqual(names, folders.sort())
})

for (const reader of lockfileReaders) {
  const own = cases.filter(one => one.reader === reader)

  test(`${reader.name} shows by fixtures what it reads`, () => {
    assert.notEqual(own.length, 0)
  })

  test(`${reader.name} gives facts or a SyntaxError for any text`, () => {
    fc.assert(
      fc.property(anyTextLike(own), text => void readOrRefuse(reader, text)),
      { numRuns: 300 },
    )
  })

  test(`${reader.name} gives facts or a SyntaxError for what nests deep or runs long`, () => {
    for (const text of tiresome(own)) readOrRefuse(reader, text)
  })

  test(`${reader.name} is not led astray by names that every object knows`, () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    for (const one of own) for (const text of renamed(one)) readOrRefuse(reader, text, one.companions)
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before)
    assert.deepEqual(Object.keys({}), [])
  })
}

for (const { title, reader, path, text, companions, expected } of cases) {
  test(`${title} is read to what is expected of it`, () => {
    assert.deepEqual(withoutNeeds(reader.read(text, companions)), expected)
  })

  test(`${title} is read to needs that lead along every way that is expected of it`, () => {
    const { dependencies } = reader.read(text, companions)
    const needs = new Map(dependencies.map(one => [one.purl, one.needs]))
    for (const { purl, path = [], needs: own = [] } of dependencies) {
      for (const need of own) assert.ok(needs.has(need), `${purl} needs ${need}, which is not there`)
      for (const [at, step] of path.entries())
        assert.ok(
          needs.get(step)?.includes(path[at + 1] ?? purl),
          `${step} is on the way to ${purl} without needing on`,
        )
    }
  })

  test(`${title} is read by its name, wherever it lies`, () => {
    assert.ok(reader.reads(path))
    assert.ok(reader.reads(`some/folder/${path}`))
    assert.equal(reader.reads(`${path}.orig`), false)
  })

  test(`${title} is read to facts that hold together`, () => {
    for (const { purl, relation, path = [] } of expected.dependencies) {
      assert.equal(canonicalizePurl(purl), purl)
      assert.equal(path.length > 0 && relation !== 'transitive', false, `${purl} is ${relation}, but has a path`)
      for (const step of path)
        assert.ok(
          expected.dependencies.some(one => one.purl === step),
          `${step} is on a path only`,
        )
    }
  })
}

/** They are long, and held to the ways below. */
function withoutNeeds({ dependencies, ...rest }: Inventory): Inventory {
  return { dependencies: dependencies.map(({ needs: _, ...dependency }) => dependency), ...rest }
}

function findCases(reader: LockfileReader): Case[] {
  const folders = globSync(join(reader.name, 'fixtures', '*'), { cwd: here }).sort()
  return folders.map(folder => {
    const files = readTexts(join(here, folder))
    const { 'expected.json': expected = 'null', ...texts } = files
    const path = mainPath(reader, Object.keys(texts), folder)
    const { [path]: text = '', ...companions } = texts
    return { title: folder, reader, path, text, companions, expected: JSON.parse(expected) as Inventory }
  })
}

/** The only one that the reader reads and that does not merely accompany another. */
function mainPath(reader: LockfileReader, paths: string[], folder: string): string {
  const read = paths.filter(path => reader.reads(path))
  const [path, ...others] = read.length > 1 ? read.filter(path => !reader.companions?.includes(path)) : read
  assert.ok(path && others.length === 0, `${folder} must hold one file to read`)
  return path
}

function readTexts(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path =>
    statSync(join(folder, path)).isFile(),
  )
  return Object.fromEntries(files.sort().map(path => [path, readFileSync(join(folder, path), 'utf8')]))
}

function readOrRefuse(
  reader: LockfileReader,
  text: string,
  companions: Record<string, string> = {},
): Inventory | undefined {
  try {
    return reader.read(text, companions)
  } catch (error) {
    assert.ok(error instanceof SyntaxError, `${reader.name} threw ${error instanceof Error ? error.stack : error}`)
    return undefined
  }
}

/** Random text and JSON, and real files cut short, with a piece taken out, or with one spoilt. */
function anyTextLike(own: Case[]): fc.Arbitrary<string> {
  const spoilt = fc
    .record({
      one: fc.constantFrom(...own),
      from: fc.nat(),
      length: fc.nat({ max: 40 }),
      by: fc.string({ maxLength: 5 }),
    })
    .map(({ one: { text }, from, length, by }) => {
      const at = from % (text.length + 1)
      return text.slice(0, at) + by + text.slice(at + length)
    })
  const cut = fc
    .record({ one: fc.constantFrom(...own), end: fc.nat() })
    .map(({ one, end }) => one.text.slice(0, end % (one.text.length + 1)))
  return fc.oneof(fc.string({ unit: 'binary' }), fc.json(), cut, spoilt)
}

function tiresome(own: Case[]): string[] {
  const many = 50_000
  const units = [
    '[',
    '{',
    '{"a":',
    '[[',
    '- ',
    '? ',
    'a: {',
    '(',
    '<a>',
    '<!--',
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    '\t',
    'a.',
    '@',
    '/',
    'x',
    '&a ',
    '*a ',
    '${',
    '#',
    ';',
    '|',
    '\n[a]',
    '\n- a',
    'a==1,',
  ]
  const repeated = units.map(unit => unit.repeat(many))
  const stairs = Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}a:`).join('\n')
  const behind = own
    .slice(0, 1)
    .flatMap(({ text }) => ['x'.repeat(many), ' '.repeat(many), '['.repeat(many)].map(tail => text + tail))
  return [...repeated, stairs, `${'{"dependencies":{"a":'.repeat(many)}1${'}}'.repeat(many)}`, ...behind]
}

/** The fixture with each of its packages called by such a name, one after the other. */
function renamed({ text, expected }: Case): string[] {
  const names = expected.dependencies.map(({ purl }) => decodeURIComponent(basename(purl.replace(/[@?].*/, ''))))
  return [...new Set(names)]
    .filter(name => name.length > 1)
    .slice(0, 5)
    .flatMap(name => ['__proto__', 'constructor', 'toString'].map(odd => text.replaceAll(name, odd)))
}
