import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Component, Sbom } from '../sbom.ts'
import { spdx3Json } from './spdx-3-json.ts'

const fixtures = new Map(
  globSync(join(import.meta.dirname, 'fixtures', 'valid-*.json')).map(path => [
    basename(path, '.json').replace('valid-', ''),
    readFileSync(path, 'utf8'),
  ]),
)
const official = join(import.meta.dirname, '../../../../../shared/conformance/spdx')
const examples = globSync(join(official, '**/*.json')).filter(path => path.includes('spdx3'))

function textOf(name: string): string {
  const text = fixtures.get(name)
  assert.ok(text)
  return text
}

function readSound(text: string): Sbom {
  const { sbom, problems } = spdx3Json.read(text)
  assert.deepEqual(problems, [])
  assert.ok(sbom)
  return sbom
}

function write(sbom: Sbom) {
  const writing = spdx3Json.write?.(sbom, '3.0.1')
  assert.ok(writing)
  return writing
}

function assertKept(text: string) {
  const sbom = readSound(text)
  const writing = write(sbom)
  assert.deepEqual(writing.losses, [])
  assert.deepEqual(readSound(writing.text), sbom)
  assert.equal(write(readSound(writing.text)).text, writing.text)
}

for (const [name, text] of fixtures) {
  test(`the fixture ${name} is read, written without a loss, and read to the same again`, () => {
    assert.equal(spdx3Json.recognizes(text), '3.0.1')
    assertKept(text)
  })
}

test('every official example of SPDX 3 is read, written without a loss, and read to the same again', {
  skip: !existsSync(official) && `${official} is not there`,
}, () => {
  assert.notEqual(examples.length, 0)
  for (const path of examples) assertKept(readFileSync(path, 'utf8'))
})

const nothing = { cpes: [], identifiers: [], authors: [], attributions: [], hashes: [], references: [], properties: [] }

const ada = { id: 'ada', kind: 'person', name: 'Ada', email: 'ada@office.example' } as const
const components: readonly Component[] = [
  {
    ...nothing,
    id: 'web',
    kind: 'application',
    name: 'web',
    version: '1.4',
    summary: 'A shop',
    description: 'A shop window for everybody',
    copyright: '© Ada',
    attributions: ['Made with care'],
    supplier: ada,
    builtAt: '2026-02-28T20:00:00Z',
    releasedAt: '2026-03-01T00:00:00Z',
    validUntil: '2028-03-01T00:00:00Z',
    properties: [{ name: 'office:team', value: 'shop' }, { name: 'office:flag' }],
  },
  {
    ...nothing,
    id: 'glue',
    kind: 'library',
    name: 'glue',
    version: '2.0.1',
    purl: 'pkg:npm/glue@2.0.1',
    cpes: ['cpe:2.3:a:parts:glue:2.0.1:*:*:*:*:*:*:*'],
    identifiers: [
      { type: 'swid', value: 'swid:glue' },
      { type: 'swhid', value: 'swh:1:cnt:94a9ed024d3859793618152ea559a168bbcbb5e2' },
    ],
    originator: {
      id: 'https://parts.example/us',
      kind: 'organization',
      name: 'Parts & Sons',
      urls: ['https://parts.example'],
    },
    authors: [ada],
    declaredLicense: 'MIT OR LicenseRef-Glue',
    concludedLicense: 'NOASSERTION',
    hashes: [
      { algorithm: 'SHA-256', value: '0f'.repeat(32) },
      { algorithm: 'BLAKE2b-256', value: 'a1'.repeat(32) },
    ],
    downloadLocation: 'https://parts.example/glue-2.0.1.tgz',
    homepage: 'https://parts.example/glue',
    sourceInfo: 'from the mirror',
    references: [
      { type: 'vcs', url: 'https://parts.example/glue.git', comment: 'read only' },
      { type: 'issue-tracker', url: 'https://parts.example/glue/issues' },
    ],
  },
  { ...nothing, id: 'tape', kind: 'library', name: 'tape', rest: { spdx3Ids: { software_primaryPurpose: '' } } },
  {
    ...nothing,
    id: 'main',
    kind: 'file',
    name: './main.js',
    hashes: [{ algorithm: 'SHA-1', value: 'ab'.repeat(20) }],
    rest: { spdx3: { contentType: 'text/javascript', software_primaryPurpose: 'source' } },
  },
]

