import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openOfficeOfFacts } from '../../../test/office-of-facts.ts'
import { createRepository } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { saveRole } from '../../access/roles/api.ts'
import { shippedRoles } from '../../access/roles/model.ts'
import { addProjects, removeProject } from '../../catalog/projects/service.ts'
import { parseCsv } from '../../lib/csv/csv.ts'
import { quote } from '../../lib/sql/quote.ts'
import { listZip, unpackZip } from '../../lib/zip/read-zip.ts'
import type { Terminal } from '../../platform/cli/command.ts'
import { enrollPerson } from '../affiliations/api.ts'
import { askForMergeChanges, mineCommits, mineMergeChanges } from '../history/service.ts'
import { chooseDisplay } from '../identities/api.ts'
import { learnProject } from '../identities/service.ts'
import { measureScope } from '../metrics/api.ts'
import {
  askFacts,
  askFactsForParquet,
  listFactTables,
  listQueries,
  makeExport,
  readExport,
  removeQuery,
  saveQuery,
} from './api.ts'
import { exportFactsCommand, queryCommand, queryListCommand, querySaveCommand, queryTablesCommand } from './cli.ts'
import { examples } from './examples.ts'
import { factTables } from './tables/tables.ts'

const office = await openOfficeOfFacts()
after(() => office.close())
const { app, admin, admit, folder } = office
const analyst = await admit('analyst', 'analyst')
await app.call(saveRole, { role: 'counter', name: { en: 'Counter', zh: '统计员' }, permissions: ['facts.query'] })
const counter = await admit('counter', 'counter')
const member = await admit('member')

type Person = typeof analyst

async function rowsOf(person: Pick<Person, 'call'>, sql: string) {
  return (await person.call(askFacts, { sql })).rows
}

/** Names stand for ids: who has which differs from run to run of nothing, but says nothing either. */
const named = (table: string, columns: string, role: string, order: string) =>
  `select ${columns} from ${table} left join people on person = ${role} order by ${order}`

test('the administrator and analysts may ask, and nobody else', async () => {
  const may = shippedRoles.filter(({ permissions }) => permissions.includes('facts.query')).map(({ id }) => id)
  assert.deepEqual(may, ['administrator', 'analyst'])
  assert.equal(await codeOf(member.call(askFacts, { sql: 'select 1' })), 'not-allowed')
  assert.equal((await member.get('/facts-files/answer.csv?sql=select+1')).status, 403)
  assert.equal((await member.get('/facts-files/facts.zip')).status, 403)
})

test('people are who they are held to be, with the name that they use most', async () => {
  assert.deepEqual(await rowsOf(analyst, 'select name, email, kind, identities from people order by name'), [
    ['Ada Lovelace', 'ada@acme.example', 'person', 1],
    ['Bob Stone', 'bob@home.example', 'person', 1],
    ['ada-l', null, 'person', 1],
    ['carol', null, 'person', 1],
    ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', 'bot', 1],
    ['stonebob', null, 'person', 1],
  ])
  assert.deepEqual(
    await rowsOf(
      analyst,
      'select i.login, i.host, p.name from identities i join people p using (person) where login is not null order by 1',
    ),
    [
      ['ada-l', 'forge.example', 'ada-l'],
      ['carol', 'forge.example', 'carol'],
      ['stonebob', 'forge.example', 'stonebob'],
    ],
  )
})

test('commits have their author, where that person worked then, an AI’s part, and their lines', async () => {
  const columns =
    'authored_at, author_offset, name, author_kind, organization, is_merge, ai_assisted, lines_known, added, removed, generated_added'
  assert.deepEqual(await rowsOf(analyst, named('commits', columns, 'author', 'authored_at')), [
    ['2026-01-05 10:00:00', 330, 'Ada Lovelace', 'person', 'Acme', false, false, true, 3, 0, 1],
    ['2026-01-20 10:00:00', 330, 'Ada Lovelace', 'person', 'Acme', false, false, true, 1, 0, 0],
    ['2026-02-03 10:00:00', 330, 'Bob Stone', 'person', 'Quarry', false, true, true, 0, 2, 0],
    ['2026-02-04 10:00:00', 330, 'dependabot[bot]', 'bot', null, false, false, true, 1, 0, 0],
    ['2026-03-01 10:00:00', 330, 'Ada Lovelace', 'person', 'Acme', false, false, true, 1, 0, 0],
  ])
  assert.deepEqual(
    await rowsOf(analyst, 'select count(*), count(distinct committer) from commits where committer = author'),
    [[5, 3]],
  )
})

