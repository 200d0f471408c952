import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { timeOf } from '../../../test/time-of.ts'
import { Failure } from '../../platform/failure.ts'
import { readUpload } from '../../platform/files/read-upload.ts'
import { readSbom } from './convert.ts'
import { sbomFormats } from './sbom-formats.ts'

/**
 * Documents that are made to hurt. Each is read in a thread of its own that may use so much memory and no more, and so
 * much time of a processor: that of the thread, against what the same thread takes to parse as much ordinary JSON, for machines
 * differ, and others may be at work on them.
 */

const size = 10_000_000
const mostParses = 40
const mostMebibytes = 600

interface Trick {
  /** Only where there is such a format. */
  format: string
  write(): string
  /** Many tricks are only large: those are read. */
  isRefused: boolean
}

/** As many of them as make 10 MB. */
function fill(piece: (index: number) => string, separator = ','): string {
  const pieces: string[] = []
  for (let index = 0, length = 0; length < size; index++) {
    const next = piece(index)
    pieces.push(next)
    length += next.length + separator.length
  }
  return pieces.join(separator)
}

const spdx3 = (graph: string) => `{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
  {"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"2026-01-01T00:00:00Z","createdBy":["https://e.x/a"]},
  {"type":"SpdxDocument","spdxId":"https://e.x/d","creationInfo":"_:c","rootElement":["https://e.x/p0"]},${graph}]}`
const element = (type: string, id: string, more: string) =>
  `{"type":"${type}","spdxId":"https://e.x/${id}","creationInfo":"_:c",${more}}`
const spdx3Package = (index: number, more = '') =>
  element('software_Package', `p${index}`, `"name":"p","software_primaryPurpose":"library"${more}`)

const cyclonedx = (more: string) => `{"bomFormat":"CycloneDX","specVersion":"1.6",${more}}`
const cyclonedxXml = (more: string) => `<?xml version="1.0"?>
  <bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">${more}</bom>`

const spdx2Head = `"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"n",
  "documentNamespace":"https://e.x/d","creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Tool: t"]}`
const spdx2 = (more: string) => `{${spdx2Head},${more}}`
const spdx2Package = (index: number) =>
  `{"SPDXID":"SPDXRef-${index}","name":"p","downloadLocation":"NOASSERTION","filesAnalyzed":false}`
const tagValue = (more: string) => `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: n
DocumentNamespace: https://e.x/d
Creator: Tool: t
Created: 2026-01-01T00:00:00Z
${more}`
const yaml = (more: string) => `spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n${more}`
const rdf = (more: string, doctype = '') => `<?xml version="1.0"?>${doctype}
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="http://spdx.org/rdf/terms#">${more}</rdf:RDF>`

const bomb = `<!DOCTYPE bomb [<!ENTITY a0 "ha">${Array.from(
  { length: 30 },
  (_, index) => `<!ENTITY a${index + 1} "&a${index};&a${index};&a${index};">`,
).join('')}]>`
const foreign = '<!DOCTYPE foreign [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

/** In every JSON format: `within` puts a value, or members, into an otherwise ordinary document. */
function jsonTricks(format: string, within: (members: string) => string): [string, Trick][] {
  const refused = (write: () => string): Trick => ({ format, write, isRefused: true })
  return [
    ['lists within lists', refused(() => within(`"x":${'['.repeat(size / 2)}${']'.repeat(size / 2)}`))],
    ['objects within objects', refused(() => within(`"x":${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`))],
    ['lists that never end', refused(() => within(`"x":${'['.repeat(size)}`))],
    ['one key twice', refused(() => within(fill(index => `"k${index % 100_000}":1`)))],
    ['very many keys', refused(() => within(fill(index => `"k${index}":1`)))],
    ['the key __proto__', refused(() => within('"x":{"__proto__":{"polluted":true}}'))],
    ['names that every object knows', refused(() => within('"constructor":{"prototype":{"polluted":true}}'))],
    ['a number without end', refused(() => within(`"x":${'9'.repeat(size)}`))],
    ['empty objects', refused(() => within(`"x":[${fill(() => '{}')}]`))],
    ['a string without end', refused(() => within(`"x":"${'a'.repeat(size)}`))],
    ['escapes', refused(() => within(`"x":"${'\\u005c'.repeat(size / 6)}"`))],
  ]
}

