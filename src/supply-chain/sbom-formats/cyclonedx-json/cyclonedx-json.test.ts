import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { SbomWriting } from '../sbom-format.ts'
import { cyclonedxJson } from './cyclonedx-json.ts'

type Raw = Record<string, unknown>

const folder = join(import.meta.dirname, '../../../../../shared/conformance/cyclonedx')
const official = existsSync(folder) ? readdirSync(folder) : undefined
const skip = official ? false : 'the official documents are not beside this checkout'
const read = (name: string) => cyclonedxJson.read(readFileSync(join(folder, name), 'utf8'))

test('every valid document of the official suite is read without a problem', { skip }, () => {
  const names = official?.filter(name => name.startsWith('valid-')) ?? []
  assert.equal(names.length, 218)
  assert.deepEqual(
    names.filter(name => read(name).problems.length > 0),
    [],
  )
})

test('every invalid document of the official suite is refused', { skip }, () => {
  const names = official?.filter(name => name.startsWith('invalid-')) ?? []
  assert.equal(names.length, 139)
  assert.deepEqual(
    names.filter(name => read(name).problems.length === 0),
    [],
  )
})

test('every valid document of the official suite is kept whole in its own version, and valid in every other', {
  skip,
}, () => {
  for (const name of official?.filter(name => name.startsWith('valid-')) ?? []) {
    const { sbom, version: own } = read(name)
    assert.ok(sbom && cyclonedxJson.write)
    for (const version of cyclonedxJson.versions) {
      const { text, losses } = cyclonedxJson.write(sbom, version)
      const again = cyclonedxJson.read(text)
      assert.deepEqual(again.problems, [], `${name} in ${version}`)
      if (version !== own) continue
      assert.deepEqual(losses, [], name)
      assert.deepEqual(again.sbom, sbom, name)
    }
  }
})

const fixtures = cyclonedxJson.versions.map(
  version => [version, readFileSync(join(import.meta.dirname, `fixtures/valid-${version}.json`), 'utf8')] as const,
)

/** Each spoils what all versions have, or all since the one named, and the place where that is told. */
const spoilt: [title: string, path: string, spoil: (bom: Raw, first: Raw) => void, since?: string][] = [
  ['a component without a type', '/components/0', (_, first) => delete first['type']],
  ['a component without a name', '/components/0', (_, first) => delete first['name']],
  ['a kind of component unknown', '/components/0/type', (_, first) => Object.assign(first, { type: 'gadget' })],
  ['an empty bom-ref', '/components/0/bom-ref', (_, first) => Object.assign(first, { 'bom-ref': '' }), '1.5'],
  ['a scope unknown', '/components/0/scope', (_, first) => Object.assign(first, { scope: 'maybe' })],
  [
    'a hash algorithm unknown',
    '/components/0/hashes/0/alg',
    (_, first) => Object.assign(at(first, 'hashes'), { alg: 'CRC' }),
  ],
  [
    'a hash too short',
    '/components/0/hashes/0/content',
    (_, first) => Object.assign(at(first, 'hashes'), { content: 'abc' }),
  ],
  ['a license id unknown', '/components/0/licenses/0/license/id', (_, first) => setLicense(first, { id: 'Apache' })],
  [
    'a license with id and name',
    '/components/0/licenses/0/license',
    (_, first) => setLicense(first, { id: 'MIT', name: 'MIT' }),
  ],
  ['a license without id and name', '/components/0/licenses/0/license', (_, first) => setLicense(first, {})],
  [
    'an encoding unknown',
    '/components/0/licenses/0/license/text/encoding',
    (_, first) => setLicense(first, { id: 'MIT', text: { content: 'x', encoding: 'rot13' } }),
  ],
  ['a SWID without a tag', '/components/0/swid', (_, first) => Object.assign(first, { swid: { name: 'x' } })],
  [
    'a patch of no known type',
    '/components/0/pedigree/patches/0/type',
    (_, first) => Object.assign(at(first['pedigree'], 'patches'), { type: 'x' }),
  ],
  ['a serial number that is no UUID', '/serialNumber', bom => Object.assign(bom, { serialNumber: 'urn:uuid:1' })],
  [
    'a time that is none',
    '/metadata/timestamp',
    bom => Object.assign(bom['metadata'] as Raw, { timestamp: 'yesterday' }),
  ],
  [
    'a mail address that is none',
    '/metadata/authors/0/email',
    bom => Object.assign(at(bom['metadata'], 'authors'), { email: 'at home' }),
    '1.4',
  ],
  ['a member unknown', '/surprise', bom => Object.assign(bom, { surprise: true })],
  [
    'the same component twice',
    '/components',
    bom => void (bom['components'] as Raw[]).push(structuredClone((bom['components'] as Raw[])[1] as Raw)),
  ],
  ['a dependency without a ref', '/dependencies/0', bom => delete at(bom, 'dependencies')['ref']],
  [
    'a dependency on nothing there',
    '/dependencies/0/dependsOn/0',
    bom => Object.assign(at(bom, 'dependencies'), { dependsOn: ['ghost'] }),
  ],
  [
    'a bom-ref given twice',
    '/components/1/bom-ref',
    (bom, first) => Object.assign((bom['components'] as Raw[])[1] as Raw, { 'bom-ref': first['bom-ref'] }),
  ],
  [
    'a flow of data unknown',
    '/services/0/data/0/flow',
    bom => Object.assign(at(at(bom, 'services'), 'data'), { flow: 'up' }),
  ],
]

