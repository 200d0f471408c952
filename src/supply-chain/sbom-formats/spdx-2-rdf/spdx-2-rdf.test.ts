import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spdx2Rdf } from './spdx-2-rdf.ts'

const opening = `<rdf:RDF xmlns="http://spdx.org/rdf/terms#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xml:base="https://house.example/till">`

function documentWith(nodes: string): string {
  return `${opening}
<SpdxDocument rdf:ID="SPDXRef-DOCUMENT">
  <specVersion>SPDX-2.3</specVersion>
  <name>till</name>
  <dataLicense rdf:resource="http://spdx.org/licenses/CC0-1.0"/>
  <creationInfo rdf:parseType="Resource">
    <creator>Tool: lister-1.1</creator>
    <created>2026-02-03T04:05:06Z</created>
  </creationInfo>
</SpdxDocument>
${nodes}
</rdf:RDF>`
}

function licenseOf(license: string): string | undefined {
  const { sbom, problems } = spdx2Rdf.read(
    documentWith(`<Package rdf:ID="SPDXRef-a"><name>a</name><downloadLocation>NONE</downloadLocation>
<licenseDeclared>${license}</licenseDeclared></Package>`),
  )
  assert.deepEqual(problems, [])
  return sbom?.components[0]?.declaredLicense
}

const mit = '<member rdf:resource="http://spdx.org/licenses/MIT"/>'
const isc = '<member rdf:resource="http://spdx.org/licenses/ISC"/>'
const licenses: [xml: string, expression: string][] = [
  ['MIT OR ISC', 'MIT OR ISC'],
  [`<DisjunctiveLicenseSet>${mit}${isc}</DisjunctiveLicenseSet>`, 'MIT OR ISC'],
  [
    `<ConjunctiveLicenseSet>${isc}<member><DisjunctiveLicenseSet>${mit}${isc}</DisjunctiveLicenseSet></member></ConjunctiveLicenseSet>`,
    'ISC AND (MIT OR ISC)',
  ],
  ['<OrLaterOperator><member rdf:resource="http://spdx.org/licenses/GPL-2.0"/></OrLaterOperator>', 'GPL-2.0+'],
  [
    '<WithExceptionOperator><member rdf:resource="http://spdx.org/licenses/GPL-2.0-only"/><licenseException rdf:resource="http://spdx.org/licenses/Classpath-exception-2.0"/></WithExceptionOperator>',
    'GPL-2.0-only WITH Classpath-exception-2.0',
  ],
  ['<License rdf:about="http://spdx.org/licenses/MIT"><licenseId>MIT</licenseId></License>', 'MIT'],
]
for (const [xml, expression] of licenses)
  test(`a license may be written ${xml.slice(0, 40)}…`, () => assert.equal(licenseOf(xml), expression))

const refused: [title: string, text: string, problem: string, line: number][] = [
  [
    'a document type',
    `<!DOCTYPE a [<!ENTITY b "c">]>\n${documentWith('')}`,
    'A document type (<!DOCTYPE …>) has no place in a document: leave it out',
    1,
  ],
  ['an entity', documentWith('<Package>&b;</Package>'), 'This is no well-formed XML: undefined entity.', 12],
  ['an element that is not closed', documentWith('<Package>'), 'This is no well-formed XML: unexpected close tag.', 13],
  [
    'a text where a node should stand',
    documentWith('text'),
    'A text stands where RDF has a node: it belongs inside of a property',
    13,
  ],
  ['RDF of something else', `${opening}<Package/></rdf:RDF>`, 'There is no SpdxDocument in this RDF', 1],
  ['nesting without end', opening + '<a>'.repeat(10_000), 'More than 5000 elements lie inside each other', 2],
  [
    'a rule that is broken, with its line',
    documentWith('\n<Package rdf:ID="SPDXRef-a">\n<name>a</name></Package>'),
    'The package needs the field downloadLocation',
    13,
  ],
]
for (const [title, text, problem, line] of refused) {
  test(`${title} is refused`, () => {
    const { problems } = spdx2Rdf.read(text)
    assert.deepEqual(
      problems.map(({ text, line }) => [text.en, line]),
      [[problem, line]],
    )
  })
}

test('sets that hold each other, or all the same, end', () => {
  const sets = Array.from({ length: 60 }, (_, index) => {
    const member = `<member rdf:nodeID="n${index + 1}"/>`
    return `<ConjunctiveLicenseSet rdf:nodeID="n${index}">${member}${member}</ConjunctiveLicenseSet>`
  })
  const circle = '<ConjunctiveLicenseSet rdf:nodeID="n60"><member rdf:nodeID="n0"/></ConjunctiveLicenseSet>'
  const one = '<Package rdf:ID="SPDXRef-a"><name>a</name><licenseDeclared rdf:nodeID="n0"/></Package>'
  const { problems, sbom } = spdx2Rdf.read(documentWith([one, ...sets, circle].join('\n')))
  assert.ok(sbom)
  assert.ok(problems.length > 0)
})

test('what would unfold to many times its length is refused', () => {
  const code = `<PackageVerificationCode rdf:nodeID="c">${'<packageVerificationCodeExcludedFile>a</packageVerificationCodeExcludedFile>'.repeat(5000)}</PackageVerificationCode>`
  const many = Array.from(
    { length: 5000 },
    (_, index) => `<Package rdf:ID="SPDXRef-${index}"><packageVerificationCode rdf:nodeID="c"/></Package>`,
  )
  const { problems } = spdx2Rdf.read(documentWith(code + many.join('')))
  assert.deepEqual(
    problems.map(({ text }) => text.en),
    ['Written out, this document would be many times as long: too much in it points to the same'],
  )
})