test('changes, tags and files are those of git', async () => {
  assert.deepEqual(
    await rowsOf(
      analyst,
      'select path, h.added, h.removed, generated from changes h join commits c using (project, hash) order by authored_at, path',
    ),
    [
      ['loom.ts', 2, 0, false],
      ['package-lock.json', 1, 0, true],
      ['loom.ts', 1, 0, false],
      ['loom.ts', 0, 2, false],
      ['notes.md', 1, 0, false],
      ['loom.ts', 1, 0, false],
    ],
  )
  assert.deepEqual(
    await rowsOf(analyst, 'select t.name, authored_at, annotated from tags t join commits using (project, hash)'),
    [['v1.0.0', '2026-03-01 10:00:00', false]],
  )
  assert.deepEqual(await rowsOf(analyst, 'select path, language, lines from files order by path'), [
    ['loom.ts', 'TypeScript', 2],
    ['notes.md', 'Markdown', 1],
    ['package-lock.json', 'JSON', 1],
  ])
})

test('items name who opened, closed and merged them', async () => {
  const items =
    'kind, number, title, state, name, author_kind, created_at, closed_at, merged_at, labels, assignees, from_fork, added'
  assert.deepEqual(await rowsOf(analyst, named('items', items.replace('kind,', 'items.kind,'), 'author', 'number')), [
    [
      'issue',
      '1',
      'It breaks',
      'closed',
      'carol',
      'person',
      '2026-02-01 00:00:00',
      '2026-02-03 12:00:00',
      null,
      '["bug"]',
      1,
      null,
      null,
    ],
    [
      'change-request',
      '2',
      'Mend it',
      'merged',
      'stonebob',
      'person',
      '2026-02-02 00:00:00',
      '2026-02-03 00:00:00',
      '2026-02-03 00:00:00',
      '[]',
      0,
      true,
      1,
    ],
  ])
  assert.deepEqual(
    await rowsOf(
      analyst,
      'select c.name, m.name from items left join people c on c.person = closer left join people m on m.person = merger order by number',
    ),
    [
      ['stonebob', null],
      [null, 'ada-l'],
    ],
  )
})

test('of events no value tells a login; reviews and comments name who did it', async () => {
  assert.deepEqual(
    await rowsOf(analyst, named('events', 'number, events.kind, name, happened_at, value', 'actor', 'happened_at')),
    [
      ['1', 'commented', 'stonebob', '2026-02-01 12:00:00', null],
      ['1', 'assigned', 'ada-l', '2026-02-01 13:00:00', null],
      ['1', 'labeled', 'ada-l', '2026-02-01 14:00:00', 'bug'],
      ['2', 'approved', 'ada-l', '2026-02-02 18:00:00', null],
    ],
  )
  assert.deepEqual(
    await rowsOf(analyst, named('reviews', 'number, verdict, name, reviewer_kind, length', 'reviewer', 'happened_at')),
    [['2', 'approved', 'ada-l', 'person', 5]],
  )
  assert.deepEqual(
    await rowsOf(analyst, named('comments', 'item_kind, number, name, length', 'author', 'happened_at')),
    [['issue', '1', 'stonebob', 40]],
  )
})

test('releases, forks, counts, components, organizations and projects are told', async () => {
  const all: [string, unknown[][]][] = [
    ['select tag, published_at, downloads from releases', [['v1.0.0', '2026-03-02 01:00:00', 7]]],
    ['select kind, happened_at, actor_kind from spreads', [['fork', '2026-02-05 00:00:00', 'person']]],
    ['select what, counted_at, count from counts', [['stars', '2026-03-03 00:00:00', 12]]],
    ['select number, hash from item_commits', [['2', 'f'.repeat(40)]]],
    [
      'select package, version, license, relation, manifest from components',
      [['pkg:npm/shuttle', '1.2.0', 'MIT', 'direct', 'package-lock.json']],
    ],
    [
      'select organization, domains from organizations order by 1',
      [
        ['Acme', '["acme.example"]'],
        ['Quarry', '[]'],
      ],
    ],
    [
      'select name, organization, since, until from affiliations join people using (person) order by name',
      [
        ['Ada Lovelace', 'Acme', null, null],
        ['Bob Stone', 'Quarry', '2026-02-01 00:00:00', null],
      ],
    ],
    ['select name, kind, has_history, added_at from projects', [['loom', 'bare', true, '2026-11-21 12:00:00']]],
  ]
  for (const [sql, rows] of all) assert.deepEqual(await rowsOf(analyst, sql), rows, sql)
})