/** In every format that is XML. */
function xmlTricks(format: string, within: (more: string) => string): [string, Trick][] {
  const refused = (write: () => string): Trick => ({ format, write, isRefused: true })
  const withDoctype = (doctype: string, text: string) => text.replace('?>', `?>${doctype}`)
  return [
    ['an entity bomb', refused(() => withDoctype(bomb, within('&a30;')))],
    ['an entity from elsewhere', refused(() => withDoctype(foreign, within('&x;')))],
    ['a doctype', refused(() => withDoctype('<!DOCTYPE bom>', within('')))],
    ['elements within elements', refused(() => within('<x>'.repeat(size / 7) + '</x>'.repeat(size / 7)))],
    ['elements that never end', refused(() => within('<x>'.repeat(size / 3)))],
    ['one element with very many attributes', refused(() => within(`<x ${fill(index => `a${index}="1"`, ' ')}/>`))],
    ['an attribute without end', refused(() => within(`<x a="${'a'.repeat(size)}`))],
    ['very many elements', refused(() => within(fill(() => '<x/>', '')))],
    ['a comment without end', refused(() => within(`<!--${'-a'.repeat(size / 2)}`))],
  ]
}

/** What is well known to CycloneDX, but far too much of it, in both syntaxes. */
const cyclonedxTricks = () => [...cyclonedxJsonTricks(), ...cyclonedxXmlTricks()]

function cyclonedxJsonTricks(): [string, Trick][] {
  const json = (write: () => string) => bad('cyclonedx-json', () => cyclonedx(write()))
  const list = (name: string, piece: (index: number) => string) => `"${name}":[${fill(piece)}]`
  const library = (more: string) => `{"type":"library","name":"p"${more}}`
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  return [
    ['components of no name', json(() => list('components', () => '{"type":"library"}'))],
    ['a megabyte of components of no name', json(() => `"components":[${some(50_000, () => '{"type":"library"}')}]`)],
    ['components each wrong in its own way', json(() => list('components', i => library(`,"k${i}":1,"hashes":${i}`)))],
    [
      'a megabyte of components each wrong in its own way',
      json(() => `"components":[${some(20_000, index => library(`,"k${index}":1,"scope":${index}`))}]`),
    ],
    [
      'one component that is wrong in very many ways',
      json(() => `"components":[${library(`,"licenses":[${fill(i => `{"license":{"x${i}":1}}`)}]`)}]`),
    ],
    [
      'a megabyte of licenses of no shape',
      json(() => `"components":[${library(`,"licenses":[${some(40_000, index => `{"license":{"x":${index}}}`)}]`)}]`),
    ],
    ['lists within lists, side by side', json(() => list('components', () => library(`,"x":${nested(300)}`)))],
    ['lists within lists where a signature stands', json(() => `"signature":{"x":[${fill(() => nested(300))}]}`)],
    ['one bom-ref that all have', json(() => list('components', () => library(',"bom-ref":"p"')))],
    ['dependencies to nowhere', json(() => list('dependencies', index => `{"ref":"ghost${index}"}`))],
    [
      'very many keys in every component',
      json(() => list('components', () => library(`,${some(100, index => `"k${index}":1`)}`))),
    ],
    ['very many kinds of key', json(() => list('components', index => library(`,"k${index}":1`)))],
  ]
}

