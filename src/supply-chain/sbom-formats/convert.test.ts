import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { convertSbom, findNamedFormat, listNamedFormats, readSbom, writeSbom } from './convert.ts'
import { sbomFormats } from './sbom-formats.ts'

const texts = globSync(join(import.meta.dirname, '*/fixtures/valid-*')).map(path => readFileSync(path, 'utf8'))
const spdx3 = readFileSync(join(import.meta.dirname, 'spdx-3-json/fixtures/valid-software.json'), 'utf8')

test('every format that is written goes by family and version, and by its syntax where that is not JSON', () => {
  const names = listNamedFormats().map(({ name }) => name)
  const wanted = ['cyclonedx-1.6', 'cyclonedx-1.7', 'spdx-2.3', 'spdx-2.3-tag-value', 'spdx-2.3-yaml', 'spdx-3.0.1']
  assert.deepEqual(
    wanted.filter(name => !names.includes(name)),
    [],
  )
  assert.equal(new Set(names).size, names.length)
  assert.equal(findNamedFormat('SPDX-3.0.1-json')?.format.name, 'spdx-3-json')
})

test('any fixture is converted to any format that is written, and read there without a problem', () => {
  assert.notEqual(texts.length, 0)
  for (const { name, format, version } of listNamedFormats()) {
    for (const text of texts) {
      const conversion = convertSbom(text, name)
      assert.ok(conversion.problem === undefined)
      const again = readSbom(conversion.text)
      assert.deepEqual(
        [again.format?.name, again.format?.versions.includes(version), again.problems],
        [format.name, true, []],
      )
    }
  }
})

test('what is no bill of materials is told so in one sentence', () => {
  const sentence = 'This is no bill of materials that is known here: give CycloneDX 1.2 to 1.7, SPDX 2.2, 2.3 or 3.0.1'
  for (const text of ['{}', '[]', 'hello', '<html/>', '\u0000\u0001'])
    assert.deepEqual(
      readSbom(text).problems.map(({ text }) => text.en),
      [sentence],
    )
  assert.equal(readSbom(' \n').problems[0]?.text.en, 'The document is empty')
  assert.equal(convertSbom('hello', 'spdx-2.3').problem?.en, sentence)
})

test('the name of the file helps where the document is too broken to be known', () => {
  const { format, problems } = readSbom('{', { name: 'out/web.spdx.json.gz' })
  assert.equal(format?.name, 'spdx-2-json')
  assert.notEqual(problems.length, 0)
})

test('a format that nobody knows is told with those that there are', () => {
  const { sbom } = readSbom(spdx3)
  assert.ok(sbom)
  const { problem } = writeSbom(sbom, 'spdx-9')
  assert.match(problem?.en ?? '', /^No format is called spdx-9: choose one of .*spdx-3\.0\.1/)
})

test('every format is found by the name of its files', () => {
  const files = ['a.cdx.json', 'a.cdx.xml', 'a.spdx.json', 'a.spdx.rdf', 'a.spdx', 'a.spdx.yaml', 'a.spdx3.json']
  const found = new Set(files.map(name => readSbom('?', { name }).format?.name))
  for (const { name } of sbomFormats) assert.ok(found.has(name), name)
})
