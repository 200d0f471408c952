import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, openApp } from '../src/app/app.ts'
import { findProblems } from '../src/catalog/office/findings.ts'
import type { ProjectSummary } from '../src/catalog/office/model.ts'
import { measureOverview } from '../src/catalog/office/service.ts'
import { saveSummary } from '../src/catalog/office/store.ts'
import { saveProject } from '../src/catalog/projects/store.ts'
import { mineChanges, mineCommits } from '../src/health/history/service.ts'
import { insertContributions } from '../src/health/identities/activity/store.ts'
import { warmUpCharts } from '../src/platform/charts/render-chart.ts'
import type { Context } from '../src/platform/context.ts'
import { saveManifest } from '../src/supply-chain/inventory/service.ts'
import { type Bench, inTurns } from './measure.ts'

const projects = 1000
const packagesPerProject = 300
const peoplePerProject = 30
const limitMs = 200

/** Every page of an office with 1,000 projects, one of which is a real repository. */
export const pages: Bench = {
  name: 'pages',
  async run([repository = '.'], print) {
    const data = mkdtempSync(join(tmpdir(), 'ospo-bench-'))
    const app = await openApp({ data })
    try {
      const ctx = await app.localContext()
      await fill(ctx)
      await mineCommits(ctx, { id: 'project-0', path: repository })
      await mineChanges(ctx, { id: 'project-0', path: repository })
      await measureOverview(ctx, 'project-0')
      await warmUpCharts()
      const cookie = await signIn(app)
      for (const path of paths) {
        const first = await timePage(app, cookie, path)
        const [again = 0] = await inTurns(5, () => timePage(app, cookie, path))
        print({ what: path.slice(0, 28), ours: again, target: limitMs, unit: 'ms' })
        if (first > limitMs) print({ what: '  at first', ours: first, target: limitMs, unit: 'ms' })
      }
    } finally {
      await app.close()
      rmSync(data, { recursive: true })
    }
  },
}

const paths = [
  '/',
  '/?text=42&sort=-people',
  '/projects/project-0',
  '/projects/project-0/components',
  '/projects/project-0/contributors',
  '/projects/project-0/metrics',
  '/components',
  `/components/${encodeURIComponent('pkg:npm/package-7')}`,
  '/people',
  '/people/person-7',
  '/jobs',
  '/policy',
  '/search?q=package-1',
  '/api/office',
]

async function timePage(app: App, cookie: string, path: string): Promise<number> {
  const start = performance.now()
  const answer = await app.fetch(new Request(`http://localhost${path}`, { headers: { cookie } }))
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return performance.now() - start
}

export async function signIn(app: App) {
  const answer = await app.fetch(new Request(`http://localhost/sign-in?key=${await app.createSignInLink()}`))
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** Sizes as in real portfolios: a few packages and people are everywhere, most in few places. */
async function fill(ctx: Context) {
  await ctx.db.transaction().execute(async db => {
    for (let i = 0; i < projects; i++) {
      const id = `project-${i}`
      const addedAt = '2026-01-01T00:00:00.000Z'
      await saveProject(db, {
        id,
        name: `Project ${i}`,
        path: `/code/${id}`,
        kind: 'repository',
        mainPath: null,
        addedAt,
      })
      await saveSummary(db, id, summaryOf(i))
      await insertContributions(db, people(i))
      const components = packagesOf(i)
      await saveManifest({ db, now: () => new Date() }, id, {
        path: 'package-lock.json',
        reader: 'npm',
        warnings: [],
        contentHash: '',
        components,
      })
    }
  })
}

function skewed(i: number, j: number, many: number) {
  return Math.floor(many * (((i * 7919 + j * 104_729) % 1000) / 1000) ** 3)
}

function packagesOf(i: number) {
  const names = new Set(Array.from({ length: packagesPerProject }, (_, j) => skewed(i, j, 20_000)))
  return [...names].map(n => ({
    purl: `pkg:npm/package-${n}@${n % 5}.${i % 3}.0`,
    package: `pkg:npm/package-${n}`,
    version: `${n % 5}.${i % 3}.0`,
    license: n % 50 === 0 ? 'GPL-3.0-only' : 'MIT',
    relation: n % 4 === 0 ? ('direct' as const) : ('transitive' as const),
    scope: 'runtime' as const,
    path: ['pkg:npm/package-0@1.0.0'],
    manifest: 'package-lock.json',
  }))
}

function people(i: number) {
  const numbers = new Set(Array.from({ length: peoplePerProject }, (_, j) => skewed(j, i, 5000)))
  return [...numbers].map(n => ({
    project_id: `project-${i}`,
    person_id: `person-${n}`,
    name: `Person ${n}`,
    email: `person-${n}@example.org`,
    bot: 0,
    commits: 1 + (n % 500),
    first_at: '2020-01-01T00:00:00.000Z',
    last_at: '2026-01-01T00:00:00.000Z',
  }))
}

function summaryOf(i: number): ProjectSummary {
  const history = {
    head: '0'.repeat(40),
    commits: 100 * (i % 97),
    contributors: i % 60,
    contributorsThisYear: i % 10,
    commitsThisYear: i % 400,
    absenceFactor: 1 + (i % 4),
    firstCommitAt: '2015-01-01T00:00:00.000Z',
    lastCommitAt: '2026-01-01T00:00:00.000Z',
    weeks: Array.from({ length: 52 }, (_, week) => (week * i) % 20),
    releases: i % 30,
    lastRelease: null,
  }
  const verdicts = { allow: 290, review: i % 7, deny: i % 5 === 0 ? 2 : 0, waived: 0 }
  const license = i % 11 === 0 ? null : 'Apache-2.0'
  const activity = 'slow'
  const observed = { kind: 'repository', activity, history, license, verdicts, licenseMismatch: undefined } as const
  const findings = findProblems({
    ...observed,
    unrecognizedTexts: [],
    keyFiles: ['readme'],
    brokenManifests: [],
    historyWarnings: [],
  })
  const counts = { components: 300, directComponents: 75, manifests: 1 }
  return {
    activity,
    history,
    license,
    ...counts,
    verdicts,
    keyFiles: ['readme'],
    findings,
    warnings: [],
    summarizedAt: '2026-01-01T00:00:00.000Z',
  }
}
