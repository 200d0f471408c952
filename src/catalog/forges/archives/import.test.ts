import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { git, scratchFolder } from '../../../../test/repositories.ts'
import { openOfficeOfPeople, origin } from '../../../../test/staff.ts'
import { startSession } from '../../../access/sign-in/service.ts'
import { openFacts } from '../../../platform/facts/open-facts.ts'
import { Failure } from '../../../platform/failure.ts'
import { addProjects, getProject, removeProject, updateAddress } from '../../projects/service.ts'
import { countForgeRecords, forgeTables } from '../facts/service.ts'
import { sumUp } from './messages.ts'
import type { ArchiveSummary } from './model.ts'
import { importArchive } from './service.ts'

const program = join(import.meta.dirname, '../../../../bin/ospo.js')
const fixture = (path: string) => readFileSync(new URL(path, import.meta.url))
const hour = fixture('gh-archive/fixtures/2023-05-01-10.json')

function makeProject(t: TestContext, name = 'widgets'): string {
  const folder = join(scratchFolder(t), name)
  mkdirSync(folder)
  git(folder, ['init', '-q', '-b', 'main'])
  git(folder, ['commit', '-q', '--allow-empty', '-m', 'Begin'])
  return folder
}

async function openOffice(t: TestContext) {
  const office = await openOfficeOfPeople({})
  t.after(() => office.app.close())
  await addProjects(office.admin, makeProject(t))
  const facts = openFacts(scratchFolder(t))
  t.after(() => facts.close())
  const ctx = { ...office.admin, facts }
  const read = (file: AsyncIterable<Uint8Array>, more = {}) =>
    importArchive(ctx, { project: 'widgets', name: 'file', repository: 'Acme/Widgets', ...more }, file)
  return { ...office, ctx, read, count: () => countForgeRecords(ctx, 'widgets') }
}

async function* send(...pieces: Uint8Array[]) {
  yield* pieces
}

const ofHour = { items: 2, events: 9, commitLinks: 0, releases: 1, branches: 3, counts: 0, spreads: 3 }

test('a file is kept as facts, gzip or not, and a second time it adds nothing', async t => {
  const { read, count } = await openOffice(t)
  const first = await read(send(gzipSync(hour)))
  assert.deepEqual(first, {
    archive: 'gh-archive',
    host: 'github.com',
    read: { item: 6, event: 12, spread: 3, branch: 3, release: 1 },
    added: 18,
    unreadable: 0,
    problems: [{ line: 15, text: { en: 'is no JSON that can be read', zh: '不是可读的 JSON' } }],
    problemCount: 1,
    hints: [],
  })
  assert.deepEqual(await count(), ofHour)
  assert.equal((await read(send(hour))).added, 0)
  assert.deepEqual(await count(), ofHour)
})

test('what Windows wrote in UTF-16 is read like the same in UTF-8', async t => {
  const { read, count } = await openOffice(t)
  const wide = Buffer.from(`\ufeff${hour.toString('utf8')}`, 'utf16le')
  const { added } = await read(send(wide.subarray(0, 70_001), wide.subarray(70_001)))
  assert.equal(added, 18)
  assert.deepEqual(await count(), ofHour)
})

test('what several files tell of one thing is one thing, with what the latest of them says', async t => {
  const { ctx, read } = await openOffice(t)
  await read(send(hour))
  await read(send(fixture('gh-export/fixtures/api-paginated.json')), { name: 'api.json' })
  const { items, events } = await forgeTables(ctx, 'widgets')
  const rows = await ctx.facts.query(
    `select kind, number, state, closer_login, base_branch, added from ${items} as t order by number`,
  )
  assert.deepEqual(rows, [
    { kind: 'issue', number: '16', state: 'closed', closer_login: 'bo', base_branch: null, added: null },
    { kind: 'issue', number: '17', state: 'closed', closer_login: 'bo', base_branch: null, added: null },
    { kind: 'change-request', number: '18', state: 'merged', closer_login: 'bo', base_branch: 'main', added: 30 },
  ])
  const [comments] = await ctx.facts.query(`select count(*)::int as n from ${events} as t where id = 'comment:5001'`)
  assert.deepEqual(comments, { n: 1 })
})