test('each table has the columns, in order and type, that the dictionary tells of, in both languages', async () => {
  for (const { name, columns, meaning, source } of factTables) {
    const { rows } = await counter.call(askFacts, { sql: `describe ${name}` })
    assert.deepEqual(
      rows.map(([column, type]) => `${column} ${type}`),
      columns.map(({ name, type }) => `${name} ${type}`),
      name,
    )
    for (const text of [meaning, source, ...columns.flatMap(({ meaning, unit }) => [meaning, unit ?? meaning])]) {
      assert.match(text.en, /\p{L}/u, name)
      assert.match(text.zh, /\p{Script=Han}|ospo/u, name)
    }
  }
  const { tables } = await counter.call(listFactTables, {})
  assert.deepEqual(await rowsOf(counter, 'select count(*), count(distinct table_name) from dictionary'), [
    [tables.flatMap(({ columns }) => columns).length, factTables.length],
  ])
})

/** Ids and hashes may hold any letters. */
function textOf(rows: unknown): string {
  const text = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value))
  return text.replaceAll(/\b[0-9a-f]{8,40}\b/g, '…')
}

const raw = /ada|bob|stone|carol|lovelace|quill|zelda|dependabot|@[a-z]/i

test('to a reader who may not see names, no cell of any table tells one, by whatever way it is asked', async () => {
  const tables = factTables.filter(({ name }) => name !== 'dictionary' && name !== 'organizations')
  for (const { name } of tables) {
    const { rows } = await counter.call(askFacts, { sql: `from ${name}` })
    assert.doesNotMatch(textOf(rows), raw, name)
  }
  assert.deepEqual(await rowsOf(counter, 'from identities'), [])
  for (const column of ['author_name', 'author_login', 'trailers', 'author_email', 'actor_login', 'key', 'filename'])
    for (const table of ['commits', 'items', 'events'])
      assert.equal(await codeOf(counter.call(askFacts, { sql: `select ${column} from ${table}` })), 'invalid-input')
  for (const name of ['who', 'employed', 'persons', 'known', 'git'])
    assert.equal(await codeOf(counter.call(askFacts, { sql: `from ${name}` })), 'not-allowed')
})

test('a branch has its name only where who asked for its merge is named to the reader', async () => {
  const sql = "select head_branch from items where kind = 'change-request'"
  assert.match(textOf(await rowsOf(analyst, sql)), /ada-l.mend/)
  assert.doesNotMatch(textOf(await rowsOf(counter, sql)), /mend/)
})

test('who is not named has a stable pseudonym, the one of the list of people, and an id that tells nothing; numbers stay', async () => {
  const sql =
    'select name, email, identities, count(*) as commits from commits join people on person = author group by all order by commits desc'
  const rows = await rowsOf(counter, sql)
  assert.deepEqual(
    rows.map(([, email, identities, commits]) => [email, identities, commits]),
    [
      [null, null, 3],
      [null, null, 1],
      [null, null, 1],
    ],
  )
  for (const [name] of rows) assert.match(String(name), /^Contributor [0-9a-f]{8}$/)
  assert.deepEqual((await rowsOf(counter, sql)).map(([name]) => name).sort(), rows.map(([name]) => name).sort())
  const ids = await rowsOf(counter, 'select distinct author from commits')
  const real = await rowsOf(analyst, 'select distinct author from commits')
  assert.deepEqual([ids.length, real.length, ids.flat().filter(id => real.flat().includes(id))], [3, 3, []])
  assert.deepEqual(await rowsOf(counter, 'select organization, count(*) from commits group by 1 order by 1'), [
    ['Acme', 3],
    ['Quarry', 1],
    [null, 1],
  ])
})

