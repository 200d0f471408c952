import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Sbom } from '../sbom.ts'
import type { SbomFormat } from '../sbom-format.ts'
import { spdx2Json } from '../spdx-2-json/spdx-2-json.ts'
import { spdx2Rdf } from '../spdx-2-rdf/spdx-2-rdf.ts'
import { spdx2TagValue } from '../spdx-2-tag-value/spdx-2-tag-value.ts'
import { spdx2Yaml } from '../spdx-2-yaml/spdx-2-yaml.ts'
import { inOrder } from './in-order-for-tests.ts'

const syntaxes: [format: SbomFormat, extension: string][] = [
  [spdx2Json, 'json'],
  [spdx2Rdf, 'spdx.rdf'],
  [spdx2TagValue, 'spdx'],
  [spdx2Yaml, 'yaml'],
]

for (const version of ['2.2', '2.3']) {
  for (const [format, extension] of syntaxes) {
    test(`the document of ${version} says the same in ${format.name}`, () => {
      assert.deepEqual(
        inOrder(readFixture(format, version, extension)),
        inOrder(readFixture(spdx2Json, version, 'json')),
      )
    })
  }

  for (const [format] of syntaxes.filter(([{ write }]) => write)) {
    test(`nothing of the document of ${version} is lost in ${format.name}, whatever only SPDX 2 can say`, () => {
      const sbom = readFixture(spdx2Json, version, 'json')
      const writing = format.write?.(sbom, version)
      assert.deepEqual(writing?.losses, [])
      assert.deepEqual(inOrder(format.read(writing?.text ?? '').sbom), inOrder(sbom))
    })
  }
}

test('what only 2.3 can say is told as lost in 2.2', () => {
  const sbom = readFixture(spdx2Json, '2.3', 'json')
  const { losses = [] } = spdx2Json.write?.(sbom, '2.2') ?? {}
  assert.deepEqual(
    losses.map(({ what, count }) => `${what} ${count}`),
    [
      'component.builtAt 1',
      'component.hashes 1',
      'component.kind 3',
      'component.releasedAt 1',
      'component.validUntil 1',
      'relationships.amendedBy 1',
      'spdx2.component.primaryPackagePurpose 1',
    ],
  )
})

function readFixture(format: SbomFormat, version: string, extension: string): Sbom {
  const path = join(import.meta.dirname, `../${format.name}/fixtures/valid-${version}.${extension}`)
  const { sbom, problems } = format.read(readFileSync(path, 'utf8'))
  assert.deepEqual(problems, [])
  assert.ok(sbom)
  return sbom
}