test('a title beyond all measure is cut, and what stands beside it is kept', async t => {
  const { ctx, read } = await openOffice(t)
  const title = 'x'.repeat(30_000_000)
  const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' }
  const issues = [1, 2, 3].map(number => ({ number, title: number === 2 ? title : 'T', state: 'open', ...times }))
  const renamed = { event: 'renamed', issue: { number: 1 }, created_at: times.created_at, rename: { to: title } }
  const file = Buffer.from(JSON.stringify([...issues, renamed]))
  await read(send(file), { name: 'issues.json', host: 'github.com' })
  const { items, events } = await forgeTables(ctx, 'widgets')
  const rows = await ctx.facts.query(`select number, length(title)::int as letters from ${items} as t order by number`)
  assert.deepEqual(rows, [
    { number: '1', letters: 1 },
    { number: '2', letters: 4000 },
    { number: '3', letters: 1 },
  ])
  const [told] = await ctx.facts.query(`select count(*)::int as n, max(length(value))::int as l from ${events} as t`)
  assert.deepEqual(told, { n: 4, l: 4000 })
})

test('where the sender breaks off, whole batches stay and the rest comes with the next try', async t => {
  const { read, count } = await openOffice(t)
  const stars = Array.from({ length: 45_000 }, (_, index) =>
    JSON.stringify({
      type: 'WatchEvent',
      actor: { login: `star${index}` },
      repo: { name: 'acme/widgets' },
      created_at: '2023-05-01T10:00:00Z',
    }),
  )
  const bytes = Buffer.from(`${stars.join('\n')}\n`)
  const packed = gzipSync(bytes)
  await assert.rejects(
    read(send(packed.subarray(0, Math.floor(packed.length * 0.7)))),
    /^Error: The file begins like gzip but .* What was read before, 20000 records, is kept: send the file again/,
  )
  assert.equal((await count()).spreads, 20_000)
  async function* breaking() {
    yield bytes.subarray(0, bytes.length - 10)
    throw new Error('gone')
  }
  await assert.rejects(read(breaking()), /gone/)
  assert.equal((await count()).spreads, 40_000)
  assert.equal((await read(send(bytes))).added, 5000)
  assert.equal((await count()).spreads, 45_000)
})

test('what is no archive, or does not say of what it is, is told in a sentence', async t => {
  const { read } = await openOffice(t)
  const refusal = (promise: Promise<ArchiveSummary>) =>
    promise.then(
      () => assert.fail(),
      error => error.text.en,
    )
  assert.match(await refusal(read(send(Buffer.from('hello')))), /^This is no archive of a forge/)
  assert.match(await refusal(read(send(hour), { repository: undefined })), /--repository owner\/name$/)
  assert.match(await refusal(read(send(hour), { repository: 'x' })), /--repository owner\/name$/)
  const mails = fixture('mbox/fixtures/2001-April.txt')
  assert.match(await refusal(read(send(mails))), /^The file does not say of which host or list/)
  assert.match(await refusal(read(send(hour), { project: 'none' })), /^There is no project none/)
  const told = await read(send(mails), { host: 'dev@example.org' })
  assert.deepEqual([told.archive, told.host, told.added], ['mbox', 'dev@example.org', 5])
})

