import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listNamedFormats, readSbom } from './convert.ts'
import type { Component, Sbom } from './sbom.ts'
import { sbomFormats } from './sbom-formats.ts'

const bare = { cpes: [], identifiers: [], authors: [], attributions: [], hashes: [], references: [], properties: [] }

function sbomWith(licenses: Sbom['licenses'], ...expressions: string[]): Sbom {
  const components = expressions.map((declaredLicense, index): Component => {
    return { id: `part-${index}`, kind: 'library', name: `part-${index}`, ...bare, declaredLicense }
  })
  return { creators: [], tools: [], lifecycles: [], roots: ['part-0'], relationships: [], components, licenses }
}

function referencesIn({ components }: Sbom): (string | undefined)[] {
  return components.map(({ declaredLicense }) => declaredLicense)
}

const licenses = [
  { id: 'LicenseRef-1', name: 'House License', text: 'Use it.', urls: [] },
  { id: 'LicenseRef-Shop-License', name: 'Shop License', text: 'Buy it.', urls: [] },
  { id: 'LicenseRef-Shop-License-2', name: 'Shop License', text: 'Lend it.', urls: [] },
  { id: 'LicenseRef-plain', text: 'Plain.', urls: [] },
]

for (const { name, format, version } of listNamedFormats()) {
  test(`a license of one's own has the same reference in ${name} as before`, () => {
    const ids = licenses.map(({ id }) => id)
    const { sbom } = format.read(format.write(sbomWith(licenses, ...ids), version).text)
    assert.ok(sbom)
    assert.deepEqual(referencesIn(sbom), ids)
  })
}

test('what is called by a name only has one reference, whatever the format that names it', () => {
  const cyclonedx = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [{ type: 'library', name: 'a', licenses: [{ license: { name: '(c) House & Sons, v.1' } }] }],
  }
  const spdx2 = {
    spdxVersion: 'SPDX-2.3',
    SPDXID: 'SPDXRef-DOCUMENT',
    packages: [{ SPDXID: 'SPDXRef-a', name: 'a', licenseDeclared: '(c) House & Sons, v.1' }],
  }
  for (const document of [cyclonedx, spdx2]) {
    const { sbom } = readSbom(JSON.stringify(document))
    assert.ok(sbom)
    assert.deepEqual(referencesIn(sbom), ['LicenseRef-c-House-Sons-v.1'])
    for (const format of sbomFormats) {
      const again: Sbom | undefined =
        format.write && format.read(format.write(sbom, format.versions.at(-1) ?? '').text).sbom
      assert.deepEqual(again && referencesIn(again), again && ['LicenseRef-c-House-Sons-v.1'], format.name)
    }
  }
})
