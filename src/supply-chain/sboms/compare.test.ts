import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Component, Sbom } from '../sbom-formats/sbom.ts'
import { compareSboms, type Difference } from './compare.ts'
import { bareComponent, bareSbom } from './sbom-for-tests.ts'

function npm(name: string, version: string, more: Partial<Component> = {}): Component {
  return bareComponent(`${name}@${version}`, { name, version, purl: `pkg:npm/${name}@${version}`, ...more })
}

function tell(difference: Difference): string {
  const [before, after] = ['before', 'after'].map(side => {
    const component: Component | undefined = Object.entries(difference).find(([key]) => key === side)?.[1]
    return component && (component.purl ?? `${component.name}@${component.version}`)
  })
  const detail =
    'direction' in difference
      ? difference.direction
      : 'of' in difference
        ? difference.of
        : 'algorithms' in difference
          ? difference.algorithms.join()
          : ''
  return [difference.kind, before, after, detail].filter(Boolean).join(' ')
}

function compare(before: Component[], after: Component[]) {
  const { differences, unchanged } = compareSboms(bareSbom({ components: before }), bareSbom({ components: after }))
  return { told: differences.map(tell), unchanged }
}

test('what came, went, rose and fell is told in the order of the packages', () => {
  const before = [npm('brush', '1.0.0'), npm('easel', '2.0.0'), npm('frame', '1.10.0'), npm('same', '1.0.0')]
  const after = [npm('same', '1.0.0'), npm('frame', '1.9.0'), npm('easel', '10.0.0'), npm('paint', '1.0.0')]
  assert.deepEqual(compare(before, after), {
    told: [
      'retired pkg:npm/brush@1.0.0',
      'updated pkg:npm/easel@2.0.0 pkg:npm/easel@10.0.0 up',
      'updated pkg:npm/frame@1.10.0 pkg:npm/frame@1.9.0 down',
      'new pkg:npm/paint@1.0.0',
    ],
    unchanged: 1,
  })
})

test('a license that a document brings along is the same under whatever id, by its name or by its text', () => {
  const sbom = (id: string, said: { name?: string; text?: string }) =>
    bareSbom({
      components: [npm('brush', '1.0.0', { declaredLicense: `MIT AND ${id}` })],
      licenses: [{ id, urls: [], ...said }],
    })
  const changes = (before: Sbom, after: Sbom) => compareSboms(before, after).differences.map(tell)
  const house = { name: 'House License', text: 'Use it.' }
  assert.deepEqual(changes(sbom('LicenseRef-a', house), sbom('LicenseRef-b', { name: 'House License' })), [])
  assert.deepEqual(changes(sbom('LicenseRef-a', { text: 'Use it.' }), sbom('LicenseRef-b', { text: 'Use\nit.' })), [])
  assert.deepEqual(
    changes(sbom('LicenseRef-a', { name: 'Zlib OR ISC' }), sbom('LicenseRef-b', { name: 'ISC OR Zlib' })),
    [],
  )
  assert.deepEqual(changes(sbom('LicenseRef-a', house), sbom('LicenseRef-a', { name: 'Garden License' })), [
    'license pkg:npm/brush@1.0.0 pkg:npm/brush@1.0.0 declared',
  ])
})

test('commits have no order', () => {
  assert.deepEqual(compare([npm('brush', '65214c97b547')], [npm('brush', 'ad7521512dca')]).told, [
    'updated pkg:npm/brush@65214c97b547 pkg:npm/brush@ad7521512dca other',
  ])
})

test('of several versions of one package those that stay are left alone, and the lowest becomes the lowest', () => {
  const before = [npm('brush', '1.0.0'), npm('brush', '2.0.0'), npm('brush', '3.0.0')]
  const after = [npm('brush', '4.0.0'), npm('brush', '2.0.0')]
  assert.deepEqual(compare(before, after), {
    told: ['updated pkg:npm/brush@1.0.0 pkg:npm/brush@4.0.0 up', 'retired pkg:npm/brush@3.0.0'],
    unchanged: 1,
  })
  assert.deepEqual(compare([npm('brush', '1.0.0')], [npm('brush', '3.0.0'), npm('brush', '2.0.0')]), {
    told: ['updated pkg:npm/brush@1.0.0 pkg:npm/brush@2.0.0 up', 'new pkg:npm/brush@3.0.0'],
    unchanged: 0,
  })
})

