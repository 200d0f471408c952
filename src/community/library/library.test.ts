import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { openPeople, type People } from '../../../test/people.ts'
import type { Account } from '../../access/accounts/model.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import type { Context } from '../../platform/context.ts'
import { createOutbound } from '../../platform/http/outbound.ts'
import { collect, getCollections, saveCollection } from './collections/service.ts'
import { importFiles } from './import/service.ts'
import type { LinkState } from './links/model.ts'
import { checkLinks, getLinksOf, listLinks, saveSettings } from './links/service.ts'
import { NewItem } from './model.ts'
import { searchItems } from './search/service.ts'
import { addItem, changeItem, getItem, publishItem, withdrawItem } from './service.ts'
import { NewTranslation } from './translations/model.ts'
import {
  claimChapter,
  endClaim,
  getClaims,
  getTranslations,
  publishTranslation,
  saveTranslation,
  watchClaims,
} from './translations/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the library', { skip: missing }, () => assert.equal(servers.length, 2))

interface Cast {
  people: People
  /** Runs the community. */
  librarian: Context
  reader: Context
  other: Context
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['words are found in both languages, the best first, with what was found marked', finds],
  ['a draft, what was withdrawn and what is for the community only are not found by everybody', hides],
  ['a draft translation is not found and not read; a published one is, and shows when its source moves on', translates],
  ['a chapter is taken on by one, until a day, and is free again after it', claims],
  ['of two who take on the same chapter at once one does', claimsOnce],
  ['what is published needs somebody to attribute it to', attributes],
  ['collections and tags narrow what is found', narrows],
  ['Markdown and tables come in, again only what changed, and what is wrong is told with its line', imports],
  ['links are checked only when that is turned on; who wrote the item is told of a broken one once', checks],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const people = await openPeople(await server.create(), {
        fetch: createOutbound({ allowPrivate: true, timeoutMs: 2000 }),
      })
      try {
        const as = (account: Account, ...permissions: string[]) => {
          const ctx = people.as(account)
          return { ...ctx, actor: { ...ctx.actor, permissions: new Set(permissions) } }
        }
        const librarian = as(await people.add('lib'), 'community.read', 'community.manage')
        const reader = as(await people.add('rea'), 'community.read')
        const other = as(await people.add('oth'), 'community.read')
        await tell({ people, librarian, reader, other })
        assert.equal((await verifyLedger(people.system)).broken, null)
      } finally {
        await people.close()
      }
    })
  }
}

const by = { authors: [{ name: 'Ada', address: null }] }
const page = { limit: 10, offset: 0 }

function item(title: string, body: string, more: Partial<NewItem> = {}): NewItem {
  return { ...NewItem.parse({ title, kind: 'guide', body, ...by }), ...more }
}

async function add(ctx: Context, title: string, body: string, more: Partial<NewItem> = {}) {
  const { id } = await addItem(ctx, item(title, body, more))
  return publishItem(ctx, id)
}

async function idsFor(ctx: Context, text: string, sight: 'public' | 'published' | 'all' = 'public') {
  return (await searchItems(ctx, { text, ...page }, sight)).items.map(({ id }) => id)
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    error => error.code ?? String(error),
  )
}

async function finds({ librarian }: Cast) {
  await add(librarian, 'Getting started', 'A program office for *open source* needs a mandate.')
  await add(librarian, '开源办公室入门', '设立**开源办公室**需要授权。', { language: 'zh' })
  await add(librarian, 'Open source metrics', 'Numbers.', { tags: ['Café'] })
  assert.deepEqual(await idsFor(librarian, 'open source'), ['open-source-metrics', 'getting-started'])
  assert.deepEqual(await idsFor(librarian, '办公室'), ['开源办公室入门'])
  assert.deepEqual(await idsFor(librarian, '权'), ['开源办公室入门'])
  assert.deepEqual(await idsFor(librarian, 'manda'), ['getting-started'])
  assert.deepEqual(await idsFor(librarian, 'CAFE'), ['open-source-metrics'])
  assert.deepEqual(await idsFor(librarian, 'open nothing'), [])
  assert.deepEqual(await idsFor(librarian, "'; drop table library_item; --"), [])
  const { items, total } = await searchItems(librarian, { text: 'mandate', ...page }, 'public')
  assert.deepEqual(
    [total, items[0]?.snippet],
    [
      1,
      [
        { text: 'A program office for open source needs a ', hit: false },
        { text: 'mandate', hit: true },
        { text: '.', hit: false },
      ],
    ],
  )
}