function cyclonedxXmlTricks(): [string, Trick][] {
  const xml = (write: () => string) => bad('cyclonedx-xml', () => cyclonedxXml(write()))
  const within = (name: string, piece: (index: number) => string) => `<${name}>${fill(piece, '')}</${name}>`
  const xmlLibrary = (more: string) => `<component type="library"><name>p</name>${more}</component>`
  const attributes = (count: number) => Array.from({ length: count }, (_, index) => `a${index}=""`).join(' ')
  return [
    ['elements with many attributes', xml(() => within('components', () => `<component ${attributes(90)}/>`))],
    ['elements with some attributes', xml(() => within('components', () => `<component ${attributes(9)}/>`))],
    ['components of nothing', xml(() => within('components', () => '<component/>'))],
    ['components of no name in XML', xml(() => within('components', () => '<component type="library"/>'))],
    ['elements unknown', xml(() => within('components', index => `<x${index}/>`))],
    ['elements unknown within components', xml(() => within('components', () => xmlLibrary('<x/><y/><z/>')))],
    ['elements of another namespace', xml(() => `${fill(() => '<x xmlns="urn:x"/>', '')}<y/>`)],
    ['namespaces', xml(() => fill(index => `<x xmlns:a${index}="urn:x"/>`, ''))],
    [
      'licenses without end that are none',
      xml(() => `<components>${xmlLibrary(within('licenses', () => '<license><id>nope</id></license>'))}</components>`),
    ],
    [
      'licenses of no license',
      xml(() => `<components>${xmlLibrary(within('licenses', () => '<license/>'))}</components>`),
    ],
    ['dependencies to nowhere in XML', xml(() => within('dependencies', i => `<dependency ref="ghost${i}"/>`))],
    [
      'dependencies of one to nowhere',
      xml(() => `<dependencies>${within('dependency', i => `<dependency ref="ghost${i}"/>`)}</dependencies>`),
    ],
    [
      'one bom-ref that all have in XML',
      xml(() => within('components', () => xmlLibrary('').replace('>', ' bom-ref="p">'))),
    ],
    ['references to characters', xml(() => `<x>${'&#120;'.repeat(size / 6)}</x>`)],
    ['texts in pieces', xml(() => `<x>${'a<![CDATA[b]]>'.repeat(size / 15)}</x>`)],
  ]
}