function at(record: unknown, list: string): Raw {
  return ((record as Raw)[list] as Raw[])[0] as Raw
}

function setLicense(component: Raw, license: Raw) {
  component['licenses'] = [{ license }]
}

for (const [title, path, spoil, since = '1.2'] of spoilt) {
  test(`${title} is refused since ${since}, where it stands`, () => {
    for (const [version, text] of fixtures.filter(([version]) => version >= since)) {
      const bom = JSON.parse(text) as Raw
      spoil(bom, at(bom, 'components'))
      const { problems } = cyclonedxJson.read(JSON.stringify(bom, undefined, 1))
      assert.ok(
        problems.some(problem => problem.path === path && (problem.line ?? 0) > 0),
        `${version}: ${JSON.stringify(problems)}`,
      )
    }
  })
}

test('a version that nobody knows is told as such', () => {
  const [problem, ...others] = cyclonedxJson.read('{"bomFormat":"CycloneDX",\n"specVersion":"9.9"}').problems
  assert.deepEqual(others, [])
  assert.deepEqual(problem, {
    text: {
      en: 'CycloneDX 9.9 is not among the versions that can be read: 1.2 to 1.7',
      zh: 'CycloneDX 9.9 不在可读取的版本 1.2 至 1.7 之列',
    },
    path: '/specVersion',
    line: 2,
  })
})

function readComponents(components: unknown[], more: Raw = {}) {
  const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components, ...more }
  const { sbom, problems } = cyclonedxJson.read(JSON.stringify(bom))
  assert.deepEqual(problems, [])
  assert.ok(sbom)
  return sbom
}

test('what lies in a component is contained by it, and lies in it again when written', () => {
  const nested = [
    {
      type: 'library',
      name: 'a',
      components: [{ type: 'file', name: 'b', components: [{ type: 'file', name: 'c' }] }],
    },
  ]
  const sbom = readComponents(nested)
  assert.deepEqual(sbom.relationships, [
    { from: 'a', kind: 'contains', to: ['b'] },
    { from: 'b', kind: 'contains', to: ['c'] },
  ])
  const written = JSON.parse(cyclonedxJson.write?.(sbom, '1.6').text ?? '') as Raw
  assert.deepEqual(written['components'], [
    {
      type: 'library',
      'bom-ref': 'a',
      name: 'a',
      components: [
        { type: 'file', 'bom-ref': 'b', name: 'b', components: [{ type: 'file', 'bom-ref': 'c', name: 'c' }] },
      ],
    },
  ])
})

test('licenses are stated together, and what SPDX does not know is brought along once', () => {
  const house = { license: { name: 'House License', text: { content: 'SGk=', encoding: 'base64' } } }
  const sbom = readComponents([
    { type: 'library', name: 'a', licenses: [{ license: { id: 'MIT' } }, house] },
    { type: 'library', name: 'b', licenses: [house] },
    { type: 'library', name: 'c', licenses: [{ expression: 'nothing anybody knows' }] },
    {
      type: 'library',
      name: 'd',
      licenses: [{ license: { name: 'Apache-2.0 OR MIT', acknowledgement: 'concluded' } }],
    },
  ])
  assert.deepEqual(
    sbom.components.map(({ declaredLicense, concludedLicense }) => [declaredLicense, concludedLicense]),
    [
      ['MIT AND LicenseRef-House-License', undefined],
      ['LicenseRef-House-License', undefined],
      ['LicenseRef-nothing-anybody-knows', undefined],
      [undefined, 'Apache-2.0 OR MIT'],
    ],
  )
  assert.deepEqual(sbom.licenses, [
    { id: 'LicenseRef-House-License', name: 'House License', text: 'Hi', urls: [] },
    { id: 'LicenseRef-nothing-anybody-knows', name: 'nothing anybody knows', urls: [] },
  ])
})

