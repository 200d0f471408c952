import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createRepository, type NewCommit } from '../../../test/repositories.ts'
import { saveForgeRecords } from '../../catalog/forges/facts/service.ts'
import type { ForgeRecord } from '../../catalog/forges/records.ts'
import { bringForgesTogether, findWholeForges, forgeTables } from '../../catalog/forges/service.ts'
import { quote } from '../../lib/sql/quote.ts'
import { openFacts } from '../../platform/facts/open-facts.ts'
import {
  askForMergeChanges,
  bringTogether,
  findWhole,
  historyTables,
  mineChanges,
  mineCommits,
  mineMergeChanges,
} from '../history/service.ts'
import { nameOfCode } from './code-names.ts'
import { drawWhole, NotDrawn } from './collecting/service.ts'
import { deeds } from './forge/deeds.ts'
import { metrics } from './metrics.ts'
import { MetricParameters } from './model.ts'
import type { Sources } from './selection/sources.ts'
import { askSources, measureSources } from './service.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-whole-'))
const facts = openFacts(join(folder, 'data'), { threads: 2 })
const ctx = { facts, now: () => new Date('2026-11-21T12:34:56Z') }
after(() => {
  facts.close()
  rmSync(folder, { recursive: true, force: true })
})

const ids = ['alpha', 'beta', 'gamma']
/** Of whose people it is known exactly what they did. */
const known = 'delta'
const day = 86_400

