import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nugetAssets } from './nuget-assets.ts'

const refused: [text: string, message: RegExp][] = [
  ['{"version": 3}', /^This is no project\.assets\.json of NuGet: it has no targets$/],
  ['{"targets":\n', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => nugetAssets.read(text), { name: 'SyntaxError', message })
  })
}

test('without the project, who asks is unknown', () => {
  assert.deepEqual(nugetAssets.read('{"targets": {"net10.0": {"A/1.0.0": {"type": "package"}}}}'), {
    dependencies: [{ purl: 'pkg:nuget/A@1.0.0', relation: 'unknown', scope: 'runtime' }],
  })
})