test('who wants a pseudonym has one, who wants to be left out is in no list, and both count; those who keep the records see them', async () => {
  await app.call(chooseDisplay, { key: 'ada@acme.example', display: 'pseudonym' })
  await app.call(chooseDisplay, { key: 'bob@home.example', display: 'hidden' })
  const people = await rowsOf(analyst, "select regexp_replace(name, '[0-9a-f]{8}', '…'), email from people order by 1")
  assert.deepEqual(people, [
    ['Contributor …', null],
    ['ada-l', null],
    ['carol', null],
    ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'],
    ['stonebob', null],
  ])
  assert.deepEqual(
    await rowsOf(
      analyst,
      'select count(*), count(distinct author), count(name) from commits left join people on person = author',
    ),
    [[5, 3, 4]],
  )
  assert.deepEqual(await rowsOf(analyst, 'select count(*) from affiliations'), [[1]])
  assert.deepEqual(
    await rowsOf(analyst, "select count(*) from identities where name in ('Ada Lovelace', 'Bob Stone')"),
    [[0]],
  )
  assert.deepEqual(await rowsOf(app, 'select count(*), count(email) from people'), [[6, 3]])
  const inChinese = await app.fetch(
    new Request('http://localhost/facts?sql=select+name+from+people+where+email+is+null+order+by+1&lang=zh', {
      headers: { cookie: (await cookieOf(analyst)) ?? '' },
    }),
  )
  assert.match(await inChinese.text(), /贡献者 [0-9a-f]{8}/)
  await app.call(chooseDisplay, { key: 'ada@acme.example', display: 'shown' })
  await app.call(chooseDisplay, { key: 'bob@home.example', display: 'shown' })
})

test('of whom it is not known yet who they are, nobody is told a name who may not see some', async () => {
  const who = 'Eve New <eve@new.example> 1767225600 +0000'
  const path = createRepository(join(folder, 'fresh'), [{ author: who, committer: who }])
  const [fresh] = await addProjects(admin, path)
  assert.ok(fresh)
  await mineCommits(admin, fresh)
  const names = () => rowsOf(analyst, "select name from identities where email = 'eve@new.example'")
  await app.call(chooseDisplay, { key: 'ada@acme.example', display: 'hidden' })
  assert.deepEqual(await names(), [])
  await learnProject(admin, fresh.id)
  assert.deepEqual(await names(), [['Eve New']])
  await app.call(chooseDisplay, { key: 'ada@acme.example', display: 'shown' })
  await removeProject(admin, fresh.id)
})

async function cookieOf({ id }: Person) {
  const { startSession } = await import('../../access/sign-in/service.ts')
  return `ospo_session=${await startSession(admin, id)}`
}

test('what is decided about people shows in the next answer', async () => {
  const sql = "select organization, count(*) from commits where author_kind = 'person' group by 1 order by 1"
  const before = [
    ['Acme', 3],
    ['Quarry', 1],
  ]
  assert.deepEqual(await rowsOf(analyst, sql), before)
  await app.call(enrollPerson, { key: 'ada@acme.example', organization: 'Mill', since: '2026-02-15', until: null })
  assert.deepEqual(await rowsOf(analyst, sql), [
    ['Acme', 2],
    ['Mill', 1],
    ['Quarry', 1],
  ])
})

test('every question that ships is answered', async () => {
  for (const { id, sql } of examples) {
    const { columns, rows } = await analyst.call(askFacts, { sql })
    assert.ok(columns.length > 1 && rows.length > 0, id)
  }
  assert.deepEqual(await rowsOf(analyst, examples.find(({ id }) => id === 'absence-factor')?.sql ?? ''), [
    ['loom', 1, 5],
  ])
  assert.deepEqual(await rowsOf(analyst, examples.find(({ id }) => id === 'first-response')?.sql ?? ''), [
    ['2026-02-01', 1, 0.5],
  ])
})

