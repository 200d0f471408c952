import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePurl } from '../../../lib/purl/purl.ts'
import { metadataSources } from './metadata-sources.ts'

const address = 'https://forge.example/o/n'

const answers: [purl: string, answer: object | object[], repository: string | undefined][] = [
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
  [
    'pkg:nuget/Newtonsoft.Json',
    registration([
      { version: '12.0.3', projectUrl: 'https://github.com/JamesNK/Old' },
      { version: '13.0.3', projectUrl: 'https://github.com/JamesNK/Newtonsoft.Json/wiki' },
    ]),
    'https://github.com/JamesNK/Newtonsoft.Json',
  ],
  ['pkg:nuget/n', registration([{ version: '1.0.0', projectUrl: 'https://n.example/o/n' }]), undefined],
  [
    'pkg:gem/rails',
    [{ number: '7.2.1', metadata: { source_code_uri: `${address}/tree/v7.2.1` } }],
    `${address}/tree/v7.2.1`,
  ],
  [
    'pkg:gem/n',
    [
      { number: '2', metadata: {} },
      { number: '1', metadata: { homepage_uri: 'https://github.com/o/n' } },
    ],
    'https://github.com/o/n',
  ],
  ['pkg:gem/n', [{ number: '1', metadata: { homepage_uri: 'https://n.example/o/n' } }], undefined],
  [
    'pkg:cran/dplyr',
    described({ URL: 'https://dplyr.tidyverse.org, https://github.com/tidyverse/dplyr' }),
    'https://github.com/tidyverse/dplyr',
  ],
  [
    'pkg:cran/n',
    described({ URL: 'https://n.example\n(docs)', BugReports: 'https://github.com/o/n/issues' }),
    'https://github.com/o/n',
  ],
  ['pkg:cran/n', described({ URL: 'https://n.example', BugReports: 'mailto:n@n.example' }), undefined],
]

/** NuGet's index of a package. */
function registration(entries: object[]) {
  return { items: [{ items: entries.map(catalogEntry => ({ catalogEntry })) }] }
}

/** CRAN's description of a package. */
function described(description: object) {
  return { latest: '1.0', versions: { '1.0': description } }
}

for (const [purl, answer, repository] of answers)
  test(`what the registry answers of ${purl} names ${repository ?? 'no repository'}: ${JSON.stringify(answer)}`, async () => {
    const of = parsePurl(purl)
    const source = metadataSources.find(({ name }) => name === of.type)
    const metadata = await source?.read(JSON.stringify(answer), { of, versions: [], ask: async () => undefined })
    assert.equal(metadata?.repository, repository)
  })

interface Registry {
  purl: string
  versions?: string[]
  /** Documents by path, the first of them the main one. */
  documents: Record<string, string>
}

async function repositoryIn({ purl, versions = [], documents }: Registry) {
  const of = parsePurl(purl)
  const source = metadataSources.find(({ name }) => name === of.type)
  const [main] = Object.entries(documents)
  assert.equal(source?.path(of), main?.[0])
  const metadata = await source?.read(main?.[1] ?? '', { of, versions, ask: async path => documents[path] })
  return metadata?.repository
}

/** The POM of one version, in use, and those above it. */
function mavenOf(pom: string, above: Record<string, string> = {}): Registry {
  return {
    purl: 'pkg:maven/org.example.shop/cart',
    versions: ['1.0'],
    documents: {
      'org/example/shop/cart/maven-metadata.xml':
        '<metadata><versioning><versions><version>1.0</version></versions></versioning></metadata>',
      'org/example/shop/cart/1.0/cart-1.0.pom': `<project xmlns="http://maven.apache.org/POM/4.0.0">${pom}</project>`,
      ...Object.fromEntries(Object.entries(above).map(([path, text]) => [path, `<project>${text}</project>`])),
    },
  }
}

const parentOf = (group: string) =>
  `<parent><groupId>${group}</groupId><artifactId>top</artifactId><version>7</version></parent>`
const whole = '<licenses><license><name>MIT</name></license></licenses><organization><name>Shop</name></organization>'
const scm = (more: string) => `<scm>${more}</scm>`

