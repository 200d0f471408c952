import { resolve } from 'node:path'
import { misused } from '../../platform/cli/answer.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import type { Job } from '../../platform/jobs/job.ts'
import { watchJobs } from '../jobs/cli.ts'
import { getProjectSummary } from '../office/api.ts'
import type { OfficeEntry } from '../office/model.ts'
import { findTarget, requireWord } from '../projects/cli.ts'
import { getMergeLines, scanPaths, setMergeLines } from './api.ts'
import { knownLines } from './messages.ts'

const someFailed = 2

export const scanCommand: Command = {
  name: 'scan',
  usage: 'PATH…',
  summary: {
    en: 'Analyse the repositories at and below each folder, and sum up what was found',
    zh: '分析各文件夹及其下的仓库，并汇总结果',
  },
  options: {},
  works: true,
  async run(io, { positionals }) {
    const { projects, jobs, problems } = await scan(io, positionals.length > 0 ? positionals : ['.'])
    const failed = jobs.filter(job => job.state === 'failed')
    const entries = await Promise.all(projects.map(({ id }) => io.call(getProjectSummary, { project: id })))
    if (io.json) io.print(JSON.stringify({ projects: entries, problems, failed }, undefined, 2))
    else printSummary(io, entries)
    return problems.length + failed.length > 0 ? someFailed : 0
  },
}

export const mergeLinesCommand: Command = {
  name: 'merge-lines',
  usage: 'PROJECT [--count|--forget]',
  summary: {
    en: 'Count lines of merges against their first parent from now on, or no more; of how many they are known',
    zh: '按第一父提交统计合并的行数，或停止统计；显示已统计的数量',
  },
  options: { count: { type: 'boolean' }, forget: { type: 'boolean' } },
  works: true,
  async run(io, args) {
    const { project: found, path } = await findTarget(io, requireWord(mergeLinesCommand, args.positionals))
    const project = found?.id ?? path
    const [count, forget] = [args.values['count'] === true, args.values['forget'] === true]
    if (count && forget) throw misused(mergeLinesCommand)
    const ended = count || forget ? await setAndWait(io, project, count) : []
    const known = await io.call(getMergeLines, { project })
    if (io.json) io.print(JSON.stringify(known, undefined, 2))
    else io.print(knownLines(known)[io.locale])
    return ended.some(job => job.state === 'failed') ? someFailed : 0
  },
}

async function setAndWait(io: Terminal, project: string, isAsked: boolean): Promise<Job[]> {
  const { jobs } = await io.call(setMergeLines, { project, isAsked })
  return waitFor(io, jobs)
}

/** Analyses folders and waits until that is done. Tells what went wrong as it goes. */
async function scan(io: Terminal, paths: readonly string[]) {
  const { projects, jobs, problems } = await begin(io, paths)
  for (const { problem } of problems) io.note(problem[io.locale])
  return { projects, jobs: await waitFor(io, jobs), problems }
}

function begin(io: Terminal, paths: readonly string[]) {
  return io.call(scanPaths, { paths: paths.map(path => resolve(path)) })
}

async function waitFor(io: Terminal, jobs: string[]): Promise<Job[]> {
  const ended = await watchJobs(io, jobs)
  for (const sentence of new Set(ended.flatMap(job => sentenceOf(io, job)))) io.note(sentence)
  return ended
}

/** For commands that need one project: analyses its folder first, and fails where that can't be. */
export async function scanOne(io: Terminal, path: string): Promise<string> {
  const { projects, jobs, problems } = await begin(io, [path])
  const [problem] = problems
  if (problem) throw new Failure('not-found', problem.problem)
  await waitFor(io, jobs)
  const [project, ...more] = projects
  if (project && more.length === 0) return project.id
  throw new Failure('invalid-input', {
    en: `Below ${path} there are ${projects.length} projects: name one of ${projects.map(({ id }) => id).join(', ')}`,
    zh: `${path} 下有 ${projects.length} 个项目：请指定其一：${projects.map(({ id }) => id).join('、')}`,
  })
}

function sentenceOf({ locale }: Terminal, { subject, problem }: Job) {
  return problem ? `${subject}: ${problem[locale]}` : []
}

function printSummary(io: Terminal, entries: OfficeEntry[]) {
  if (entries.length === 0) return
  const head = headings[io.locale]
  const rows = entries.map(({ id, summary }) => [
    id,
    summary?.history?.commits ?? 0,
    summary?.history?.contributors ?? 0,
    summary?.history?.lastCommitAt?.slice(0, 10) ?? '–',
    summary?.license ?? '–',
    summary?.components ?? 0,
    summary?.verdicts.deny ?? 0,
    summary?.verdicts.review ?? 0,
    summary?.findings.length ?? 0,
  ])
  for (const line of formatTable([head, ...rows])) io.print(line)
  for (const { id, summary } of entries) {
    for (const { severity, text } of summary?.findings ?? [])
      if (severity !== 'low') io.print(`${severity === 'high' ? '‼' : '!'} ${id}: ${text[io.locale]}`)
  }
}

const headings = {
  en: ['project', 'commits', 'people', 'last commit', 'license', 'components', 'deny', 'review', 'findings'],
  zh: ['项目', '提交', '人员', '最近提交', '许可证', '组件', '禁止', '待审', '问题'],
}
