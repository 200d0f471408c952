import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { spdx2Json } from '../spdx-2-json/spdx-2-json.ts'

const text = readFileSync(join(import.meta.dirname, '../spdx-2-json/fixtures/valid-2.3.json'), 'utf8')

/** Each takes one piece of the valid document for another. */
const broken: [sentence: string, from: string, to: string][] = [
  ['The document needs the field name', '"name": "till-4.2",', ''],
  ['The document has “nme”, which is no field of it', '"name": "till-4.2",', '"name": "till-4.2", "nme": 1,'],
  ['versionInfo must be a text', '"versionInfo": "4.2"', '"versionInfo": 4.2'],
  ['filesAnalyzed must be true or false', '"filesAnalyzed": true', '"filesAnalyzed": "true"'],
  ['offset must be a whole number', '"offset": 310', '"offset": 310.5'],
  ['fileTypes must be a list', '["SOURCE"]', '"SOURCE"'],
  ['The list creators must not be empty: leave it out or fill it', creatorsIn(text), '[]'],
  ['annotationType must be one of OTHER, REVIEW', '"REVIEW"', '"GOOD"'],
  ['Version “SPDX-2.9” is not known: SPDX-2.2 and SPDX-2.3 are (6.1)', '"SPDX-2.3"', '"SPDX-2.9"'],
  ['The license of the document itself must be CC0-1.0 (6.2)', '"CC0-1.0"', '"MIT"'],
  [
    'The document’s own SPDXID must be SPDXRef-DOCUMENT (6.3)',
    '"SPDXRef-DOCUMENT",\n  "name"',
    '"SPDXRef-D",\n  "name"',
  ],
  [
    'documentNamespace must be an absolute URI without “#” (6.5)',
    '"https://house.example/sboms/till-4.2"',
    '"https://house.example/sboms#till"',
  ],
  ['“SPDXRef-base_1” is no id: SPDXRef- and then letters, digits, “.” and “-” (7.2)', 'SPDXRef-base', 'SPDXRef-base_1'],
  ['The id “SPDXRef-till” is there twice', '"SPDXID": "SPDXRef-logo"', '"SPDXID": "SPDXRef-till"'],
  [
    '“DocRef-bank” is no id of an external document: DocumentRef- and then letters, digits, “.”, “-” and “+” (6.6)',
    'DocumentRef-bank',
    'DocRef-bank',
  ],
  [
    'There is no element “SPDXRef-x” in this document, nor an external document that it could be in',
    '"relatedSpdxElement": "SPDXRef-printer"',
    '"relatedSpdxElement": "SPDXRef-x"',
  ],
  [
    'There is no element “NONE” in this document, nor an external document that it could be in',
    '"spdxElementId": "SPDXRef-loop"',
    '"spdxElementId": "NONE"',
  ],
  [
    'There is no file “SPDXRef-lib” in this document',
    '"snippetFromFile": "SPDXRef-main"',
    '"snippetFromFile": "SPDXRef-lib"',
  ],
  [
    'With more than one package, or files outside of packages, the document must say what it DESCRIBES (11.1)',
    '"relationshipType": "DESCRIBES"',
    '"relationshipType": "OTHER"',
  ],
  ['created must be a time in UTC such as 2024-01-31T18:30:22Z', '2026-02-03T04:05:06Z', '2026-02-30T04:05:06Z'],
  ['builtDate must be a time in UTC such as 2024-01-31T18:30:22Z', '2026-02-01T00:00:00Z', '2026-02-01'],
  [
    'creators must be “Person: name (email)”, “Organization: name (email)”, “Tool: name-version”',
    '"Tool: lister-1.1"',
    '"lister-1.1"',
  ],
  [
    'supplier must be “Person: name (email)”, “Organization: name (email)” or NOASSERTION',
    '"Organization: House Ltd (desk@house.example)"',
    '"Tool: a"',
  ],
  ['licenseListVersion must be two numbers such as 3.17 (6.7)', '"3.25"', '"3"'],
  ['A checksum of SHA256 is 64 lowercase hexadecimal digits (8.4)', '"0000000', '"000000'],
  [
    'A checksum of MD5 is 32 lowercase hexadecimal digits (8.4)',
    '"22222222222222222222222222222222"',
    `"${'A'.repeat(32)}"`,
  ],
  ['A file needs exactly one checksum of SHA1 (8.4)', '"MD5"', '"SHA1"'],
  ['A verification code is 40 lowercase hexadecimal digits (7.9)', 'aaaaaaaaaabbbbbbbbbb', 'AAAAAAAAAABBBBBBBBBB'],
  [
    'packageVerificationCode must be left out where filesAnalyzed is false (7.8)',
    '"filesAnalyzed": true',
    '"filesAnalyzed": false',
  ],
  [
    'A package that contains files cannot say that filesAnalyzed is false (7.8)',
    '"filesAnalyzed": true',
    '"filesAnalyzed": false',
  ],
  [
    '“somewhere” is no download location: an address of the web or of a version control system, NONE or NOASSERTION (7.7)',
    'https://lib.example/lib.tgz',
    'somewhere',
  ],
  ['“here” is no homepage: an address, NONE or NOASSERTION (7.11)', 'https://till.house.example/', 'here'],
  ['“nix” is no type of the reference category PACKAGE-MANAGER (annex F)', '"purl"', '"nix"'],
  ['“till@4.2” is no locator of the type purl (annex F)', 'pkg:generic/till@4.2', 'till@4.2'],
  [
    '“cpe:2.3:x:house” is no locator of the type cpe23Type (annex F)',
    'cpe:2.3:a:house:till:4.2:*:*:*:*:*:*:*',
    'cpe:2.3:x:house',
  ],
  [
    '“MIT Apache-2.0” is no license expression: AND or OR is expected before “Apache-2.0” (at character 5) (annex D)',
    '"licenseDeclared": "Apache-2.0"',
    '"licenseDeclared": "MIT Apache-2.0"',
  ],
  ['“BSD” is not on the SPDX License List (annex D)', '"licenseDeclared": "Apache-2.0"', '"licenseDeclared": "BSD"'],
  [
    '“LicenseRef-shop” is not among hasExtractedLicensingInfos, nor of a known external document (10.1)',
    '"licenseDeclared": "Apache-2.0"',
    '"licenseDeclared": "LicenseRef-shop"',
  ],
  [
    '“AdditionRef-x” has no place in SPDX 2',
    '"licenseDeclared": "Apache-2.0"',
    '"licenseDeclared": "Apache-2.0 WITH AdditionRef-x"',
  ],
  [
    '“House” is no id of an extracted license: LicenseRef- and then letters, digits, “.” and “-” (10.1)',
    '"licenseId": "LicenseRef-house"',
    '"licenseId": "House"',
  ],
  ['A snippet needs one range of bytes (9.3)', '"offset"', '"lineNumber"'],
  [
    'A range goes from one byte to a later one, or from one line to a later one, and counts from 1 (9.3)',
    '"offset": 310',
    '"offset": 421',
  ],
]