test('a declared and another concluded license stand beside each other since 1.6, and one is told as lost before', () => {
  const [component] = readComponents([{ type: 'library', name: 'a' }]).components
  assert.ok(component && cyclonedxJson.write)
  const sbom = {
    ...readComponents([]),
    components: [{ ...component, declaredLicense: 'MIT OR Zlib', concludedLicense: 'MIT' }],
  }
  for (const version of ['1.6', '1.7'])
    assert.deepEqual(cyclonedxJson.read(cyclonedxJson.write(sbom, version).text).sbom?.components, sbom.components)
  assert.deepEqual(
    cyclonedxJson.write(sbom, '1.5').losses.map(({ what, count, examples }) => [what, count, examples]),
    [['component.concludedLicense', 1, ['a']]],
  )
})

test('dependencies between services are kept, and those of a component taken out go with it', () => {
  const services = [
    { 'bom-ref': 's', name: 's' },
    { 'bom-ref': 't', name: 't' },
  ]
  const dependencies = [
    { ref: 's', dependsOn: ['t', 'b'] },
    { ref: 'a', dependsOn: ['b', 's'] },
  ]
  const sbom = readComponents(
    [
      { type: 'library', name: 'a', 'bom-ref': 'a' },
      { type: 'library', name: 'b', 'bom-ref': 'b' },
    ],
    { services, dependencies },
  )
  assert.deepEqual(sbom.relationships, [{ from: 'a', kind: 'dependsOn', to: ['b'] }])
  assert.ok(cyclonedxJson.write)
  assert.deepEqual((JSON.parse(cyclonedxJson.write(sbom, '1.6').text) as Raw)['dependencies'], dependencies)
  const less = { ...sbom, components: sbom.components.slice(0, 1), relationships: [] }
  assert.deepEqual((JSON.parse(cyclonedxJson.write(less, '1.6').text) as Raw)['dependencies'], [
    { ref: 's', dependsOn: ['t'] },
    { ref: 'a', dependsOn: ['s'] },
  ])
})

const signature = { algorithm: 'HS256', value: 'c2lnbmVk' }

function readSigned(more: Raw = {}) {
  const signed = { type: 'library', name: 'a', 'bom-ref': 'a', version: '1', signature }
  const plain = { type: 'library', name: 'b', 'bom-ref': 'b' }
  return readComponents([signed, plain], { ...more, signature })
}

function signedIn(text: string): unknown[] {
  const { components = [], signature } = JSON.parse(text) as { components?: Raw[]; signature?: unknown }
  return [signature, ...components.map(one => one['signature'])]
}

test('a signature stays over what it was made over', () => {
  for (const more of [{}, { $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json' }]) {
    const writing = cyclonedxJson.write?.(readSigned(more), '1.6')
    assert.deepEqual(writing?.losses, [])
    assert.deepEqual(signedIn(writing?.text ?? ''), [signature, signature, undefined])
  }
})

test('a signature that can no longer be valid is left out, and told', () => {
  const sbom = readSigned()
  const told = (writing: SbomWriting | undefined) => writing?.losses.map(({ what, examples }) => [what, ...examples])
  const inAnother = cyclonedxJson.write?.(sbom, '1.7')
  assert.deepEqual(signedIn(inAnother?.text ?? ''), [undefined, signature, undefined])
  assert.deepEqual(told(inAnother), [['cyclonedx.signature']])
  const [first, ...others] = sbom.components
  assert.ok(first)
  const changed = cyclonedxJson.write?.({ ...sbom, components: [{ ...first, version: '2' }, ...others] }, '1.6')
  assert.deepEqual(signedIn(changed?.text ?? ''), [undefined, undefined, undefined])
  assert.deepEqual(told(changed), [['cyclonedx.component.signature', 'a'], ['cyclonedx.signature']])
})
