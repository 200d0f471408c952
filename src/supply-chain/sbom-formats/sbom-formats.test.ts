import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { findMistold } from './differences-for-tests.ts'
import type { Component, Property, Reference, Relationship, Rest, Sbom, Tool } from './sbom.ts'
import type { SbomFormat, SbomLoss, SbomReading } from './sbom-format.ts'
import { sbomFormats } from './sbom-formats.ts'

/**
 * One suite over all formats. A format brings `fixtures/valid-….*`, read without a problem, and may bring
 * `fixtures/invalid-….*`, each of which has one.
 */

const here = import.meta.dirname

interface Fixture {
  title: string
  format: SbomFormat
  text: string
}

const valid = sbomFormats.flatMap(format => findFixtures(format, 'valid-*'))
const invalid = sbomFormats.flatMap(format => findFixtures(format, 'invalid-*'))

test('the formats are listed in the order of their names, each in a folder of that name', () => {
  const names = sbomFormats.map(({ name }) => name)
  assert.deepEqual(names, names.toSorted())
  for (const name of names) assert.notEqual(globSync(join(name, `${name}.ts`), { cwd: here }).length, 0, name)
})

for (const format of sbomFormats) {
  const own = valid.filter(one => one.format === format)

  test(`${format.name} shows by a fixture of each version what it reads`, () => {
    const versions = new Set(own.map(({ text }) => format.read(text).version))
    assert.deepEqual([...versions].sort(), [...format.versions].sort())
  })

  test(`${format.name} gives a reading or problems for any text, and never throws`, () => {
    const spoilt = anyTextLike(own)
    fc.assert(
      fc.property(spoilt, text => checkProblems(format.read(text))),
      { numRuns: 200 },
    )
  })

  test(`${format.name} recognizes nothing in what nests deep or runs long, and reads it within the time allowed`, () => {
    for (const [title, text] of tiresome(own)) {
      const reading = within(2, `${format.name}: ${title}`, () => format.read(text))
      checkProblems(reading)
    }
  })

  test(`${format.name} is not led astray by names that every object knows`, () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    for (const { text } of own)
      for (const odd of ['__proto__', 'constructor', 'toString']) {
        const { sbom } = format.read(text.replaceAll(/\b(name|bom-ref|SPDXID|spdxId)\b/g, odd))
        if (sbom) for (const version of format.versions) format.write?.(sbom, version)
        format.read(text.replaceAll(/\b[a-z]{4}\b/g, odd))
      }
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before)
    assert.deepEqual(Object.keys({}), [])
  })

  for (const version of format.write ? format.versions : []) {
    test(`${format.name} ${version} says again what it was given, or tells what it lost`, () => {
      fc.assert(
        fc.property(anySbom(), sbom => {
          const after = checkWriting(format, version, sbom)
          assert.deepEqual(findMistold(sbom, after.sbom, after.losses), [])
        }),
        { numRuns: 60 },
      )
    })
  }
}

for (const { title, format, text } of valid) {
  test(`${title} is recognized by its own format and by no other`, () => {
    const beginning = text.slice(0, 64 * 1024)
    const found = sbomFormats.filter(one => one.recognizes(beginning) !== undefined)
    assert.deepEqual(
      found.map(({ name }) => name),
      [format.name],
    )
    assert.equal(format.recognizes(beginning), format.read(text).version)
  })

  test(`${title} is read without a problem`, () => {
    assert.deepEqual(format.read(text).problems, [])
  })

  test(`${title} is the same after it was written in its own version`, () => {
    const { sbom, version } = format.read(text)
    assert.ok(sbom)
    if (!format.write) return
    const after = checkWriting(format, version, sbom)
    assert.deepEqual(after.losses, [])
    assert.deepEqual(after.sbom, sbom)
  })

  for (const target of sbomFormats.filter(({ write }) => write)) {
    test(`${title} becomes ${target.name} in every version, and what is lost is told`, () => {
      const { sbom } = format.read(text)
      assert.ok(sbom)
      for (const version of target.versions) {
        const after = checkWriting(target, version, sbom)
        assert.deepEqual(findMistold(sbom, after.sbom, after.losses, familyOf(format, target)), [], version)
      }
    })
  }
}

