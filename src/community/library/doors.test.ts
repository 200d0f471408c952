import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { SaxesParser } from 'saxes'
import type { z } from 'zod'
import { openOfficeOfPeople, origin } from '../../../test/staff.ts'
import type { Command } from '../../platform/cli/command.ts'
import {
  addLibraryItem,
  exportLibraryItem,
  getLibraryItem,
  listLibrary,
  publishLibraryItem,
  setLibraryLinks,
} from './api.ts'
import { addCommand, checkCommand, importCommand, listCommand } from './cli.ts'
import { formats } from './formats.ts'
import type { NewItem } from './model.ts'

const office = await openOfficeOfPeople()
const { app, admit } = office
const folder = mkdtempSync(join(tmpdir(), 'ospo-library-'))
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const open = (path: string, headers: Record<string, string> = {}) => app.fetch(new Request(origin + path, { headers }))
const guide: z.input<typeof NewItem> = {
  title: 'Guide <one>',
  kind: 'guide',
  summary: 'How “it” works & why',
  body: '# Start\nsee https://a.example/x\n\n<script>alert(1)</script>',
  authors: [{ name: 'Ada', address: 'https://ada.example' }],
  tags: ['city'],
  datedOn: '2026-01-31',
  visitedOn: '2026-02-01',
}

before(async () => {
  const { id } = await app.call(addLibraryItem, guide)
  await app.call(publishLibraryItem, { item: id })
  const inner = await app.call(addLibraryItem, { ...guide, title: 'Inner circle', audience: 'community' })
  await app.call(publishLibraryItem, { item: inner.id })
  await app.call(addLibraryItem, { ...guide, title: 'Unready draft' })
})

test('everybody reads what is published, with license and attribution, and nothing of it runs', async () => {
  const page = await (await open('/public/library/guide-one')).text()
  assert.match(page, /Guide &lt;one&gt;/)
  assert.match(page, /“Guide &lt;one&gt;” by Ada, [^<]*\/public\/library\/guide-one\. License: CC-BY-4\.0/)
  assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  assert.doesNotMatch(page, /<script>/)
  const list = await (await open('/public/library?text=works')).text()
  assert.match(list, /<mark>works<\/mark>/)
})

test('no draft and nothing that is for the community only leaves by any public door', async () => {
  for (const path of [
    '/public/library',
    '/public/library?text=circle',
    '/public/library?text=unready',
    '/public/library?state=draft',
    '/public/library/files/feed.xml',
    ...['inner-circle', 'unready-draft'].flatMap(id => [
      `/public/library/${id}`,
      ...Object.keys(formats).map(format => `/public/library/files/${id}.${format}`),
    ]),
  ]) {
    assert.doesNotMatch(await (await open(path)).text(), /Inner circle|Unready/, path)
  }
})

test('whoever is signed in gets by the public doors what everybody gets', async () => {
  const { get } = await admit('olga', 'officer')
  assert.equal((await get('/public/library/files/inner-circle.txt')).status, 404)
  assert.equal((await get('/public/library/inner-circle')).status, 404)
  assert.equal((await get('/library/inner-circle')).status, 200)
})

test('an item is taken along in each format, and a copy that is known is not sent again', async () => {
  for (const [format, { type }] of Object.entries(formats)) {
    const path = `/public/library/files/guide-one.${format}`
    const answer = await open(path)
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, type])
    assert.match(await answer.text(), /CC-BY-4\.0/)
    const again = await open(path, { 'if-none-match': answer.headers.get('etag') ?? '' })
    assert.deepEqual([again.status, await again.text()], [304, ''])
  }
  const { text } = await app.call(exportLibraryItem, { item: 'guide-one', format: 'json' })
  assert.deepEqual(JSON.parse(text), [
    {
      id: 'guide-one',
      type: 'report',
      title: 'Guide <one>',
      author: [{ literal: 'Ada' }],
      issued: { 'date-parts': [[2026, 1, 31]] },
      accessed: { 'date-parts': [[2026, 2, 1]] },
      URL: 'http://127.0.0.1:8686/public/library/guide-one',
      abstract: 'How “it” works & why',
      language: 'en',
      keyword: 'city',
      note: 'License: CC-BY-4.0. Attribution: Ada',
    },
  ])
})

