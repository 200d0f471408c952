import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Component, Sbom } from '../sbom.ts'
import { componentKinds } from '../sbom.ts'
import { spdx2Json } from '../spdx-2-json/spdx-2-json.ts'
import { spdx2TagValue } from '../spdx-2-tag-value/spdx-2-tag-value.ts'
import { spdx2Yaml } from '../spdx-2-yaml/spdx-2-yaml.ts'
import { inOrder } from './in-order-for-tests.ts'

/** Whatever a stranger's document may have held: the model of it is written, and what was written is whole. */
const odd = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', ' ', 'a\nb', ' a ', 'a\r\nb', '<text>', 'a</text>', '# a', 'a: b', '- a', 'NONE', 'NOASSERTION'),
  fc.constantFrom('null', 'true', '1.10', '~', '"a"', '__proto__', 'constructor', '{', '[', '*a', '&a', '!a', '|', '>'),
)
const id = fc.oneof(
  fc.constantFrom(
    'SPDXRef-a',
    'SPDXRef-b',
    'SPDXRef-DOCUMENT',
    'pkg:npm/a@1',
    'a b',
    'https://a.example/s#SPDXRef-a',
    '',
  ),
  odd,
)
const license = fc.oneof(
  fc.constantFrom('MIT', 'MIT OR Apache-2.0', 'NONE', 'NOASSERTION', 'BSD', 'LicenseRef-a', 'LicenseRef-b AND MIT'),
  fc.constantFrom(
    'MIT WITH AdditionRef-a',
    'DocumentRef-x:LicenseRef-a',
    'Some license',
    'MIT AND NONE',
    'mit or (isc)',
  ),
  odd,
)
const party = fc.record(
  { kind: fc.constantFrom('person' as const, 'organization' as const, 'unknown' as const), name: odd, email: odd },
  { requiredKeys: ['kind', 'name'] },
)
const hash = fc.record({
  algorithm: fc.constantFrom('SHA-1', 'SHA-256', 'MD5', 'BLAKE3', 'Streebog-256', 'SHA1'),
  value: fc.oneof(fc.constantFrom('a'.repeat(40), 'b'.repeat(64), 'c'.repeat(32), 'D'.repeat(40)), odd),
})
const annotation = fc.record({
  annotator: fc.oneof(fc.constant('Person: A'), odd),
  annotationDate: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), odd),
  annotationType: fc.constantFrom('OTHER', 'REVIEW', 'BAD'),
  comment: odd,
})
const anything = fc.oneof(odd, fc.anything({ maxDepth: 2 }), fc.array(annotation, { maxLength: 2 }))
const spdx2 = fc.dictionary(
  fc.constantFrom(
    'annotations',
    'licenseComments',
    'fileTypes',
    'packageVerificationCode',
    'primaryPackagePurpose',
    'x',
  ),
  anything,
  { maxKeys: 4 },
)

const component: fc.Arbitrary<Component> = fc.record(
  {
    id,
    kind: fc.constantFrom(...componentKinds),
    name: odd,
    version: odd,
    purl: fc.oneof(fc.constantFrom('pkg:npm/a@1', 'pkg:deb/debian/b@2?arch=x'), odd),
    cpes: fc.array(fc.oneof(fc.constantFrom('cpe:2.3:a:b:c:1:*:*:*:*:*:*:*', 'cpe:/a:b:c'), odd), { maxLength: 2 }),
    identifiers: fc.array(
      fc.record({ type: fc.oneof(fc.constantFrom('swid', 'swhid', 'purl', 'npm'), odd), value: odd }),
      {
        maxLength: 2,
      },
    ),
    supplier: party,
    originator: party,
    authors: fc.array(party, { maxLength: 1 }),
    description: odd,
    comment: odd,
    declaredLicense: license,
    concludedLicense: license,
    copyright: odd,
    attributions: fc.array(odd, { maxLength: 2 }),
    hashes: fc.array(hash, { maxLength: 3 }),
    downloadLocation: fc.oneof(fc.constant('https://a.example/a'), odd),
    homepage: fc.oneof(fc.constant('https://a.example/'), odd),
    references: fc.array(
      fc.record({ type: fc.oneof(fc.constantFrom('vcs', 'advisories', 'purl'), odd), url: odd, comment: odd }),
      { maxLength: 2 },
    ),
    builtAt: fc.oneof(fc.constantFrom('2026-01-01', '2026-01-01T00:00:00.5+02:00'), odd),
    validUntil: odd,
    properties: fc.constant([]),
    rest: fc.record({ spdx2 }),
  },
  {
    requiredKeys: [
      ...(['id', 'kind', 'name', 'cpes', 'identifiers', 'authors'] as const),
      ...(['attributions', 'hashes', 'references', 'properties'] as const),
    ],
  },
)

const sbom: fc.Arbitrary<Sbom> = fc.record(
  {
    id: fc.oneof(fc.constantFrom('https://a.example/s', 'https://a.example/s#SPDXRef-DOCUMENT'), odd),
    name: odd,
    createdAt: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), odd),
    comment: odd,
    dataLicense: license,
    creators: fc.array(
      party.map(one => ({ role: 'author' as const, ...one })),
      { maxLength: 2 },
    ),
    tools: fc.array(fc.record({ name: odd, version: odd }, { requiredKeys: ['name'] }), { maxLength: 2 }),
    lifecycles: fc.constant([]),
    roots: fc.array(id, { maxLength: 2 }),
    components: fc.array(component, { maxLength: 4 }),
    relationships: fc.array(
      fc.record(
        {
          from: id,
          kind: fc.constantFrom('dependsOn', 'contains', 'describes', 'usesTool', 'trainedOn', 'other'),
          to: fc.array(id, { maxLength: 2 }),
          completeness: fc.constantFrom('complete' as const, 'incomplete' as const, 'unknown' as const),
          scope: fc.constantFrom('build', 'test', 'design'),
          comment: odd,
          rest: fc.record({ spdx2: fc.record({ relationshipType: fc.constantFrom('BUILD_DEPENDENCY_OF', 'X') }) }),
        },
        { requiredKeys: ['from', 'kind', 'to'] },
      ),
      { maxLength: 4 },
    ),
    licenses: fc.array(
      fc.record({ id: fc.constantFrom('LicenseRef-a', 'a b'), urls: fc.array(odd, { maxLength: 1 }), text: odd }),
      { maxLength: 2 },
    ),
    rest: fc.record({
      spdx2: fc.dictionary(
        fc.constantFrom(
          'annotations',
          'snippets',
          'externalDocumentRefs',
          'revieweds',
          'creationInfo',
          'relationships',
        ),
        anything,
        { maxKeys: 3 },
      ),
    }),
  },
  { requiredKeys: ['creators', 'tools', 'lifecycles', 'roots', 'components', 'relationships', 'licenses'] },
)

for (const format of [spdx2Json, spdx2TagValue, spdx2Yaml]) {
  for (const version of format.versions) {
    test(`whatever is written as ${format.name} ${version} is valid, and from then on nothing is lost`, () => {
      fc.assert(
        fc.property(sbom, before => {
          const first = format.write?.(before, version)
          const reading = format.read(first?.text ?? '')
          assert.deepEqual(reading.problems, [])
          assert.equal(reading.version, version)
          assert.ok(reading.sbom)
          const second = format.write?.(reading.sbom, version)
          assert.deepEqual(second?.losses, [])
          assert.deepEqual(inOrder(format.read(second?.text ?? '').sbom), inOrder(reading.sbom))
        }),
        { numRuns: 300 },
      )
    })
  }
}