test('numbers of one repository are never taken for those of another: what a file holds of others is left out, or refused in a sentence', async t => {
  const { admin, ctx, read, count } = await openOffice(t)
  const issue = (repository: string, number: number) => ({
    ...{ html_url: `https://github.com/${repository}/issues/${number}`, number, title: 'T', user: { login: 'ann' } },
    ...{ state: 'open', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
  })
  const migrated = (repository: string, number: number) => ({
    ...{ type: 'issue', url: `https://github.com/${repository}/issues/${number}`, title: 'T' },
    ...{ user: 'https://github.com/ann', created_at: '2026-01-01T00:00:00Z' },
  })
  const [a, b] = ['acme/widgets', 'Acme/Gadgets']
  const files: [string, Buffer][] = [
    ['issues.json', Buffer.from(JSON.stringify([issue(a, 1), issue(b, 1), issue(b, 2)]))],
    ['migration.tar', tarOf('issues_000001.json', [migrated(a, 1), migrated(b, 1), migrated(b, 2)])],
  ]
  const refusal = (promise: Promise<ArchiveSummary>) =>
    promise.then(
      ({ read }) => read,
      error => error.text.en,
    )
  const several =
    'The file holds several repositories, such as acme/widgets and acme/gadgets: name the one that is meant with --repository owner/name'
  for (const [name, file] of files) {
    assert.equal(await refusal(read(send(file), { name, repository: undefined })), several)
    assert.equal(
      await refusal(read(send(file), { name, repository: 'acme/other' })),
      'The file is of acme/widgets, not of acme/other: where it belongs here all the same, name it with --repository acme/widgets',
    )
  }
  assert.equal((await count()).items, 0)
  for (const [name, file] of files) {
    assert.deepEqual((await read(send(file), { name, repository: a })).read, { item: 1, event: 1 })
  }
  assert.equal((await count()).items, 1)
  const folder = makeProject(t, 'cloned')
  git(folder, ['remote', 'add', 'origin', 'git@github.com:Acme/gadgets.git'])
  await addProjects(admin, folder)
  await updateAddress(ctx, await getProject(ctx, 'cloned'))
  for (const [name, file] of files) {
    const { read } = await importArchive(ctx, { project: 'cloned', name }, send(file))
    assert.deepEqual(read, { item: 2, event: 2 })
  }
})

/** A tar archive of one file of JSON. */
function tarOf(name: string, value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value))
  const header = Buffer.alloc(512)
  header.write(name)
  header.write('0000644', 100)
  header.write(body.length.toString(8).padStart(11, '0'), 124)
  header.write('        0', 148)
  header.write('ustar', 257)
  const sum = header.reduce((sum, byte) => sum + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512), Buffer.alloc(1024)])
}

test('in whatever order files and mails come, each mail is told once, in the thread where it belongs', async t => {
  const { ctx, read } = await openOffice(t)
  const mail = (id: string, day: number, answers?: string) =>
    [
      `From ann@a.org Thu Jan ${day} 10:00:00 2026`,
      ...[`From: ${id} <${id}@a.org>`, `Date: ${day} Jan 2026 10:00:00 +0000`, `Message-ID: <${id}>`],
      ...[`Subject: ${answers ? 'Re: ' : ''}Hello`, ...(answers ? [`In-Reply-To: <${answers}>`] : []), '', 'x', '', ''],
    ].join('\n')
  const [root, first, second, third] = [mail('a', 1), mail('b', 2, 'a'), mail('c', 3, 'b'), mail('d', 4, 'c')]
  const orders = [
    [root + first, second + third],
    [second + third, root + first],
    [third, second, first, root],
    [third + second + first + root],
    [second + third, root + first, second + third, third],
  ]
  for (const [place, files] of orders.entries()) {
    const host = `list${place}@a.org`
    for (const file of files) await read(send(Buffer.from(file)), { host })
    const { items, events } = await forgeTables(ctx, 'widgets')
    const threads = await ctx.facts.query(
      `select number, author_name, state from ${items} as t where host = $1 order by all`,
      [host],
    )
    assert.deepEqual(threads, [{ number: 'a', author_name: 'a', state: 'open' }], host)
    const told = await ctx.facts.query<{ told: string }>(
      `select concat_ws(' ', kind, number, actor_name) as told from ${events} as t where host = $1 order by all`,
      [host],
    )
    assert.deepEqual(
      told.map(({ told }) => told),
      ['commented a b', 'commented a c', 'commented a d', 'opened a a'],
      host,
    )
  }
  for (const file of [third, second]) await read(send(Buffer.from(file)), { host: 'lost@a.org' })
  const { items, events } = await forgeTables(ctx, 'widgets')
  const rows = await ctx.facts.query(
    `select i.number, i.title, i.author_name, e.kind, e.actor_name from ${items} i join ${events} e using (host, number) where host = 'lost@a.org' order by all`,
  )
  const thread = { number: 'b', title: 'Hello', author_name: 'c' }
  assert.deepEqual(rows, [
    { ...thread, kind: 'commented', actor_name: 'd' },
    { ...thread, kind: 'opened', actor_name: 'c' },
  ])
})