async function hides({ librarian }: Cast) {
  await addItem(librarian, item('Secret draft', 'zebra'))
  await add(librarian, 'For us', 'zebra', { audience: 'community' })
  await add(librarian, 'Gone', 'zebra')
  await withdrawItem(librarian, 'gone', 'outdated')
  await add(librarian, 'Open', 'zebra')
  assert.deepEqual(await idsFor(librarian, 'zebra'), ['open'])
  assert.deepEqual((await idsFor(librarian, 'zebra', 'published')).sort(), ['for-us', 'open'])
  assert.deepEqual((await idsFor(librarian, 'zebra', 'all')).sort(), ['for-us', 'gone', 'open', 'secret-draft'])
  assert.equal(await codeOf(getItem(librarian, 'for-us', 'public')), 'not-found')
  assert.equal(await codeOf(getItem(librarian, 'secret-draft', 'published')), 'not-found')
  assert.deepEqual(
    (await searchItems(librarian, page, 'public')).items.map(({ id }) => id),
    ['open'],
  )
}

async function translates({ people, librarian, reader }: Cast) {
  const source = await add(librarian, 'Guide', '# One\nfirst\n# Two\nsecond')
  const into = NewTranslation.parse({
    language: 'zh',
    title: '指南',
    body: '# 一\n第一章\n# 二\n第二章',
    translators: ['译者'],
  })
  assert.equal(await codeOf(saveTranslation(reader, 'guide', into)), 'conflict')
  await claimChapter(reader, 'guide', { language: 'zh', chapter: '' })
  assert.equal((await saveTranslation(reader, 'guide', into)).state, 'draft')
  assert.deepEqual(await idsFor(librarian, '第二章'), [])
  assert.deepEqual(
    (await getInbox({ ...people.system, actor: librarian.actor })).map(({ kind }) => kind),
    ['library.translation-waiting'],
  )

  await publishTranslation(librarian, 'guide', 'zh')
  assert.deepEqual(await idsFor(librarian, '第二章'), ['guide'])
  assert.equal((await getClaims(reader, 'guide'))[0]?.state, 'done')
  const inChinese = await searchItems({ ...librarian, locale: 'zh' }, page, 'public')
  assert.deepEqual([inChinese.items[0]?.title, inChinese.items[0]?.shownIn], ['指南', 'zh'])

  const changed = await changeItem(librarian, 'guide', {
    ...item('Guide', '# One\nfirst\n# Two\nanother\n# Three\nthird'),
  })
  assert.notEqual(changed.contentHash, source.contentHash)
  const stale = { stale: true, changed: ['Two'], added: ['Three'], gone: [] }
  assert.deepEqual(
    (await getTranslations(reader, changed)).map(({ staleness }) => staleness),
    [stale],
  )
  await saveTranslation(librarian, 'guide', { ...into, title: '指南！', caughtUp: false })
  assert.deepEqual((await getTranslations(reader, changed))[0]?.staleness, stale)
  await saveTranslation(librarian, 'guide', { ...into, caughtUp: true })
  assert.equal((await getTranslations(reader, changed))[0]?.staleness.stale, false)
  assert.equal((await getTranslations(reader, changed))[0]?.state, 'published')
}

async function claims({ people, librarian, reader, other }: Cast) {
  await add(librarian, 'Guide', '# One\nfirst\n# Two\nsecond')
  const claim = { language: 'ja', chapter: 'one', until: '2026-12-01' }
  const { id } = await claimChapter(reader, 'guide', claim)
  assert.equal(await codeOf(claimChapter(other, 'guide', claim)), 'conflict')
  assert.equal(await codeOf(claimChapter(other, 'guide', { ...claim, chapter: '' })), 'conflict')
  assert.equal(await codeOf(claimChapter(other, 'guide', { ...claim, chapter: 'three' })), 'not-found')
  assert.equal(
    await codeOf(claimChapter(other, 'guide', { ...claim, chapter: 'two', until: '2027-12-01' })),
    'invalid-input',
  )
  assert.equal(await codeOf(claimChapter(other, 'guide', { ...claim, language: 'en' })), 'invalid-input')
  await claimChapter(other, 'guide', { ...claim, chapter: 'two' })
  assert.equal(await codeOf(endClaim(other, id, 'done')), 'not-found')

  people.setClock('2026-11-29T12:00:00Z')
  await watchClaims(people.system)
  await watchClaims(people.system)
  people.setClock('2026-12-02T00:00:00Z')
  await watchClaims(people.system)
  assert.deepEqual(
    (await getClaims(reader, 'guide')).map(({ state }) => state),
    ['expired', 'expired'],
  )
  assert.deepEqual((await getInbox(reader)).map(({ kind }) => kind).sort(), [
    'library.claim-ending',
    'library.claim-expired',
  ])
  assert.equal((await claimChapter(other, 'guide', { ...claim, until: '2026-12-24' })).state, 'open')
}