for (const { title, format, text } of invalid) {
  test(`${title} is refused`, () => {
    const reading = format.read(text)
    assert.notEqual(reading.problems.length, 0)
    checkProblems(reading)
  })
}

/** Of which other versions are spelled otherwise, as their writer tells. */
function familyOf(one: SbomFormat, other: SbomFormat): 'cyclonedx' | undefined {
  return [one, other].every(({ name }) => name.startsWith('cyclonedx')) ? 'cyclonedx' : undefined
}

function findFixtures(format: SbomFormat, pattern: string): Fixture[] {
  const paths = globSync(join(format.name, 'fixtures', pattern), { cwd: here }).sort()
  return paths.map(path => ({ title: path, format, text: readFileSync(join(here, path), 'utf8') }))
}

function checkProblems({ problems, sbom }: SbomReading) {
  assert.ok(problems.length <= 100)
  assert.ok(sbom !== undefined || problems.length > 0, 'neither read nor refused')
  for (const { text, line } of problems) {
    assert.ok(text.en !== '' && text.zh !== '')
    assert.ok(line === undefined || line >= 1)
  }
}

/** What is written is valid, of the version asked for, and told in both languages. */
function checkWriting(format: SbomFormat, version: string, sbom: Sbom): { sbom: Sbom; losses: SbomLoss[] } {
  assert.ok(format.write)
  const { text, losses } = format.write(sbom, version)
  const reading = format.read(text)
  assert.deepEqual(reading.problems, [], text.slice(0, 2000))
  assert.equal(reading.version, version)
  assert.ok(reading.sbom)
  for (const loss of losses) {
    assert.ok(loss.text.en !== '' && loss.text.zh !== '')
    assert.ok(loss.count > 0)
  }
  return { sbom: reading.sbom, losses }
}

const grouped: [group: string, name: string, purl: string][] = [
  ['@studio', 'brush', 'pkg:npm/%40studio/brush@1.0'],
  ['org.studio', 'brush', 'pkg:maven/org.studio/brush@1.0'],
  ['example.com/Studio', 'brush', 'pkg:golang/example.com/studio/brush@1.0'],
]

for (const format of sbomFormats.filter(({ write }) => write)) {
  test(`${format.name} keeps the group that a package URL names as well`, () => {
    const components = grouped.map(([group, name, purl], index) => {
      const component: Component = { id: `part-${index}`, kind: 'library', group, name, version: '1.0', purl, ...bare }
      return component
    })
    const sbom = { creators: [], tools: [], lifecycles: [], roots: [], relationships: [], licenses: [], components }
    for (const version of format.versions) {
      const after = checkWriting(format, version, sbom)
      assert.deepEqual(
        after.sbom.components.map(({ group, name }) => [group, name]),
        grouped.map(([group, name]) => [group, name]),
      )
      assert.equal(
        after.losses.some(({ what }) => what === 'component.group'),
        false,
      )
    }
  })
}

/** Of the processor's time, which other work on the machine does not lengthen. */
function within<Result>(seconds: number, title: string, work: () => Result): Result {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  assert.ok((user + system) / 1e6 < seconds, `${title} took ${(user + system) / 1e6} s`)
  return result
}

/** Random text and JSON, and fixtures cut short, with a piece taken out, or with one spoilt. */
function anyTextLike(own: readonly Fixture[]): fc.Arbitrary<string> {
  const random = [fc.string({ unit: 'binary' }), fc.json()]
  if (own.length === 0) return fc.oneof(...random)
  const spoilt = fc
    .record({
      one: fc.constantFrom(...own),
      from: fc.nat(),
      length: fc.nat({ max: 40 }),
      by: fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('null', '[]', '{}', '""', '1', '<a/>', '&lt;')),
    })
    .map(({ one: { text }, from, length, by }) => {
      const at = from % (text.length + 1)
      return text.slice(0, at) + by + text.slice(at + length)
    })
  const cut = fc
    .record({ one: fc.constantFrom(...own), end: fc.nat() })
    .map(({ one, end }) => one.text.slice(0, end % (one.text.length + 1)))
  return fc.oneof(...random, cut, spoilt, spoilt)
}

