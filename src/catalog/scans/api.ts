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

export const scanProject = endpoint({
  method: 'POST',
  path: '/api/projects/{project}/scan',
  summary: { en: 'Analyse a project again in the background', zh: '在后台重新分析项目' },
  permission: 'office.change',
  input: z.object({ project: z.string() }),
  output: z.object({ jobs: z.array(z.string()) }),
  handle: async (ctx, { project }) => ({ jobs: await service.scanProject(ctx, project) }),
})
