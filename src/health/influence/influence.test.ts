import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOf, type Item, sourcesOf, type World } from '../../../test/forge-facts.ts'
import { MetricParameters } from '../metrics/model.ts'
import { askSources } from '../metrics/service.ts'
import { deedsSql, influenceReads, type KnownRow, knownSql, seatsSql, type TallyRow } from './influence-sql.ts'
import { addUp, quadrantOf, shareOf, tallyInfluence } from './tally-influence.ts'

async function count(worlds: World[], names: string[], parameters: Partial<MetricParameters> = {}) {
  const statements = [deedsSql(names, 'quarter'), seatsSql(names, 'quarter'), seatsSql(names, null), knownSql]
  const question = { reads: influenceReads, statements }
  const asked = MetricParameters.parse(parameters)
  const answer = await askSources(contextOf(), sourcesOf(...worlds), asked, question)
  const ids = worlds.map((_, place) => (place === 0 ? 'p' : `p${place}`))
  const rows = answer.slice(0, 3).flat() as TallyRow[]
  return tallyInfluence({ projects: ids, rows, known: answer[3] as KnownRow[] })
}

function tally(own: number, known: number, total: number, more = {}) {
  return { own, known, total, bots: 0, agents: 0, ...more }
}

function merged(by: string, merger: string, at: string, events: Item['events'] = []): Item {
  return { kind: 'change-request', by, at: '2026-01-01', merged: at, merger, events }
}

const employers = { ana: 'Acme', bo: 'Other' }

test('a share is of all that people did: what is unknown is nobody’s, and bots and agents stand apart', async () => {
  const commits: World['commits'] = [
    ['ana', '2026-01-02'],
    ['ana', '2026-02-02'],
    ['bo', '2026-01-03'],
    ['nobody-knows', '2026-01-04'],
    ['robot', '2026-01-05'],
    ['agent', '2026-01-06'],
  ]
  const { ofProjects, series } = await count([{ commits, employers, bots: ['robot'], agents: ['agent'] }], ['Acme'])
  const expected = tally(2, 3, 4, { bots: 1, agents: 1 })
  assert.deepEqual(ofProjects.get('p'), { commits: expected, reviews: null, decisions: null, seats: null })
  assert.deepEqual(shareOf(expected), { ...expected, share: 0.5, most: 0.75, coverage: 0.75 })
  assert.deepEqual(series, [
    { at: '2026-01-01', tallies: { commits: expected, reviews: null, decisions: null, seats: null } },
  ])
})

test('whoever changed employers in mid-period did for each what they did while there, and has one seat: the later one', async () => {
  const world: World = {
    commits: [
      ['ana', '2026-02-14T23:59:59'],
      ['ana', '2026-02-15T00:00:00'],
      ['ana', '2026-03-01'],
    ],
    items: [
      merged('x', 'ana', '2026-02-01'),
      merged('x', 'ana', '2026-03-01'),
      merged('x', 'ana', '2026-04-02'),
      merged('x', 'bo', '2026-03-31T23:59:59'),
    ],
    employers: {
      ana: [
        ['Acme', undefined, '2026-02-15'],
        ['Other', '2026-02-15', undefined],
      ],
      bo: 'Acme',
    },
  }
  const { ofProjects, series } = await count([world], ['Acme'])
  assert.deepEqual(ofProjects.get('p'), {
    ...{ commits: tally(1, 3, 3), reviews: tally(0, 0, 0), decisions: tally(2, 4, 4), seats: tally(1, 2, 2) },
  })
  assert.deepEqual(
    series.map(({ at, tallies }) => [at, tallies.decisions, tallies.seats]),
    [
      ['2026-01-01', tally(2, 3, 3), tally(1, 2, 2)],
      ['2026-04-01', tally(0, 1, 1), tally(0, 1, 1)],
    ],
  )
})

test('reviews are by others than the author, and those of ghosts are by people of whom nothing is known', async () => {
  const items: Item[] = [
    {
      ...{ kind: 'change-request', by: 'bo', at: '2026-01-01' },
      events: [
        ['approved', 'ana', '2026-01-02'],
        ['changes-requested', 'ana', '2026-01-03'],
        ['reviewed', 'bo', '2026-01-03'],
        ['reviewed', null, '2026-01-04'],
        ['commented', 'ana', '2026-01-05'],
        ['approved', 'robot', '2026-01-05'],
      ],
    },
    { kind: 'issue', by: 'bo', at: '2026-01-01', events: [['reviewed', 'ana', '2026-01-02']] },
  ]
  const { ofProjects } = await count([{ items, employers, bots: ['robot'] }], ['Acme'])
  assert.deepEqual(ofProjects.get('p')?.reviews, tally(2, 2, 3, { bots: 1 }))
})