test('on an office without anything the questions that ship are answered, too, and each table has its columns', async t => {
  const fresh = await openOfficeOfPeople({ data: join(folder, 'fresh') })
  t.after(() => fresh.app.close())
  for (const { id, sql } of examples) assert.equal((await rowsOf(fresh.app, sql)).length > 0, id === 'dictionary', id)
  for (const { name, columns } of factTables) {
    const described = await rowsOf(fresh.app, `describe ${name}`)
    assert.deepEqual(
      described.map(([column, type]) => `${column} ${type}`),
      columns.map(({ name, type }) => `${name} ${type}`),
    )
  }
})

test('a question is saved under its name, shared or not, and removed by whose it is', async () => {
  const wish = { name: 'Mine', sql: 'from commits', shared: false }
  const mine = await analyst.call(saveQuery, wish)
  const names = async (person: Pick<Person, 'call'>) =>
    (await person.call(listQueries, {})).queries
      .filter(({ owner }) => owner !== null)
      .map(({ name, sql }) => [name, sql])
  assert.deepEqual([await names(analyst), await names(counter)], [[['Mine', 'from commits']], []])
  const again = await analyst.call(saveQuery, { ...wish, sql: 'from items', shared: true })
  assert.equal(again.id, mine.id)
  assert.deepEqual(await names(counter), [['Mine', 'from items']])
  assert.equal(await codeOf(counter.call(removeQuery, { id: mine.id })), 'not-allowed')
  assert.equal(await codeOf(counter.call(removeQuery, { id: 'none' })), 'not-found')
  const other = await counter.call(saveQuery, wish)
  assert.notEqual(other.id, mine.id)
  assert.equal(await codeOf(analyst.call(removeQuery, { id: other.id })), 'not-found')
  await app.call(removeQuery, { id: mine.id })
  await counter.call(removeQuery, { id: other.id })
  assert.deepEqual([await names(analyst), await names(counter)], [[], []])
  const { queries } = await counter.call(listQueries, {})
  assert.deepEqual(
    queries.map(({ id }) => id),
    examples.map(({ id }) => id),
  )
})

const text = async (answer: Response | Promise<Response>) => (await (await answer).text()).replaceAll(/\s+/g, ' ')

