import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Manifest } from '../inventory/model.ts'
import { Finding, LicensePolicy, Verdicts } from './model.ts'
import * as service from './service.ts'

const OfficePolicy = z.object({
  policy: LicensePolicy,
  source: z.string().nullable(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
const Judged = z.object({ policy: z.string(), findings: z.array(Finding), verdicts: Verdicts })

export const getLicensePolicy = endpoint({
  method: 'GET',
  path: '/api/license-policy',
  summary: { en: 'The license policy of the office', zh: '办公室的许可证策略' },
  permission: 'office.read',
  input: z.object({}),
  output: OfficePolicy,
  handle: ctx => service.getOfficePolicy(ctx),
})

export const setLicensePolicy = endpoint({
  method: 'PUT',
  path: '/api/license-policy',
  summary: {
    en: 'Set the license policy of the office, in YAML or JSON; null goes back to the one that ships',
    zh: '设置办公室的许可证策略（YAML 或 JSON）；null 恢复自带策略',
  },
  permission: 'office.change',
  input: z.object({ source: z.string().max(1_000_000).nullable() }),
  output: OfficePolicy,
  handle: (ctx, { source }) => service.setOfficePolicy(ctx, source),
})

export const checkProject = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/license-check',
  summary: {
    en: 'Judge the components of a project by the office’s license policy',
    zh: '按办公室的许可证策略判定项目的组件',
  },
  permission: 'office.read',
  input: z.object({ project: z.string() }),
  output: Judged,
  handle: (ctx, { project }) => service.judgeProject(ctx, project),
})

export const checkFolder = endpoint({
  method: 'POST',
  path: '/api/license-checks',
  summary: {
    en: 'Judge the components of a folder on the server as it is now, by a policy or the office’s',
    zh: '按指定策略或办公室策略，判定服务器上某文件夹当前的组件',
  },
  permission: 'office.change',
  input: z.object({
    path: z.string(),
    policy: z.object({ source: z.string().max(1_000_000), name: z.string() }).optional(),
    /** What the folder is part of, as grants name it; a project of the office is known by itself. */
    product: z.string().max(1000).optional(),
  }),
  output: Judged.extend({ manifests: z.array(Manifest) }),
  handle: (ctx, { path, ...circumstances }) => service.judgeFolder(ctx, path, circumstances),
})