test('decisions are merges, by whomever, and releases that are no drafts; nobody decides by being merged', async () => {
  const world: World = {
    items: [
      merged('ana', 'bo', '2026-01-05'),
      merged('bo', 'ana', '2026-01-06', [['merged', 'ana', '2026-01-06']]),
      { kind: 'change-request', by: 'ana', at: '2026-01-01', closed: '2026-01-07', closer: 'ana' },
      merged('ana', 'robot', '2026-01-08'),
    ],
    releases: [
      ['v1', '2026-01-09', { by: 'ana' }],
      ['v2', '2026-01-10', { by: 'ana', draft: true }],
      ['v3', '2026-01-11', { by: 'stranger' }],
    ],
    employers,
    bots: ['robot'],
  }
  const { ofProjects } = await count([world], ['Acme'])
  assert.deepEqual(ofProjects.get('p')?.decisions, tally(2, 3, 4, { bots: 1 }))
  assert.deepEqual(ofProjects.get('p')?.seats, tally(1, 2, 3, { bots: 1 }))
})

test('a tie is a tie: two organizations with as much have the same share, and the parts of one count together', async () => {
  const commits: World['commits'] = [
    ['ana', '2026-01-02'],
    ['bo', '2026-01-02'],
  ]
  const share = async (...names: string[]) => {
    const { ofProjects } = await count([{ commits, employers }], names)
    return shareOf(ofProjects.get('p')?.commits ?? tally(0, 0, 0)).share
  }
  assert.deepEqual([await share('Acme'), await share('Other'), await share('Acme', 'Other')], [0.5, 0.5, 1])
  assert.deepEqual([await share('Nobody'), await share()], [0, 0])
  assert.equal(await share("O'Neil"), 0)
})

test('what nobody collected of a project is unknown; of several projects those count of which it is known', async () => {
  const first: World = { commits: [['ana', '2026-01-02']], items: [merged('x', 'ana', '2026-01-05')], employers }
  const second: World = { commits: [['bo', '2026-01-02']], employers }
  const { ofProjects, series } = await count([first, second, { employers }], ['Acme'])
  assert.deepEqual(ofProjects.get('p1'), { commits: tally(0, 1, 1), reviews: null, decisions: null, seats: null })
  assert.deepEqual(ofProjects.get('p2'), { commits: null, reviews: null, decisions: null, seats: null })
  assert.deepEqual(series[0]?.tallies, {
    ...{ commits: tally(1, 2, 2), reviews: tally(0, 0, 0), decisions: tally(1, 1, 1), seats: tally(1, 1, 1) },
  })
})

test('only the period counts, and a share of nothing is no share', async () => {
  const world: World = {
    commits: [
      ['ana', '2025-12-31T23:59:59'],
      ['bo', '2026-04-01'],
    ],
    employers,
  }
  const { ofProjects } = await count([world], ['Acme'], { from: '2026-01-01', to: '2026-04-01' })
  assert.deepEqual(ofProjects.get('p')?.commits, tally(0, 0, 0))
  assert.deepEqual(shareOf(tally(0, 0, 0)), { ...tally(0, 0, 0), share: null, most: null, coverage: null })
})

test('quadrants part at their limits, and where the unknown could turn it there is none', () => {
  const limits = { dependenceFrom: 0.3, influenceFrom: 0.25 }
  const at = (criticality: number | null, own: number, known: number, total: number) =>
    quadrantOf({ criticality, share: shareOf(tally(own, known, total)) }, limits)
  assert.deepEqual(
    [at(0.3, 1, 4, 4), at(0.3, 0, 4, 4), at(0.29, 1, 4, 4), at(0.29, 0, 4, 4)],
    ['steering', 'exposed', 'leading', 'watching'],
  )
  assert.deepEqual([at(0.3, 0, 3, 4), at(null, 1, 4, 4), at(0.3, 0, 0, 0)], [null, null, null])
  assert.equal(quadrantOf({ criticality: 1, share: null }, limits), null)
  assert.deepEqual(addUp([tally(1, 2, 3), tally(1, 1, 1, { bots: 2 })]), tally(2, 3, 4, { bots: 2 }))
})