function tiresome(own: readonly Fixture[]): [title: string, text: string][] {
  const many = 200_000
  const units = ['[', '{', '{"a":', '<a>', '<!--', '"', '\\', '\n', '- ', 'a: {', '&a ', 'x', '\uFEFF', ' ', 'A: b\n']
  const entities = `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">${'<!ENTITY c "&b;&b;">'.repeat(9)}]><a>&c;</a>`
  const behind = own
    .slice(0, 1)
    .flatMap(({ text }) => ['x', ' ', '['].map(tail => [`a fixture with ${tail}`, text + tail.repeat(many)] as const))
  const within = own
    .slice(0, 1)
    .map(({ text }) => ['a huge name', text.replace('till', 'x'.repeat(5_000_000))] as const)
  return [
    ...units.map(unit => [`many ${unit}`, unit.repeat(many)] as const),
    ['entities', entities] as const,
    ...behind,
    ...within,
  ].map(([title, text]) => [title, text])
}

const bare = {
  cpes: [],
  identifiers: [],
  authors: [],
  attributions: [],
  hashes: [],
  references: [],
  properties: [],
}
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/)
const license = fc.constantFrom('MIT', 'Apache-2.0', 'MIT OR Apache-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0')
const hash = fc.constantFrom(
  { algorithm: 'SHA-1', value: 'a'.repeat(40) },
  { algorithm: 'SHA-256', value: 'b'.repeat(64) },
  { algorithm: 'SHA-512', value: 'c'.repeat(128) },
  { algorithm: 'MD5', value: 'd'.repeat(32) },
)
const url = word.map(name => `https://${name}.example/`)
const text = fc.constantFrom(
  'A plain text',
  'Zwei Zeilen:\neine, noch eine',
  '<tag> & "quotes" \\',
  '中文说明',
  ' padded ',
  ' \n \n',
  'ends </text> early',
)
const organization = fc.record(
  {
    kind: fc.constantFrom('organization' as const, 'unknown' as const),
    name: fc.oneof(word, fc.constant('House (Records)')),
    email: fc.constantFrom('desk@a.example', 'at the desk'),
    urls: fc.constant<string[]>(['https://a.example/']),
  },
  { requiredKeys: ['kind', 'name'] },
)
const person = fc.record({
  kind: fc.constant('person' as const),
  name: word,
  email: word.map(name => `${name}@a.example`),
})