test('a bill of materials in SPDX 3 is read into the model', () => {
  const { rest, ...sbom } = readSound(textOf('software'))
  const named = (spdxId: string) => ({ rest: { spdx3Ids: { spdxId } } })
  assert.deepEqual(sbom, {
    id: 'https://office.example/sboms/web-1.4',
    name: 'web 1.4',
    comment: 'Our shop window',
    createdAt: '2026-03-01T08:00:00Z',
    creators: [{ ...ada, role: 'author' }],
    tools: [{ id: 'tool', name: 'lister' }],
    lifecycles: ['build', 'source'],
    dataLicense: 'CC0-1.0',
    roots: ['web'],
    components,
    relationships: [
      { from: 'web', kind: 'dependsOn', to: ['glue', 'tape'], completeness: 'complete', ...named('r3') },
      { from: 'glue', kind: 'dependsOn', to: [], completeness: 'complete', ...named('r4') },
      { from: 'tape', kind: 'dependsOn', to: [], ...named('r5') },
      {
        from: 'web',
        kind: 'dependsOn',
        to: ['tape'],
        completeness: 'unknown',
        scope: 'test',
        comment: 'for tests',
        ...named('r6'),
      },
      {
        from: 'web',
        kind: 'contains',
        to: ['main'],
        rest: { spdx3: { startTime: '2026-02-01T00:00:00Z' }, spdx3Ids: { spdxId: 'r7' } },
      },
    ],
    licenses: [
      { id: 'LicenseRef-Glue', name: 'Glue license', text: 'Stick to it.', urls: ['https://parts.example/license'] },
    ],
  })
  assert.equal(rest?.spdx3, undefined)
})

test('sets of licenses are expressions, and sets again when they are written', () => {
  const sbom = readSound(textOf('license-sets'))
  assert.deepEqual(
    sbom.components.map(({ id, declaredLicense, concludedLicense }) => [id, declaredLicense, concludedLicense]),
    [
      ['a', '(MIT OR GPL-2.0-only WITH Classpath-exception-2.0) AND Zlib', undefined],
      ['b', 'OSL-2.0+ WITH AdditionRef-house', undefined],
      ['c', undefined, 'LicenseRef-House-rules'],
      ['d', undefined, 'MIT AND Zlib'],
    ],
  )
  const written = new Map(elementsOf(write(sbom).text).map(element => [element['spdxId'], element]))
  for (const element of elementsOf(textOf('license-sets'))) {
    if (!String(element['type']).startsWith('expandedlicensing_')) continue
    assert.deepEqual(written.get(element['spdxId']), { ...element, creationInfo: '_:creationInfo' })
  }
})

test('what the model has no place for is kept by the class of its elements', () => {
  const { rest, components, relationships } = readSound(textOf('profiles'))
  assert.deepEqual(Object.keys(rest?.spdx3 ?? {}).sort(), [
    'Annotation',
    'Bundle',
    'CreationInfo',
    'Relationship',
    'SoftwareAgent',
    'SpdxDocument',
    'build_Build',
    'security_CvssV3VulnAssessmentRelationship',
    'security_EpssVulnAssessmentRelationship',
    'security_VexNotAffectedVulnAssessmentRelationship',
    'security_Vulnerability',
    'software_Snippet',
  ])
  assert.deepEqual(
    components.map(({ id, kind }) => [id, kind]),
    [
      ['model', 'machine-learning-model'],
      ['data', 'data'],
      ['installer', 'other'],
      ['file', 'file'],
    ],
  )
  assert.deepEqual(
    relationships.map(({ from, kind, to }) => [from, kind, ...to]),
    [
      ['model', 'trainedOn', 'data'],
      ['installer', 'contains', 'https://parts.example/thing'],
      ['installer', 'amendedBy', 'file'],
    ],
  )
})