test('an empty list of gh is an export of nothing where its name or the host says so', async t => {
  const { read } = await openOffice(t)
  const nothing = { read: {}, added: 0, unreadable: 0, problems: [], problemCount: 0, hints: [] }
  const ofGitHub = { archive: 'gh-export', host: 'github.com', ...nothing }
  for (const text of ['[]', ' [\n]\n', '[[],[]]']) {
    assert.deepEqual(await read(send(Buffer.from(text)), { name: 'widgets-issues.json' }), ofGitHub, text)
  }
  const named = await read(send(Buffer.from('[]\n')), { host: 'ghe.example.org' })
  assert.deepEqual(named, { ...ofGitHub, host: 'ghe.example.org' })
  assert.equal(sumUp(named.archive, named.host, 0, 0).en, 'gh-export of ghe.example.org: nothing in it is kept')
  await assert.rejects(
    read(send(Buffer.from('[]')), { name: 'x.json' }),
    error => error instanceof Failure && /^The file is an empty list/.test(error.text.en),
  )
})

test('the page takes a file, tells what came of it, and takes it back', async t => {
  const { app, admin, ctx, admit } = await openOffice(t)
  // The office keeps its facts where all tests do.
  const name = `widgets-${randomUUID()}`
  await addProjects(admin, makeProject(t, name))
  const member = await admit('mia', 'administrator')
  const cookie = `ospo_session=${await startSession(ctx, member.id)}`
  const page = await app.fetch(new Request(`${origin}/forge-archives`, { headers: { cookie } }))
  assert.equal(page.status, 200)
  assert.match(await page.text(), new RegExp(`<option>${name}</option>`))
  const form = new FormData()
  form.append('project', name)
  form.append('repository', 'acme/widgets')
  form.append('host', '')
  form.append('file', new Blob([hour]), 'hour.json')
  const request = new Request(`${origin}/forge-archives`, { method: 'POST', headers: { cookie, origin }, body: form })
  const answer = await app.fetch(request)
  const text = await answer.text()
  const forge = `${origin}/projects/${name}/forge`
  const about = async () => (await app.fetch(new Request(forge, { headers: { cookie } }))).text()
  const before = await about()
  const body = new URLSearchParams({ told: 'gh-archive github.com' })
  const forgotten = await app.fetch(
    new Request(`${forge}/forget`, { method: 'POST', headers: { cookie, origin }, body }),
  )
  const after = await about()
  await removeProject(admin, name)
  assert.equal(answer.status, 200, text)
  assert.match(text, /gh-archive of github\.com: 25 records, 18 of them new/)
  assert.match(text, /line 15: is no JSON that can be read/)
  assert.match(text, new RegExp(`href="/projects/${name}/forge"`))
  assert.match(before, /<dt>gh-archive · github\.com<\/dt><dd>18 records · /)
  assert.deepEqual([forgotten.status, forgotten.headers.get('location')], [303, `/projects/${name}/forge`])
  assert.doesNotMatch(after, /gh-archive/)
})

test('the command reads files one after the other, and exits with 1 where something could not be read', t => {
  const folder = makeProject(t)
  const data = scratchFolder(t)
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words, '--data', data])
    return { status, stdout: stdout.toString(), stderr: stderr.toString() }
  }
  assert.equal(run('scan', folder).status, 0)
  const file = join(data, 'hour.json.gz')
  writeFileSync(file, gzipSync(hour))
  const words = ['forge', 'import', file, file, '--project', 'widgets', '--repository', 'acme/widgets']
  assert.deepEqual(run(...words), {
    status: 1,
    stdout: `${file}: gh-archive of github.com: 25 records, 18 of them new\n${file}: gh-archive of github.com: 25 records, 0 of them new\n`,
    stderr: `${file}: line 15: is no JSON that can be read\n`.repeat(2),
  })
  const missing = run('forge', 'import', join(data, 'none'), '--project', 'widgets')
  assert.equal(missing.status, 2)
  assert.match(missing.stderr, /none cannot be read \(/)
  assert.deepEqual(run('forge', 'import', folder, '--project', 'widgets'), {
    status: 2,
    stdout: '',
    stderr: `${folder} cannot be read (EISDIR): check path and rights\n`,
  })
})
