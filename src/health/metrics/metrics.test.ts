import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkUnit } from '../../../test/check-unit.ts'
import { type Commit, type History, peopleOf, tablesOf } from '../../../test/git-facts.ts'
import { openFacts } from '../../platform/facts/open-facts.ts'
import { metrics } from './metrics.ts'
import { MetricParameters } from './model.ts'
import { describe, measureSources } from './service.ts'

const folder = await mkdtemp(join(tmpdir(), 'ospo-metrics-'))
const facts = openFacts(folder)
after(async () => {
  facts.close()
  await rm(folder, { recursive: true })
})

const at = { facts, now: () => new Date('2026-11-21T00:00:00Z') }

async function measure(history: History, id: string, parameters: Partial<MetricParameters> = {}) {
  const asked = MetricParameters.parse({ interval: 'month', ...parameters })
  const sources = { projects: [{ id: 'p', history: tablesOf(history) }], people: peopleOf(history) }
  const { measured, origin } = await measureSources(at, sources, asked, [id])
  const [result] = measured
  assert.ok(result)
  return { ...describe(result, 'en'), origin }
}

/** So many commits by each of so many people. */
function crowd(...counts: number[]): Commit[] {
  return counts.flatMap((count, i) => Array.from({ length: count }, () => ({ by: `p${i}`, at: '2026-01-01 12:00:00' })))
}