test('an element may stand alone, with others inside of it', () => {
  const ada = { id: 'https://office.example/ada', kind: 'person', name: 'Ada' } as const
  assert.deepEqual(readSound(textOf('alone')), {
    createdAt: '2026-03-01T08:00:00Z',
    creators: [{ ...ada, role: 'author' }],
    tools: [],
    lifecycles: [],
    roots: [],
    components: [{ ...nothing, id: 'https://office.example/lone', kind: 'library', name: 'lone', originator: ada }],
    relationships: [],
    licenses: [],
  })
})

test('names that SPDX 3 lacks are found again in comments, and what has no place is told', () => {
  const component: Component = {
    ...nothing,
    id: 'pkg:npm/a@1',
    kind: 'library',
    name: 'a',
    group: 'g',
    publisher: 'p',
    scope: 'required',
    fileName: 'a-1.tgz',
    builtAt: '2026-01-01T10:00:00+02:00',
    hashes: [{ algorithm: 'Streebog-256', value: 'ab' }],
    identifiers: [{ type: 'omniborId', value: 'x' }],
    references: [{ type: 'bom', url: 'https://a.example', comment: 'all' }],
  }
  const sbom: Sbom = {
    id: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    revision: 3,
    createdAt: '2026-01-01T10:00:00.123Z',
    creators: [],
    tools: [{ name: 'lister', version: '1.0', vendor: 'Parts' }],
    lifecycles: ['build', 'disposal'],
    roots: ['pkg:npm/a@1'],
    components: [component],
    relationships: [{ from: 'pkg:npm/a@1', kind: 'provides', to: [], comment: 'maybe' }],
    licenses: [],
  }
  const { text, losses } = write(sbom)
  const { revision, ...rest } = sbom
  const { group, publisher, scope, ...kept } = component
  assert.deepEqual(readSound(text), {
    ...rest,
    createdAt: '2026-01-01T10:00:00Z',
    lifecycles: ['build'],
    components: [{ ...kept, builtAt: '2026-01-01T08:00:00Z' }],
  })
  assert.deepEqual(
    losses.map(({ what, count, examples }) => [what, count, ...examples]),
    [
      ['component.builtAt', 1, 'pkg:npm/a@1'],
      ['component.group', 1, 'pkg:npm/a@1'],
      ['component.publisher', 1, 'pkg:npm/a@1'],
      ['component.scope', 1, 'pkg:npm/a@1'],
      ['createdAt', 1, '2026-01-01T10:00:00.123Z'],
      ['lifecycles', 1, 'disposal'],
      ['revision', 1],
    ],
  )
})

test('ids that are no addresses are addresses in the document, and come back as they were', () => {
  const ids = [
    'a',
    'ä b%20',
    '_:x',
    'urn:x:y',
    'https://d.example/s#a',
    'https://d.example/s#b:c',
    'https://d.example/s',
  ]
  const sbom: Sbom = {
    id: 'https://d.example/s',
    creators: [],
    tools: [],
    lifecycles: [],
    roots: [],
    components: ids.map(id => ({ ...nothing, id, kind: 'other', name: id })),
    relationships: [],
    licenses: [],
  }
  assert.deepEqual(readSound(write(sbom).text), sbom)
})

