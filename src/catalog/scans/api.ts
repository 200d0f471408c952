import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Project } from '../projects/model.ts'
import * as service from './service.ts'

export const scanPaths = endpoint({
  method: 'POST',
  path: '/api/scans',
  summary: {
    en: 'Make a project of each repository at and below the folders, and analyse them in the background',
    zh: '将各文件夹及其下的每个仓库建为项目，并在后台分析',
  },
  permission: 'office.change',
  input: z.object({ paths: z.array(z.string().min(1)).min(1).max(10_000) }),
  output: z.object({
    projects: z.array(Project),
    jobs: z.array(z.string()),
    problems: z.array(z.object({ path: z.string(), problem: Sentence })),
  }),
  handle: (ctx, { paths }) => service.scanPaths(ctx, paths),
})

const MergeLines = z.object({ isAsked: z.boolean(), counted: z.number(), total: z.number() })

export const getMergeLines = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/merge-lines',
  summary: {
    en: 'Whether merges have lines, by what they changed against their first parent, and of how many they are known',
    zh: '合并提交是否按与第一父提交的差异统计行数，以及已统计的数量',
  },
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: MergeLines,
  handle: (ctx, { project }) => service.getMergeLines(ctx, project),
})

export const setMergeLines = endpoint({
  method: 'PUT',
  path: '/api/projects/{project}/merge-lines',
  summary: {
    en: 'Count lines of merges against their first parent, in the background and from now on; or no more',
    zh: '在后台按第一父提交统计合并的行数并持续更新；或停止统计',
  },
  permission: 'office.change',
  input: z.object({ project: z.string(), isAsked: z.boolean() }),
  output: MergeLines.extend({ jobs: z.array(z.string()) }),
  handle: (ctx, { project, isAsked }) => service.setMergeLines(ctx, project, isAsked),
})

export const scanProject = endpoint({
  method: 'POST',
  path: '/api/projects/{project}/scan',
  summary: { en: 'Analyse a project again in the background', zh: '在后台重新分析项目' },
  permission: 'office.change',
  input: z.object({ project: z.string() }),
  output: z.object({ jobs: z.array(z.string()) }),
  handle: async (ctx, { project }) => ({ jobs: await service.scanProject(ctx, project) }),
})
