import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { ProjectMaintainers } from './model.ts'
import * as service from './service.ts'

export const listMaintainers = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/maintainers',
  summary: {
    en: 'Whom the files of a project name as those who decide: people, bots and, apart, teams',
    zh: '项目文件列出的决策者：人员、机器人，以及另列的团队',
  },
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: ProjectMaintainers,
  handle: (ctx, { project }) => service.getMaintainers(ctx, project),
})
