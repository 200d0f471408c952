import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { cyclonedxJson } from '../cyclonedx-json/cyclonedx-json.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomLoss } from '../sbom-format.ts'
import { cyclonedxXml } from './cyclonedx-xml.ts'
import { validateXml } from './service.ts'

const versions = cyclonedxXml.versions

function readFixture(version: string, syntax: 'json' | 'xml'): string {
  return readFileSync(join(import.meta.dirname, `../cyclonedx-${syntax}/fixtures/valid-${version}.${syntax}`), 'utf8')
}

function write(sbom: Sbom, version: string) {
  assert.ok(cyclonedxXml.write)
  return cyclonedxXml.write(sbom, version)
}

function bom(content: string, version = '1.6'): string {
  return `<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/${version}" version="1">\n${content}\n</bom>`
}

function toldOf(text: string): [line: number | undefined, text: string][] {
  return cyclonedxXml.read(text).problems.map(problem => [problem.line, problem.text.en])
}

test('a document says the same in XML and in JSON, but for signatures, which XML has its own', () => {
  for (const version of versions) {
    const { sbom } = cyclonedxJson.read(readFixture(version, 'json'))
    assert.ok(sbom)
    const { text, losses } = write(sbom, version)
    assert.deepEqual(
      losses.map(({ what }) => what).filter(what => !what.endsWith('.signature')),
      [],
      version,
    )
    const again = cyclonedxXml.read(text).sbom
    assert.deepEqual(withoutSignatures(again), withoutSignatures(sbom), version)
  }
})

function withoutSignatures(sbom: Sbom | undefined): unknown {
  return JSON.parse(
    JSON.stringify(sbom, (key, value: unknown) =>
      ['signature', 'signed'].includes(key) || isEmpty(value) ? undefined : value,
    ),
  )
}

