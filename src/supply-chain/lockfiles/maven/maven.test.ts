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

/** The root sets versions for all; the group of modules below it has no version of its own to say. */
const root = `<project>
  <parent><groupId>com.elsewhere</groupId><artifactId>far</artifactId><version>7</version><relativePath/></parent>
  <groupId>org.ship</groupId><artifactId>ship</artifactId><version>2.0</version>
  <properties><sail.version>1.1</sail.version><mast.version>3.0</mast.version></properties>
  <dependencyManagement><dependencies>
    ${dependency('org.cloth:sail:@{sail.version}')}
    ${dependency('org.wood:mast:@{mast.version}')}
    ${dependency('org.ship.deck:plank:@{project.version}')}
  </dependencies></dependencyManagement>
  <dependencies>${dependency('org.log:log:1')}${dependency('org.log:old-log:1')}</dependencies>
</project>`
const modules = `<project>
  <parent><groupId>org.ship</groupId><artifactId>ship</artifactId><version>2.0</version></parent>
  <artifactId>modules</artifactId>
  <dependencyManagement><dependencies>${dependency('org.wood:mast:3.5')}</dependencies></dependencyManagement>
</project>`
const rig = `<project>
  <parent><groupId>org.ship</groupId><artifactId>modules</artifactId><version>2.0</version></parent>
  <artifactId>rig</artifactId>
  <properties><sail.version>1.2</sail.version></properties>
  <dependencies>
    ${['org.cloth:sail', 'org.wood:mast', 'org.ship.deck:plank', 'org.log:old-log:2', 'org.shipwright:saw:2.0', 'org.far:off'].map(dependency).join('')}
  </dependencies>
</project>`

function dependency(coordinates: string): string {
  const [group, artifact, version] = coordinates.split(':')
  const written = version ? `<version>${version.replace('@{', '${')}</version>` : ''
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${written}</dependency>`
}

function readPurls(companions: Record<string, string>): string[] {
  return maven.read(rig, companions).dependencies.map(({ purl }) => purl.replace('pkg:maven/', ''))
}

test('parents in the same repository give versions, dependencies and properties, and the nearest holds', () => {
  assert.deepEqual(readPurls({ '../pom.xml': modules, '../../pom.xml': root }), [
    'org.cloth/sail@1.2',
    'org.far/off',
    'org.log/log@1',
    'org.log/old-log@2',
    'org.shipwright/saw@2.0',
    'org.wood/mast@3.5',
  ])
})

test('a version that no file sets is left to the nearest parent that is not there', () => {
  const { warnings } = maven.read(rig, { '../pom.xml': modules, '../../pom.xml': root })
  const parent = 'com.elsewhere:far:7'
  assert.deepEqual(warnings, [
    {
      text: {
        en: `Dependencies whose version is left to the parent ${parent} or to a bill of materials: 1`,
        zh: `版本由父项目 ${parent} 或物料清单（BOM）决定的依赖：1 个`,
      },
      line: 6,
    },
  ])
})

const bare = [
  'org.cloth/sail',
  'org.far/off',
  'org.log/old-log@2',
  'org.ship.deck/plank',
  'org.shipwright/saw@2.0',
  'org.wood/mast',
]
const strangers: [title: string, companions: Record<string, string>][] = [
  ['another project in the place of the parent', { '../pom.xml': root }],
  ['a broken file in the place of the parent', { '../pom.xml': '<project>' }],
  ['a parent of the parent without the parent between', { '../../pom.xml': root }],
]
for (const [title, companions] of strangers) {
  test(`${title} says nothing`, () => assert.deepEqual(readPurls(companions), bare))
}

test('a parent is found where it is said to be, and parents in a circle end', () => {
  const child = rig.replace('</version></parent>', '</version><relativePath>../parent</relativePath></parent>')
  const parent = modules
    .replace('>ship<', '>modules<')
    .replace('</version></parent>', '</version><relativePath>pom.xml</relativePath></parent>')
  const [, mast] = maven
    .read(child, { '../parent/pom.xml': parent })
    .dependencies.filter(one => /mast|sail/.test(one.purl))
  assert.equal(mast?.purl, 'pkg:maven/org.wood/mast@3.5')
})