for (const metric of metrics) {
  test(`${metric.id} of an empty history is no number or none, and no rows that count`, async () => {
    const { value, series } = await measure({ commits: [] }, metric.id)
    assert.ok(value === null || value === 0)
    assert.deepEqual(series, [])
  })

  test(`${metric.id} says in both languages what it asks, how it is counted and what to mind`, () => {
    const texts = [
      metric.name,
      metric.question,
      metric.definition,
      metric.unit,
      ...(metric.formula ? [metric.formula] : []),
      ...metric.caveats,
      ...(metric.table?.columns ?? []),
    ]
    for (const { en, zh } of texts) {
      assert.match(en, /[a-z]/i)
      assert.match(zh, /\p{Script=Han}|UTC/u)
    }
    assert.ok(metric.caveats.length > 0)
    checkUnit(metric.unit.en)
    // What is not of CHAOSS says so by its name.
    const isOfChaoss = metric.source.name.startsWith('CHAOSS: ')
    assert.match(metric.source.url, isOfChaoss ? /^https:\/\/chaoss\.community\// : /^https:\/\//)
    assert.ok(isOfChaoss || /not CHAOSS/.test(metric.source.name))
  })
}

test('metrics are listed once each, in alphabetical order', () => {
  const ids = metrics.map(metric => metric.id)
  assert.deepEqual(ids, [...new Set(ids)].sort())
})

const absenceFactors: [number[], number][] = [
  [[1000, 202, 90, 33, 332, 343, 42, 433], 2],
  [[125, 125, 125, 125, 125, 125, 125, 125], 4],
  [[5, 3, 2], 1],
  [[4, 3, 3], 2],
  [[1], 1],
]
for (const [counts, expected] of absenceFactors) {
  test(`the absence factor of ${counts.join(', ')} commits is ${expected}`, async () => {
    assert.equal((await measure({ commits: crowd(...counts) }, 'contributor-absence-factor')).value, expected)
  })
}

const elephantFactors: [number[], number][] = [
  [[125, 125, 125, 125, 125, 125, 125, 125], 4],
  [[5, 3, 2], 1],
  [[1000, 202, 90, 33, 332, 343, 42, 433], 2],
]
for (const [counts, expected] of elephantFactors) {
  test(`the elephant factor of organizations with ${counts.join(', ')} commits is ${expected}`, async () => {
    const employers = Object.fromEntries(counts.map((_, i) => [`p${i}`, `o${i}`]))
    assert.equal((await measure({ commits: crowd(...counts), employers }, 'elephant-factor')).value, expected)
  })
}

test('those whose organization is unknown are left out, are one, or are each their own, and the coverage is told', async () => {
  const history = { commits: crowd(4, 3, 2, 1), employers: { p0: 'o0', p2: 'o2' } }
  const read = async (unknown: MetricParameters['unknown']) =>
    (await measure(history, 'elephant-factor', { unknown })).value
  assert.deepEqual([await read('left-out'), await read('one-organization'), await read('each-their-own')], [1, 2, 2])
  const { rows, origin, value } = await measure(history, 'organizational-diversity')
  assert.equal(value, 2)
  assert.equal(origin.organizationsKnown, 0.6)
  assert.deepEqual(rows, [
    ['o0', 4, 0.4, 1, 0.25, '2026-01-01'],
    [null, 4, 0.4, 2, 0.5, '2026-01-01'],
    ['o2', 2, 0.2, 1, 0.25, '2026-01-01'],
  ])
})

test('who works for nobody is known and no organization: each their own, or one, or left out; the unknown are apart', async () => {
  const employers = { p0: 'Acme', p1: 'Independent', p2: 'Independent' }
  const history = { commits: crowd(4, 3, 3, 2), employers }
  const read = async (parameters: Partial<MetricParameters>) =>
    (await measure(history, 'elephant-factor', parameters)).rows.map(([name, commits]) => [name, commits])
  const [acme, p1, p2] = [
    ['Acme', 4],
    ['p1', 3],
    ['p2', 3],
  ]
  assert.deepEqual(new Set(await read({})), new Set([acme, p1, p2]))
  assert.deepEqual(await read({ independents: 'one-organization' }), [['Independent', 6], acme])
  assert.deepEqual(await read({ independents: 'left-out' }), [acme])
  assert.deepEqual(await read({ independents: 'left-out', unknown: 'one-organization' }), [acme, [null, 2]])
  // Of 10: Acme has 4, Acme and one of the others 7.
  assert.equal((await measure(history, 'elephant-factor')).value, 2)
  const { value, origin, rows, beside } = await measure(history, 'organizational-diversity')
  assert.deepEqual([value, origin.organizationsKnown], [1, 10 / 12])
  assert.deepEqual(
    rows.map(([name, commits, , people]) => [name, commits, people]),
    [
      ['Independent', 6, 2],
      ['Acme', 4, 1],
      [null, 2, 1],
    ],
  )
  assert.deepEqual(
    beside.map(one => one.value),
    [0.25, 1, 0.5, 0.25],
  )
})

test('where nobody’s organization is known, the unknown are none', async () => {
  const { value, beside } = await measure({ commits: crowd(2, 1) }, 'organizational-diversity')
  assert.deepEqual([value, ...beside.map(one => one.value)], [0, null, 0, 0, 1])
  const { value: known, beside: also } = await measure(
    { commits: crowd(2, 1), employers: { p0: 'Acme' } },
    'organizational-diversity',
  )
  assert.deepEqual([known, ...also.map(one => one.value)], [1, 0.5, 1, 0, 0.5])
})

test('who has too few commits is no committer', async () => {
  assert.equal((await measure({ commits: crowd(3, 2, 1) }, 'committers', { commitsAtLeast: 2 })).value, 2)
})

test('work at even times is as regular as a clock, and what comes at once is a burst', async () => {
  const at = (...days: number[]) => days.map(day => ada(`2026-01-${String(day).padStart(2, '0')} 00:00:00`))
  assert.equal((await measure({ commits: at(1, 2, 3, 4, 5) }, 'burstiness')).value, -1)
  // Gaps of 0, 0, 0 and 8 days: μ = 2, σ = √12.
  const { value } = await measure({ commits: at(1, 1, 1, 1, 9) }, 'burstiness')
  assert.equal(value?.toFixed(9), ((Math.sqrt(12) - 2) / (Math.sqrt(12) + 2)).toFixed(9))
  assert.equal((await measure({ commits: at(1) }, 'burstiness')).value, null)
})

test('times between commits are those of every century', async () => {
  const b = (days: string[]) => {
    const times = days.map(day => Date.parse(`${day}Z`) / 1000).sort((one, other) => one - other)
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    return (deviation - mean) / (deviation + mean)
  }
  const [early, now, late] = [
    ['1901-02-03 04:05:06', '1969-12-31 23:59:59'],
    ['1970-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2105-12-31 23:59:59'],
    ['2106-01-01 00:00:00', '4001-01-01 00:00:01'],
  ]
  for (const days of [[...early, ...now, ...late], [...early, ...late], [...early, '2000-01-01 00:00:00'], now]) {
    const { value } = await measure({ commits: days.map(day => ada(day)) }, 'burstiness')
    assert.equal(value?.toFixed(9), b(days).toFixed(9), days.join())
  }
})

test('an AI that a trailer names had a part in it, a person with such a name had not', async () => {
  const trailers: History['trailers'] = {
    0: ['Co-authored-by', 'Copilot <copilot@github.com>'],
    1: ['Assisted-by', 'some model'],
    2: ['Co-authored-by', 'Bob <bob@x.example>'],
  }
  assert.equal((await measure({ commits: crowd(4), trailers }, 'ai-assisted')).value, 0.5)
})

for (const id of ['ai-assisted', 'bot-activity']) {
  test(`${id} is a share of no commits, and so no number, where there are none`, async () => {
    const commits = [ada('2026-01-01 00:00:00'), bob('2026-01-02 00:00:00'), ada('2026-03-01 00:00:00')]
    const history = { commits, bots: ['bob'], trailers: { 1: ['Assisted-by', 'some model'] as [string, string] } }
    assert.deepEqual((await measure(history, id, { to: '2026-04-01' })).series, [
      { at: '2026-01-01', value: 1 / 2 },
      { at: '2026-02-01', value: null },
      { at: '2026-03-01', value: 0 },
    ])
  })
}

test('the absence factor heeds another threshold', async () => {
  const commits = crowd(4, 3, 3)
  assert.equal((await measure({ commits }, 'contributor-absence-factor', { threshold: 0.7 })).value, 2)
  assert.equal((await measure({ commits }, 'contributor-absence-factor', { threshold: 0.71 })).value, 3)
})

const ada = (at: string, more: Partial<Commit> = {}): Commit => ({ by: 'ada', at, ...more })
const bob = (at: string, more: Partial<Commit> = {}): Commit => ({ by: 'bob', at, ...more })

test('commits are counted by month, months without any as zero', async () => {
  const commits = [ada('2026-01-31 23:59:59'), ada('2026-04-01 00:00:00'), bob('2026-04-02 00:00:00')]
  const { value, series } = await measure({ commits }, 'commits', { to: '2026-05-01' })
  assert.equal(value, 3)
  assert.deepEqual(series, [
    { at: '2026-01-01', value: 1 },
    { at: '2026-02-01', value: 0 },
    { at: '2026-03-01', value: 0 },
    { at: '2026-04-01', value: 2 },
  ])
})

test('silence up to the present is told, and a commit of the future too', async () => {
  const past = [ada('2026-01-31 00:00:00'), bob('2026-04-02 00:00:00')]
  const quarters = async (commits: Commit[], asked: Partial<MetricParameters> = {}) =>
    (await measure({ commits }, 'commits', { interval: 'quarter', ...asked })).series.map(({ at, value }) => [
      at,
      value,
    ])
  const silent = [
    ['2026-01-01', 1],
    ['2026-04-01', 1],
    ['2026-07-01', 0],
    ['2026-10-01', 0],
  ]
  assert.deepEqual(await quarters(past), silent)
  assert.deepEqual(await quarters(past, { from: '2025-11-05', to: '2030-01-01' }), [['2025-10-01', 0], ...silent])
  assert.deepEqual(await quarters([...past, ada('2027-01-01 00:00:00')]), [...silent, ['2027-01-01', 1]])
  assert.deepEqual(await quarters(past, { from: '2026-05-01' }), [])
})

test('the interval fits what is shown, silence included', async () => {
  const { series } = await measure({ commits: [ada('2009-01-30 00:00:00'), ada('2009-02-02 00:00:00')] }, 'commits', {
    interval: undefined,
  })
  assert.deepEqual(
    [series.length, series[0], series.at(-1)],
    [72, { at: '2009-01-01', value: 2 }, { at: '2026-10-01', value: 0 }],
  )
})

test('a period begins with its first day and ends before its last', async () => {
  const commits = [
    ada('2025-12-31 23:59:59'),
    ada('2026-01-01 00:00:00'),
    ada('2026-01-31 23:59:59'),
    ada('2026-02-01 00:00:00'),
  ]
  assert.equal((await measure({ commits }, 'commits', { from: '2026-01-01', to: '2026-02-01' })).value, 2)
})

test('the date is the author’s, or the committer’s when asked', async () => {
  const commits = [ada('2020-05-01 00:00:00', { committedAt: '2026-05-01 00:00:00' })]
  assert.equal((await measure({ commits }, 'commits', { from: '2026-01-01' })).value, 0)
  assert.equal((await measure({ commits }, 'commits', { from: '2026-01-01', dateKind: 'committer' })).value, 1)
})

test('merges and empty commits count unless left out', async () => {
  const commits = [
    ada('2026-01-01 00:00:00', { parents: 2 }),
    ada('2026-01-02 00:00:00', { changes: [] }),
    ada('2026-01-03 00:00:00', { changes: [['a', 1, 0]] }),
  ]
  assert.equal((await measure({ commits }, 'commits')).value, 3)
  assert.equal((await measure({ commits }, 'commits', { merges: false })).value, 2)
  assert.equal((await measure({ commits }, 'commits', { emptyCommits: false })).value, 2)
})

test('a criterion for source code counts commits with a file that matches, and only its lines', async () => {
  const commits = [
    ada('2026-01-01 00:00:00', {
      changes: [
        ['src/a.ts', 5, 1],
        ['README.md', 7, 0],
      ],
    }),
    ada('2026-01-02 00:00:00', { changes: [['README.md', 1, 1]] }),
  ]
  assert.equal((await measure({ commits }, 'commits', { paths: 'src/*' })).value, 1)
  assert.equal((await measure({ commits }, 'lines', { paths: 'src/*' })).value, 6)
  assert.equal((await measure({ commits }, 'lines')).value, 15)
})

test('a path with a quote in it harms nothing', async () => {
  const commits = [ada('2026-01-01 00:00:00', { changes: [['a', 1, 0]] })]
  assert.equal((await measure({ commits }, 'commits', { paths: `a' or 'a'='a` })).value, 0)
})

test('lines tell generated files apart, and how much is known', async () => {
  const commits = [
    ada('2026-01-01 00:00:00', {
      changes: [
        ['a.ts', 3, 2],
        ['dist/a.js', 40, 10, true],
      ],
    }),
    ada('2026-01-02 00:00:00'),
  ]
  const { value, rows, origin } = await measure({ commits }, 'lines')
  assert.equal(value, 55)
  assert.deepEqual(rows, [['2026-01-01', 43, 12, 40, 10]])
  assert.equal(origin.linesKnown, 0.5)
})

test('while no commit’s lines are counted their number is unknown, not nothing; of no commits it is nothing', async () => {
  const read = async (commits: Parameters<typeof measure>[0]['commits']) => (await measure({ commits }, 'lines')).value
  assert.equal(await read([ada('2026-01-01 00:00:00'), bob('2026-01-02 00:00:00')]), null)
  assert.equal(await read([ada('2026-01-01 00:00:00'), ada('2026-01-02 00:00:00', { changes: [] })]), 0)
  assert.equal(await read([]), 0)
})

test('while no commit’s lines are counted, it is unknown which of them changed some paths', async () => {
  const read = (commits: Parameters<typeof measure>[0]['commits'], id: string) =>
    measure({ commits }, id, { paths: 'src/*' })
  const [first, second] = [ada('2026-01-01 00:00:00'), bob('2026-01-02 00:00:00', { changes: [['README.md', 1, 0]] })]
  for (const id of ['commits', 'contributors', 'lines']) {
    const { value, rows, series, origin } = await read([first], id)
    assert.deepEqual([value, rows, series, origin.linesKnown], [null, [], [], 0])
    const half = await read([first, second], id)
    assert.deepEqual([half.value, half.origin.linesKnown], [0, 0.5])
  }
  assert.equal((await read([first], 'issues-new')).value, 0)
})

test('by first parent a merge has the lines that it brought: they count twice, and beside it stands how many are of merges', async () => {
  const history = {
    commits: [
      ada('2026-01-01 00:00:00', { changes: [['a.ts', 5, 1]] }),
      bob('2026-01-02 00:00:00', { changes: [['b.ts', 7, 0]] }),
      ada('2026-02-01 00:00:00', {
        parents: 2,
        mergeChanges: [
          ['b.ts', 7, 0],
          ['c.ts', 0, 2],
        ],
      }),
      ada('2026-02-02 00:00:00', { parents: 2, mergeChanges: [] }),
      bob('2026-03-01 00:00:00', { parents: 2 }),
    ],
  }
  const { value, series, rows, beside } = await measure(history, 'lines-first-parent', { to: '2026-04-01' })
  assert.equal((await measure(history, 'lines')).value, 13)
  assert.equal(value, 22)
  assert.deepEqual(series, [
    { at: '2026-01-01', value: 13 },
    { at: '2026-02-01', value: 9 },
    { at: '2026-03-01', value: 0 },
  ])
  assert.deepEqual(rows, [
    ['2026-01-01', 12, 1, 0, 0, 0],
    ['2026-02-01', 7, 2, 7, 2, 0],
    ['2026-03-01', 0, 0, 0, 0, 1],
  ])
  assert.deepEqual(
    beside.map(({ value }) => value),
    [9, 1],
  )
  const count = async (parameters: Partial<MetricParameters>) =>
    (await measure(history, 'lines-first-parent', parameters)).value
  assert.equal(await count({ lineKind: 'removed' }), 3)
  assert.equal(await count({ merges: false }), 13)
  assert.equal(await count({ to: '2026-02-01' }), 13)
  assert.equal(await count({ person: 'bob@x.example' }), null)
  const { groups } = await measure(history, 'lines-first-parent', { groupBy: 'project' })
  assert.deepEqual(
    groups.map(({ name, value }) => [name, value]),
    [['p', 22]],
  )
})

test('where no merge’s lines are known there is no number by first parent; without merges it is that of lines', async () => {
  const commits = [ada('2026-01-01 00:00:00', { changes: [['a.ts', 5, 1]] })]
  assert.equal((await measure({ commits }, 'lines-first-parent')).value, 6)
  const { value, series, beside } = await measure(
    { commits: [...commits, bob('2026-02-01 00:00:00', { parents: 2 })] },
    'lines-first-parent',
  )
  assert.deepEqual([value, series, beside.map(({ value }) => value)], [null, [], [null, 1]])
})

test('a mailmap makes one person of two, unless it is switched off', async () => {
  const commits = [ada('2026-01-01 00:00:00'), bob('2026-01-02 00:00:00')]
  const mailmap = { 'bob@x.example': 'ada@x.example' }
  assert.equal((await measure({ commits, mailmap }, 'contributors')).value, 1)
  assert.equal((await measure({ commits, mailmap }, 'contributors', { mailmap: false })).value, 2)
})

test('a contributor is new where the whole history says first', async () => {
  const commits = [ada('2024-03-01 00:00:00'), ada('2026-03-01 00:00:00'), bob('2026-03-05 00:00:00')]
  const { value, series, rows } = await measure({ commits }, 'new-contributors', {
    ...{ from: '2026-01-01', to: '2026-04-01' },
  })
  assert.equal(value, 1)
  assert.deepEqual(series, [
    { at: '2026-01-01', value: 0 },
    { at: '2026-02-01', value: 0 },
    { at: '2026-03-01', value: 1 },
  ])
  assert.deepEqual(rows, [['2026-03-05', 'bob']])
})

test('a contributor is inactive who has been silent for the days given, judged at the period’s end', async () => {
  const commits = [ada('2026-01-01 00:00:00'), bob('2026-01-01 00:00:00'), bob('2026-08-01 00:00:00')]
  assert.deepEqual((await measure({ commits }, 'inactive-contributors')).rows, [['2026-01-01', 'ada']])
  assert.equal((await measure({ commits }, 'inactive-contributors', { to: '2026-03-01' })).value, 0)
  assert.equal(
    (await measure({ commits }, 'inactive-contributors', { to: '2026-03-01', inactiveAfterDays: 58 })).value,
    2,
  )
  assert.equal(
    (await measure({ commits }, 'inactive-contributors', { to: '2026-03-01', inactiveAfterDays: 59 })).value,
    0,
  )
})

test('lines are those added and removed, or one of the two', async () => {
  const commits = [ada('2026-01-01 00:00:00', { changes: [['a', 5, 2]] })]
  const count = async (lineKind: MetricParameters['lineKind']) =>
    (await measure({ commits }, 'lines', { lineKind })).value
  assert.deepEqual([await count('touched'), await count('added'), await count('removed')], [7, 5, 2])
})

test('who touched too few lines is no committer, and who did too little is not missed', async () => {
  const commits = [
    ada('2026-01-01 00:00:00', { changes: [['a', 5, 2]] }),
    bob('2026-01-01 00:00:00', { changes: [['a', 5, 1]] }),
    bob('2026-01-02 00:00:00', { changes: [] }),
  ]
  const count = async (id: string, parameters: Partial<MetricParameters>) =>
    (await measure({ commits }, id, parameters)).value
  assert.equal(await count('committers', { linesAtLeast: 7 }), 1)
  assert.equal(await count('committers', { linesAtLeast: 6, commitsAtLeast: 2 }), 1)
  assert.equal(await count('committers', { linesAtLeast: 8 }), 0)
  assert.equal(await count('inactive-contributors', {}), 2)
  assert.equal(await count('inactive-contributors', { commitsAtLeast: 2 }), 1)
})

test('occasional are also those whose commits lie far apart, when asked; their share and who came again stand beside', async () => {
  const steady = Array.from({ length: 6 }, (_, i) => ada(`2026-01-0${i + 1} 00:00:00`))
  const rare = Array.from({ length: 6 }, (_, i) => bob(`2026-0${i + 1}-01 00:00:00`))
  const history = { commits: [...steady, ...rare, { by: 'cy', at: '2026-01-01 00:00:00' }] }
  const read = async (parameters: Partial<MetricParameters>) => {
    const { value, beside } = await measure(history, 'occasional-contributors', parameters)
    return [value, ...beside.map(one => one.value)]
  }
  assert.deepEqual(await read({}), [1, 1 / 3, 0])
  // 151 days from January 1 to June 1, in five steps: 30.2.
  assert.deepEqual(await read({ occasionalGapDays: 30 }), [2, 2 / 3, 1])
  assert.deepEqual(await read({ occasionalGapDays: 31 }), [1, 1 / 3, 0])
})

for (const metric of metrics) {
  test(`${metric.id} of a period in which nothing happened is no number or none`, async () => {
    const commits = [ada('2020-01-01 00:00:00', { changes: [['a', 5, 2]] }), bob('2026-01-01 00:00:00')]
    const period = { from: '2023-01-01', to: '2023-02-01' }
    const { value, series } = await measure({ commits, tags: [['v1', '2020-01-02 00:00:00']] }, metric.id, period)
    assert.ok(value === null || value === 0)
    assert.ok(series.every(point => point.value === null || point.value === 0))
  })
}

test('an occasional contributor has fewer commits than the number given', async () => {
  const commits = crowd(5, 4, 1)
  assert.deepEqual((await measure({ commits }, 'occasional-contributors')).rows, [
    ['p1', 4],
    ['p2', 1],
  ])
  assert.equal((await measure({ commits }, 'occasional-contributors', { occasionalBelow: 2 })).value, 1)
})

test('tags are releases, and their names tell of which kind', async () => {
  const tags: [string, string][] = [
    ['v1.0.0', '2026-01-01 00:00:00'],
    ['v1.1.0', '2026-01-11 00:00:00'],
    ['release-1.1.1', '2026-01-12 00:00:00'],
    ['2.0.0-rc.1', '2026-02-01 00:00:00'],
    ['2.0rc2', '2026-02-02 00:00:00'],
    ['nightly', '2026-02-03 00:00:00'],
  ]
  const { value, rows } = await measure({ commits: [], tags }, 'release-frequency')
  assert.equal(value, 6)
  assert.deepEqual(rows, [
    ['2026-02-03', 'nightly', 'other', 1],
    ['2026-02-02', '2.0rc2', 'pre-release', 1],
    ['2026-02-01', '2.0.0-rc.1', 'pre-release', 20],
    ['2026-01-12', 'release-1.1.1', 'patch', 1],
    ['2026-01-11', 'v1.1.0', 'minor', 10],
    ['2026-01-01', 'v1.0.0', 'major', null],
  ])
})

test('a number in a pre-release or a build is not the version, one after a prefix is', async () => {
  const kinds = {
    'v2.0.0-rc1.2': 'pre-release',
    '2.0.0-rc1.2': 'pre-release',
    '2.1.0-1.2': 'pre-release',
    'rel2.0.0-rc1.2': 'pre-release',
    'go1.21rc2': 'pre-release',
    'lib-2.0.0-beta.1': 'pre-release',
    'foo/v2.0.0-rc1.2+build5.1': 'pre-release',
    'v1.0.0+build5.1': 'major',
    'pkg@1.0.0+20260101.1': 'major',
    'v1.0.0+build-5.1': 'major',
    'release-1.2.0': 'minor',
    'Release1.2': 'minor',
    'jdk-11.0.2+9': 'patch',
    'pkg@1.2.3': 'patch',
    '@scope/pkg2@1.2.3': 'patch',
    'foo/v1.2.3': 'patch',
    'python3.11-v1.2.3': 'patch',
    'release-2026-01-1.2': 'minor',
    '1.2.3.4': 'other',
    v1: 'other',
  }
  const tags = Object.keys(kinds).map((name): [string, string] => [name, '2026-01-01 00:00:00'])
  const { rows } = await measure({ commits: [], tags }, 'release-frequency')
  assert.deepEqual(Object.fromEntries(rows.map(([, name, kind]) => [name, kind])), kinds)
})

test('time zones keep their minutes and their sign', async () => {
  const commits = [
    ada('2026-01-01 00:00:00', { offset: 330 }),
    bob('2026-01-01 00:00:00', { offset: -210 }),
    ada('2026-01-02 00:00:00', { offset: 330 }),
  ]
  const { value, rows } = await measure({ commits }, 'time-zones')
  assert.equal(value, 2)
  assert.deepEqual(rows, [
    ['UTC-03:30', 1, 1],
    ['UTC+05:30', 2, 1],
  ])
})

test('a weekday and an hour are the author’s own, and the UTC ones stand beside', async () => {
  // Friday 20:00 in UTC is Saturday 01:30 at +05:30.
  const { value, rows } = await measure({ commits: [ada('2026-11-20 20:00:00', { offset: 330 })] }, 'activity-times')
  assert.equal(value, 1)
  assert.equal(rows.length, 168)
  assert.deepEqual(
    rows.filter(([, , local, utc]) => local || utc),
    [
      [5, 20, 0, 1],
      [6, 1, 1, 0],
    ],
  )
})

test('nothing done on a weekend is a share of none, in groups as well; nothing done at all is no share', async () => {
  const week = [ada('2026-11-20 12:00:00'), ada('2026-11-20 13:00:00')]
  const history = {
    commits: [...week, bob('2026-11-21 12:00:00')],
    employers: { ada: 'Acme', bob: 'Beacon' },
  }
  assert.equal((await measure({ commits: week }, 'activity-times')).value, 0)
  assert.equal((await measure({ commits: [] }, 'activity-times')).value, null)
  const { value, groups } = await measure(history, 'activity-times', { groupBy: 'organization' })
  assert.equal(value, 1 / 3)
  assert.deepEqual(
    groups.map(group => [group.name, group.value]),
    [
      ['Acme', 0],
      ['Beacon', 1],
    ],
  )
})

test('bots are told apart', async () => {
  const history = {
    commits: [ada('2026-01-01 00:00:00'), { by: 'dependabot', at: '2026-01-01 00:00:00' }],
    bots: ['dependabot'],
  }
  assert.equal((await measure(history, 'bot-activity')).value, 0.5)
  assert.equal((await measure(history, 'contributors', { bots: 'exclude' })).value, 1)
  assert.deepEqual(
    (await measure(history, 'contributors', { bots: 'only' })).rows.map(([name]) => name),
    ['dependabot'],
  )
})

test('dates before 1970 and in the future count, and the latter are flagged', async () => {
  const { value, origin } = await measure(
    { commits: [ada('1969-07-20 20:17:00'), ada('2107-01-01 00:00:00')] },
    'commits',
    { interval: 'year' },
  )
  assert.equal(value, 2)
  assert.deepEqual(
    [origin.firstAt, origin.lastAt, origin.inFuture],
    ['1969-07-20T20:17:00.000Z', '2107-01-01T00:00:00.000Z', 1],
  )
})

test('the same number is given for each organization, kind, project and time zone, with its own series', async () => {
  const commits = [ada('2026-01-01 00:00:00', { offset: 330 }), ada('2026-03-01 00:00:00'), bob('2026-01-01 00:00:00')]
  const history = { commits, employers: { ada: 'Acme' }, bots: ['bob'] }
  const { groups, groupCount, coverage } = await measure(history, 'contributors', {
    ...{ groupBy: 'organization', to: '2026-04-01' },
  })
  assert.deepEqual(groups, [
    {
      ...{ name: 'Acme', value: 1, size: 2 },
      series: [
        { at: '2026-01-01', value: 1 },
        { at: '2026-02-01', value: 0 },
        { at: '2026-03-01', value: 1 },
      ],
    },
    {
      ...{ name: null, value: 1, size: 1 },
      series: [
        { at: '2026-01-01', value: 1 },
        { at: '2026-02-01', value: 0 },
        { at: '2026-03-01', value: 0 },
      ],
    },
  ])
  assert.deepEqual([groupCount, coverage], [2, null])
  const by = async (groupBy: MetricParameters['groupBy']) =>
    (await measure(history, 'commits', { groupBy })).groups.map(({ name, value }) => [name, value])
  assert.deepEqual(await by('kind'), [
    ['person', 2],
    ['bot', 1],
  ])
  assert.deepEqual(await by('project'), [['p', 3]])
  assert.deepEqual(await by('time-zone'), [
    ['UTC+00:00', 2],
    ['UTC+05:30', 1],
  ])
  assert.deepEqual(await by('label'), [])
})

test('every metric can be asked by project', async () => {
  const commits = [ada('2026-01-01 00:00:00', { changes: [['a', 1, 0]] }), bob('2026-02-01 00:00:00')]
  for (const { id } of metrics) await measure({ commits, employers: { ada: 'Acme' } }, id, { groupBy: 'project' })
})

test('rows come by pages, and their number is told', async () => {
  const commits = crowd(3, 2, 1)
  const page = async (rowsFrom: number, rowsMost: number) => {
    const { rows, rowCount } = await measure({ commits }, 'contributors', { rowsFrom, rowsMost })
    return [rows.map(([name]) => name), rowCount]
  }
  assert.deepEqual(await page(0, 2), [['p0', 'p1'], 3])
  assert.deepEqual(await page(2, 2), [['p2'], 3])
  assert.deepEqual(await page(9, 2), [[], 3])
})

test('new is whose first deed lies few days before, established are the others', async () => {
  const commits = [
    ada('2025-01-01 00:00:00'),
    ada('2026-01-01 00:00:00'),
    bob('2026-01-01 18:00:00'),
    // Who is new on a day is so all day: by UTC.
    bob('2026-02-01 00:00:00'),
  ]
  const count = async (parameters: Partial<MetricParameters>) =>
    (await measure({ commits }, 'commits', parameters)).value
  assert.equal(await count({ standing: 'new' }), 3)
  assert.equal(await count({ standing: 'established' }), 1)
  assert.equal(await count({ standing: 'new', newForDays: 31 }), 2)
  assert.equal(await count({ standing: 'new', newForDays: 32 }), 3)
  // Whatever the period, all that is known decides who is new.
  assert.equal(await count({ standing: 'new', from: '2026-01-01' }), 2)
})

test('a commit is its author’s deed, or its committer’s when asked', async () => {
  const commits = [ada('2026-01-01 00:00:00', { committedBy: 'bob' }), bob('2026-01-02 00:00:00')]
  assert.equal((await measure({ commits }, 'committers')).value, 2)
  assert.equal((await measure({ commits }, 'committers', { role: 'committer' })).value, 1)
})

test('one person, one organization or one group can be asked for', async () => {
  const history = {
    commits: crowd(3, 2, 1),
    employers: { p0: 'Acme', p1: 'Acme’s “best”' },
    groups: { team: ['p1', 'p2'] },
  }
  const count = async (parameters: Partial<MetricParameters>) => (await measure(history, 'commits', parameters)).value
  assert.equal(await count({ person: 'p0@x.example' }), 3)
  assert.equal(await count({ organization: 'Acme’s “best”' }), 2)
  assert.equal(await count({ group: 'team' }), 3)
  assert.equal(await count({ group: "nobody's" }), 0)
})

test('several projects are measured as one, a person who is in both being one', async () => {
  const one = tablesOf({ commits: [ada('2026-01-01 00:00:00'), bob('2026-01-01 00:00:00')] })
  const other = tablesOf({ commits: [ada('2026-02-01 00:00:00')] })
  const projects = [
    { id: 'one', history: one },
    { id: 'other', history: other },
  ]
  const asked = MetricParameters.parse({ groupBy: 'project' })
  const { measured, origin } = await measureSources(at, { projects }, asked, ['commits', 'contributors'])
  assert.deepEqual(
    measured.map(({ value, groups }) => [value, groups.map(group => [group.name, group.value])]),
    [
      [
        3,
        [
          ['one', 2],
          ['other', 1],
        ],
      ],
      [
        2,
        [
          ['one', 2],
          ['other', 1],
        ],
      ],
    ],
  )
  assert.deepEqual([origin.projects, origin.commits], [2, 3])
})

test('a metric that is named twice is told once', async () => {
  const sources = { projects: [{ id: 'p', history: tablesOf({ commits: crowd(2, 1) }) }] }
  const ids = ['organizational-diversity', 'commits', 'organizational-diversity', 'commits']
  const { measured } = await measureSources(at, sources, MetricParameters.parse({}), ids)
  assert.deepEqual(
    measured.map(({ metric, value }) => [metric.id, value]),
    [
      ['organizational-diversity', 0],
      ['commits', 3],
    ],
  )
})
