import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spdx2Json } from '../spdx-2-json/spdx-2-json.ts'
import { relationshipTypesOf } from './relationship-types.ts'

const base = {
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  dataLicense: 'CC0-1.0',
  name: 'two',
  documentNamespace: 'https://house.example/two',
  creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: lister-1'] },
  documentDescribes: ['SPDXRef-a'],
  packages: ['SPDXRef-a', 'SPDXRef-b'].map(id => ({ SPDXID: id, name: id, downloadLocation: 'NONE' })),
}

function roundTrip(spdxElementId: string, relationshipType: string, relatedSpdxElement: string) {
  const relationships = [{ spdxElementId, relationshipType, relatedSpdxElement }]
  const { sbom, problems } = spdx2Json.read(JSON.stringify({ ...base, relationships }))
  assert.ok(sbom)
  assert.deepEqual(problems, [])
  const writing = spdx2Json.write?.(sbom, '2.3')
  assert.deepEqual(writing?.losses, [])
  return { sbom, written: JSON.parse(writing?.text ?? '').relationships.slice(1) }
}

test('every relationship type is said in words of SPDX 3 and comes back as it was, direction and all', () => {
  const types = relationshipTypesOf('2.3', true)
  assert.equal(types.length, 45)
  for (const relationshipType of types) {
    const { sbom, written } = roundTrip('SPDXRef-b', relationshipType, 'SPDXRef-a')
    assert.match(sbom.relationships[0]?.kind ?? '', /^[a-z][A-Za-z]+$/)
    assert.deepEqual(written, [{ spdxElementId: 'SPDXRef-b', relationshipType, relatedSpdxElement: 'SPDXRef-a' }])
  }
})

test('what nothing stands at the other end of is complete, what nobody knows of is unknown; both come back', () => {
  for (const [end, completeness] of [
    ['NONE', 'complete'],
    ['NOASSERTION', 'unknown'],
  ] as const) {
    const { sbom, written } = roundTrip('SPDXRef-a', 'DEPENDS_ON', end)
    assert.deepEqual(sbom.relationships, [{ from: 'SPDXRef-a', kind: 'dependsOn', to: [], completeness }])
    assert.equal(written[0].relatedSpdxElement, end)
    assert.equal(roundTrip('SPDXRef-a', 'TEST_OF', end).written[0].relatedSpdxElement, end)
  }
})