async function claimsOnce({ librarian, reader, other }: Cast) {
  await add(librarian, 'Guide', '# One\nfirst')
  const claim = { language: 'ja', chapter: 'one' }
  const both = await Promise.all([reader, other].map(ctx => codeOf(claimChapter(ctx, 'guide', claim))))
  assert.deepEqual(both.sort(), ['conflict', 'none'])
}

async function attributes({ librarian }: Cast) {
  const { id } = await addItem(librarian, item('Nobody’s', '', { authors: [] }))
  assert.equal(await codeOf(publishItem(librarian, id)), 'invalid-input')
  await changeItem(librarian, id, item('Nobody’s', '', { authors: [], attribution: 'The City' }))
  assert.equal((await publishItem(librarian, id)).state, 'published')
  assert.equal(NewItem.safeParse({ title: 'x', kind: 'guide', license: 'Free as in beer' }).success, false)
}

async function narrows({ librarian }: Cast) {
  await add(librarian, 'One', 'same', { tags: ['city', 'city'], kind: 'webinar' })
  await add(librarian, 'Two', 'same', { tags: ['university'] })
  await saveCollection(librarian, {
    id: 'first-steps',
    title: { en: 'First steps', zh: '' },
    description: { en: '', zh: '' },
  })
  await collect(librarian, 'two', ['first-steps'])
  const found = async (filter: object) =>
    (await searchItems(librarian, { text: 'same', ...filter, ...page }, 'public')).items.map(({ id }) => id)
  assert.deepEqual(await found({ tag: 'city' }), ['one'])
  assert.deepEqual(await found({ kind: 'webinar' }), ['one'])
  assert.deepEqual(await found({ collection: 'first-steps' }), ['two'])
  assert.deepEqual(await found({ language: 'zh' }), [])
  assert.deepEqual(
    (await getCollections(librarian, 'public')).map(({ id, items }) => [id, items]),
    [['first-steps', 1]],
  )
  assert.equal(await codeOf(collect(librarian, 'two', ['no-such'])), 'not-found')
}

const guide = `---
title: How cities share
kind: case-study
tags: [city, paris]
authors:
  - Ada
  - name: Bo
    url: https://bo.example
date: 2021-11-18
visited: 2026-01-02
url: https://city.example/share
---
# Why
Because.
`
const table =
  'title,url,tags,authors,visited\nA list,https://a.example,"x, y",Ada,2022-02-02\n,https://b.example,,,\n坏日期,https://c.example,,,昨天\n'