test('the page asks what its address says, shows the answer with links to files, and a mistake beside the question', async () => {
  const fresh = await text(analyst.get('/facts'))
  assert.match(fresh, /<textarea[^>]* name="sql"[^>]*><\/textarea>/)
  assert.match(fresh, /href="\/facts\?saved=who-carries"/)
  assert.match(fresh, /<code>authored_at<\/code>.*when it was written.*UTC/)
  const page = await text(
    analyst.get(`/facts?sql=${encodeURIComponent('select count(*) as "<b>", 1.5 as x from commits')}`),
  )
  assert.match(page, /&lt;b&gt;.*<td[^>]*>5<\/td><td[^>]*>1.5<\/td>/)
  assert.match(page, /href="\/facts-files\/answer\.parquet\?sql=select%20count/)
  const wrong = await analyst.get(`/facts?sql=${encodeURIComponent("select * from '/etc/passwd'")}`)
  assert.equal(wrong.status, 200)
  assert.match(await text(wrong), /There is no table \/etc\/passwd: there are projects, people/)
  const saved = await analyst.post('/facts', { name: 'Shown', sql: 'select 42 as answer', shared: 'true' })
  const address = saved.headers.get('location') ?? ''
  assert.match(await text(counter.get(address)), /<td[^>]*>42<\/td>/)
  const id = address.split('=')[1] ?? ''
  assert.equal((await counter.post(`/facts/${id}/remove`)).status, 403)
  assert.equal((await analyst.post(`/facts/${id}/remove`)).status, 303)
  assert.equal((await analyst.post('/facts', { name: '', sql: '' })).status, 400)
})

test('answers are files: comma-separated, JSON, Parquet', async () => {
  const sql = encodeURIComponent(
    "select number, title, '=1+1' as word, null as none, true as yes from items order by number",
  )
  const csv = await analyst.get(`/facts-files/answer.csv?sql=${sql}`)
  assert.equal(csv.headers.get('content-disposition'), 'attachment; filename="answer.csv"')
  assert.deepEqual(
    parseCsv(await csv.text()).map(({ cells }) => cells),
    [
      ['number', 'title', 'word', 'none', 'yes'],
      ['1', 'It breaks', "'=1+1", '', 'true'],
      ['2', 'Mend it', "'=1+1", '', 'true'],
    ],
  )
  const json = await analyst.get(`/facts-files/answer.json?sql=${sql}`)
  assert.deepEqual(await json.json(), [
    { number: '1', title: 'It breaks', word: '=1+1', none: null, yes: true },
    { number: '2', title: 'Mend it', word: '=1+1', none: null, yes: true },
  ])
  for (const format of ['json', 'parquet']) {
    const refused = await analyst.get(`/facts-files/answer.${format}?sql=select 'x' as a, 'y' as a`)
    assert.match(await refused.text(), /Two columns of the answer have the name “a”/)
  }
  const parquet = await analyst.get(`/facts-files/answer.parquet?sql=${sql}`)
  const path = admin.facts.folder('answer.parquet')
  writeFileSync(path, Buffer.from(await parquet.arrayBuffer()))
  assert.deepEqual(await admin.facts.query(`select number, yes from ${quote(path)} order by 1`), [
    { number: '1', yes: true },
    { number: '2', yes: true },
  ])
  const { parquet: coded } = await analyst.call(askFactsForParquet, { sql: 'from items' })
  assert.equal(Buffer.from(coded, 'base64').subarray(0, 4).toString(), 'PAR1')
  assert.equal((await analyst.get('/facts-files/answer.xlsx?sql=select+1')).status, 404)
  assert.equal((await analyst.get('/facts-files/answer.csv')).status, 400)
})

test('a file with more rows than it holds is refused, not cut', async () => {
  const sql = encodeURIComponent('select range as n from range(1000001)')
  for (const format of ['csv', 'json', 'parquet']) {
    const answer = await analyst.get(`/facts-files/answer.${format}?sql=${sql}`)
    assert.equal(answer.status, 413, format)
    assert.match(await answer.text(), /more than 1,000,000 rows/)
  }
  const whole = await analyst.get(`/facts-files/answer.parquet?sql=${sql.replace('1000001', '1000000')}`)
  assert.equal(whole.status, 200)
})

interface Notebook {
  cells: { cell_type: string; id: string; source: string[] }[]
  nbformat: number
}

/** The texts of SQL in a cell, by the names that it gives them. */
function sqlOf(cell: Notebook['cells'][number]) {
  return Object.fromEntries(
    [...cell.source.join('').matchAll(/^(\w+) = """\n([\s\S]+?)\n"""/gm)].map(([, name, sql]) => [name, sql]),
  )
}

test('the export holds every table as its reader may see it, and a notebook whose numbers are those of the office', async () => {
  const { id, files } = await analyst.call(makeExport, {})
  const tables = factTables.map(({ name }) => name).filter(name => name !== 'dictionary')
  assert.deepEqual(
    files.map(({ name }) => name),
    [...tables.map(name => `${name}.parquet`), 'dictionary.csv', 'dictionary.md', 'ospo.ipynb'].sort(),
  )
  const into = await fetchExport(analyst, id, files)
  const notebook = JSON.parse(readFileSync(join(into, 'ospo.ipynb'), 'utf8')) as Notebook
  assert.deepEqual([notebook.nbformat, new Set(notebook.cells.map(({ id }) => id)).size], [4, notebook.cells.length])
  assert.match(notebook.cells[1]?.source.join('') ?? '', /for table in \["projects", .*"counts"\]:/)
  const measured = (await analyst.call(measureScope, { interval: 'month' })).metrics
  const compared: [string, unknown, unknown][] = []
  await admin.facts.together(async query => {
    for (const name of tables)
      await query(`create view ${name} as select * from ${quote(join(into, `${name}.parquet`))}`)
    for (const cell of notebook.cells.filter(({ cell_type, id }) => cell_type === 'code' && id !== 'open')) {
      const { value = '', drawn = '' } = sqlOf(cell)
      const metric = measured.find(({ id }) => id === cell.id)
      const [row] = await query<Record<string, unknown>>(value)
      compared.push([cell.id, Object.values(row ?? {})[0], metric?.value])
      const points = await query<Record<string, unknown>>(drawn)
      assert.ok(points.length > 0, cell.id)
      assert.match(cell.source.join(''), /\nrows = db\.sql\(drawn\)\.df\(\)\nif len\(rows\) > 0:(\n {4}.+)+$/, cell.id)
      if (!drawn.includes(' as month')) continue
      const series = metric?.series.filter(({ value }) => value !== null && value !== 0) ?? []
      assert.deepEqual(
        points.map(point => Object.values(point)),
        series.map(({ at, value }) => [at.slice(0, 7), value]),
        cell.id,
      )
    }
  })
  for (const [metric, counted, value] of compared) assert.equal(counted, value, metric)
  assert.deepEqual(
    compared.map(([metric, counted]) => [metric, counted]),
    [
      ['commits', 5],
      ['contributors', 3],
      ['contributor-absence-factor', 1],
      ['elephant-factor', 1],
      ['time-to-close', 1.75],
    ],
  )
})

test('in the notebook as in the office, who works for nobody is an organization by themselves', async () => {
  const hands = ['ann', 'ben', 'cid', 'dot'].map(name => `${name} <${name}@hands.example> 1767225600 +0000`)
  const path = createRepository(
    join(folder, 'guild'),
    hands.map(author => ({ author, committer: author, files: { 'a.md': author } })),
  )
  const [guild] = await addProjects(admin, path)
  assert.ok(guild)
  await mineCommits(admin, guild)
  await learnProject(admin, guild.id)
  for (const hand of hands)
    await app.call(enrollPerson, {
      ...{ key: / <(.+)> /.exec(hand)?.[1] ?? '', organization: 'Independent', since: null, until: null },
    })
  const { id, files } = await analyst.call(makeExport, {})
  const into = await fetchExport(analyst, id, files)
  const notebook = JSON.parse(readFileSync(join(into, 'ospo.ipynb'), 'utf8')) as Notebook
  const { value = '', drawn = '' } = sqlOf(notebook.cells.find(({ id }) => id === 'elephant-factor') ?? assert.fail())
  const { metrics } = await analyst.call(measureScope, { metrics: 'elephant-factor' })
  await admin.facts.together(async query => {
    await query(`create view commits as select * from ${quote(join(into, 'commits.parquet'))}`)
    const [row] = await query<Record<string, unknown>>(value)
    assert.deepEqual([Object.values(row ?? {})[0], metrics[0]?.value], [3, 3])
    assert.equal((await query(drawn)).length, metrics[0]?.rowCount)
  })
})

async function fetchExport(person: Person, id: string, files: readonly { name: string; bytes: number }[]) {
  const into = admin.facts.folder()
  for (const { name, bytes } of files) {
    const { piece } = await person.call(readExport, { id, file: name })
    const content = Buffer.from(piece, 'base64')
    assert.equal(content.length, bytes)
    assert.equal((await person.call(readExport, { id, file: name, from: bytes })).piece, '')
    writeFileSync(join(into, name), content)
  }
  return into
}

test('an export is fetched by who made it, for an hour, and no other file with it', async () => {
  const { id } = await counter.call(makeExport, {})
  assert.equal(await codeOf(analyst.call(readExport, { id, file: 'dictionary.md' })), 'not-found')
  for (const file of ['../../people/state.json', 'nothing.parquet'])
    assert.equal(await codeOf(counter.call(readExport, { id, file })), 'not-found')
  assert.equal(await codeOf(counter.call(readExport, { id: '../x', file: 'dictionary.md' })), 'not-found')
  const markdown = Buffer.from(
    (await counter.call(readExport, { id, file: 'dictionary.md' })).piece,
    'base64',
  ).toString()
  assert.match(markdown, /\| `authored_at` \| TIMESTAMP \| UTC \| when it was written \| 编写时间 \|/)
  office.clock.now = new Date(office.clock.now.getTime() + 3_700_000)
  await counter.call(makeExport, {})
  assert.equal(await codeOf(counter.call(readExport, { id, file: 'dictionary.md' })), 'not-found')
})

test('the archive holds the same files, and no name for whom may not see any', async () => {
  const answer = await counter.get('/facts-files/facts.zip')
  assert.equal(answer.headers.get('content-type'), 'application/zip')
  const archive = Buffer.from(await answer.arrayBuffer())
  const entries = listZip(archive)
  assert.equal(entries.length, factTables.length - 1 + 3)
  for (const entry of entries) {
    const bytes = unpackZip(archive, entry, 10_000_000)
    assert.ok(bytes, entry.name)
    if (!entry.name.endsWith('.parquet')) continue
    const path = admin.facts.folder('zipped.parquet')
    writeFileSync(path, bytes)
    const rows = await admin.facts.query<Record<string, unknown>>(`from ${quote(path)}`)
    if (!entry.name.includes('organizations')) assert.doesNotMatch(textOf(rows.map(Object.values)), raw, entry.name)
  }
})

function terminal(person: Pick<Person, 'call'>, json = false) {
  const printed: string[] = []
  const io = {
    ...{ call: person.call, locale: 'en', json },
    print: line => void printed.push(line),
    note: line => void printed.push(`! ${line}`),
    progress() {},
  } as Terminal
  return { io, printed }
}

test('the command line asks, saves, lists and exports', async () => {
  const run = async (command: typeof queryCommand, positionals: string[], values = {}, json = false) => {
    const { io, printed } = terminal(analyst, json)
    assert.equal(await command.run(io, { positionals, values }), 0)
    return printed.join('\n')
  }
  const sql = 'select number, state, 1 as n from items order by number'
  assert.equal(await run(queryCommand, [sql]), 'number  state   n\n1       closed  1\n2       merged  1')
  assert.equal(await run(queryCommand, [sql], { format: 'csv' }), 'number,state,n\r\n1,closed,1\r\n2,merged,1')
  assert.deepEqual(JSON.parse(await run(queryCommand, [sql], {}, true)), [
    { number: '1', state: 'closed', n: 1 },
    { number: '2', state: 'merged', n: 1 },
  ])
  assert.match(await run(queryCommand, [sql], { rows: '1' }), /\n! Only the first 1 rows: --rows asks for more$/)
  await run(querySaveCommand, ['Items', sql], { share: true })
  assert.match(await run(queryListCommand, []), / Items\n.*commits-by-month/s)
  assert.match(await run(queryCommand, [], { saved: 'Items', format: 'csv' }), /merged/)
  assert.match(await run(queryTablesCommand, ['people']), /^person +VARCHAR/)
  assert.match(await run(queryTablesCommand, []), /^projects +The projects of the office\n/)
  const path = join(folder, 'answer.parquet')
  await run(queryCommand, [sql], { format: 'parquet', output: path })
  assert.equal(readFileSync(path).subarray(-4).toString(), 'PAR1')
  const listed = await run(exportFactsCommand, [join(folder, 'exported')])
  assert.match(listed, /^affiliations\.parquet +\d+\n/)
  assert.equal(
    readFileSync(join(folder, 'exported', 'commits.parquet'))
      .subarray(0, 4)
      .toString(),
    'PAR1',
  )
  const { io } = terminal(analyst)
  for (const args of [
    { positionals: [], values: {} },
    { positionals: [sql], values: { format: 'xml' } },
    { positionals: [sql], values: { format: 'parquet' } },
    { positionals: [sql], values: { rows: '0' } },
  ])
    assert.equal(await codeOf(queryCommand.run(io, args)), 'invalid-input')
})

test('lines of merges are there of projects where they are counted, each file against the first parent', async () => {
  const path = createRepository(join(folder, 'warp'), [
    { files: { 'a.ts': '1\n' } },
    { parents: [1], files: { 'b.ts': '1\n2\n' } },
    { parents: [1], files: { 'a.ts': '2\n' } },
    { parents: [3, 2], files: { 'b.ts': '1\n2\n' } },
  ])
  const [warp] = await addProjects(admin, path)
  assert.ok(warp)
  await mineCommits(admin, warp)
  await mineMergeChanges(admin, warp)
  const sql =
    'select m.project, is_merge, path, m.added, m.removed from merge_changes m join commits using (project, hash)'
  assert.deepEqual(await rowsOf(analyst, sql), [])
  await askForMergeChanges(admin, warp.id, true)
  await mineMergeChanges(admin, warp)
  assert.deepEqual(await rowsOf(analyst, sql), [['warp', true, 'b.ts', 2, 0]])
})
