import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOf, type Item, sourcesOf, type World } from '../../../../test/forge-facts.ts'
import { MetricParameters } from '../../metrics/model.ts'
import { askSources } from '../../metrics/service.ts'
import { type KnownRow, knownSql, type TallyRow } from '../influence-sql.ts'
import { tallyDeeds } from '../tally-influence.ts'
import { findFixes } from './find-fixes.ts'
import {
  contributionsSql,
  type MergedRow,
  mergedSql,
  type ReferenceRow,
  referencesSql,
  upstreamReads,
} from './upstream-sql.ts'

const labels = ['Bug', 'type: bug']
const told = { commits: ['history'], opened: ['items'], merged: ['items'], reviews: ['items'], issues: ['items'] }

async function ask(
  world: World,
  parameters: Partial<MetricParameters> = {},
  ours = { projects: [] as string[], addresses: ['https://forge.example/own'] },
) {
  const statements = [
    ...[contributionsSql(['Acme'], 'quarter'), knownSql],
    ...[mergedSql(['Acme'], 'quarter', labels), referencesSql(ours)],
  ]
  const question = { reads: upstreamReads, statements }
  const [rows, known, merged, references] = await askSources(
    contextOf(),
    sourcesOf(world),
    MetricParameters.parse(parameters),
    question,
  )
  const { ofProjects, series } = tallyDeeds(
    { projects: ['p'], rows: rows as TallyRow[], known: known as KnownRow[] },
    told,
  )
  const all = { merged: merged as MergedRow[], references: references as ReferenceRow[] }
  return { own: ofProjects.get('p'), series, ...all }
}

function tally(own: number, known: number, total: number, more = {}) {
  return { own, known, total, bots: 0, agents: 0, ...more }
}

const moved: World['employers'] = {
  ana: [
    ['Acme', undefined, '2026-02-15'],
    ['Other', '2026-02-15', undefined],
  ],
  bo: 'Other',
}

function change(by: string | undefined, at: string, more: Partial<Item> = {}): Item {
  return { kind: 'change-request', by, at, ...more }
}

test('a contribution is theirs for whom its author worked when it was opened, whenever it was merged', async () => {
  const items = [
    change('ana', '2026-02-14', { merged: '2026-04-02', labels: ['bug', 'docs'] }),
    change('ana', '2026-02-15', { merged: '2026-02-16', labels: ['bug'] }),
    change('bo', '2026-01-01', { merged: '2026-01-02' }),
    change(undefined, '2026-01-03'),
    change('robot', '2026-01-03', { merged: '2026-01-04' }),
    { by: 'ana', at: '2026-01-05' },
    { by: 'nobody-knows', at: '2026-01-05' },
  ]
  const commits: World['commits'] = [
    ['ana', '2026-02-01'],
    ['ana', '2026-03-01'],
  ]
  const { own, series, merged } = await ask({ items, commits, employers: moved, bots: ['robot'] })
  assert.deepEqual(own, {
    commits: tally(1, 2, 2),
    opened: tally(1, 3, 4, { bots: 1 }),
    merged: tally(1, 3, 3, { bots: 1 }),
    reviews: tally(0, 0, 0),
    issues: tally(1, 1, 2),
  })
  assert.deepEqual(
    series.map(({ at, tallies }) => [at, tallies.merged]),
    [
      ['2026-01-01', tally(0, 2, 2, { bots: 1 })],
      ['2026-04-01', tally(1, 1, 1)],
    ],
  )
  assert.deepEqual(merged, [
    {
      ...{ project: 'p', number: '1', title: 't1', url: null, begins: '2026-04-01', labels: ['bug'] },
      merged_at: new Date('2026-04-02T00:00:00Z'),
    },
  ])
})

test('what was merged belongs to the period in which it was merged', async () => {
  const items = [
    change('ana', '2026-01-02', { merged: '2026-04-01' }),
    change('ana', '2026-01-02', { merged: '2026-03-31' }),
  ]
  const { own, merged } = await ask({ items, employers: { ana: 'Acme' } }, { from: '2026-01-01', to: '2026-04-01' })
  assert.deepEqual(
    [own?.opened, own?.merged, merged.map(({ number }) => number)],
    [tally(2, 2, 2), tally(1, 1, 1), ['2']],
  )
})

const mergedRow: MergedRow = {
  ...{ project: 'up', number: '7', title: 'Mend it', url: 'https://forge.example/up/it/pull/7', begins: '2026-01-01' },
  ...{ merged_at: new Date('2026-01-02T00:00:00Z'), labels: [] },
}
const nothing = { references: [], links: [] }

function reasons(row: Partial<MergedRow>, about: Partial<Parameters<typeof findFixes>[1]> = {}) {
  return findFixes([{ ...mergedRow, ...row }], { ...nothing, ...about }).map(({ labels, links }) => [
    ...labels,
    ...links.map(({ target }) => target),
  ])
}

test('a fix has a label of a fix, or is linked to an issue or a request of ours by us or by the forge', () => {
  assert.deepEqual(reasons({}), [])
  assert.deepEqual(reasons({ labels: ['bug'] }), [['bug']])
  const ourIssue = 'https://forge.example/own/app/issues/3'
  const byThem = { project: 'up', number: '7', url: mergedRow.url, item_kind: 'change-request', value: ourIssue }
  assert.deepEqual(reasons({}, { references: [byThem] }), [[ourIssue]])
  const byUs = {
    project: 'own',
    number: '3',
    url: ourIssue,
    item_kind: 'issue',
    value: 'https://Forge.example/up/it/pull/7',
  }
  assert.deepEqual(reasons({}, { references: [byUs, byThem] }), [[ourIssue]])
  const link = { id: 'a', project: 'up', number: '7', target: '#17', at: '', by: '' }
  assert.deepEqual(reasons({ labels: ['bug'] }, { links: [link, { ...link, number: '8' }] }), [['bug', '#17']])
})

test('forges tell which item named which, by address', async () => {
  const named: Item['events'] = [
    ['referenced', 'ana', '2026-01-03', 'https://Forge.example/own/app/issues/3'],
    ['referenced', 'ana', '2026-01-03', 'https://forge.example/owned/app/issues/3'],
    ['referenced', 'ana', '2026-01-03', 'group/app!3'],
  ]
  const url = 'https://forge.example/up/it/1'
  const items = [
    change('ana', '2026-01-02', { events: named, url }),
    { kind: 'issue' as const, by: 'ana', at: '2026-01-02', events: named.slice(1), url },
  ]
  const row = { project: 'p', url }
  const byOurs = { ...row, number: '1', item_kind: 'change-request', value: 'https://Forge.example/own/app/issues/3' }
  const ofOurs = { ...row, number: '2', item_kind: 'issue', value: 'https://forge.example/owned/app/issues/3' }
  const world = { items }
  assert.deepEqual((await ask(world)).references, [byOurs])
  assert.deepEqual((await ask(world, {}, { projects: ['p'], addresses: [] })).references, [ofOurs])
})