const tricks: readonly [title: string, trick: Trick][] = [
  ...jsonTricks('cyclonedx-json', cyclonedx),
  ...jsonTricks('spdx-2-json', spdx2),
  ...jsonTricks('spdx-3-json', members => spdx3(`{"type":"Person","spdxId":"https://e.x/a",${members}}`)),
  ...xmlTricks('cyclonedx-xml', cyclonedxXml),
  ...xmlTricks('spdx-2-rdf', rdf),

  [
    'dependencies that go round',
    large('cyclonedx-json', () =>
      cyclonedx(
        `"components":[${some(1000, index => `{"type":"library","name":"p","bom-ref":"p${index}"}`)}],
     "dependencies":[${some(1000, index => `{"ref":"p${index}","dependsOn":["p${index}","p${(index + 1) % 1000}"]}`)}]`,
      ),
    ),
  ],
  [
    'components within components',
    bad('cyclonedx-json', () =>
      cyclonedx(
        `"components":[${'{"type":"library","name":"p","components":['.repeat(size / 45)}${']}'.repeat(size / 45)}]`,
      ),
    ),
  ],
  [
    'very many licenses',
    bad('cyclonedx-xml', () =>
      cyclonedxXml(
        `<components><component type="library"><name>p</name><licenses>${fill(() => '<license><id>MIT</id></license>', '')}</licenses></component></components>`,
      ),
    ),
  ],
  [
    'components that are all of one name',
    large('cyclonedx-json', () =>
      cyclonedx(`"components":[${fill(index => `{"type":"library","name":"p","version":"${index}"}`)}]`),
    ),
  ],
  [
    'licenses that are all of one name',
    large('cyclonedx-json', () =>
      cyclonedx(
        `"components":[${fill(index => `{"type":"library","name":"p${index}","licenses":[{"license":{"name":"l","url":"https://e.x/${index}"}}]}`)}]`,
      ),
    ),
  ],
  [
    'one dependency a million times',
    bad('cyclonedx-json', () =>
      cyclonedx(
        `"components":[{"type":"library","name":"p","bom-ref":"p"}],"dependencies":[{"ref":"p","dependsOn":[${fill(() => '"p"')}]}]`,
      ),
    ),
  ],

  ...cyclonedxTricks(),

  [
    'relationships that go round',
    large('spdx-2-json', () =>
      spdx2(
        `"packages":[${some(1000, spdx2Package)}],"documentDescribes":["SPDXRef-0"],
     "relationships":[${some(1000, index => `{"spdxElementId":"SPDXRef-${index}","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-${(index + 1) % 1000}"}`)}]`,
      ),
    ),
  ],
  [
    'relationships to nowhere',
    bad('spdx-2-json', () =>
      spdx2(
        `"packages":[],"relationships":[${fill(index => `{"spdxElementId":"SPDXRef-${index}","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-x"}`)}]`,
      ),
    ),
  ],

  ['a text without end', bad('spdx-2-tag-value', () => tagValue(`DocumentComment: <text>${'a\n'.repeat(size / 2)}`))],
  ['a line without end', bad('spdx-2-tag-value', () => tagValue('a'.repeat(size)))],
  ['a tag without end', bad('spdx-2-tag-value', () => tagValue(`${'A'.repeat(size)}: x`))],
  ['empty lines', large('spdx-2-tag-value', () => tagValue('\n'.repeat(size)))],
  ['texts that open and open', bad('spdx-2-tag-value', () => tagValue(fill(() => 'DocumentComment: <text>', '\n')))],
  [
    'relationships to nowhere in lines',
    bad('spdx-2-tag-value', () => tagValue(fill(index => `Relationship: SPDXRef-${index} CONTAINS SPDXRef-x`, '\n'))),
  ],

  [
    'an alias bomb',
    bad('spdx-2-yaml', () =>
      yaml(
        `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}]\n`).join('')}`,
      ),
    ),
  ],
  ['flows within flows', bad('spdx-2-yaml', () => yaml(`x: ${'['.repeat(size)}`))],
  [
    'blocks within blocks',
    bad('spdx-2-yaml', () => yaml(Array.from({ length: 4000 }, (_, index) => `${' '.repeat(index)}a:\n`).join(''))),
  ],
  ['one yaml key twice', bad('spdx-2-yaml', () => yaml(fill(index => `k${index % 1000}: 1`, '\n')))],
  ['an anchor of itself', bad('spdx-2-yaml', () => yaml('x: &x [*x]\n'))],
  ['a merge of names', bad('spdx-2-yaml', () => yaml('x: {"__proto__": {polluted: true}}\n'))],

  [
    'nodes within nodes',
    bad('spdx-2-rdf', () =>
      rdf('<spdx:Package><spdx:relationship><spdx:Relationship><spdx:relatedSpdxElement>'.repeat(size / 80)),
    ),
  ],

  [
    'elements that are all of one id',
    bad('spdx-3-json', () => spdx3(fill(index => spdx3Package(0, `,"comment":"${index}"`)))),
  ],
  [
    'elements that hold themselves',
    large('spdx-3-json', () =>
      spdx3(
        `${spdx3Package(0)},${element('Person', 'a', '"name":"a"')},${fill(index =>
          element(
            'Relationship',
            `r${index}`,
            `"from":"https://e.x/p0","to":["https://e.x/p0"],"relationshipType":"contains"`,
          ),
        )}`,
      ),
    ),
  ],
  [
    'license sets that hold each other',
    large('spdx-3-json', () =>
      spdx3(
        `${spdx3Package(0)},${fill(index =>
          element(
            'expandedlicensing_ConjunctiveLicenseSet',
            `s${index}`,
            `"expandedlicensing_member":["https://e.x/s${index + 1}","https://e.x/s${index + 2}"]`,
          ),
        )}`,
      ),
    ),
  ],
  [
    'a set of sets of sets',
    large('spdx-3-json', () =>
      spdx3(
        `${spdx3Package(0)},${some(60, index =>
          element(
            'expandedlicensing_DisjunctiveLicenseSet',
            `s${index}`,
            `"expandedlicensing_member":["https://e.x/s${index + 1}","https://e.x/t${index + 1}"]`,
          ),
        )},${some(60, index =>
          element(
            'expandedlicensing_ConjunctiveLicenseSet',
            `t${index}`,
            `"expandedlicensing_member":["https://e.x/s${index + 1}","https://e.x/t${index + 1}"]`,
          ),
        )},${element(
          'Relationship',
          'r',
          '"from":"https://e.x/p0","to":["https://e.x/s0"],"relationshipType":"hasDeclaredLicense"',
        )}`,
      ),
    ),
  ],
  [
    'one checksum that all point at',
    large('spdx-3-json', () =>
      spdx3(
        `{"type":"Hash","@id":"_:h","algorithm":"md5","hashValue":"${'ab'.repeat(100_000)}"},${spdx3Package(0, `,"verifiedUsing":[${fill(() => '"_:h"')}]`)}`,
      ),
    ),
  ],
  [
    'properties that all share',
    large('spdx-3-json', () =>
      spdx3(
        `{"type":"extension_CdxPropertiesExtension","@id":"_:x","extension_cdxProperty":[${some(
          40_000,
          () => '{"type":"extension_CdxPropertyEntry","extension_cdxPropName":"a"}',
        )}]},${some(50_000, index => spdx3Package(index, ',"extension":["_:x"]'))}`,
      ),
    ),
  ],
  [
    'a name that all share',
    large('spdx-3-json', () =>
      spdx3(
        `${element('Organization', 'o', `"name":"${'x'.repeat(size / 2)}"`)},${some(40_000, index => spdx3Package(index, ',"suppliedBy":"https://e.x/o"'))}`,
      ),
    ),
  ],
  [
    'an id in an id in an id',
    large('spdx-3-json', () =>
      spdx3(element('software_Package', `d#${'https%3A%2F%2Fe.x%2Fd%23'.repeat(size / 24)}`, '"name":"p"')),
    ),
  ],
  [
    'parentheses',
    bad('spdx-3-json', () =>
      spdx3(
        fill(index =>
          element(
            'simplelicensing_LicenseExpression',
            `l${index}`,
            `"simplelicensing_licenseExpression":"${'('.repeat(16_000)}"`,
          ),
        ),
      ),
    ),
  ],
]

