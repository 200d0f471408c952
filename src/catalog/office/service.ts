import { MetricParameters, type MetricResult } from '../../health/metrics/model.ts'
import { measure } from '../../health/metrics/service.ts'
import type { Context } from '../../platform/context.ts'
import { countPackages, getInventory } from '../../supply-chain/inventory/service.ts'
import { judgeComponents } from '../../supply-chain/license-policy/service.ts'
import { getProjectLicense } from '../../supply-chain/licenses/service.ts'
import { getKeyFiles } from '../key-files/service.ts'
import { countPeople } from '../people/service.ts'
import type { Project } from '../projects/model.ts'
import { getProject, getProjects } from '../projects/service.ts'
import { findProblems } from './findings.ts'
import type { Activity, HistorySummary, OfficeEntry, OfficeTotals, ProjectSummary } from './model.ts'
import * as store from './store.ts'

const day = 86_400_000
const weeks = 52

export async function getOffice(ctx: Context): Promise<{ totals: OfficeTotals; projects: OfficeEntry[] }> {
  const projects = await store.findEntries(ctx.db)
  return { totals: await sumUp(ctx, projects), projects }
}

/** All projects with their summaries, without sums over them. */
export function getEntries(ctx: Pick<Context, 'db'>): Promise<OfficeEntry[]> {
  return store.findEntries(ctx.db)
}

export async function getEntry(ctx: Context, id: string): Promise<OfficeEntry> {
  const project = await getProject(ctx, id)
  return { ...project, summary: (await store.findSummary(ctx.db, id)) ?? null }
}

/** By id or by name, in any case; undefined where the office has none. */
export async function findEntry(ctx: Context, name: string): Promise<OfficeEntry | undefined> {
  const wanted = name.toLowerCase()
  const projects = await getProjects(ctx)
  const project =
    projects.find(({ id }) => id.toLowerCase() === wanted) ?? projects.find(({ name }) => name.toLowerCase() === wanted)
  return project && getEntry(ctx, project.id)
}

/** Draws a project's summary anew from its facts and records. */
export async function summarizeProject(ctx: Context, id: string, historyWarnings: ProjectSummary['warnings'] = []) {
  const project = await getProject(ctx, id)
  const history = project.kind === 'folder' ? null : await summarizeHistory(ctx, id)
  const { manifests, components } = await getInventory(ctx, id)
  const { verdicts } = await judgeComponents(ctx, components, { products: [project.id, project.name] })
  const license = await getProjectLicense(ctx, id)
  const keyFiles = [...new Set((await getKeyFiles(ctx, id)).map(file => file.kind))]
  const activity = activityOf(history, ctx.now())
  const findings = findProblems({
    kind: project.kind,
    activity,
    history,
    license: license.expression,
    unrecognizedTexts: license.evidence.filter(({ kind }) => kind === 'unrecognized').map(({ path }) => path),
    licenseMismatch: license.mismatch,
    verdicts,
    keyFiles,
    brokenManifests: manifests.flatMap(manifest => manifest.problem ?? []),
    historyWarnings,
  })
  await store.saveSummary(ctx.db, id, {
    activity,
    history,
    license: license.expression,
    components: components.length,
    directComponents: components.filter(component => component.relation === 'direct').length,
    manifests: manifests.length,
    verdicts,
    keyFiles,
    findings,
    warnings: historyWarnings,
    summarizedAt: ctx.now().toISOString(),
  })
}

/** All metrics over all time, which a project's pages show. Once asked for, they are at hand until the history changes. */
export function measureOverview(ctx: Context, id: string) {
  return measure(ctx, id, MetricParameters.parse({}))
}

/** For all projects, or some, when what they are judged by has changed. */
export async function summarizeAll(ctx: Context, only?: ReadonlySet<string>) {
  for (const id of only ?? (await getProjects(ctx)).map(({ id }) => id)) {
    const known = await store.findSummary(ctx.db, id)
    if (known) await summarizeProject(ctx, id, known.warnings)
  }
}

async function summarizeHistory(ctx: Context, id: string): Promise<HistorySummary | null> {
  const ever = await measure(ctx, id, MetricParameters.parse({}), ['contributors', 'release-frequency'])
  const { origin } = ever
  if (!origin.head) return null
  const now = ctx.now()
  const lastYear = { from: dayOf(new Date(now.getTime() - 365 * day)), interval: 'week' as const }
  const ids = ['commits', 'contributors', 'contributor-absence-factor']
  const year = await measure(ctx, id, MetricParameters.parse(lastYear), ids)
  const [contributors, releases] = ever.metrics
  const [commits, active, absence] = year.metrics
  const [lastRelease] = releases?.rows ?? []
  return {
    head: origin.head,
    commits: origin.commits,
    contributors: contributors?.value ?? 0,
    contributorsThisYear: active?.value ?? 0,
    commitsThisYear: commits?.value ?? 0,
    absenceFactor: absence?.value ?? null,
    firstCommitAt: origin.firstAt,
    lastCommitAt: origin.lastAt,
    weeks: lastWeeks(commits, now),
    releases: releases?.value ?? 0,
    lastRelease: lastRelease ? { at: String(lastRelease[0]), name: String(lastRelease[1]) } : null,
  }
}

/** One number for each of the weeks up to this one, which have the same Monday as the metric's. */
function lastWeeks(commits: MetricResult | undefined, now: Date): number[] {
  const byWeek = new Map(commits?.series.map(({ at, value }) => [at, value]))
  const monday = now.getTime() - ((now.getUTCDay() + 6) % 7) * day
  return Array.from({ length: weeks }, (_, i) => byWeek.get(dayOf(new Date(monday - (weeks - 1 - i) * 7 * day))) ?? 0)
}

function activityOf(history: HistorySummary | null, now: Date): Activity {
  if (!history?.lastCommitAt) return 'none'
  const days = (now.getTime() - Date.parse(history.lastCommitAt)) / day
  if (days <= 90) return 'active'
  return days <= 365 ? 'slow' : 'dormant'
}

async function sumUp(ctx: Context, projects: OfficeEntry[]): Promise<OfficeTotals> {
  const paths = new Set(projects.map(project => project.path))
  const counted = projects.filter(project => !showsAnother(project, paths))
  const sum = (value: (entry: OfficeEntry) => number | undefined) =>
    counted.reduce((sum, entry) => sum + (value(entry) ?? 0), 0)
  return {
    projects: projects.length,
    people: await countPeople(ctx),
    commits: sum(({ summary }) => summary?.history?.commits),
    commitsThisYear: sum(({ summary }) => summary?.history?.commitsThisYear),
    packages: await countPackages(ctx),
    denied: sum(({ summary }) => summary?.verdicts.deny),
    highFindings: sum(({ summary }) => summary?.findings.filter(finding => finding.severity === 'high').length),
  }
}

function showsAnother({ mainPath }: Project, paths: ReadonlySet<string>) {
  return mainPath !== null && paths.has(mainPath)
}

function dayOf(date: Date) {
  return date.toISOString().slice(0, 10)
}
