import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { git, scratchFolder } from '../../../../../test/repositories.ts'
import { openOfficeOfPeople } from '../../../../../test/staff.ts'
import { openFacts } from '../../../../platform/facts/open-facts.ts'
import { addProjects } from '../../../projects/service.ts'
import { forgeTables, saveForgeRecords } from '../../facts/service.ts'
import type { ItemRecord } from '../../records.ts'
import { importArchive } from '../service.ts'
import { fillChange } from './fill-change.ts'
import { followChange } from './follow-change.ts'

const repository = { id: 7, name: 'acme/widgets' }
const user = (login: string) => ({ login, type: 'User' })
const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 8, 15, 15, minute, second)).toISOString()

/** As files tell of a pull request since October 2025. */
const pull = {
  ...{ url: 'https://api.github.com/repos/acme/widgets/pulls/30', id: 99, number: 30 },
  head: { ref: 'fix', sha: 'd', repo: { id: 8 } },
  base: { ref: 'main', sha: 'e', repo: { id: 7 } },
}

function event(type: string, login: string, moment: string, payload: object) {
  return { id: moment, type, actor: { login }, repo: repository, payload, created_at: moment }
}

function happened(action: string, login: string, moment: string, more = {}) {
  return event('PullRequestEvent', login, moment, { action, number: 30, pull_request: pull, ...more })
}

/** Of the issue behind a pull request: what it is called and how it stands, but not between which branches it is. */
function commented(id: number, login: string, moment: string, issue: object) {
  const address = 'https://github.com/acme/widgets/pull/30'
  return event('IssueCommentEvent', login, moment, {
    action: 'created',
    issue: {
      ...{ number: 30, title: 'Mend the gears', html_url: address, user: user('ana'), labels: [], assignees: [] },
      ...{ state: 'open', created_at: at(0), updated_at: moment, closed_at: null, draft: false },
      ...{ pull_request: { merged_at: null }, ...issue },
    },
    comment: { id, user: user(login), body: 'Yes', created_at: moment },
  })
}

async function openOffice(t: TestContext) {
  const { app, admin } = await openOfficeOfPeople({})
  t.after(() => app.close())
  const folder = join(scratchFolder(t), 'widgets')
  mkdirSync(folder)
  git(folder, ['init', '-q', '-b', 'main'])
  git(folder, ['commit', '-q', '--allow-empty', '-m', 'Begin'])
  await addProjects(admin, folder)
  const facts = openFacts(scratchFolder(t))
  t.after(() => facts.close())
  const ctx = { ...admin, facts }
  const read = async (...events: object[]) => {
    const text = events.map(one => JSON.stringify(one)).join('\n')
    async function* file() {
      yield Buffer.from(text)
    }
    return importArchive(ctx, { project: 'widgets', name: 'hour.json', repository: 'acme/widgets' }, file())
  }
  const ask = async (columns: string, table: 'items' | 'events' = 'items') =>
    ctx.facts.query(`select ${columns} from ${(await forgeTables(ctx, 'widgets'))[table]} as t order by all`)
  return { ctx, read, ask }
}

function* ordersOf<T>(all: readonly T[]): Generator<T[]> {
  if (all.length === 0) yield []
  for (const [place, one] of all.entries()) for (const rest of ordersOf(all.toSpliced(place, 1))) yield [one, ...rest]
}

const opening = happened('opened', 'ana', at(0, 1))
const labeling = happened('labeled', 'bo', at(0, 1), { label: { name: 'bug' } })
const comment = commented(1, 'bo', at(5), { labels: [{ name: 'bug' }] })
const merging = happened('merged', 'cy', at(9, 1))

const columns = `number, url, title, author_login, created_at::varchar as created, state, closed_at::varchar as closed, closer_login,
  merged_at::varchar as merged, merger_login, draft, labels, base_branch, head_branch, from_fork`

const whole = {
  ...{ number: '30', url: 'https://github.com/acme/widgets/pull/30', title: 'Mend the gears', author_login: 'ana' },
  ...{ created: '2026-09-15 15:00:00', state: 'merged', closed: '2026-09-15 15:09:01', closer_login: 'cy' },
  ...{ merged: '2026-09-15 15:09:01', merger_login: 'cy', draft: false, labels: ['bug'] },
  ...{ base_branch: 'main', head_branch: 'fix', from_fork: true },
}

test('of a pull request that files tell in parts one thing is known, in whichever order they are read', async t => {
  const parts = [[opening, labeling], [comment], [merging]]
  for (const order of ordersOf(parts)) {
    const { read, ask } = await openOffice(t)
    for (const file of order) await read(...file)
    assert.deepEqual(await ask(columns), [whole], JSON.stringify(order))
    const kinds = `string_agg(kind, ' ' order by kind) as kinds, count(*) filter (kind = 'opened')::int as opened`
    assert.deepEqual(await ask(kinds, 'events'), [{ kinds: 'closed commented labeled merged opened', opened: 1 }])
    for (const file of order) assert.equal((await read(...file)).added, 0)
    assert.deepEqual(await ask(columns), [whole])
  }
})

test('in one file it is the same; what nobody said stays unknown', async t => {
  const { read, ask } = await openOffice(t)
  await read(opening)
  const open = { ...whole, title: '', created: '2026-09-15 15:00:01', state: 'open', draft: null, labels: [] }
  const nobody = { closed: null, closer_login: null, merged: null, merger_login: null }
  assert.deepEqual(await ask(columns), [{ ...open, ...nobody }])
  await read(opening, labeling, comment, merging)
  assert.deepEqual(await ask(columns), [whole])
})

