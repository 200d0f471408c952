import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildSbom, type ProjectFacts } from './build-sbom.ts'
import type { UseOfComponent } from './join-uses.ts'

const facts: ProjectFacts = {
  name: 'easel',
  version: 'v1.2.0',
  address: 'https://git.example/harbor/easel',
  commit: 'a'.repeat(40),
  license: 'MIT',
  supplier: { kind: 'organization', name: 'Harbor' },
  authors: [{ kind: 'person', name: 'Ada', email: 'ada@harbor.example' }],
  createdAt: '2026-05-04T03:02:01Z',
  toolVersion: '0.1.0',
  isPartial: false,
  makers: new Map(),
  licenses: new Map([['pkg:npm/paint@1.0.0', { declared: 'SEE LICENSE IN x', concluded: 'ISC' }]]),
}

function use(purl: string, more: Partial<UseOfComponent> = {}): UseOfComponent {
  return { purl, relation: 'transitive', scope: 'runtime', manifest: 'package-lock.json', ...more }
}

const brush = use('pkg:npm/%40a/brush@1.0.0', {
  relation: 'direct',
  license: 'mit',
  needs: ['pkg:npm/paint@1.0.0'],
  hashes: [{ algorithm: 'SHA-512', value: 'ab' }],
})
const paint = use('pkg:npm/paint@1.0.0', { needs: [] })
const tool = use('pkg:npm/tool', {
  relation: 'direct',
  scope: 'development',
  manifest: 'tools/package.json',
  requirement: '^1',
})
const rest = { cpes: [], identifiers: [], attributions: [], references: [], authors: [] }

const root = 'project:easel@v1.2.0'

const components = [
  {
    ...rest,
    id: root,
    kind: 'application',
    name: 'easel',
    version: 'v1.2.0',
    purl: 'pkg:generic/easel@v1.2.0?vcs_url=git%2Bhttps:%2F%2Fgit.example%2Fharbor%2Feasel',
    supplier: { kind: 'organization', name: 'Harbor' },
    declaredLicense: 'MIT',
    references: [{ type: 'vcs', url: 'https://git.example/harbor/easel', comment: `commit ${'a'.repeat(40)}` }],
    hashes: [],
    properties: [],
  },
  {
    ...rest,
    id: brush.purl,
    kind: 'library',
    group: '@a',
    name: 'brush',
    version: '1.0.0',
    purl: brush.purl,
    declaredLicense: 'MIT',
    hashes: [{ algorithm: 'SHA-512', value: 'ab' }],
    scope: 'required',
    properties: [
      { name: 'ospo:manifest', value: 'package-lock.json' },
      { name: 'ospo:manifest', value: 'web/package-lock.json' },
    ],
  },
  {
    ...rest,
    id: paint.purl,
    kind: 'library',
    name: 'paint',
    version: '1.0.0',
    purl: paint.purl,
    declaredLicense: 'LicenseRef-ospo-SEE-LICENSE-IN-x-5cd0a628',
    concludedLicense: 'ISC',
    hashes: [],
    scope: 'required',
    properties: [{ name: 'ospo:manifest', value: 'package-lock.json' }],
  },
  {
    ...rest,
    id: tool.purl,
    kind: 'library',
    name: 'tool',
    purl: tool.purl,
    hashes: [],
    scope: 'excluded',
    properties: [
      { name: 'ospo:manifest', value: 'tools/package.json' },
      { name: 'ospo:requirement', value: '^1' },
    ],
  },
]

test('what manifests tell is a bill of materials: who needs whom, under what, and how far that is known', () => {
  const { id, ...sbom } = buildSbom([paint, brush, tool, { ...brush, manifest: 'web/package-lock.json' }], facts)
  assert.match(id ?? '', /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.deepEqual(sbom, {
    revision: 1,
    name: 'easel v1.2.0',
    createdAt: '2026-05-04T03:02:01Z',
    creators: [{ kind: 'person', name: 'Ada', email: 'ada@harbor.example', role: 'author' }],
    tools: [{ name: 'ospo', version: '0.1.0' }],
    lifecycles: ['source'],
    dataLicense: 'CC0-1.0',
    roots: [root],
    components,
    relationships: [
      { from: root, kind: 'dependsOn', to: [brush.purl], completeness: 'complete' },
      { from: root, kind: 'dependsOn', to: [tool.purl], completeness: 'complete', scope: 'development' },
      { from: brush.purl, kind: 'dependsOn', to: [paint.purl], completeness: 'complete' },
      { from: paint.purl, kind: 'dependsOn', to: [], completeness: 'complete' },
      { from: tool.purl, kind: 'dependsOn', to: [], completeness: 'unknown' },
    ],
    licenses: [{ id: 'LicenseRef-ospo-SEE-LICENSE-IN-x-5cd0a628', name: 'SEE LICENSE IN x', urls: [] }],
  })
})

test('the same comes out the same, in whatever order it is read; at another time only id and time differ', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([brush, paint, tool], { minLength: 3 }), uses => {
      assert.equal(JSON.stringify(buildSbom(uses, facts)), JSON.stringify(buildSbom([brush, paint, tool], facts)))
    }),
  )
  const first = buildSbom([brush], facts)
  const later = buildSbom([brush], { ...facts, createdAt: '2027-01-01T00:00:00Z' })
  assert.notEqual(later.id, first.id)
  assert.deepEqual({ ...later, id: first.id, createdAt: first.createdAt }, first)
})

test('where something could not be read, or no way is known, the list is told to be incomplete', () => {
  const lost = use('pkg:npm/lost@1.0.0', { relation: 'unknown' })
  const [root] = buildSbom([lost, { ...paint, relation: 'unknown' }, brush], facts).relationships
  assert.deepEqual([root?.to, root?.completeness], [[brush.purl, lost.purl], 'incomplete'])
  assert.equal(buildSbom([brush], { ...facts, isPartial: true }).relationships[0]?.completeness, 'incomplete')
})

test('a project on a forge with a package URL type of its own has that', () => {
  const purl = buildSbom([], { ...facts, address: 'https://github.com/Harbor/Easel' }).components[0]?.purl
  assert.equal(purl, 'pkg:github/harbor/easel@v1.2.0')
})

test('whom the registry names as makers, the first of them supplies it and all are its authors', () => {
  const makers = new Map([
    [
      'pkg:npm/paint',
      [{ name: 'Ada Brush', email: 'ada@brush.example', url: 'https://brush.example' }, { name: 'Max' }],
    ],
  ])
  const [, described] = buildSbom([paint], { ...facts, makers }).components
  const ada = { kind: 'unknown', name: 'Ada Brush', email: 'ada@brush.example', urls: ['https://brush.example'] }
  assert.deepEqual([described?.supplier, described?.authors], [ada, [ada, { kind: 'unknown', name: 'Max' }]])
})