const broken: [title: string, search: string, replacement: string, path: string, sentence: string][] = [
  [
    'no context',
    'spdx.org/rdf/3.0.1/spdx',
    'spdx.org/rdf/3.9.9/spdx',
    '/@context',
    'The @context must be the text https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  ],
  [
    'an unknown class',
    '"type": "Tool"',
    '"type": "Hammer"',
    '/@graph/2/type',
    'SPDX 3.0.1 has no objects of the type Hammer',
  ],
  [
    'an abstract class',
    '"type": "Tool"',
    '"type": "Element"',
    '/@graph/2/type',
    'SPDX 3.0.1 has no objects of the type Element',
  ],
  [
    'an unknown property',
    '"summary":',
    '"sumary":',
    '/@graph/6/sumary',
    'Objects of type software_Package have no sumary',
  ],
  [
    'a wrong word',
    '"sha256"',
    '"sha257"',
    '/@graph/7/verifiedUsing/0/algorithm',
    'sha257 is none of adler32, blake2b256, blake2b384, blake2b512, blake3, crystalsDilithium, crystalsKyber, falcon, md2, md4, md5, md6 …',
  ],
  [
    'a day that there is not',
    '2026-03-01T08:00:00Z',
    '2026-02-30T08:00:00Z',
    '/@graph/0/created',
    '2026-02-30T08:00:00Z is not a time such as 2026-01-31T12:00:00Z',
  ],
  [
    'an id that is no address',
    '"spdxId": "https://parts.example/us"',
    '"spdxId": "us"',
    '/@graph/5/spdxId',
    'The spdxId us is no address such as https://… or urn:…',
  ],
  [
    'a blank node that is nowhere',
    '"creationInfo": "_:creation"',
    '"creationInfo": "_:other"',
    '/@graph/1/creationInfo',
    'No object of this file has the id _:other',
  ],
  [
    'a target of the wrong class',
    '"suppliedBy": "https://office.example/sboms/web-1.4#ada"',
    '"suppliedBy": "https://office.example/sboms/web-1.4#tool"',
    '/@graph/6/suppliedBy',
    'https://office.example/sboms/web-1.4#tool is of type Tool, where Agent is wanted',
  ],
  [
    'what is no license',
    '"CC0-1.0"',
    '"CC0 maybe"',
    '/@graph/10/simplelicensing_licenseExpression',
    'This is no license expression: AND or OR is expected before “maybe” (at character 5)',
  ],
  [
    'none among others',
    '"NoneElement"',
    '"NoneElement", "https://office.example/sboms/web-1.4#tape"',
    '/@graph/16/to',
    'NoneElement says that there is nothing, and stands alone',
  ],
  [
    'an id given twice',
    '"spdxId": "https://office.example/sboms/web-1.4#tape"',
    '"spdxId": "https://office.example/sboms/web-1.4#web"',
    '/@graph/8',
    'The id https://office.example/sboms/web-1.4#web is given to two objects that differ',
  ],
]

for (const [title, search, replacement, path, sentence] of broken) {
  test(`a document with ${title} is refused with path and line`, () => {
    const text = textOf('software')
    assert.ok(text.includes(search))
    const { problems } = spdx3Json.read(text.replace(search, replacement))
    const found = problems.find(problem => problem.path === path)
    assert.equal(found?.text.en, sentence)
    assert.ok(found?.line && found.line > 1)
  })
}

test('text like that of a document gives a reading or problems', () => {
  const texts = [...fixtures.values()]
  const spoilt = fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat({ max: 200 }), fc.string())
    .map(([text, at, length, other]) => {
      const start = at % text.length
      return text.slice(0, start) + other + text.slice(start + length)
    })
  fc.assert(
    fc.property(spoilt, text => {
      const { sbom } = spdx3Json.read(text)
      if (sbom) readAgain(write(sbom).text)
    }),
    { numRuns: 300 },
  )
})

function readAgain(text: string) {
  assert.ok(spdx3Json.read(text).sbom)
}

function elementsOf(text: string): Record<string, unknown>[] {
  return JSON.parse(text)['@graph']
}
