import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Component, Relationship, Sbom } from '../../sbom-formats/sbom.ts'
import { digestSbom } from './digest-sbom.ts'

function part(id: string, about: Partial<Component> = {}): Component {
  const none = { cpes: [], identifiers: [], authors: [], attributions: [], hashes: [], references: [], properties: [] }
  return { id, kind: 'library', name: id, ...none, ...about }
}

function sbom(components: Component[], relationships: Relationship[], about: Partial<Sbom> = {}): Sbom {
  const none = { creators: [], tools: [], lifecycles: [], licenses: [] }
  return {
    ...none,
    roots: ['root'],
    components: [part('root', { kind: 'application' }), ...components],
    relationships,
    ...about,
  }
}

const needs = (from: string, ...to: string[]): Relationship => ({ from, kind: 'dependsOn', to })
const contains = (from: string, ...to: string[]): Relationship => ({ from, kind: 'contains', to })

function ways(digest: ReturnType<typeof digestSbom>) {
  const { holdings } = digest
  return holdings.map(({ purl, relation, scope, parent }) => [
    purl,
    relation,
    scope,
    parent === undefined ? null : holdings[parent]?.purl,
  ])
}

test('what the root needs is direct, what lies behind has its shortest way, circles do no harm', () => {
  const parts = ['a', 'b', 'c', 'lost'].map(id => part(id))
  const edges = [needs('root', 'a'), needs('a', 'b'), needs('b', 'c', 'a'), needs('c', 'b'), needs('lost', 'lost')]
  assert.deepEqual(ways(digestSbom(sbom(parts, edges))), [
    ['name:/a', 'direct', 'runtime', null],
    ['name:/b', 'transitive', 'runtime', 'name:/a'],
    ['name:/c', 'transitive', 'runtime', 'name:/b'],
    ['name:/lost', 'unknown', 'runtime', null],
  ])
})

test('of what an image merely contains nothing is said, but of what hangs below it', () => {
  const parts = ['a', 'b', 'tool'].map(id => part(id))
  const edges = [contains('root', 'a', 'b'), needs('a', 'b'), { ...needs('root', 'tool'), scope: 'test' }]
  assert.deepEqual(ways(digestSbom(sbom(parts, edges))), [
    ['name:/a', 'unknown', 'runtime', null],
    ['name:/b', 'transitive', 'runtime', 'name:/a'],
    ['name:/tool', 'direct', 'development', null],
  ])
})

test('entries of one component are one, and files are counted only', () => {
  const purl = 'pkg:npm/a@1.0.0'
  const parts = [
    part('one', { purl, declaredLicense: 'MIT' }),
    part('other', { purl, hashes: [{ algorithm: 'SHA-1', value: 'ab' }] }),
    part('file', { kind: 'file' }),
  ]
  const digest = digestSbom(sbom(parts, [needs('root', 'other'), needs('other', 'one')]))
  assert.deepEqual(digest.holdings, [
    {
      purl,
      package: 'pkg:npm/a',
      version: '1.0.0',
      relation: 'direct',
      scope: 'runtime',
      license: 'MIT',
      hashes: ['SHA-1:ab'],
    },
  ])
  assert.deepEqual([digest.components, digest.files, digest.losses], [4, 1, [{ what: 'component.files', count: 1 }]])
})

test('what the document says of versions, licenses, suppliers and ends is kept as the office says it', () => {
  const about = part('x', {
    purl: 'pkg:deb/debian/x?arch=amd64',
    version: '1:2~3',
    supplier: { kind: 'organization', name: 'Debian\0' },
    declaredLicense: 'LicenseRef-1',
    concludedLicense: 'NOASSERTION',
    validUntil: '2027-01-31T00:00:00Z',
  })
  const licenses = [{ id: 'LicenseRef-1', name: 'Some License', urls: [] }]
  const { holdings } = digestSbom(sbom([about], [], { licenses }))
  assert.deepEqual(holdings, [
    {
      purl: 'pkg:deb/debian/x@1%3A2~3?arch=amd64',
      package: 'pkg:deb/debian/x',
      version: '1:2~3',
      relation: 'unknown',
      scope: 'runtime',
      license: 'Some License',
      supplier: 'Debian',
      validUntil: '2027-01-31',
    },
  ])
})

test('a circle of a hundred thousand parts, and a name without end, take no time', () => {
  const ids = Array.from({ length: 100_000 }, (_, at) => `p${at}`)
  const parts = ids.map(id => part(id, { name: id === 'p0' ? 'x'.repeat(100_000) : id }))
  const edges = ids.map((id, at) => needs(id, ids[(at + 1) % ids.length] ?? ''))
  const { holdings } = digestSbom(sbom(parts, edges))
  assert.equal(holdings.length, 100_000)
  assert.ok(holdings.every(({ purl }) => purl.length <= 1000))
})
