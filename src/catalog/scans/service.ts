import { togetherWork } from '../../health/history/model.ts'
import {
  askForMergeChanges,
  getMergeProgress,
  mineChanges,
  mineCommits,
  mineMergeChanges,
  recordFiles,
} from '../../health/history/service.ts'
import { learnProject } from '../../health/identities/service.ts'
import { updateMaintainers } from '../../health/maintainers/service.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { requireFolder } from '../../platform/files/folder.ts'
import { openTree } from '../../platform/git/open-tree.ts'
import type { JobKind, Progress } from '../../platform/jobs/job.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { deskWatch } from '../../requests/desk/model.ts'
import { findPackageUses, recordInstalledLicenses, updateInventory } from '../../supply-chain/inventory/service.ts'
import { updateProjectLicense } from '../../supply-chain/licenses/service.ts'
import { summaryJob } from '../jobs/model.ts'
import { updateKeyFiles } from '../key-files/service.ts'
import { measureOverview, summarizeAll, summarizeProject } from '../office/service.ts'
import type { Project } from '../projects/model.ts'
import { addProjects, getProject, updateAddress } from '../projects/service.ts'

export interface Scan {
  projects: Project[]
  /** Ids of the jobs that analyse them. */
  jobs: string[]
  problems: { path: string; problem: Text }[]
}

/** What is wrong with one folder is told, and the others go on. */
export async function scanPaths(ctx: Context, paths: string[]): Promise<Scan> {
  const projects = new Map<string, Project>()
  const problems: Scan['problems'] = []
  for (const path of paths) {
    try {
      for (const project of await addProjects(ctx, path)) projects.set(project.id, project)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      problems.push({ path, problem: error.text })
    }
  }
  const jobs: string[] = []
  for (const id of projects.keys()) jobs.push(...(await scanProject(ctx, id)))
  return { projects: [...projects.values()], jobs, problems }
}

export async function scanProject(ctx: Context, id: string): Promise<string[]> {
  const project = await getProject(ctx, id)
  const jobs = [await enqueue(ctx.db, ctx.now(), analysis, id)]
  if (project.kind !== 'folder') jobs.push(await enqueue(ctx.db, ctx.now(), lineCount, id))
  return jobs
}

export interface MergeLines {
  /** Whether merges are to have lines. */
  isAsked: boolean
  /** Merges of which they are known, of so many. */
  counted: number
  total: number
}

export async function getMergeLines(ctx: Context, id: string): Promise<MergeLines> {
  await getProject(ctx, id)
  return getMergeProgress(ctx, id)
}

/** Whether merges of a project are to have lines, by what they changed against their first parent: from now on, or no more. */
export async function setMergeLines(
  ctx: Context,
  id: string,
  isAsked: boolean,
): Promise<MergeLines & { jobs: string[] }> {
  const { kind } = await getProject(ctx, id)
  if (kind === 'folder') throw noHistory
  await askForMergeChanges(ctx, id, isAsked)
  const jobs = isAsked ? [await enqueue(ctx.db, ctx.now(), lineCount, id)] : []
  return { ...(await getMergeProgress(ctx, id)), jobs }
}

const noHistory = new Failure('invalid-input', {
  en: 'A folder without a git history has no merges',
  zh: '没有 git 历史的文件夹没有合并提交',
})

/** When the office's policy changes, every project is seen in its light; when a grant on a package does, those that use it; when it is found who its people are, that project. */
export const summary: JobKind = {
  ...summaryJob,
  run: async (ctx, subject) => {
    await summarizeAll(ctx, await projectsOf(ctx, subject))
    return undefined
  },
}

async function projectsOf(ctx: Context, subject: string): Promise<ReadonlySet<string> | undefined> {
  if (subject === 'office') return undefined
  return subject.startsWith('pkg:') ? projectsUsing(ctx, subject) : new Set([subject])
}

async function projectsUsing(ctx: Context, packagePurl: string): Promise<Set<string>> {
  return new Set((await findPackageUses(ctx, packagePurl)).map(({ project }) => project))
}

type Counted = Pick<Progress, 'done' | 'total'>

interface Watch {
  report(progress: Progress): void
  signal: AbortSignal
}

/** What takes seconds: files, licenses, inventory, and who committed when. */
export const analysis: JobKind = {
  kind: 'analysis',
  rank: 1,
  run: async (ctx, id, watch) => {
    const project = await getProject(ctx, id)
    await requireFolder(project.path)
    await updateAddress(ctx, project)
    await readFiles(ctx, project, watch)
    const warnings = project.kind === 'folder' ? [] : await readCommits(ctx, project, watch)
    await summarizeProject(ctx, id, warnings)
    await enqueue(ctx.db, ctx.now(), deskWatch, 'office')
    await enqueue(ctx.db, ctx.now(), togetherWork, 'office')
    return joined(warnings)
  },
}

/** What takes longer: the lines that each commit changed, the newest first. No number of the office hangs on them. */
export const lineCount: JobKind = {
  kind: 'line-count',
  rank: 2,
  // Lines are of commits that are known.
  after: analysis.kind,
  run: async (ctx, id, { report, signal }) => {
    const { path } = await getProject(ctx, id)
    await requireFolder(path)
    await recordFiles(ctx, { id, path }, { signal })
    const step = { en: 'counting changed lines', zh: '统计改动行数' }
    const { warnings } = await mineChanges(ctx, { id, path }, { onProgress: at => report({ ...at, step }), signal })
    const ofMerges = { en: 'counting lines of merges', zh: '统计合并提交的行数' }
    const options = { onProgress: (at: Counted) => report({ ...at, step: ofMerges }), signal }
    const merges = signal.aborted ? { warnings: [] } : await mineMergeChanges(ctx, { id, path }, options)
    // So that the first to look does not wait for it.
    if (!signal.aborted) await measureOverview(ctx, id)
    await enqueue(ctx.db, ctx.now(), togetherWork, 'office')
    return joined([...warnings, ...merges.warnings])
  },
}

async function readFiles(ctx: Context, { id, path, kind }: Project, { report }: Watch) {
  report({ done: 0, step: { en: 'reading files', zh: '读取文件' } })
  const tree = await openTree(path)
  await updateKeyFiles(ctx, id, tree)
  await updateProjectLicense(ctx, id, tree)
  await updateInventory(ctx, id, tree)
  await updateMaintainers(ctx, id, tree)
  // What is installed lies beside a working tree; a bare repository has none.
  if (kind !== 'bare') await recordInstalledLicenses(ctx, { id, path })
}

async function readCommits(ctx: Context, { id, path }: Project, { report, signal }: Watch) {
  const step = { en: 'reading commits', zh: '读取提交' }
  const { warnings } = await mineCommits(ctx, { id, path }, { onProgress: at => report({ ...at, step }), signal })
  await learnProject(ctx, id)
  return warnings
}

/** Two passes may complain of the same. */
function joined(texts: Text[]): Text | undefined {
  if (texts.length === 0) return undefined
  const distinct = [...new Map(texts.map(text => [text.en, text])).values()]
  return { en: distinct.map(text => text.en).join(' · '), zh: distinct.map(text => text.zh).join(' · ') }
}