/** Always the same numbers, from 0 up to `most`. */
function dice(seed: number) {
  let state = seed
  return (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}

const people = ['Ann', 'Bob', 'Cem', 'Dan', 'dependabot[bot]', 'Claude']

/** Eve's first commit, in the morning, and some around the midnight from which on she is new no longer. */
const turning = [6 * 3600, 90 * day - 3600, 90 * day, 90 * day + 3600].map((after): NewCommit => {
  const eve = `Eve <eve@example.com> ${Date.UTC(2021, 11, 26) / 1000 + after} +0000`
  return { author: eve, committer: eve, message: 'x', files: { 'f1.ts': `${after}\n` } }
})

function history(seed: number): NewCommit[] {
  const roll = dice(seed)
  const mixed = Array.from({ length: 120 }, (_, i): NewCommit => {
    const [who = '', by = ''] = [people[roll(people.length)], people[roll(2)]]
    const at = 1_640_000_000 + i * 5 * day + roll(9 * day)
    const isMerge = i > 3 && roll(6) === 0
    return {
      author: `${who} <${who.toLowerCase()}@example.com> ${at} ${roll(2) === 0 ? '+0530' : '-0800'}`,
      committer: `${by} <${by.toLowerCase()}@example.com> ${at + roll(3 * day)} +0000`,
      message: roll(7) === 0 ? 'x\n\nCo-authored-by: Copilot <copilot@github.com>\n' : 'x',
      ...(isMerge ? { parents: [i, i - 1] } : {}),
      files: isMerge || roll(9) === 0 ? {} : { [`f${roll(8)}.ts`]: `${'line\n'.repeat(1 + roll(20))}${i}\n` },
    }
  })
  return [...mixed, ...turning]
}

const logins = ['ann', 'bob', 'cem', 'erin', 'helper', 'renovate[bot]']
const kinds = [
  ...(['commented', 'approved', 'changes-requested', 'reviewed', 'pushed', 'labeled', 'reopened'] as const),
  ...(['closed', 'reacted', 'commented', 'commented'] as const),
]

function forgeRecords(seed: number): ForgeRecord[] {
  const roll = dice(seed)
  return Array.from({ length: 80 }, (_, i) => {
    const opened = 1_638_000_000 + i * 6 * day + roll(5 * day)
    const item = newItem(roll, String(i + 1), opened)
    return [item, ...Array.from({ length: roll(7) }, (_, n) => newEvent(roll, item, n, opened - day + roll(70 * day)))]
  }).flat()
}

/** What somebody did before all else, to an item that was never collected. */
const astray: ForgeRecord[] = ['cem', 'erin'].map(login => ({
  ...{ record: 'event', id: `astray-${login}`, kind: 'commented', itemKind: 'issue', number: 'never' },
  ...{ actor: { login }, at: '2010-01-01T00:00:00Z' },
}))

/** Each did one thing twice, and nothing else: of endings only the items tell. */
const twice = ['2022-01-05T00:00:00Z', '2022-09-05T00:00:00Z'].flatMap((at, place): ForgeRecord[] => {
  const said = { title: 'x', createdAt: at, updatedAt: at, closedAt: at, labels: [], assignees: [], author: {} }
  const merged = { state: 'merged', mergedAt: at, mergedBy: { login: 'mia' } } as const
  const release = { record: 'release', createdAt: at, isPrerelease: false } as const
  return [
    { ...said, ...merged, record: 'item', kind: 'change-request', number: `m${place}` },
    { ...said, record: 'item', kind: 'issue', number: `c${place}`, state: 'closed', closedBy: { login: 'cleo' } },
    { ...release, id: `${place}`, tag: `v${place}`, name: 'x', author: { login: 'rita' }, isDraft: false },
    { ...release, id: `d${place}`, tag: `d${place}`, name: 'x', author: { login: 'dora' }, isDraft: place === 0 },
    { record: 'spread', kind: place === 0 ? 'star' : 'fork', actor: { login: 'stan' }, at },
  ]
})

/** In the month in which Olga is new no longer she did the same eight times: some of it at the same moment. */
const often = [
  ...['01-05T12:00:00', '04-02T10:00:00', '04-02T10:00:00', '04-03T00:00:00', '04-03T00:00:00', '04-04T23:59:59'],
  ...['04-05T00:00:00', '04-20T00:00:00', '04-20T00:00:00'],
].map(
  (at, place): ForgeRecord => ({
    ...{ record: 'event', id: `often ${place}`, kind: 'labeled', itemKind: 'issue', number: 'c0' },
    ...{ actor: { login: 'olga' }, at: `2022-${at}Z` },
  }),
)

/** Items that ended on the twelfth, with what forges told of that: the last closing and merging, each time by Dee. */
const ended = (
  [
    ['change-request', ['closed', '09T00:00:00'], ['reopened', '10T00:00:00']],
    ['change-request', ['merged', '11T23:59:57'], ['closed', '12T00:00:01']],
    ['change-request', ['closed', '12T00:00:00']],
    ['issue', ['closed', '09T00:00:00'], ['reopened', '10T00:00:00']],
    ['issue', ['closed', '09T00:00:00'], ['reopened', '10T00:00:00'], ['closed', '11T23:59:00']],
    ['issue', ['closed', '20T00:00:00']],
  ] as const
).flatMap(([kind, ...events], place): ForgeRecord[] => {
  const [number, at] = [`e${place + 1}`, '2023-03-12T00:00:00Z']
  const told = { number, title: number, createdAt: '2023-03-08T00:00:00Z', updatedAt: at, closedAt: at }
  const isMerged = kind === 'change-request'
  const end = isMerged ? { mergedAt: at, mergedBy: { login: 'dee' } } : { closedBy: { login: 'dee' } }
  return [
    {
      ...told,
      ...end,
      record: 'item',
      kind,
      state: isMerged ? 'merged' : 'closed',
      author: {},
      labels: [],
      assignees: [],
    },
    ...events.map(
      ([what, day]): ForgeRecord => ({
        ...{ record: 'event', id: `${number} ${what} ${day}`, kind: what, itemKind: kind, number },
        ...{ actor: {}, at: `2023-03-${day}Z` },
      }),
    ),
  ]
})

type Roll = ReturnType<typeof dice>
type Item = Extract<ForgeRecord, { record: 'item' }>

const somebody = (roll: Roll) => (roll(15) === 0 ? {} : { login: logins[roll(logins.length)] ?? '' })
const time = (seconds: number) => new Date(1000 * seconds).toISOString()
const labels = [['bug'], ['good first issue', 'docs'], [], []]

function newItem(roll: Roll, number: string, opened: number): Item {
  const isChange = roll(5) < 3
  const closed = time(opened + roll(60 * day))
  const open = { state: 'open' as const }
  const ended = { state: 'closed' as const, closedAt: closed, closedBy: somebody(roll) }
  const merged = { ...ended, state: 'merged' as const, mergedAt: closed, mergedBy: somebody(roll) }
  const change = { baseBranch: 'main', headBranch: `c${number}`, isFromFork: roll(2) === 0, commits: 1 + roll(4) }
  return {
    ...{
      record: 'item',
      kind: isChange ? 'change-request' : 'issue',
      number,
      title: `${roll(3) === 0 ? 'Fix ' : ''}${number}`,
    },
    ...{ url: `https://x.example/${number}`, author: somebody(roll), createdAt: time(opened), updatedAt: closed },
    ...{ assignees: [], labels: labels[roll(labels.length)] ?? [] },
    ...([open, ended, isChange ? merged : ended, isChange ? merged : ended][roll(4)] ?? open),
    ...(isChange ? { isDraft: roll(9) === 0, change } : {}),
  }
}

function newEvent(roll: Roll, { kind, number }: Item, n: number, at: number): ForgeRecord {
  return {
    ...{
      record: 'event',
      id: `${number}-${n}`,
      kind: kinds[roll(kinds.length)] ?? 'commented',
      itemKind: kind,
      number,
    },
    ...{ actor: somebody(roll), at: time(at) },
  }
}

const values = (rows: (string | null)[][], columns: string) =>
  `(select * from (values ${rows.map(row => `(${row.map(cell => (cell === null ? 'null::varchar' : quote(cell))).join(', ')})`).join(', ')}) as v(${columns}))`

/** Erin is Ann, the helper is a bot that no forge tells of, and a bot is a person after all. Work begins and ends within months. */
const who: NonNullable<Sources['people']> = {
  identities: values(
    [
      ...people.map(name => [
        name,
        `${name.toLowerCase()}@example.com`,
        null,
        null,
        name.toLowerCase(),
        name.endsWith('[bot]') ? 'bot' : name === 'Claude' ? 'ai-agent' : 'person',
      ]),
      ...logins.map(login => [
        null,
        null,
        login,
        'forge.example',
        login === 'erin' ? 'ann' : login,
        login === 'helper' ? 'bot' : 'person',
      ]),
    ],
    'name, email, login, host, person, kind',
  ),
  affiliations: `(select person, organization, since::timestamp as since, until::timestamp as until from ${values(
    [
      ['ann', 'Acme', null, '2023-05-17'],
      ['ann', 'Beacon', '2023-05-17', null],
      ['bob', 'Acme', '2022-03-09', '2022-03-21'],
      ['cem', 'Beacon', '2022-02-01', null],
    ],
    'person, organization, since, until',
  )})`,
}

before(async () => {
  for (const [place, id] of ids.entries()) {
    const path = createRepository(join(folder, `${id}.git`), history(place + 1))
    await mineCommits(ctx, { id, path })
    // Of one project the lines are yet to be counted.
    if (place < 2) await mineChanges(ctx, { id, path })
    // Of one project nobody asked for the lines of merges.
    if (place > 0) await askForMergeChanges(ctx, id, true)
    await mineMergeChanges(ctx, { id, path })
    await saveForgeRecords(ctx, id, { name: 'test', host: 'forge.example' }, [
      ...forgeRecords(place + 7),
      ...(place === 0 ? astray : []),
    ])
  }
  await mineCommits(ctx, { id: known, path: createRepository(join(folder, `${known}.git`), turning) })
  await saveForgeRecords(ctx, known, { name: 'test', host: 'forge.example' }, [...twice, ...often, ...ended])
  await bringTogether(ctx, [...ids, known])
  await bringForgesTogether(ctx, [...ids, known])
})

/** What lies in a project's own tree is read from there in any case. */
const ofTrees = new Set(['files', 'changes', 'licenses', 'dependencies'])
const measured = metrics.filter(({ reads = [] }) => !reads.some(table => ofTrees.has(table))).map(({ id }) => id)

async function wholeSources(parameters: MetricParameters, of = ids): Promise<Sources> {
  const [whole, forges] = [await findWhole(ctx, of), await findWholeForges(ctx, of)]
  assert.ok(whole && forges)
  const projects = await Promise.all(
    of.map(async (id, place) => {
      const { mergeChanges, changes } = await historyTables(ctx, id)
      return { id, number: whole.numbers[place] ?? -1, history: { changes, ...(mergeChanges && { mergeChanges }) } }
    }),
  )
  const draw = async (name: string, sql: string) => {
    const path = facts.folder('portfolio', `drawn-${name}.parquet`)
    await facts.query(`copy (${sql}) to ${quote(path)} (format parquet)`)
    return `read_parquet(${quote(path)})`
  }
  // Of the usual days everything was worked out before.
  const find = parameters.newForDays === 90 ? draw : () => Promise.reject(new NotDrawn())
  const all = { projects, people: who, whole, forges: { ...forges, lateAnswers: '' } }
  return drawWhole(
    { draw, find },
    all,
    parameters,
    new Set(['assisted', 'links', 'path-types', 'events', 'deeds', 'standings']),
  )
}

async function ownSources(of = ids): Promise<Sources> {
  const projects = of.map(async (id, number) => ({
    id,
    number,
    history: await historyTables(ctx, id),
    forge: await forgeTables(ctx, id),
  }))
  return { projects: await Promise.all(projects), people: who }
}

test('what is a code in a table has a name in every language', async () => {
  const parameters = MetricParameters.parse({ rowsMost: 100_000 })
  const { measured: all } = await measureSources(ctx, await ownSources(), parameters, measured)
  const codes = all.flatMap(({ metric, rows }) =>
    (metric.table?.columns ?? []).flatMap((column, place) =>
      column.coded ? rows.flatMap(row => (row[place] === null ? [] : `${row[place]} (${metric.id})`)) : [],
    ),
  )
  assert.ok(new Set(codes).size > 20)
  const nameless = codes.filter(code => /^[ -~]*$/.test(nameOfCode(code.replace(/ \(.*/, '')).zh))
  assert.deepEqual([...new Set(nameless)], [])
})

test('what is called a share is one, and shown as such', async () => {
  const parameters = MetricParameters.parse({ rowsMost: 100_000 })
  const { measured: all } = await measureSources(ctx, await ownSources(), parameters, measured)
  const figures = all.flatMap(({ metric, value, series, beside, rows }) => [
    { name: metric.name, share: metric.format === 'share', values: [value, ...series.map(point => point.value)] },
    ...(metric.beside ?? []).map(({ name, share }, place) => ({ name, share, values: [beside[place]] })),
    ...(metric.table?.columns ?? []).map((column, place) => ({
      ...{ name: column, share: column.share },
      values: rows.map(row => row[place]),
    })),
  ])
  const shares = figures.filter(({ share }) => share)
  assert.ok(shares.length > 20)
  for (const { name, values } of shares)
    for (const value of values) assert.ok(value == null || (Number(value) >= 0 && Number(value) <= 1), name.en)
  const unmarked = figures.filter(({ name, share }) => /\bshare\b/i.test(name.en) && !share)
  assert.deepEqual(
    unmarked.map(({ name }) => name.en),
    [],
  )
})

/** What is read from sums, from first answers or from cycles; of the others the first question asks. */
const drawn = [
  ...['commits', 'contributors', 'contributor-absence-factor', 'organizational-diversity', 'new-contributors', 'lines'],
  'lines-first-parent',
  ...[
    'ai-assisted',
    'inactive-contributors',
    'self-merges-git',
    'time-to-first-response',
    'change-request-review-duration',
  ],
  ...['review-cycle-duration', 'issue-comments', 'commits-linked', 'commits-reviewed', 'project-velocity'],
  ...['contributors-of-all-channels', 'new-contributors-of-all-channels', 'contributors-d1', 'quarterly-retention'],
  ...[
    'types-of-contributions',
    'contribution-attribution',
    'organizational-influence',
    'contributions-outside-work-hours',
  ],
  ...['active-days', 'established-contributions', 'conversion-rate', 'types-of-contributions-by-path'],
]

const questions: [Record<string, unknown>, string[]][] = [
  [{}, measured],
  [{ paths: 'f[1-3].ts, f5*' }, measured],
  [{ paths: 'f?.ts', from: '2022-03-15', bots: 'exclude', standing: 'established' }, drawn],
  [{ from: '2022-03-15', to: '2023-06-10', unknown: 'each-their-own' }, drawn],
  [{ organization: 'Acme', from: '2022-03-01', interval: 'quarter' }, drawn],
  [{ organization: 'Beacon', interval: 'week' }, drawn],
  [{ organization: 'Beacon', newForDays: 20 }, drawn],
  [{ newForDays: 30, from: '2022-03-10' }, drawn],
  [{ groupBy: 'organization', to: '2023-05-20' }, drawn],
  [{ groupBy: 'project', bots: 'exclude', aiAgents: 'exclude' }, drawn],
  [{ groupBy: 'kind', merges: false, emptyCommits: false }, drawn],
  [{ groupBy: 'time-zone', person: 'ann' }, drawn],
  [{ bots: 'only', from: '2022-05-05' }, drawn],
  [{ aiAgents: 'only', role: 'committer' }, drawn],
  [{ groupBy: 'label', label: 'bug', selectBy: 'closed' }, drawn],
  [{ role: 'committer', dateKind: 'committer', standing: 'new', origin: 'fork' }, drawn],
  [{ standing: 'established', responseBy: 'maintainers', closingAnswers: true, cycleEnds: 'review' }, drawn],
  [{ standing: 'new' }, measured],
  [{ label: 'bug' }, measured],
  [{ openOnly: true, branch: 'main', standing: 'established', newForDays: 60 }, drawn],
  [{ standing: 'established', newForDays: 40, interval: 'week' }, drawn],
  [{ standing: 'new', newForDays: 200, from: '2022-03-15', to: '2023-05-20', groupBy: 'organization' }, drawn],
  [{ paths: 'f[1-5].ts', standing: 'new', newForDays: 130 }, drawn],
  [{ drafts: false }, measured],
  [{ drafts: false, standing: 'new', newForDays: 200, to: '2023-05-20' }, drawn],
  [{ drafts: false, standing: 'established', organization: 'Acme' }, drawn],
  [{ drafts: false, origin: 'fork', interval: 'week' }, drawn],
  [{ reviewsAre: 'reviews-and-comments', unanswered: 'censored', drafts: false, unrevised: 'first-review' }, drawn],
]

for (const [question, ids] of questions) {
  test(`together and apart, facts tell the same: ${JSON.stringify(question)}`, async () => {
    const parameters = MetricParameters.parse({ ...question, rowsMost: 100_000 })
    const together = await measureSources(ctx, await wholeSources(parameters), parameters, ids)
    const apart = await measureSources(ctx, await ownSources(), parameters, ids)
    assert.deepEqual(rounded(together.origin), rounded(apart.origin))
    for (const [place, one] of together.measured.entries()) {
      const other = apart.measured[place]
      assert.ok(other)
      assert.deepEqual(shown(one), shown(other), one.metric.id)
    }
  })
}

test('who is new is told by deeds anywhere, whatever else is asked', async () => {
  const parameters = MetricParameters.parse({ standing: 'new', newForDays: 30 })
  const commitsOf = async (sources: Sources, ids: string[]) =>
    (await measureSources(ctx, sources, parameters, ids)).measured.find(one => one.metric.id === 'commits')?.value
  const own = await ownSources()
  const alone = await commitsOf(own, ['commits'])
  assert.ok(alone)
  assert.equal(await commitsOf(own, ['commits', 'issue-comments']), alone)
  assert.equal(await commitsOf(await wholeSources(parameters), ['commits']), alone)
  const withoutForges = own.projects.map(({ forge: _, ...project }) => project)
  assert.notEqual(await commitsOf({ ...own, projects: withoutForges }, ['commits']), alone)
})

/** How often who did what, new ones, established ones and all: together as apart. */
async function doneIn(projects: string[], question: Record<string, unknown>) {
  const statement = `select split_part(key, '@', 1) || ' ' || what as done, sum(count)::integer as count from (
      select type as what, count, person from ${deeds('period')} union all select kind, 1, person from spread)
    join (select distinct person, key from who) using (person) group by done order by done`
  const asked = { reads: ['items', 'events', 'deeds', 'releases', 'spreads'] as const, statements: [statement] }
  const read = async (sources: Sources, parameters: MetricParameters) => {
    const [rows = []] = (await askSources(ctx, sources, parameters, asked)) as { done: string; count: number }[][]
    return Object.fromEntries(rows.map(({ done, count }) => [done, count]))
  }
  const told: Record<string, number>[] = []
  for (const standing of ['new', 'established', 'any']) {
    const parameters = MetricParameters.parse({ ...question, standing })
    const apart = await read(await ownSources(projects), parameters)
    assert.deepEqual(await read(await wholeSources(parameters, projects), parameters), apart)
    told.push(apart)
  }
  return told
}

test('who only released, merged or closed is new at first, and established later; a star or fork makes nobody established', async () => {
  const [fresh, established] = await doneIn([known], { to: '2023-01-01' })
  const again = { 'cleo triage': 1, 'eve commit': 2, 'mia merge': 1, 'rita release': 1 }
  // What is no release yet is no deed: Dora is new with her second.
  assert.deepEqual(fresh, { ...again, 'olga triage': 6, 'stan star': 1, 'stan fork': 1, 'dora release': 1 })
  assert.deepEqual(established, { ...again, 'olga triage': 3 })
  // Whatever the period, the first deed of all decides.
  const [later, others] = await doneIn([known], { from: '2022-06-01', to: '2023-01-01' })
  assert.deepEqual(later, { 'stan fork': 1, 'dora release': 1 })
  assert.deepEqual(others, { 'cleo triage': 1, 'mia merge': 1, 'rita release': 1 })
})

test('of a month in which somebody becomes established, or which the period cuts, each deed is told by its moment', async () => {
  const [fresh, established, all] = await doneIn([known], { from: '2022-04-03', to: '2022-04-20' })
  assert.deepEqual([fresh, established, all], [{ 'olga triage': 3 }, { 'olga triage': 1 }, { 'olga triage': 4 }])
})

test('what people did is what new ones and established ones did', async () => {
  for (const question of [{}, { from: '2022-03-15', to: '2023-05-20', newForDays: 300, label: 'bug' }]) {
    const [fresh = {}, established = {}, all = {}] = await doneIn([...ids, known], question)
    const sums = Object.keys(all).map(what => [what, (fresh[what] ?? 0) + (established[what] ?? 0)])
    assert.deepEqual(Object.fromEntries(sums), all)
  }
})

test('an ending that the item tells is an event of its own, unless an event of that ending is there', async () => {
  const parameters = MetricParameters.parse({ from: '2023-01-01' })
  const statement = `select number || ' ' || e.kind || strftime(moment, ' %d %H:%M:%S') || if(e.person is null, '', ' dee') as told
    from event e join (select item, number from item_all) using (item) where e.kind in ('closed', 'merged') order by told`
  for (const sources of [await ownSources([known]), await wholeSources(parameters, [known])]) {
    const asked = { reads: ['items', 'events'] as const, statements: [statement] }
    const [rows = []] = (await askSources(ctx, sources, parameters, asked)) as { told: string }[][]
    assert.deepEqual(
      rows.map(({ told }) => told),
      [
        ...['e1 closed 09 00:00:00', 'e1 merged 12 00:00:00 dee'],
        ...['e2 closed 12 00:00:01', 'e2 merged 11 23:59:57'],
        ...['e3 closed 12 00:00:00', 'e3 merged 12 00:00:00 dee'],
        ...['e4 closed 09 00:00:00', 'e4 closed 12 00:00:00 dee'],
        ...['e5 closed 09 00:00:00', 'e5 closed 11 23:59:00'],
        'e6 closed 20 00:00:00',
      ],
    )
  }
})

test('the few that are shown stand where they do among all', async () => {
  const ids = ['active-days', 'contributors-of-all-channels', 'contributors-d1', 'issues-active', 'time-to-close']
  const read = async (few: Record<string, number>) => {
    const parameters = MetricParameters.parse(few)
    return (await measureSources(ctx, await wholeSources(parameters), parameters, ids)).measured
  }
  const all = await read({ rowsMost: 1000 })
  const few = await read({ rowsFrom: 1, rowsMost: 3 })
  for (const [place, { metric, rows, rowCount }] of few.entries()) {
    assert.deepEqual(rows, all[place]?.rows.slice(1, 4), metric.id)
    assert.deepEqual([rows.length, rowCount], [3, all[place]?.rowCount], metric.id)
  }
})

type Measured = Awaited<ReturnType<typeof measureSources>>['measured'][number]

/** Rows of the same rank may stand in any order. */
function shown({ value, beside, series, rows, rowCount, groups, groupCount, coverage }: Measured) {
  const told = { value, beside, series, rowCount, groups, groupCount, coverage }
  return { ...(rounded(told) as object), rows: rows.map(row => JSON.stringify(rounded(row))).sort() }
}

/** Sums of fractions depend on their order in the last digits. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'number' ? Number(one.toPrecision(10)) : one)))
}
