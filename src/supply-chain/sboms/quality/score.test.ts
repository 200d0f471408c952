import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Component, Party, Sbom } from '../../sbom-formats/sbom.ts'
import { bareComponent, bareSbom } from '../sbom-for-tests.ts'
import { bsi } from './bsi.ts'
import { requirementSets } from './requirement-sets.ts'
import { type Assessment, assess, assessAll } from './score.ts'

const cyclonedx = { format: 'cyclonedx-json', version: '1.6' }
const sha512 = { algorithm: 'SHA-512', value: 'ab'.repeat(64) }
const contact: Party = { kind: 'organization', name: 'Harbor', urls: ['https://harbor.example'] }

function told(more: Partial<Component>): Partial<Component> {
  return {
    version: '1.0.0',
    purl: 'pkg:npm/brush@1.0.0',
    supplier: contact,
    originator: contact,
    declaredLicense: 'MIT',
    concludedLicense: 'MIT',
    copyright: '2026 Harbor',
    downloadLocation: 'https://harbor.example/brush.tgz',
    hashes: [sha512],
    references: [
      { type: 'source-distribution', url: 'https://harbor.example/brush-source.tgz', hashes: [sha512] },
      { type: 'rfc-9116', url: 'https://harbor.example/security.txt' },
    ],
    properties: ['filename', 'executable', 'archive', 'structured', 'effectiveLicense'].map(name => ({
      name: `bsi:component:${name}`,
      value: 'true',
    })),
    ...more,
  }
}

/** Says all that any set asks for. */
function full(change: Partial<Sbom> = {}, brush: Partial<Component> = {}): Sbom {
  return bareSbom({
    id: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    name: 'easel',
    createdAt: '2026-05-04T03:02:01Z',
    creators: [{ role: 'author', ...contact }],
    tools: [{ name: 'ospo', version: '0.1.0' }],
    lifecycles: ['build'],
    dataLicense: 'CC0-1.0',
    roots: ['easel'],
    components: [bareComponent('easel', told({})), bareComponent('brush', { ...told({}), ...brush })],
    relationships: [
      { from: 'easel', kind: 'dependsOn', to: ['brush'], completeness: 'complete' },
      { from: 'brush', kind: 'dependsOn', to: [], completeness: 'complete' },
    ],
    rest: { cyclonedx: { signature: { value: 'x' } } },
    ...change,
  })
}

function unmet(assessments: Assessment[]): string[] {
  return assessments.flatMap(({ answers }) =>
    answers.filter(({ verdict }) => verdict === 'unmet').map(({ requirement }) => requirement.id),
  )
}

const all = (sbom: Sbom) => unmet(assessAll(requirementSets, sbom, cyclonedx))

test('each requirement has an id of its own', () => {
  const ids = requirementSets.flatMap(({ requirements }) => requirements.map(({ id }) => id))
  assert.deepEqual(ids, [...new Set(ids)])
})

test('a document that says everything misses only to be of two families at once', () => {
  assert.deepEqual(all(full()), ['openchain-telco.3.1'])
  assert.deepEqual(unmet(assessAll(requirementSets, full(), { format: 'spdx-2-json', version: '2.3' })), ['bsi.format'])
})

test('a document that says nothing misses all that a document can tell', () => {
  const sbom = bareSbom({ components: [bareComponent('a', { name: '' }), bareComponent('b', { name: '' })] })
  const assessments = assessAll(requirementSets, sbom, { format: 'spdx-2-rdf', version: '2.2' })
  const rest = assessments
    .flatMap(({ answers }) => answers)
    .filter(({ verdict }) => verdict !== 'unmet')
    .map(({ requirement, verdict }) => `${requirement.check} ${verdict}`)
  assert.deepEqual([...new Set(rest)].sort(), [
    'machine-readable met',
    'no-vulnerabilities met',
    'practice not-applicable',
    'signature not-applicable',
  ])
})