test('a license that is only written otherwise has not changed, nor has one that nobody knew', () => {
  const before = [
    npm('a', '1.0.0', { declaredLicense: 'MIT OR Apache-2.0' }),
    npm('b', '1.0.0', { declaredLicense: 'NOASSERTION' }),
    npm('c', '1.0.0', { declaredLicense: 'MIT', concludedLicense: 'MIT' }),
    npm('d', '1.0.0', { declaredLicense: 'MIT' }),
  ]
  const after = [
    npm('a', '1.0.0', { declaredLicense: 'apache-2.0 or mit' }),
    npm('b', '1.0.0'),
    npm('c', '1.0.0', { declaredLicense: 'AGPL-3.0-only', concludedLicense: 'BUSL-1.1' }),
    npm('d', '2.0.0', { declaredLicense: 'ISC' }),
  ]
  assert.deepEqual(compare(before, after), {
    told: [
      'license pkg:npm/c@1.0.0 pkg:npm/c@1.0.0 declared',
      'license pkg:npm/c@1.0.0 pkg:npm/c@1.0.0 concluded',
      'updated pkg:npm/d@1.0.0 pkg:npm/d@2.0.0 up',
      'license pkg:npm/d@1.0.0 pkg:npm/d@2.0.0 declared',
    ],
    unchanged: 2,
  })
})

test('other files under the same version are told, and another supplier', () => {
  const hash = (algorithm: string, value: string) => ({ algorithm, value })
  const party = (name: string) => ({ kind: 'organization', name }) as const
  const before = [
    npm('a', '1.0.0', { hashes: [hash('SHA-256', 'aa'), hash('SHA-1', 'bb')], supplier: party('Harbor') }),
    npm('b', '1.0.0', { hashes: [hash('SHA-256', 'aa')] }),
    npm('c', '1.0.0', { hashes: [hash('SHA-256', 'AA'), hash('SHA-256', 'cc')] }),
    npm('d', '1.0.0', { hashes: [hash('SHA-256', 'aa')] }),
  ]
  const after = [
    npm('a', '1.0.0', { hashes: [hash('SHA-256', 'ee'), hash('SHA-1', 'bb')], supplier: party('Quay') }),
    npm('b', '1.0.0', { hashes: [hash('SHA-512', 'ff')] }),
    npm('c', '1.0.0', { hashes: [hash('SHA-256', 'aa')] }),
    npm('d', '1.0.1', { hashes: [hash('SHA-256', 'bb')] }),
  ]
  assert.deepEqual(compare(before, after), {
    told: [
      'supplier pkg:npm/a@1.0.0 pkg:npm/a@1.0.0',
      'hash pkg:npm/a@1.0.0 pkg:npm/a@1.0.0 SHA-256',
      'updated pkg:npm/d@1.0.0 pkg:npm/d@1.0.1 up',
    ],
    unchanged: 2,
  })
})

test('without a package URL a component is found by group and name, on either side', () => {
  const bare = (name: string, version: string, group?: string) =>
    bareComponent(name, { version, ...(group && { group }) })
  const scoped = bareComponent('x', {
    name: 'core',
    group: '@easel',
    version: '2.0.0',
    purl: 'pkg:npm/%40easel/core@2.0.0',
  })
  assert.deepEqual(compare([bare('zlib', '1.2'), bare('core', '1.0.0', '@easel')], [scoped, bare('zlib', '1.3')]), {
    told: ['updated core@1.0.0 pkg:npm/%40easel/core@2.0.0 up', 'updated zlib@1.2 zlib@1.3 up'],
    unchanged: 0,
  })
})

test('a name that packages of several kinds share is taken for none of them', () => {
  const gem = bareComponent('g', { name: 'brush', version: '1.0.0', purl: 'pkg:gem/brush@1.0.0' })
  assert.deepEqual(compare([bareComponent('brush', { version: '1.0.0' })], [npm('brush', '1.0.0'), gem]), {
    told: ['retired brush@1.0.0', 'new pkg:gem/brush@1.0.0', 'new pkg:npm/brush@1.0.0'],
    unchanged: 0,
  })
})

const components = fc.array(
  fc
    .record({
      name: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
      version: fc.constantFrom('1.0.0', '2.0.0', '3.0.0-rc.1', '', 'x'),
      purl: fc.boolean(),
    })
    .map(({ name, version, purl }) => (purl ? npm(name, version) : bareComponent(name, { version }))),
)

test('nothing differs from itself, in whatever order it stands', () => {
  fc.assert(
    fc.property(components, some => {
      assert.deepEqual(compare(some, [...some].reverse()), { told: [], unchanged: some.length })
    }),
  )
})

test('each component is told of once as new, retired, updated or unchanged', () => {
  fc.assert(
    fc.property(components, components, (before, after) => {
      const { told, unchanged } = compare(before, after)
      const count = (kind: string) => told.filter(line => line.startsWith(`${kind} `)).length
      assert.equal(count('retired') + count('updated') + unchanged, before.length)
      assert.equal(count('new') + count('updated') + unchanged, after.length)
    }),
  )
})
