import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Project } from './model.ts'
import * as service from './service.ts'

export const listProjects = endpoint({
  method: 'GET',
  path: '/api/projects',
  summary: { en: 'List the projects of the office', zh: '列出办公室的项目' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ projects: z.array(Project) }),
  handle: async ctx => ({ projects: await service.getProjects(ctx) }),
})

export const getProject = endpoint({
  method: 'GET',
  path: '/api/projects/{project}',
  summary: { en: 'Get a project', zh: '获取项目' },
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: Project,
  handle: (ctx, { project }) => service.getProject(ctx, project),
})

export const removeProject = endpoint({
  method: 'DELETE',
  path: '/api/projects/{project}',
  summary: {
    en: 'Take a project out of the office, with all that is recorded of it; its files are not touched',
    zh: '将项目及其全部记录移出办公室；不改动其文件',
  },
  permission: 'office.change',
  input: z.object({ project: z.string() }),
  output: z.object({ removed: z.string() }),
  handle: async (ctx, { project }) => {
    await service.removeProject(ctx, project)
    return { removed: project }
  },
})
