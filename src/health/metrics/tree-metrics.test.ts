import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Commit, type File, filesOf, tablesOf } from '../../../test/git-facts.ts'
import { openFacts } from '../../platform/facts/open-facts.ts'
import { licenseRecords } from './license-records.ts'
import { MetricParameters } from './model.ts'
import type { ProjectRecord } from './selection/sources.ts'
import { describe, measureSources } from './service.ts'

const folder = await mkdtemp(join(tmpdir(), 'ospo-tree-metrics-'))
const facts = openFacts(folder)
after(async () => {
  facts.close()
  await rm(folder, { recursive: true })
})

interface Told {
  commits?: Commit[]
  files?: File[]
  records?: ProjectRecord[]
}

async function measure(projects: Told[], id: string, parameters: Partial<MetricParameters> = {}) {
  const sources = {
    projects: projects.map(({ commits = [], files = [], records = [] }, i) => ({
      ...{ id: `p${i}`, history: tablesOf({ commits }), files: filesOf(files), records },
    })),
  }
  const asked = MetricParameters.parse({ interval: 'month', ...parameters })
  const at = { facts, now: () => new Date('2026-11-21T00:00:00Z') }
  const [result] = (await measureSources(at, sources, asked, [id])).measured
  assert.ok(result)
  return describe(result, 'en')
}

const ada = (at: string, more: Partial<Commit> = {}): Commit => ({ by: 'ada', at, ...more })
const bob = (at: string, more: Partial<Commit> = {}): Commit => ({ by: 'bob', at, ...more })

test('languages are counted by files and by lines, without what programs wrote, data and prose', async () => {
  const files: File[] = [
    { path: 'a.ts', lines: 60 },
    { path: 'b.ts', lines: 20 },
    { path: 'c.py', lines: 20 },
    { path: 'dist/a.js', lines: 9000, generated: true },
    { path: 'README.md', lines: 500 },
    { path: 'data.json', lines: 500 },
  ]
  const { value, rows } = await measure([{ files }], 'programming-language-distribution')
  assert.equal(value, 2)
  assert.deepEqual(rows, [
    ['TypeScript', 2, 0.6667, 80, 0.8],
    ['Python', 1, 0.3333, 20, 0.2],
  ])
})

test('license coverage is of all files, and of programs beside it', async () => {
  const files: File[] = [
    { path: 'a.ts', license: 'MIT', isOsi: true },
    { path: 'src/b.ts' },
    { path: 'src/c.ts' },
    { path: 'README.md', license: 'CC-BY-4.0' },
  ]
  const { value, beside, rows } = await measure([{ files }], 'license-coverage')
  assert.equal(value, 0.5)
  assert.equal(beside[0]?.value?.toFixed(6), (1 / 3).toFixed(6))
  assert.deepEqual(rows, [
    ['src/', 2, 0],
    ['./', 2, 2],
  ])
})

test('licenses are declared by projects and by files, and some are approved', async () => {
  const one = { records: licenseRecords('Apache-2.0'), files: [{ path: 'a.c', license: 'CC-BY-4.0' }] }
  const other = { records: licenseRecords('Apache-2.0 OR LicenseRef-own') }
  const unknown = { records: licenseRecords(null) }
  assert.equal((await measure([one, other, unknown], 'license-declared')).value, 3)
  const { value, rows } = await measure([one, other, unknown], 'osi-approved-licenses')
  assert.equal(value?.toFixed(6), (2 / 3).toFixed(6))
  assert.deepEqual(rows, [
    ['CC-BY-4.0', 'no', 1, 1],
    ['Apache-2.0', 'yes', 1, 0],
    ['Apache-2.0 OR LicenseRef-own', 'yes', 1, 0],
  ])
  assert.deepEqual(
    ['Apache-2.0 AND LicenseRef-own', 'LicenseRef-own', 'CC-BY-4.0', 'GPL-3.0-only'].map(
      expression => licenseRecords(expression)[0]?.number,
    ),
    [0, 0, 0, 1],
  )
})

test('a code of conduct and an SPDX document are there or not, and over several projects a share', async () => {
  const one = { files: [{ path: '.github/CODE_OF_CONDUCT.md' }, { path: 'sbom/app.spdx.json' }] }
  const other = { files: [{ path: 'src/conduct.ts' }, { path: 'src/code_of_conduct.rb' }] }
  assert.equal((await measure([one], 'code-of-conduct')).value, 1)
  assert.equal((await measure([other], 'code-of-conduct')).value, 0)
  const { value, rows } = await measure([one, other], 'spdx-document')
  assert.equal(value, 0.5)
  assert.deepEqual(rows, [['p0', 'sbom/app.spdx.json']])
  assert.equal((await measure([{}], 'code-of-conduct')).value, null)
})