function anyComponent(index: number): fc.Arbitrary<Component> {
  const optional = fc.record(
    {
      group: word,
      version: fc.constantFrom('1.0', '2.0.0-rc.1', '2026'),
      purl: fc.oneof(
        word.map(name => `pkg:npm/${name}@1.0`),
        fc.constant(`pkg:golang/github.com/house/till${index}@1.0`),
      ),
      supplier: fc.oneof(organization, person),
      originator: organization,
      publisher: word,
      description: text,
      summary: text,
      comment: text,
      declaredLicense: fc.oneof(license, fc.constantFrom('NONE', 'LicenseRef-house', 'MIT AND LicenseRef-house')),
      concludedLicense: fc.oneof(license, fc.constant('NOASSERTION')),
      copyright: text,
      downloadLocation: url,
      homepage: url,
      sourceInfo: text,
      scope: fc.constantFrom('required' as const, 'optional' as const, 'excluded' as const),
    },
    { requiredKeys: [] },
  )
  const lists = fc.record({
    cpes: fc.subarray(['cpe:2.3:a:house:till:1.0:*:*:*:*:*:*:*', 'cpe:/a:house:till:1.0']),
    identifiers: fc.subarray([
      { type: 'swhid', value: `swh:1:cnt:${'1'.repeat(40)}` },
      { type: 'purl', value: 'pkg:golang/till' },
    ]),
    rest: fc.constantFrom<Rest>(
      {},
      { cyclonedx: { modified: true } },
      { spdx2: { licenseComments: 'as stated' } },
      { spdx3: { supportLevel: ['support'] } },
    ),
    authors: fc.array(person, { maxLength: 1 }),
    attributions: fc.subarray(['Thanks to all']),
    hashes: fc.uniqueArray(hash, { selector: ({ algorithm }) => algorithm, maxLength: 3 }),
    references: fc.subarray<Reference>([
      { type: 'vcs', url: 'https://git.example/a' },
      { type: 'issue-tracker', url: 'https://issues.example/a', comment: 'be kind' },
    ]),
    properties: fc.subarray<Property>([{ name: 'a:b', value: 'c' }]),
  })
  const kind = fc.constantFrom(
    'library' as const,
    'application' as const,
    'file' as const,
    'container' as const,
    'firmware' as const,
    'other' as const,
  )
  return fc.record({ kind, optional, lists }).map(
    ({ kind, optional, lists }): Component => ({
      id: `part-${index}`,
      kind,
      name: optional.purl?.startsWith('pkg:golang') ? `github.com/house/till${index}` : `name${index}`,
      ...optional,
      ...lists,
    }),
  )
}

function anySbom(): fc.Arbitrary<Sbom> {
  return fc.integer({ min: 1, max: 5 }).chain(count => {
    const ids = Array.from({ length: count }, (_, index) => `part-${index}`)
    const document = fc.record(
      {
        id: fc.constantFrom('urn:uuid:6f3c1d2e-0001-4000-8000-000000000001', 'https://a.example/sbom/1'),
        revision: fc.integer({ min: 1, max: 9 }),
        name: word,
        createdAt: fc.constantFrom('2026-01-02T03:04:05Z', '2026-01-02T03:04:05+01:00'),
        dataLicense: fc.constant('CC0-1.0'),
        comment: text,
      },
      { requiredKeys: [] },
    )
    const lists = fc.record({
      creators: fc.subarray([
        { role: 'author' as const, kind: 'person' as const, name: 'Ann', email: 'ann@a.example' },
        { role: 'author' as const, kind: 'organization' as const, name: 'House' },
        { role: 'supplier' as const, kind: 'organization' as const, name: 'Shop' },
        { role: 'manufacturer' as const, kind: 'organization' as const, name: 'House' },
      ]),
      tools: fc.subarray<Tool>([
        { name: 'lister', version: '1.0' },
        { name: 'checker', vendor: 'House' },
      ]),
      lifecycles: fc.subarray(['build', 'source']),
      roots: fc.subarray(ids, { maxLength: Math.min(count, 2) }),
      components: fc.tuple(...ids.map((_, index) => anyComponent(index))),
      relationships: fc.array(anyRelationship(ids), { maxLength: 6 }),
    })
    return fc.record({ document, lists }).map(({ document, lists }) => ({
      ...document,
      ...lists,
      licenses: lists.components.some(one => one.declaredLicense?.includes('LicenseRef-house'))
        ? [{ id: 'LicenseRef-house', name: 'House License', text: 'Use it.', urls: ['https://house.example/license'] }]
        : [],
    }))
  })
}

/** Circles are among them. */
function anyRelationship(ids: readonly string[]): fc.Arbitrary<Relationship> {
  const id = fc.constantFrom(...ids)
  return fc.record(
    {
      from: id,
      kind: fc.constantFrom('dependsOn', 'contains', 'hasStaticLink', 'generates'),
      to: fc.tuple(id),
      scope: fc.constantFrom('test', 'build'),
      completeness: fc.constantFrom('complete' as const, 'incomplete' as const, 'unknown' as const),
      comment: fc.constant('as seen'),
    },
    { requiredKeys: ['from', 'kind', 'to'] },
  )
}
