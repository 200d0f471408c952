import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillInVariables, formatImagePurl, readImage } from './image-package-url.ts'

/** `@{` for `${`, lest anything here be taken for a template of the language. */
const images: [reference: string, purl: string | undefined][] = [
  ['node', 'pkg:docker/node'],
  ['library/node:26', 'pkg:docker/node@26'],
  ['docker.io/library/node:26-slim', 'pkg:docker/node@26-slim'],
  ['boats/dinghy:1.0_a', 'pkg:docker/boats/dinghy@1.0_a'],
  ['ghcr.io/boats/fleet/dinghy:1', 'pkg:docker/boats/fleet/dinghy@1?repository_url=ghcr.io'],
  ['localhost:5000/dinghy', 'pkg:docker/dinghy?repository_url=localhost:5000'],
  ['node@sha256:0123abcdef', 'pkg:docker/node@sha256:0123abcdef'],
  ['node:26@sha256:0123abcdef', 'pkg:docker/node@sha256:0123abcdef?tag=26'],
  ['', undefined],
  ['a b', undefined],
  ['a:', undefined],
  ['a@b', undefined],
  ['/a', undefined],
  ['a@sha256:0123abcdef@sha256:0123abcdef', undefined],
  ['@{A}', undefined],
  ['{{ image }}', undefined],
]
for (const [reference, purl] of images) {
  test(`${JSON.stringify(reference)} is ${purl ?? 'no image'}`, () =>
    assert.equal(formatImagePurl(reference.replace('@{', '${')), purl))
}

const texts: [text: string, filled: string][] = [
  ['$A-@{A}-@{A:-b}-@{A-b}-@{A:+b}', '1-1-1-1-b'],
  ['$B-@{B}-@{B:-b}-@{B-b}-@{B:+b}', '$B-@{B}-b-b-'],
  ['@{B:-@{A}}', '@{B:-1}'],
]
const written = (text: string) => text.replaceAll('@{', '${')
for (const [text, filled] of texts) {
  test(`${text} is ${filled}`, () =>
    assert.equal(fillInVariables(written(text), new Map([['A', '1']])), written(filled)))
}

test('an image of which only the tag is not known is told without a version', () => {
  assert.deepEqual(readImage(written('ghcr.io/a/b:1-@{TAG}')), {
    purl: 'pkg:docker/a/b?repository_url=ghcr.io',
    requirement: written('1-@{TAG}'),
  })
  assert.deepEqual(readImage('a:1'), { purl: 'pkg:docker/a@1' })
  assert.equal(readImage(written('@{A}/b:1')), undefined)
})
