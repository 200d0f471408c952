import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maven } from './maven.ts'

const entities = '<!DOCTYPE project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<project>&b;</project>'

const refused: [text: string, message: string | RegExp][] = [
  ['', /line 1\)$/],
  ['<settings/>', 'This is no pom.xml: its root is no project'],
  ['<project>\n<a></project>', /\(line 2\)$/],
  [entities, /entity.*\(line 2\)$/],
  [`<project>${'<a>'.repeat(200)}`, 'Elements are nested more than 100 deep (line 1)'],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text.slice(0, 60))} is refused: ${message}`, () => {
    assert.throws(() => maven.read(text), { name: 'SyntaxError', message })
  })
}

/** `@` for `$`, lest anything here be taken for a template of the language. */
function readVersion(properties: string): [purl: string | undefined, requirement: string | undefined] {
  const dependency = '<dependency><groupId>g</groupId><artifactId>a</artifactId><version>@{p0}</version></dependency>'
  const text = `<project><properties>${properties}</properties><dependencies>${dependency}</dependencies></project>`
  const [found] = maven.read(text.replaceAll('@{', '${')).dependencies
  return [found?.purl, found?.requirement?.replaceAll('${', '@{')]
}

test('a property may be made of others', () => {
  assert.deepEqual(readVersion('<p0>@{p1}.@{p2}</p0><p1>1</p1><p2>@{p1}2</p2>'), ['pkg:maven/g/a@1.12', undefined])
})

test('properties that would grow beyond all bounds are not filled in', () => {
  const doubling = Array.from({ length: 30 }, (_, index) => `<p${index}>@{p${index + 1}}@{p${index + 1}}</p${index}>`)
  const [purl, requirement = ''] = readVersion(`${doubling.join('')}<p30>1</p30>`)
  assert.equal(purl, 'pkg:maven/g/a')
  assert.ok(requirement.includes('@{') && requirement.length <= 200)
})

test('a property named as what every object has is no property', () => {
  assert.deepEqual(readVersion('<p0>@{constructor}@{__proto__}</p0>'), ['pkg:maven/g/a', '@{constructor}@{__proto__}'])
})
