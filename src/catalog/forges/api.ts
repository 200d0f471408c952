import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as connections from './connections/service.ts'
import { forgetTold } from './forgetting/service.ts'
import { ConnectionChange, ForgeConnection, ForgeCounts, ForgeState, NewConnection, ToldBy } from './model.ts'
import * as service from './service.ts'

const permission = 'forges.manage'
const ById = z.object({ id: z.string() })
const OfProject = z.object({ project: z.string() })
const Jobs = z.object({ jobs: z.array(z.string()) })
/** `source`: as `ToldBy` has it; `host`: needed where it told of several. */
const OfSource = OfProject.extend({ source: z.string().max(100), host: z.string().max(500).optional() })

export const listForges = endpoint({
  method: 'GET',
  path: '/api/forges',
  summary: { en: 'List the forges that are connected, without tokens', zh: '列出已连接的代码平台（不含令牌）' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ forges: z.array(ForgeConnection) }),
  handle: async ctx => ({ forges: await connections.getConnections(ctx) }),
})

export const connectForge = endpoint({
  method: 'POST',
  path: '/api/forges',
  summary: {
    en: 'Connect a forge; nothing is collected from it unless it is active',
    zh: '连接代码平台；启用之前不会采集任何数据',
  },
  permission,
  input: NewConnection,
  output: ForgeConnection,
  handle: (ctx, input) => connections.connect(ctx, input),
})

export const changeForge = endpoint({
  method: 'PUT',
  path: '/api/forges/{id}',
  summary: {
    en: 'Change a connection: its token, whether it is active, how much of the answers is kept',
    zh: '更改连接：令牌、是否启用、保留多少原始响应',
  },
  permission,
  input: ById.extend(ConnectionChange.shape),
  output: ForgeConnection,
  handle: (ctx, { id, ...change }) => connections.changeConnection(ctx, id, change),
})

export const testForge = endpoint({
  method: 'POST',
  path: '/api/forges/{id}/test',
  summary: { en: 'Ask a forge whether it takes our token', zh: '测试代码平台是否接受令牌' },
  permission,
  input: ById,
  output: ForgeConnection,
  handle: (ctx, { id }) => connections.testConnection(ctx, id),
})

export const disconnectForge = endpoint({
  method: 'DELETE',
  path: '/api/forges/{id}',
  summary: { en: 'Disconnect a forge; what was collected stays', zh: '断开代码平台；已采集的数据保留' },
  permission,
  input: ById,
  output: z.object({ disconnected: z.string() }),
  handle: async (ctx, { id }) => {
    await connections.disconnect(ctx, id)
    return { disconnected: id }
  },
})

export const listForgeStates = endpoint({
  method: 'GET',
  path: '/api/forge-collections',
  summary: {
    en: 'List how far each project’s forge has been collected',
    zh: '列出各项目代码平台的采集进度',
  },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ projects: z.array(ForgeState) }),
  handle: async ctx => ({ projects: await service.getForgeStates(ctx) }),
})

export const getProjectForge = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/forge',
  summary: {
    en: 'Get what is known of a project’s forge, how much, and who told it',
    zh: '获取项目代码平台的状态、记录数和来源',
  },
  permission: 'office.read',
  input: OfProject,
  output: z.object({ state: ForgeState, counts: ForgeCounts, told: z.array(ToldBy) }),
  handle: (ctx, { project }) => service.getProjectForge(ctx, project),
})

export const collectForge = endpoint({
  method: 'POST',
  path: '/api/projects/{project}/forge/collect',
  summary: {
    en: 'Collect what changed on a project’s forge, in the background',
    zh: '在后台采集项目代码平台上的变化',
  },
  permission: 'office.change',
  input: OfProject,
  output: Jobs,
  handle: async (ctx, { project }) => ({ jobs: [await service.requestCollection(ctx, project)] }),
})

export const replayForge = endpoint({
  method: 'POST',
  path: '/api/projects/{project}/forge/replay',
  summary: {
    en: 'Read the kept answers of a project’s forge into records again, without asking it',
    zh: '将保留的代码平台响应重新读入为记录，不访问网络',
  },
  permission: 'office.change',
  input: OfProject,
  output: Jobs,
  handle: async (ctx, { project }) => ({ jobs: [await service.requestReplay(ctx, project)] }),
})

export const forgetForge = endpoint({
  method: 'POST',
  path: '/api/projects/{project}/forge/forget',
  summary: {
    en: 'Take back all that a forge, or files of one kind, told of a project; what others told of the same things is read or sent again',
    zh: '撤回某代码平台或某类文件提供的项目数据；其他来源对相同内容的数据将重新读取，或需重新发送',
  },
  permission: 'office.change',
  input: OfSource,
  output: z.object({ forgotten: z.array(ToldBy) }),
  handle: async (ctx, { project, ...asked }) => ({ forgotten: await forgetTold(ctx, project, asked) }),
})
