import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as messages from './messages.ts'
import { spdx2TagValue } from './spdx-2-tag-value.ts'

const head = `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: till
DocumentNamespace: https://house.example/sboms/till
Creator: Tool: lister-1.1
Created: 2026-02-03T04:05:06Z
`
const first = head.split('\n').length
const sum = 'FileChecksum: SHA1: 1111111111111111111111111111111111111111'

const broken: [title: string, lines: string, problem: string, line: number][] = [
  [
    'a line without a tag',
    'no tag here',
    '“no tag here” begins with no tag such as “PackageName:”; what goes on over lines stands in <text>…</text>',
    0,
  ],
  ['an unknown tag', '\nPackageNmae: a', 'There is no tag “PackageNmae”', 1],
  ['a text without end', 'DocumentComment: <text>a\nb', 'This <text> is never closed by </text>', 0],
  ['what follows a text', 'DocumentComment: <text>a\nb</text> c', 'Nothing may follow </text> on its line', 0],
  [
    'a tag before its package',
    'PackageVersion: 1',
    '“PackageVersion” must come after PackageName: and before anything else begins',
    0,
  ],
  [
    'a tag of a package behind its files',
    `PackageName: a\nSPDXID: SPDXRef-a\nPackageDownloadLocation: NONE\nFileName: b\nSPDXID: SPDXRef-b\n${sum}\nPackageVersion: 1`,
    '“PackageVersion” must come after PackageName: and before anything else begins',
    6,
  ],
  ['a tag twice', 'DocumentName: b', '“DocumentName” is there twice in one place', 0],
  [
    'a relationship of two words',
    'Relationship: SPDXRef-DOCUMENT CONTAINS',
    '“SPDXRef-DOCUMENT CONTAINS” is no value of Relationship:',
    0,
  ],
  [
    'a comment on nothing',
    'RelationshipComment: a',
    '“RelationshipComment” must come after Relationship: and before anything else begins',
    0,
  ],
  [
    'an annotation of nothing',
    'Annotator: Person: A\nAnnotationDate: 2026-02-03T04:05:06Z\nAnnotationType: OTHER\nAnnotationComment: a',
    'An annotation needs SPDXREF: with the id of what it is about (12.4)',
    0,
  ],
  [
    'an annotation of what is not there',
    'Annotator: Person: A\nAnnotationDate: 2026-02-03T04:05:06Z\nAnnotationType: OTHER\nAnnotationComment: a\nSPDXREF: SPDXRef-b',
    'There is no element “SPDXRef-b” to annotate (12.4)',
    0,
  ],
  [
    'a package without a place',
    '\n\nPackageName: a\nSPDXID: SPDXRef-a',
    'The package needs the field downloadLocation',
    2,
  ],
  [
    'a broken checksum',
    `PackageName: a\nSPDXID: SPDXRef-a\nPackageDownloadLocation: NONE\nPackageChecksum: SHA1: 12`,
    'A checksum of SHA1 is 40 lowercase hexadecimal digits (8.4)',
    3,
  ],
  [
    'a license that nobody brings',
    'PackageName: a\nSPDXID: SPDXRef-a\nPackageDownloadLocation: NONE\nPackageLicenseDeclared: LicenseRef-a',
    '“LicenseRef-a” is not among hasExtractedLicensingInfos, nor of a known external document (10.1)',
    3,
  ],
]

for (const [title, lines, problem, line] of broken) {
  test(`${title} is told with its line`, () => {
    const { problems, sbom } = spdx2TagValue.read(head + lines)
    assert.ok(sbom)
    assert.deepEqual(
      problems.map(({ text, line }) => [text.en, line]),
      [[problem, first + line]],
    )
  })
}

test('files that follow a package are contained in it, those before all packages in none', () => {
  const file = (name: string) => `FileName: ./${name}\nSPDXID: SPDXRef-${name}\n${sum}\n`
  const one = (name: string) => `PackageName: ${name}\nSPDXID: SPDXRef-${name}\nPackageDownloadLocation: NONE\n`
  const text = `${head}Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-p\n${file('a')}${one('p')}${file('b')}${file('c')}${one('q')}${file('d')}`
  const { sbom, problems } = spdx2TagValue.read(text)
  assert.deepEqual(problems, [])
  assert.deepEqual(sbom?.relationships, [
    { from: 'SPDXRef-p', kind: 'contains', to: ['SPDXRef-b', 'SPDXRef-c'] },
    { from: 'SPDXRef-q', kind: 'contains', to: ['SPDXRef-d'] },
  ])
})

test('texts are kept to the letter, lines are not', () => {
  const text = `${head}DocumentComment: <text> a\r\n  b: c\n# d </text>\nCreatorComment:   e   \r\n`
  const { sbom, problems } = spdx2TagValue.read(text)
  assert.deepEqual(problems, [])
  assert.equal(sbom?.comment, ' a\r\n  b: c\n# d ')
  assert.deepEqual(sbom?.rest?.spdx2?.['creationInfo'], { comment: 'e' })
})

test('a text that would end too soon is written with a space in its mark, and told', () => {
  const { sbom } = spdx2TagValue.read(head)
  assert.ok(sbom)
  const writing = spdx2TagValue.write?.({ ...sbom, comment: 'a\n</text>' }, '2.3')
  assert.deepEqual(
    writing?.losses.map(({ what, text }) => [what, text]),
    [['comment', messages.closingMark]],
  )
  assert.equal(spdx2TagValue.read(writing?.text ?? '').sbom?.comment, 'a\n</ text>')
})
