import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatNpmPurl } from './npm-package-url.ts'

const plain = 'pkg:npm/a@1.0.0'
const sources = [
  [undefined, plain],
  ['https://registry.npm.example/a/-/a-1.0.0.tgz', plain],
  ['https://packages.example/npm/a/-/a-1.0.0.tgz#0123', plain],
  ['https://npm.pkg.github.com/download/@acme/a/1.0.0/0123', plain],
  ['file:../a-1.0.0.tgz', plain],
  ['https://files.example/a.tgz#0123', `${plain}?download_url=https:%2F%2Ffiles.example%2Fa.tgz`],
  ['https://token@files.example/a.tgz', `${plain}?download_url=https:%2F%2Ffiles.example%2Fa.tgz`],
  ['git+ssh://git@git.example/a.git#12ab', `${plain}?vcs_url=git%2Bssh:%2F%2Fgit%40git.example%2Fa.git%4012ab`],
  ['git+https://me:token@git.example/a.git#12ab', `${plain}?vcs_url=git%2Bhttps:%2F%2Fgit.example%2Fa.git%4012ab`],
  ['git@git.example:acme/a.git#12ab', `${plain}?vcs_url=git%2Bssh:%2F%2Fgit%40git.example%2Facme%2Fa.git%4012ab`],
  ['ssh://git@git.example/a', `${plain}?vcs_url=git%2Bssh:%2F%2Fgit%40git.example%2Fa`],
  ['git://git.example/a.git', `${plain}?vcs_url=git:%2F%2Fgit.example%2Fa.git`],
  ['https://git.example/a.git#head=main&commit=12ab', `${plain}?vcs_url=git%2Bhttps:%2F%2Fgit.example%2Fa.git%4012ab`],
  ['github:acme/a#12ab', `${plain}?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Facme%2Fa.git%4012ab`],
  ['bitbucket:acme/a', `${plain}?vcs_url=git%2Bhttps:%2F%2Fbitbucket.org%2Facme%2Fa.git`],
] as const

for (const [source, purl] of sources) {
  test(`a package from ${source ?? 'nowhere in particular'} is ${purl}`, () => {
    assert.equal(formatNpmPurl({ name: 'a', version: '1.0.0', source }), purl)
  })
}

test('a scope is the namespace', () => {
  assert.equal(formatNpmPurl({ name: '@acme/a' }), 'pkg:npm/%40acme/a')
})

test('a name that is none is refused by that name', () => {
  assert.throws(() => formatNpmPurl({ name: '@acme/' }), {
    name: 'SyntaxError',
    message: '"@acme/" names no package: A package URL needs a name',
  })
})
