import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareDocuments, convertDocument, listUsed, scoreDocument, validateDocument } from './service.ts'

function documentOf(count: number, changed = false): Buffer {
  const components = Array.from({ length: count }, (_, i) => ({
    type: 'library',
    'bom-ref': `c${i}`,
    name: `package-${i}`,
    version: changed && i === 0 ? '2.0.0' : '1.0.0',
    purl: `pkg:npm/package-${i}@${changed && i === 0 ? '2.0.0' : '1.0.0'}`,
    description: 'x'.repeat(300),
  }))
  return Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }))
}

async function* send(...pieces: Buffer[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

/** Three are read at once, 8,000 in a process beside. */
for (const count of [3, 8000])
  test(`a document of ${count} components is held to its rules, converted, scored, compared and listed`, async () => {
    const document = documentOf(count)
    assert.equal(document.length > 2 * 1024 * 1024, count === 8000)
    assert.deepEqual(await validateDocument(send(document), 'bom.json'), {
      format: 'cyclonedx-json',
      version: '1.6',
      components: count,
      problems: [],
      notes: [],
    })
    const { format, text } = await convertDocument(send(document), 'spdx-2.3')
    assert.deepEqual([format, JSON.parse(text).packages.length], ['spdx-2.3', count])
    const { quality } = await scoreDocument(send(document), { against: 'ntia' })
    assert.deepEqual(
      quality.map(({ set }) => set),
      ['ntia'],
    )
    const { changes, unchanged } = await compareDocuments(send(document, documentOf(count, true)), document.length)
    assert.deepEqual([changes.map(({ kind }) => kind), unchanged], [['updated'], count - 1])
    const [first, ...others] = await listUsed(send(document))
    assert.deepEqual([first?.purl, others.length], ['pkg:npm/package-0@1.0.0', count - 1])
  })

test('what is refused is refused in a sentence, beside too', async () => {
  const broken = documentOf(8000).subarray(0, -10)
  await assert.rejects(convertDocument(send(broken), 'spdx-2.3'), { code: 'invalid-input', message: /^1: \S/ })
})
