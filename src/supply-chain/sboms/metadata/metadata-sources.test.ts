import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { packageOf } from '../../../lib/purl/package-of.ts'
import { parsePurl } from '../../../lib/purl/purl.ts'
import { openPackageMirror } from '../../../platform/http/package-mirror.ts'
import type { MetadataSource } from './metadata-source.ts'
import { metadataSources } from './metadata-sources.ts'
import { PackageMetadata } from './package-metadata.ts'

/** One suite over all. A source brings `fixtures/<case>/` with a mirror of its registry, and `expected.json`. */

const here = import.meta.dirname

interface Case {
  title: string
  source: MetadataSource
  folder: string
  expected: { purl: string; versions: string[]; metadata: PackageMetadata }
}

const cases = metadataSources.flatMap(source =>
  globSync(join(source.name, 'fixtures', '*'), { cwd: here }).map((title): Case => {
    const folder = join(here, title)
    return { title, source, folder, expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) }
  }),
)

async function readCase({ source, folder, expected }: Case, spoil = (text: string) => text) {
  const mirror = openPackageMirror(folder, () => assert.fail('a folder calls nobody'))
  const ask = async (path: string) => {
    const answer = await mirror.ask(source.name, path)
    return answer.state === 'found' ? answer.text : undefined
  }
  const of = parsePurl(expected.purl)
  const text = await ask(source.path(of))
  assert.notEqual(text, undefined)
  return source.read(spoil(text ?? ''), { of, versions: expected.versions, ask })
}

test('every folder is a source, listed under the name of its folder in the order of the names', () => {
  const folders = readdirSync(here).filter(name => statSync(join(here, name)).isDirectory())
  assert.deepEqual(
    metadataSources.map(({ name }) => name),
    folders.sort(),
  )
})

for (const source of metadataSources)
  test(`${source.name} shows by fixtures what it reads`, () => {
    assert.notEqual(cases.filter(one => one.source === source).length, 0)
  })

for (const one of cases) {
  test(`${one.title} is read to what is expected of it`, async () => {
    const metadata = await readCase(one)
    assert.deepEqual(metadata, one.expected.metadata)
    assert.deepEqual(PackageMetadata.parse(metadata), metadata)
  })

  test(`${one.title} is asked for below its registry only`, () => {
    const segments = one.source.path(parsePurl(one.expected.purl)).split('/')
    assert.deepEqual(
      segments.filter(segment => segment === '' || segment === '..' || encodeURI(segment) === ''),
      [],
    )
    assert.equal(packageOf(one.expected.purl), one.expected.purl)
  })

  test(`${one.title}, spoilt, gives facts or a SyntaxError`, async () => {
    const spoilt = fc.record({ from: fc.nat(), length: fc.nat({ max: 40 }), by: fc.string({ maxLength: 5 }) })
    await fc.assert(
      fc.asyncProperty(spoilt, async ({ from, length, by }) => {
        const spoil = (text: string) => {
          const at = from % (text.length + 1)
          return text.slice(0, at) + by + text.slice(at + length)
        }
        try {
          PackageMetadata.parse(await readCase(one, spoil))
        } catch (error) {
          assert.ok(error instanceof SyntaxError, `${error}`)
        }
      }),
      { numRuns: 100 },
    )
  })
}

test('names that lead out of the mirror lead nowhere', async () => {
  const mirror = openPackageMirror(join(here, 'npm', 'fixtures', 'scoped'), () => assert.fail('a folder calls nobody'))
  for (const path of ['..%2F..%2Fplain%2Fnpm%2Fpaint', '../plain/npm/paint', '%2e%2e/expected'])
    assert.deepEqual(await mirror.ask('npm', path), { state: 'none' })
})
