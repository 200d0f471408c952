import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePurl } from '../../../lib/purl/purl.ts'
import { metadataSources } from './metadata-sources.ts'

const address = 'https://forge.example/o/n'

const answers: [purl: string, answer: object, repository: string | undefined][] = [
  ['pkg:npm/n', { repository: { type: 'git', url: `git+${address}.git` } }, `git+${address}.git`],
  ['pkg:npm/n', { repository: 'o/n' }, 'https://github.com/o/n'],
  ['pkg:npm/n', { repository: 'github:o/n' }, 'https://github.com/o/n'],
  ['pkg:npm/n', { repository: 7 }, undefined],
  ['pkg:pypi/n', { info: { project_urls: { Homepage: 'https://x.example', 'Source Code': address } } }, address],
  ['pkg:pypi/n', { info: { project_urls: { Homepage: 'https://x.example' } } }, undefined],
  ['pkg:cargo/n', { crate: { repository: address }, versions: [] }, address],
  ['pkg:composer/v/n', { packages: { 'v/n': [{ version: '1', source: { url: address } }] } }, address],
  ['pkg:pub/n', { latest: { pubspec: { repository: address } }, versions: [] }, address],
  ['pkg:hex/n', { meta: { links: { GitHub: address } }, releases: [] }, address],
]

for (const [purl, answer, repository] of answers)
  test(`what the registry answers of ${purl} names ${repository ?? 'no repository'}: ${JSON.stringify(answer)}`, async () => {
    const of = parsePurl(purl)
    const source = metadataSources.find(({ name }) => name === of.type)
    const metadata = await source?.read(JSON.stringify(answer), { of, versions: [], ask: async () => undefined })
    assert.equal(metadata?.repository, repository)
  })
