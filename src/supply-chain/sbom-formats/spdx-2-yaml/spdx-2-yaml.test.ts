import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { SbomWriting } from '../sbom-format.ts'
import { spdx2Yaml } from './spdx-2-yaml.ts'

const text = readFileSync(join(import.meta.dirname, 'fixtures/valid-2.3.yaml'), 'utf8')

function problemsOf(source: string): [string, number | undefined][] {
  return spdx2Yaml.read(source).problems.map(({ text, line }) => [text.en, line])
}

function spoil(from: string, to: string): string {
  assert.ok(text.includes(from))
  return text.replace(from, to)
}

const refused: [title: string, source: string, problem: string, line: number][] = [
  [
    'a key that is there twice',
    spoil('    versionInfo:', '    name: b\n    versionInfo:'),
    'The key “name” is there twice in one place',
    37,
  ],
  [
    'a key that is there twice in braces',
    'spdxVersion: SPDX-2.3\na: {b: 1, "b": 2}',
    'The key “b” is there twice in one place',
    2,
  ],
  [
    'an anchor',
    spoil('name: till-4.2', 'name: &till till-4.2'),
    'Anchors (&name) and aliases (*name) have no place in a document: write out what they stand for',
    6,
  ],
  ['a tag', spoil('name: till-4.2', 'name: !!str till-4.2'), 'Tags (!name) have no place in a document', 6],
  ['a key that is a list', 'spdxVersion: SPDX-2.3\n? [a]\n: b', 'A key must be a text', 2],
  [
    'what is no YAML',
    spoil('packages:', 'packages: ['),
    'This is no YAML that is read here: missed comma between flow collection entries',
    35,
  ],
  ['a broken rule, with its line', spoil('versionInfo: 1.10', 'versionInfo: []'), 'versionInfo must be a text', 116],
  [
    'an entry of a list, with its line',
    spoil('- SOURCE', '- SAUCE'),
    'fileTypes must be one of APPLICATION, ARCHIVE, AUDIO, BINARY, DOCUMENTATION, IMAGE, OTHER, SOURCE, SPDX, TEXT, VIDEO',
    130,
  ],
]

for (const [title, source, problem, line] of refused) {
  test(`${title} is refused`, () => assert.deepEqual(problemsOf(source), [[problem, line]]))
}

test('versions stay as they are written, with or without quotes', () => {
  const { sbom } = spdx2Yaml.read(text)
  assert.deepEqual(
    sbom?.components.flatMap(({ version }) => version ?? []),
    ['4.2', '1.10'],
  )
})

test('a long document is read as any other, and one that is nothing but words is refused', () => {
  const { sbom } = spdx2Yaml.read(text)
  assert.ok(sbom)
  const comment = 'A plain line\n'.repeat(300_000)
  const long = spdx2Yaml.write?.({ ...sbom, comment }, '2.3').text ?? ''
  assert.ok(long.length > 4_000_000)
  assert.equal(spdx2Yaml.read(long).sbom?.comment, comment)
  const most = 'For its length the document has too many words, lists or lines'
  const [[problem] = []] = problemsOf(`spdxVersion: SPDX-2.3\nx:\n${'- a\n'.repeat(2_500_000)}`)
  assert.equal(problem, most)
})

test('lines of nothing but spaces are kept', () => {
  const { sbom } = spdx2Yaml.read(text)
  assert.ok(sbom)
  for (const comment of [' \n \n', '\n\t\na', 'a\n  \n\n b', `${'long '.repeat(20)}\n \n`]) {
    const writing: SbomWriting | undefined = spdx2Yaml.write?.({ ...sbom, comment }, '2.3')
    assert.deepEqual(writing?.losses, [])
    assert.equal(spdx2Yaml.read(writing?.text ?? '').sbom?.comment, comment)
  }
})

test('characters that YAML knows only as escapes come back', () => {
  const { sbom } = spdx2Yaml.read(text)
  assert.ok(sbom)
  const comment = 'a\u0000\u0007\u007f\u0090\ufffe 中文 😀\n"b"'
  const writing = spdx2Yaml.write?.({ ...sbom, comment }, '2.3')
  const again = spdx2Yaml.read(writing?.text ?? '')
  assert.deepEqual(again.problems, [])
  assert.equal(again.sbom?.comment, comment)
})
