import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gemManifest } from './gem-manifest.ts'

const statements: [statement: string, purl: string, requirement: string | undefined][] = [
  ["gem 'a'", 'pkg:gem/a', undefined],
  ['gem("a", "1.2")', 'pkg:gem/a@1.2', undefined],
  ["gem 'a', '>= 0'", 'pkg:gem/a', undefined],
  ["gem 'a', ['>= 1', '< 2'], require: 'a/b'", 'pkg:gem/a', '>= 1, < 2'],
  ["gem 'a', :git => 'https://b.example/a'", 'pkg:gem/a?vcs_url=git%2Bhttps:%2F%2Fb.example%2Fa', undefined],
  ["gem 'a', github: 'a'", 'pkg:gem/a?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fa%2Fa.git', undefined],
  ["gem 'a' unless ENV['B'] == '1'", 'pkg:gem/a', undefined],
]
for (const [statement, purl, requirement] of statements) {
  test(`${statement} asks for ${purl} ${requirement ?? ''}`, () => {
    assert.deepEqual(gemManifest.read(statement).dependencies, [
      { purl, relation: 'direct', scope: 'runtime', ...(requirement && { requirement }) },
    ])
  })
}

test('a program that names no gem has no dependencies', () => {
  assert.deepEqual(gemManifest.read('gems.each { |name| gem name }\n'), { dependencies: [] })
})