const changes: [what: string, sbom: Sbom, unmet: string[]][] = [
  [
    'a supplier',
    full({}, { supplier: { kind: 'unknown', name: '' } }),
    ['openchain-telco.3.2.PackageSupplier', 'openchain-quality.3.2.supplier'],
  ],
  [
    'a version',
    full({}, { version: '' }),
    [
      'bsi.component-version',
      'cisa-2025.component-version',
      'ntia.component-version',
      'openchain-telco.3.2.PackageVersion',
    ],
  ],
  ['SHA-512', full({}, { hashes: [{ algorithm: 'SHA-256', value: 'ab'.repeat(32) }] }), ['bsi.deployable-hash']],
  [
    'any hash',
    full({}, { hashes: [] }),
    ['bsi.deployable-hash', 'cisa-2025.component-hash', 'ntia.component-hash', 'openchain-telco.3.2.PackageChecksum'],
  ],
  [
    'a way to reach its author',
    full({ creators: [{ role: 'author', kind: 'organization', name: 'Harbor' }] }),
    ['bsi.sbom-creator', 'openchain-quality.3.2.author'],
  ],
  ['the version of a tool', full({ tools: [{ name: 'ospo' }] }), ['openchain-telco.3.5.Tool']],
  [
    'a day that there is',
    full({ createdAt: '2026-25-04T03:02:01Z' }),
    ['bsi.timestamp', 'cisa-2025.timestamp', 'ntia.timestamp', 'openchain-telco.3.2.Created'],
  ],
  [
    'a license by the words of SPDX',
    full({}, { declaredLicense: 'Harbor-Special', concludedLicense: 'NOASSERTION' }),
    [
      'bsi.distribution-licenses',
      'bsi.original-licenses',
      'ntia.license-information',
      'openchain-quality.3.2.declared-license',
      'openchain-quality.3.2.concluded-license',
    ],
  ],
  [
    'whether a list of dependencies is complete',
    full({ relationships: [{ from: 'easel', kind: 'dependsOn', to: ['brush'] }] }),
    ['bsi.dependencies', 'cisa-2025.known-unknowns', 'ntia.known-unknowns', 'openchain-quality.3.5'],
  ],
  [
    'a way from what it is about to a component',
    full({
      relationships: [
        { from: 'easel', kind: 'dependsOn', to: [], completeness: 'complete' },
        { from: 'brush', kind: 'dependsOn', to: [], completeness: 'complete' },
      ],
    }),
    ['cisa-2025.coverage', 'openchain-telco.3.8'],
  ],
]

for (const [what, sbom, expected] of changes)
  test(`a document without ${what} misses that and nothing else`, () => {
    assert.deepEqual(all(sbom), ['openchain-telco.3.1', ...expected].sort(byPlace))
  })

const places = requirementSets.flatMap(({ requirements }) => requirements.map(({ id }) => id))
function byPlace(a: string, b: string) {
  return places.indexOf(a) - places.indexOf(b)
}

test('a document that tells of vulnerabilities is none of the BSI’s, and one of an old version neither', () => {
  const sbom = full({ rest: { cyclonedx: { vulnerabilities: [{ id: 'CVE-2021-44228' }] } } })
  assert.deepEqual(unmet([assess(bsi, sbom, { format: 'cyclonedx-json', version: '1.5' })]), [
    'bsi.no-vulnerabilities',
    'bsi.format',
  ])
})

test('a file is asked neither for a version nor for a supplier', () => {
  const file = bareComponent('brush', { kind: 'file', name: 'brush.js', hashes: [sha512] })
  const sbom = full({ components: [bareComponent('easel', told({})), file] })
  const [ntia] = assessAll(
    requirementSets.filter(({ id }) => id === 'ntia'),
    sbom,
    cyclonedx,
  )
  assert.deepEqual(ntia && unmet([ntia]), [])
})

test('the score is the average of the shares that have what they must', () => {
  const set = {
    ...bsi,
    requirements: bsi.requirements.filter(({ id }) => ['bsi.timestamp', 'bsi.component-version'].includes(id)),
  }
  const sbom = full({ createdAt: 'yesterday' }, { version: '' })
  const { score, conforms, answers } = assess(set, sbom, cyclonedx)
  assert.deepEqual({ score, conforms }, { score: 25, conforms: false })
  assert.deepEqual(
    answers.map(({ requirement, verdict, met, unmet, missing }) => [
      requirement.id,
      verdict,
      met,
      unmet,
      missing.map(({ id }) => id),
    ]),
    [
      ['bsi.timestamp', 'unmet', 0, 1, []],
      ['bsi.component-version', 'unmet', 1, 1, ['brush']],
    ],
  )
})

test('relationships in a circle, and to what is not there, do no harm', () => {
  const sbom = full({
    relationships: [
      { from: 'easel', kind: 'dependsOn', to: ['brush', 'nobody'], completeness: 'complete' },
      { from: 'brush', kind: 'dependsOn', to: ['easel'], completeness: 'complete' },
    ],
  })
  assert.deepEqual(all(sbom), ['openchain-telco.3.1'])
})