async function imports({ librarian }: Cast) {
  const files = [
    { path: 'cases/share.zh.md', text: '---\ntitle: 城市如何共享\n---\n# 为何\n因为。\n' },
    { path: 'cases/share.md', text: guide },
    { path: 'plain.md', text: '# A title of its own\n\nand a text' },
    { path: 'list.csv', text: table },
    { path: 'bad.md', text: '---\ntitle: x\ntags: {a: b}\n---\n' },
  ]
  const told = async (how: { preview: boolean; publish: boolean }, some = files) =>
    (await importFiles(librarian, { files: some, ...how })).map(({ path, what, id }) => [path, what, id])
  const preview = await told({ preview: true, publish: true })
  assert.deepEqual((await searchItems(librarian, page, 'all')).total, 0)
  const first = await told({ preview: false, publish: false })
  assert.deepEqual(
    preview.map(([path, what]) => [path, what]),
    first.map(([path, what]) => [path, what]),
  )
  assert.deepEqual(first, [
    ['cases/share.md', 'added', 'how-cities-share'],
    ['plain.md', 'added', 'a-title-of-its-own'],
    ['list.csv:2', 'added', 'a-list'],
    ['list.csv:3', 'problem', null],
    ['list.csv:4', 'problem', null],
    ['bad.md', 'problem', null],
    ['cases/share.zh.md', 'translated', 'how-cities-share'],
  ])
  const { body, authors, tags, visitedOn, datedOn, state } = await getItem(librarian, 'how-cities-share', 'all')
  assert.deepEqual(
    { body, authors, tags, visitedOn, datedOn, state },
    {
      body: '# Why\nBecause.',
      authors: [
        { name: 'Ada', address: null },
        { name: 'Bo', address: 'https://bo.example' },
      ],
      tags: ['city', 'paris'],
      visitedOn: '2026-01-02',
      datedOn: '2021-11-18',
      state: 'draft',
    },
  )
  const [bad] = await importFiles(librarian, {
    files: [{ path: 'bad.md', text: files[4]?.text ?? '' }],
    preview: true,
    publish: false,
  })
  assert.match(bad?.problem?.en ?? '', /^bad\.md:3: tags/)
  const changed = [
    { path: 'cases/share.md', text: guide.replace('Because', 'Why not') },
    ...files.filter(({ path }) => path !== 'cases/share.md' && !path.startsWith('bad')),
  ]
  assert.deepEqual(
    (await told({ preview: false, publish: false }, changed)).map(([, what]) => what),
    ['changed', 'same', 'same', 'problem', 'problem', 'same'],
  )
}

async function checks({ people, librarian }: Cast) {
  const asked: string[] = []
  const site = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const answers: Record<string, [number, Record<string, string>]> = {
      '/ok': [200, {}],
      '/head': [request.method === 'HEAD' ? 405 : 200, {}],
      '/moved': [301, { location: '/ok' }],
      '/later': [302, { location: '/ok' }],
      '/circle': [302, { location: '/circle' }],
      '/closed': [403, {}],
      '/down': [500, {}],
    }
    const [status, headers] = answers[request.url ?? ''] ?? [404, {}]
    response.writeHead(status, headers).end()
  })
  await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const { signal } = new AbortController()
  try {
    const paths = ['ok', 'head', 'moved', 'later', 'circle', 'closed', 'down', 'gone']
    await add(librarian, 'Sources', paths.map(path => `- [x](${base}/${path})`).join('\n'))
    assert.equal(await checkLinks(people.system, signal, 0), 0)
    assert.equal(asked.length, 0)
    await saveSettings(librarian, { checksLinks: true, recheckDays: 30 })
    assert.equal(await checkLinks(people.system, signal, 0), 8)
    const states = async () =>
      Object.fromEntries(
        (await getLinksOf(librarian, 'sources')).map(({ address, state }): [string, LinkState] => [
          new URL(address).pathname.slice(1),
          state,
        ]),
      )
    const expected: Record<string, LinkState> = {
      circle: 'broken',
      closed: 'refused',
      down: 'unreachable',
      gone: 'broken',
      head: 'ok',
      later: 'ok',
      moved: 'moved',
      ok: 'ok',
    }
    assert.deepEqual(await states(), expected)
    assert.deepEqual(
      asked.filter(line => line.endsWith('/head')),
      ['HEAD /head', 'GET /head'],
    )
    assert.equal(await checkLinks(people.system, signal, 0), 0)
    // A server that is down is tried again, later and later, and counts as broken after three times.
    people.setClock('2026-11-21T14:00:01Z')
    assert.equal(await checkLinks(people.system, signal, 0), 1)
    people.setClock('2026-11-21T18:00:02Z')
    assert.equal(await checkLinks(people.system, signal, 0), 1)
    assert.deepEqual(await states(), { ...expected, down: 'broken' })
    assert.deepEqual((await listLinks(librarian, { limit: 10, offset: 0 })).total, 5)
    assert.deepEqual(
      (await getInbox(librarian)).map(({ kind }) => kind),
      Array(3).fill('library.link-broken'),
    )
    assert.equal((await searchItems(librarian, page, 'public')).items[0]?.broken, true)
  } finally {
    site.closeAllConnections()
    site.close()
  }
}