test('a path tells the type of a contribution, and a commit counts for each', async () => {
  const commits = [
    ada('2026-01-01 00:00:00', {
      changes: [
        ['src/a.ts', 3, 1],
        ['src/a.test.ts', 5, 0],
      ],
    }),
    bob('2026-01-02 00:00:00', { changes: [['docs/guide.md', 10, 2]] }),
    bob('2026-01-03 00:00:00', { changes: [['.github/workflows/test.yml', 1, 1]] }),
    bob('2026-01-04 00:00:00', { changes: [['po/zh.po', 7, 0]] }),
    ada('2026-01-05 00:00:00', { changes: [] }),
  ]
  const { value, rows } = await measure([{ commits }], 'types-of-contributions-by-path')
  assert.equal(value, 5)
  assert.deepEqual(rows, [
    ['code', 1, 1, 4],
    ['continuous integration', 1, 1, 2],
    ['documentation', 1, 1, 12],
    ['tests', 1, 1, 5],
    ['translation', 1, 1, 7],
  ])
})

/** c0 by Ada, c1 by Bob on a branch, c2 by Ada on another; c3 merges Bob's, c4 her own, half a day later. */
const branches: Commit[] = [
  ada('2026-01-01 00:00:00'),
  bob('2026-01-02 00:00:00', { parents: ['c0'] }),
  ada('2026-01-03 00:00:00', { parents: ['c0'] }),
  ada('2026-01-05 00:00:00', { parents: ['c0', 'c1'] }),
  ada('2026-01-03 12:00:00', { parents: ['c3', 'c2'] }),
  ada('2026-01-06 00:00:00', { parents: ['c4', 'unknown'] }),
]

test('merges tell how long branches waited, and who merged the own', async () => {
  const { value, beside, rows } = await measure([{ commits: branches }], 'branch-lifecycle-git')
  assert.equal(value, 3)
  assert.equal(beside[0]?.value, 1.75)
  assert.deepEqual(rows, [['2026-01-01', 3, 1.75, 3]])
  assert.equal((await measure([{ commits: branches }], 'self-merges-git')).value, 0.5)
  assert.equal((await measure([{ commits: branches.slice(0, 3) }], 'self-merges-git')).value, null)
})

test('a merge that a clock dates before the branch keeps its sign', async () => {
  const commits = [ada('2026-01-03 00:00:00'), ada('2026-01-02 00:00:00', { parents: ['x', 'c0'] })]
  assert.equal((await measure([{ commits }], 'branch-lifecycle-git')).beside[0]?.value, -1)
})

test('dependencies and libyears are the office’s own records', async () => {
  const records = (direct: number, all: number, years: number | null): ProjectRecord[] => [
    { what: 'direct-dependencies', value: null, number: direct },
    { what: 'dated-dependencies', value: null, number: years === null ? 0 : 2 },
    { what: 'dependencies', value: null, number: all },
    { what: 'libyears', value: null, number: years },
  ]
  const projects = [{ records: records(3, 40, 2.5) }, { records: records(1, 2, null) }, {}]
  const { value, beside, rows } = await measure(projects, 'upstream-code-dependencies')
  assert.deepEqual([value, beside[0]?.value], [4, 42])
  assert.deepEqual(rows, [
    ['p0', 3, 40],
    ['p1', 1, 2],
  ])
  const libyears = await measure(projects, 'libyears')
  // Of two packages it is known when the newer ones came.
  assert.deepEqual([libyears.value, ...libyears.beside.map(one => one.value)], [2.5, 1.25, 2])
  assert.equal((await measure([{}], 'libyears')).value, null)
})

test('Bollinger’s band marks the interval that leaves it', async () => {
  const days = Array.from({ length: 10 }, (_, i) => `2026-01-${String(i + 1).padStart(2, '0')} 00:00:00`)
  const commits = [...days.map(day => ada(day)), ...Array.from({ length: 7 }, () => ada('2026-01-11 00:00:00'))]
  const { rows } = await measure([{ commits }], 'burstiness', { interval: 'day' })
  assert.deepEqual(rows, [['2026-01-11', 7, 1, 1]])
})