const poms: [sentence: string, registry: Registry, repository: string | undefined][] = [
  [
    'scm.url says where the source is, whatever stands beside it',
    mavenOf(
      `<url>https://github.com/o/site</url>${scm(`<connection>scm:git:git://github.com/o/other.git</connection><url>${address}</url>`)}`,
    ),
    address,
  ],
  [
    'without it scm.connection does',
    mavenOf(
      scm(
        '<developerConnection>scm:git:git@github.com:o/d.git</developerConnection><connection>scm:git:git://github.com/o/n.git</connection>',
      ),
    ),
    'scm:git:git://github.com/o/n.git',
  ],
  [
    'and then the one of its developers',
    mavenOf(scm('<developerConnection>scm:git:git@github.com:o/d.git</developerConnection><tag>HEAD</tag>')),
    'scm:git:git@github.com:o/d.git',
  ],
  [
    'a home page counts where it is on a forge',
    mavenOf('<url>https://github.com/o/n/wiki</url>'),
    'https://github.com/o/n',
  ],
  ['another home page is no repository', mavenOf('<url>https://shop.example/cart</url>'), undefined],
  ['a property that is filled in when it is built is none', mavenOf(scm(`<url>$${'{where}'}</url>`)), undefined],
  [
    'what gitweb shows is cloned from beside it',
    mavenOf(scm('<url>https://gitbox.apache.org/repos/asf?p=commons-lang.git</url>')),
    'https://gitbox.apache.org/repos/asf/commons-lang.git',
  ],
  [
    'a parent of the same group says it for its parts, even where they have all else',
    mavenOf(whole + parentOf('org.example.shop'), { 'org/example/shop/top/7/top-7.pom': scm(`<url>${address}</url>`) }),
    address,
  ],
  [
    'a parent of others, or of a whole foundation, does not',
    mavenOf(parentOf('org.example'), { 'org/example/top/7/top-7.pom': scm(`<url>${address}</url>`) }),
    undefined,
  ],
]

for (const [sentence, registry, repository] of poms)
  test(`of a POM: ${sentence}`, async () => assert.equal(await repositoryIn(registry), repository))

test('where NuGet’s index names no forge, the nuspec of the newest listed version is asked for', async () => {
  const nuspec = `<?xml version="1.0"?><package><metadata><id>Harbor.Brush</id>
    <repository type="git" url="${address}.git" commit="abc" /></metadata></package>`
  const documents = {
    'harbor.brush/index.json': JSON.stringify(
      registration([{ version: '1.0.0' }, { version: '2.0.0-RC.1', listed: false }]),
    ),
    'harbor.brush/1.0.0/harbor.brush.nuspec': nuspec,
  }
  assert.equal(await repositoryIn({ purl: 'pkg:nuget/Harbor.Brush', documents }), `${address}.git`)
})

test('links of a gem that its versions do not have stand with the gem', async () => {
  const documents = {
    'api/v1/versions/n.json': JSON.stringify([{ number: '1.0', metadata: {} }]),
    'api/v1/gems/n.json': JSON.stringify({ name: 'n', source_code_uri: null, homepage_uri: 'http://github.com/o/n' }),
  }
  assert.equal(await repositoryIn({ purl: 'pkg:gem/n', documents }), 'https://github.com/o/n')
})

test('a proxy of Go modules tells where the newest version came from', async () => {
  const info = (version: string, url: string) =>
    JSON.stringify({
      Version: version,
      Time: '2026-01-01T00:00:00Z',
      Origin: { VCS: 'git', URL: url, Ref: `refs/tags/${version}` },
    })
  const documents = {
    'golang.org/x/net/@v/list': 'v0.1.0\nv0.2.0\n',
    'golang.org/x/net/@v/v0.1.0.info': info('v0.1.0', 'https://old.example/net'),
    'golang.org/x/net/@v/v0.2.0.info': info('v0.2.0', 'https://go.googlesource.com/net'),
  }
  const net = { purl: 'pkg:golang/golang.org/x/net', versions: ['v0.1.0'], documents }
  assert.equal(await repositoryIn(net), 'https://go.googlesource.com/net')
})