test('the feed is well-formed, and names for each entry its license and its rights', async () => {
  const answer = await open('/public/library/files/feed.xml')
  assert.equal(answer.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
  const texts: Record<string, string[]> = {}
  const note = (name: string, text: string) => {
    texts[name] = [...(texts[name] ?? []), text]
  }
  const parser = new SaxesParser()
  let path: string[] = []
  parser.on('opentag', ({ name, attributes }) => {
    path = [...path, name]
    if (name === 'link') note(`link ${attributes['rel']}`, String(attributes['href']))
  })
  parser.on('text', text => {
    if (text.trim()) note(path.slice(-2).join(' '), text)
  })
  parser.on('closetag', () => {
    path = path.slice(0, -1)
  })
  parser.write(await answer.text()).close()
  assert.deepEqual(
    [texts['entry title'], texts['link license'], texts['entry id']],
    [
      ['Guide <one>'],
      ['https://creativecommons.org/licenses/by/4.0/'],
      ['http://127.0.0.1:8686/public/library/guide-one'],
    ],
  )
  assert.match(texts['entry rights']?.[0] ?? '', /by Ada/)
})

test('by forms an item is written, published, changed, translated and withdrawn', async () => {
  const { get, post } = await admit('lib', 'officer')
  const fields = {
    title: '城市指南',
    kind: 'guide',
    language: 'zh',
    license: 'CC-BY-4.0',
    body: '# 开始\n正文',
    authors: '张三 | https://z.example\n李四',
    tags: '城市，开源',
  }
  const made = await post('/library', fields)
  assert.deepEqual([made.status, decodeURIComponent(made.headers.get('location') ?? '')], [303, '/library/城市指南'])
  const here = `/library/${encodeURIComponent('城市指南')}`
  assert.equal((await post(`${here}/publish`)).status, 303)
  assert.equal((await post(`${here}/edit`, { ...fields, body: '# 开始\n新的正文' })).status, 303)
  assert.equal((await post(`${here}/edit`, { ...fields, license: 'mine' })).status, 400)
  const { authors, tags, state } = await app.call(getLibraryItem, { item: '城市指南' })
  assert.deepEqual(
    { authors, tags, state },
    {
      authors: [
        { name: '张三', address: 'https://z.example' },
        { name: '李四', address: null },
      ],
      tags: ['城市', '开源'],
      state: 'published',
    },
  )
  assert.equal(
    (await post(`${here}/translations/en`, { title: 'City guide', body: 'text', caughtUp: 'yes' })).status,
    303,
  )
  assert.equal((await post(`${here}/translations/en/publish`)).status, 303)
  assert.match(await (await open(`/public${here}?lang=en`)).text(), /<h1>City guide/)
  assert.match(await (await open(`/public${here}?lang=zh`)).text(), /<h1>城市指南/)
  assert.match(await (await get(`${here}?lang=zh`)).text(), /与原文一致/)
  assert.equal((await post(`${here}/withdraw`, { why: 'old' })).status, 303)
  assert.equal((await open(`/public${here}`)).status, 404)
})

test('a reader claims and translates, and may do no more', async () => {
  const { post } = await admit('rea', 'member')
  assert.equal((await post('/library/guide-one/translations/ja', { title: 'x', body: 'y' })).status, 409)
  assert.equal((await post('/library/guide-one/claims', { language: 'ja', chapter: 'start' })).status, 303)
  assert.equal((await post('/library/guide-one/translations/ja', { title: 'x', body: 'y' })).status, 303)
  assert.equal((await post('/library/guide-one/translations/ja/publish')).status, 403)
  assert.equal((await post('/library/guide-one/edit', {})).status, 403)
  assert.equal((await post('/library/unready-draft/claims', { language: 'ja' })).status, 404)
})

test('what would come of an import is shown before anything is changed', async () => {
  const { post } = await admit('imp', 'officer')
  const before = (await app.call(listLibrary, {})).total
  const fields = {
    name: 'list.csv',
    text: 'title,url,authors\nA reference,https://r.example,Ada\n,https://x.example,\n',
    publish: 'yes',
  }
  const preview = await post('/library/import', { ...fields, how: 'preview' })
  assert.match(await preview.text(), /Nothing was changed yet[\s\S]*A reference[\s\S]*list\.csv:3/)
  assert.equal((await app.call(listLibrary, {})).total, before)
  await post('/library/import', { ...fields, how: 'import' })
  const { items } = await app.call(listLibrary, { text: 'reference' })
  assert.deepEqual(
    items.map(({ id, kind, state }) => [id, kind, state]),
    [['a-reference', 'reference', 'published']],
  )
  assert.equal((await post('/library/import', {})).status, 400)
})

test('the command line adds, lists, imports a folder, and tells of links', async () => {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const io = { call: app.call, locale: 'en' as const, json: false, print, note: print, progress: () => undefined }
  const run = (command: Command, positionals: string[], values = {}) => command.run(io, { positionals, values })

  assert.equal(await run(addCommand, ['A', 'talk'], { kind: 'talk', author: ['Bo'], tag: ['x'], publish: true }), 0)
  assert.deepEqual(lines.splice(0), ['a-talk'])
  await assert.rejects(run(addCommand, ['x'], { kind: 'song' }), /--kind song is none/)
  assert.equal(await run(listCommand, ['talk']), 0)
  assert.deepEqual(lines.splice(0), ['a-talk  talk  published  CC-BY-4.0  A talk', '1 / 1'])

  mkdirSync(join(folder, 'cases'))
  writeFileSync(join(folder, 'cases', 'paris.md'), '---\ntitle: Paris\nkind: case-study\nauthor: Ada\n---\nText\n')
  writeFileSync(join(folder, 'cases', 'paris.fr.md'), '---\ntitle: Paris en français\n---\nTexte\n')
  writeFileSync(join(folder, 'bad.md'), '---\ntitle: [\n---\n')
  assert.equal(await run(importCommand, [folder], { publish: true }), 1)
  const told = lines.splice(0)
  assert.match(told[0] ?? '', /^bad\.md:\d: neither YAML nor JSON/)
  assert.deepEqual(told.slice(1), [
    'added        paris  Paris              cases/paris.md',
    'translation  paris  Paris en français  cases/paris.fr.md',
    'not imported 1 · added 1 · translation 1',
  ])
  assert.equal((await app.call(listLibrary, { language: 'fr' })).total, 1)
  assert.equal(await run(checkCommand, [], { now: true }), 0)
  await app.call(setLibraryLinks, { checksLinks: true, recheckDays: 7 })
  assert.equal(await run(checkCommand, []), 0)
})