test('an answer that tells less than the one before takes nothing away: who merged, branches, lines', async t => {
  const { read, ask } = await openOffice(t)
  const full = {
    ...{ ...pull, title: 'Mend', user: user('ana'), state: 'closed', created_at: at(0), updated_at: at(9) },
    ...{ closed_at: at(9), merged_at: at(9), merged: true, merged_by: user('cy'), merge_commit_sha: 'f'.repeat(40) },
    ...{ additions: 5, deletions: 2, changed_files: 1, commits: 1, draft: false, labels: [], assignees: [] },
  }
  const end = { state: 'closed', closed_at: at(9), pull_request: { merged_at: at(9) } }
  await read(happened('closed', 'cy', at(9), { pull_request: full }))
  await read(commented(1, 'bo', at(20), { ...end, title: 'Mend them', labels: [{ name: 'late' }] }))
  const known =
    'title, state, merger_login, closer_login, merge_commit, added, removed, files, commits, base_branch, labels'
  assert.deepEqual(await ask(known), [
    {
      ...{ title: 'Mend them', state: 'merged', merger_login: 'cy', closer_login: 'cy', merge_commit: 'f'.repeat(40) },
      ...{ added: 5, removed: 2, files: 1, commits: 1, base_branch: 'main', labels: ['late'] },
    },
  ])
})

test('before files said whether it was merged, a comment says too little of a pull request', async t => {
  const { read, ask } = await openOffice(t)
  await read(commented(1, 'bo', at(20), { state: 'closed', closed_at: at(9), pull_request: { url: 'x' } }))
  assert.deepEqual(await ask('number'), [])
  assert.deepEqual(await ask('id', 'events'), [{ id: 'comment:1' }])
})

test('what the forge itself told stays as it is, and says who told it', async t => {
  const { ctx, read, ask } = await openOffice(t)
  const item: ItemRecord = {
    ...{
      record: 'item',
      kind: 'change-request',
      number: '30',
      title: 'Mend',
      author: { login: 'ana' },
      state: 'merged',
    },
    ...{ createdAt: at(0), updatedAt: at(30), closedAt: at(9), mergedAt: at(9), mergedBy: { login: 'cy' }, labels: [] },
    ...{ assignees: [], isDraft: false, url: 'https://github.com/acme/widgets/pull/30' },
    change: { baseBranch: 'main', headBranch: 'fix', isFromFork: true, added: 5 },
  }
  await saveForgeRecords(ctx, 'widgets', { name: 'github', host: 'github.com' }, [item])
  await read(opening, comment, merging)
  assert.deepEqual(await ask('title, added, labels, source'), [
    { title: 'Mend', added: 5, labels: [], source: 'github' },
  ])
})

test('files from 25 May 2025 on say that they hold a part', async t => {
  const { read } = await openOffice(t)
  const star = (moment: string) => event('WatchEvent', 'eve', moment, { action: 'started' })
  assert.deepEqual((await read(star('2025-05-24T23:00:00Z'))).hints, [])
  const { hints } = await read(star('2025-05-25T00:00:00Z'), star('2026-05-25T00:00:00Z'))
  assert.equal(hints.length, 1)
  assert.match(hints[0]?.en ?? '', /^Since 25 May 2025 hours of GH Archive hold a part/)
})

const told: ItemRecord = {
  ...{ record: 'item', kind: 'change-request', number: '1', title: 'One', author: { login: 'ana' }, state: 'open' },
  ...{ createdAt: at(0), updatedAt: at(0), labels: ['a'], assignees: [] },
}

test('a change request stands as all that happened to it says', () => {
  const turn = (kind: Parameters<typeof followChange>[1][number]['kind'], minute: number, value?: string) => ({
    ...{ kind, actor: { login: 'bo' }, at: at(minute), value },
  })
  assert.deepEqual(
    followChange(told, [
      ...[turn('labeled', 1, 'b'), turn('labeled', 2, 'b'), turn('unlabeled', 3, 'a'), turn('drafted', 4)],
      ...[turn('assigned', 5, 'x'), turn('assigned', 5, 'y'), turn('unassigned', 6, 'x'), turn('closed', 7)],
    ]),
    {
      ...{ ...told, labels: ['b'], assignees: [{ login: 'y' }], isDraft: true, state: 'closed', closedAt: at(7) },
      ...{ closedBy: { login: 'bo' }, updatedAt: at(7) },
    },
  )
  const again = followChange(told, [turn('closed', 1), turn('reopened', 2), turn('ready', 3)])
  assert.deepEqual(again, { ...told, isDraft: false, updatedAt: at(3) })
  for (const both of [
    [turn('closed', 1), turn('merged', 1)],
    [turn('merged', 1), turn('closed', 1)],
  ]) {
    const end = { closedAt: at(1), closedBy: { login: 'bo' }, mergedAt: at(1), mergedBy: { login: 'bo' } }
    assert.deepEqual(followChange(told, both), { ...told, ...end, state: 'merged', updatedAt: at(1) })
  }
  assert.deepEqual(followChange(told, []), told)
})

test('who closed it before it was opened again is not who closed it last', () => {
  const first: ItemRecord = { ...told, state: 'closed', closedAt: at(5), closedBy: { login: 'bo' }, updatedAt: at(5) }
  const last: ItemRecord = { ...told, state: 'closed', closedAt: at(50), updatedAt: at(50) }
  assert.equal(fillChange(first, last).closedBy, undefined)
  assert.equal(fillChange(last, first).closedAt, at(50))
  assert.equal(fillChange(told, last), last)
})