for (const [sentence, from, to] of broken) {
  test(`${sentence}, with its line`, () => {
    assert.ok(text.includes(from), 'the piece is there')
    const { problems } = spdx2Json.read(text.replaceAll(from, () => to))
    const problem = problems.find(one => one.text.en === sentence)
    assert.ok(problem, problems.map(one => one.text.en).join('\n'))
    assert.notEqual(problem.text.zh, '')
    if (problem.path !== '') assert.ok((problem.line ?? 0) > 1)
  })
}

test('no more than a hundred problems are told', () => {
  assert.equal(spdx2Json.read(text.replace('[', `[${'1, '.repeat(500)}`)).problems.length, 100)
})

test('the schema of 2.2 spells categories with a low line and knows no persistent ids', () => {
  const old = readFileSync(join(import.meta.dirname, '../spdx-2-json/fixtures/valid-2.2.json'), 'utf8')
  for (const spelling of ['PACKAGE-MANAGER', 'PERSISTENT_ID']) {
    const { problems } = spdx2Json.read(old.replace('PACKAGE_MANAGER', spelling))
    assert.equal(problems[0]?.text.en, 'referenceCategory must be one of OTHER, SECURITY, PACKAGE_MANAGER')
    assert.equal(problems[0]?.line, 25)
  }
})

function creatorsIn(document: string): string {
  return /"creators": (\[.*\])/.exec(document)?.[1] ?? ''
}