/** What is left of a rest that held nothing but a signature. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(([key, below]) => key === 'signature' || isEmpty(below))
}

test('what is written is valid by the official schemas, whichever version it came from', async () => {
  const sboms = versions.map(version => cyclonedxJson.read(readFixture(version, 'json')).sbom)
  for (const version of versions) {
    const texts = sboms.map(sbom => (sbom ? write(sbom, version).text : ''))
    assert.deepEqual(
      await validateXml(texts),
      texts.map(() => []),
    )
  }
})

const odd = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom(...['a:b:c', 'http://[', '%zz', '1:2', '//a@b@c', 'http://a:b/', '#a#b', ' ']),
  fc.constantFrom(...['\u0000', ']]>', '<!--', '&amp;', '\ud800', '\r\n\t', 'cpe:/a:b', 'cpe:2.3:a']),
)
const few = { maxLength: 2 }
const oddComponent = fc.record({
  name: odd,
  version: odd,
  group: odd,
  purl: odd,
  description: odd,
  copyright: odd,
  declaredLicense: fc.constantFrom('MIT', 'LicenseRef-a', 'MIT AND LicenseRef-a', 'NONE'),
  concludedLicense: fc.constantFrom('Apache-2.0', 'Zlib OR MIT'),
  homepage: odd,
  downloadLocation: odd,
  supplier: fc.record({ kind: fc.constant('organization' as const), name: odd, urls: fc.array(odd, few) }),
  properties: fc.array(fc.record({ name: odd, value: odd }), few),
  references: fc.array(fc.record({ type: fc.constantFrom('vcs', 'no such type'), url: odd, comment: odd }), few),
  identifiers: fc.array(fc.record({ type: fc.constantFrom('swhid', 'swid', 'gitoid', 'purl'), value: odd }), few),
  cpes: fc.array(odd, few),
})
const oddSbom = fc
  .record({ createdAt: odd, name: odd, components: fc.array(oddComponent, { maxLength: 3 }) })
  .map(({ components, ...document }): Sbom => {
    return {
      ...document,
      creators: [],
      tools: [],
      lifecycles: [],
      roots: [],
      relationships: [],
      licenses: [{ id: 'LicenseRef-a', name: document.name, text: document.name, urls: [document.name] }],
      components: components.map((one, index) => ({
        ...one,
        kind: 'library',
        authors: [],
        attributions: [],
        hashes: [],
        id: `${index}`,
      })),
    }
  })

test('whatever stands in the texts of a bill of materials, what is written is valid by the official schemas', async () => {
  const sboms = fc.sample(oddSbom, 60)
  for (const version of versions) {
    const texts = sboms.map(sbom => write(sbom, version).text)
    const problems = await validateXml(texts)
    for (const [index, found] of problems.entries()) assert.deepEqual(found, [], texts[index] ?? '')
  }
})

test('what is out of order is found by the official schema alone, in its line', async () => {
  const text = bom(
    '<components><component type="library">\n<version>1</version>\n<name>a</name></component></components>',
  )
  assert.deepEqual(toldOf(text), [])
  const [problems] = await validateXml([text])
  assert.deepEqual(
    problems?.map(({ line }) => line),
    [4],
  )
})

test('what the schema does not know, wants, or has only once is told in its line', () => {
  assert.deepEqual(
    toldOf(
      bom('<components>\n<component type="library"><name>a</name><nickname>b</nickname></component></components>'),
    ),
    [[4, '<component> has nickname, which has no place there']],
  )
  assert.deepEqual(
    toldOf(bom('<components>\n<component><name>a</name><name>b</name></component></components>')).map(([line]) => line),
    [4, 4, 4],
  )
  assert.deepEqual(
    toldOf(bom('<metadata>\n<timestamp>yesterday</timestamp></metadata>')).map(([line]) => line),
    [4, 3],
  )
  assert.deepEqual(toldOf(bom('<dependencies>\n<dependency ref="ghost"/></dependencies>')), [
    [4, 'A dependency names "ghost", which no part of the document has as its bom-ref'],
  ])
})

test('elements and attributes of other namespaces are passed over', () => {
  const { sbom, problems } = cyclonedxXml.read(
    bom(
      '<components xmlns:x="urn:x"><component type="library" x:y="1"><name>a</name><x:z><name>b</name></x:z></component></components>',
    ),
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(
    sbom?.components.map(({ name }) => name),
    ['a'],
  )
})

test('a prefix for the namespace makes no difference', () => {
  const text =
    '<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.4"><c:components><c:component type="file"><c:name>a</c:name></c:component></c:components></c:bom>'
  assert.equal(cyclonedxXml.recognizes(text), '1.4')
  assert.equal(cyclonedxXml.read(text).sbom?.components[0]?.name, 'a')
})

test('an expression may stand beside others since 1.7 only, and is named like a license before', () => {
  const licenses = '<licenses><license><id>MIT</id></license><expression>Zlib OR MIT</expression></licenses>'
  const text = (version: string) =>
    bom(`<components><component type="library"><name>a</name>${licenses}</component></components>`, version)
  assert.equal(toldOf(text('1.6')).length > 0, true)
  const { sbom, problems } = cyclonedxXml.read(text('1.7'))
  assert.deepEqual(problems, [])
  assert.equal(sbom?.components[0]?.declaredLicense, 'MIT AND (Zlib OR MIT)')
})

const refused: [title: string, text: string, problem: RegExp][] = [
  ['a document type', '<!DOCTYPE bom [<!ENTITY a "b">]><bom/>', /document type declaration/],
  ['an entity', bom('<components>&lol;</components>'), /well-formed/],
  ['a tag that is not closed', bom('<components>'), /well-formed/],
  ['two outermost elements', '<a/><b/>', /well-formed/],
  ['nothing', '', /well-formed/],
  ['another vocabulary', '<rdf xmlns="urn:x"/>', /no CycloneDX document/],
  ['a version unknown', '<bom xmlns="http://cyclonedx.org/schema/bom/9.9"/>', /CycloneDX 9.9 is not among/],
  ['what nests too deeply', bom('<a>'.repeat(500)), /inside each other/],
]

for (const [title, text, problem] of refused) {
  test(`${title} is refused`, () => {
    const { sbom, problems } = cyclonedxXml.read(text)
    assert.equal(sbom, undefined)
    assert.match(problems[0]?.text.en ?? '', problem)
  })
}

test('what XML says in other namespaces is not written again, and told', () => {
  const text = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
    xmlns:h="https://house.example/" version="1"><components><component type="library" h:shelf="3"><name>till</name>
    <h:note>new</h:note><h:note>old</h:note></component></components>
    <ds:Signature><ds:SignedInfo/></ds:Signature></bom>`
  const { sbom, problems } = cyclonedxXml.read(text)
  assert.deepEqual(problems, [])
  assert.ok(sbom)
  for (const format of [cyclonedxXml, cyclonedxJson]) {
    const losses: SbomLoss[] = format.write?.(sbom, '1.6').losses ?? []
    assert.deepEqual(
      losses.map(({ what, count }) => [what, count]),
      [
        ['foreignXml.ds:Signature', 1],
        ['foreignXml.h:note', 2],
        ['foreignXml.h:shelf', 1],
      ],
    )
  }
})