function large(format: string, write: () => string): Trick {
  return { format, write, isRefused: false }
}

function bad(format: string, write: () => string): Trick {
  return { format, write, isRefused: true }
}

function some(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join(',')
}

interface Outcome {
  /** How often as much JSON could have been parsed meanwhile. */
  parses: number
  format: string | undefined
  sentences: string[]
  isRead: boolean
  isPolluted: boolean
}

if (isMainThread) {
  testTricks()
  testBombs()
} else parentPort?.postMessage(measure(workerData))

function testTricks() {
  for (const [title, { format, write, isRefused }] of tricks) {
    test(`${title} (${format})`, { skip: !sbomFormats.some(({ name }) => name === format) }, async () => {
      const { parses, sentences, ...outcome } = await readQuickly(format, write())
      assert.ok(parses <= mostParses, `as long as ${parses} times as much JSON`)
      assert.deepEqual(outcome, { format, isRead: outcome.isRead, isPolluted: false })
      assert.equal(sentences.every(Boolean), true)
      if (isRefused) assert.notEqual(sentences.length, 0)
      else assert.deepEqual([outcome.isRead, sentences], [true, []])
    })
  }
}

/** Of three readings the first that is quick enough counts. */
async function readQuickly(format: string, text: string): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    const outcome = await readApart(format, text)
    if (outcome.parses <= mostParses || tries === 3) return outcome
  }
}

function readApart(format: string, text: string): Promise<Outcome> {
  const resourceLimits = { maxOldGenerationSizeMb: mostMebibytes }
  const worker = new Worker(import.meta.filename, { workerData: { format, text }, resourceLimits })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** In the thread. What a format makes ready once is made before. */
function measure({ format, text }: { format: string; text: string }): Outcome {
  const [example = ''] = globSync(join(import.meta.dirname, format, 'fixtures/valid-*'))
  if (example) readSbom(readFileSync(example, 'utf8'))
  const ordinary = `[${fill(index => `{"type":"library","name":"p${index}","version":"1.0"}`)}]`
  const before = timeOf(() => JSON.parse(ordinary))
  let reading: ReturnType<typeof readSbom> | undefined
  const taken = timeOf(() => {
    reading = readSbom(text)
  })
  const after = timeOf(() => JSON.parse(ordinary))
  return {
    parses: (2 * taken) / (before + after),
    format: reading?.format?.name,
    sentences: (reading?.problems ?? []).flatMap(problem => [problem.text.en, problem.text.zh]),
    isRead: reading?.sbom !== undefined,
    isPolluted: 'polluted' in {},
  }
}

function testBombs() {
  const limits = { received: 100 * 1024 ** 2, unpacked: 256 * 1024 ** 2 }

  test('a document that is packed a thousand times smaller is not unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(512 * 1024 ** 2, ' '))
    await assert.rejects(readUpload(send(packed), limits), isTooLarge)
  })

  test('a bomb in a bomb is unpacked once, and is no bill of materials', async () => {
    const packed = gzipSync(gzipSync(Buffer.alloc(64 * 1024 ** 2)))
    const { content } = await readUpload(send(packed), limits)
    assert.ok(content.length < 100_000)
    const { format, problems } = readSbom(content.toString('latin1'))
    assert.deepEqual([format, problems.length], [undefined, 1])
  })
}

async function* send(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024)
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Failure && error.code === 'too-large' && error.text.zh !== ''
}
