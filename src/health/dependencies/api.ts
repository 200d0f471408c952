import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { PackageRepository } from '../../supply-chain/inventory/repositories/model.ts'
import { setRepository } from '../../supply-chain/inventory/repositories/service.ts'
import { requestFetch } from './fetching/service.ts'
import { criticalityFormula, priorityFormula } from './judge-priority.ts'
import {
  ComponentHealth,
  ComponentWish,
  DependencyHealth,
  DependencySettings,
  KeptSettings,
  SettingsChange,
} from './model.ts'
import * as service from './service.ts'
import { changeSettings, getSettings } from './settings/service.ts'

export const listDependencyHealth = endpoint({
  method: 'GET',
  path: '/api/dependency-health',
  summary: {
    en: 'The measured projects that we depend on: criticality, health risk, priority, advice',
    zh: '我们所依赖的已度量项目：关键性、健康风险、优先级与建议',
  },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({
    dependencies: z.array(DependencyHealth),
    components: z.object({ measured: z.number(), notMeasured: z.number(), unknown: z.number() }),
    formulas: z.object({ criticality: z.string(), priority: z.string() }),
    settings: DependencySettings,
  }),
  handle: async ctx => ({
    dependencies: await service.getDependencyHealth(ctx),
    components: await service.countStandings(ctx),
    formulas: { criticality: criticalityFormula, priority: priorityFormula[ctx.locale] },
    settings: (await getSettings(ctx)).settings,
  }),
})

export const listComponentHealth = endpoint({
  method: 'GET',
  path: '/api/dependency-components',
  summary: {
    en: 'Components in use, where they come from, and the health of that; or that it is not measured',
    zh: '在用组件及其来源项目的健康状况；未度量者亦列出',
  },
  permission: 'office.read',
  input: ComponentWish,
  output: z.object({ components: z.array(ComponentHealth), total: z.number() }),
  handle: (ctx, wish) => service.listComponents(ctx, wish),
})

export const readDependencies = endpoint({
  method: 'POST',
  path: '/api/dependency-readings',
  summary: {
    en: 'Bring up to date what we depend on, and read the health of what changed anew, in the background',
    zh: '在后台更新我们的依赖，并重新解读有变化者的健康',
  },
  permission: 'office.change',
  input: z.object({}),
  output: z.object({ job: z.string() }),
  handle: async ctx => ({ job: await service.requestReadings(ctx) }),
})

export const addDependency = endpoint({
  method: 'POST',
  path: '/api/dependency-repositories',
  summary: {
    en: 'Fetch a repository from a host that is connected and turned on, and measure it, in the background',
    zh: '在后台从已连接并启用的主机获取仓库并度量',
  },
  permission: 'office.change',
  input: z.object({ address: z.string().min(1).max(500) }),
  output: z.object({ job: z.string() }),
  handle: async (ctx, { address }) => ({ job: await requestFetch(ctx, address) }),
})

export const getDependencySettings = endpoint({
  method: 'GET',
  path: '/api/dependency-settings',
  summary: { en: 'What is ours, and by what dependencies are judged', zh: '我方范围与依赖判定的设置' },
  permission: 'office.read',
  input: z.object({}),
  output: KeptSettings,
  handle: ctx => getSettings(ctx),
})

export const changeDependencySettings = endpoint({
  method: 'PUT',
  path: '/api/dependency-settings',
  summary: {
    en: 'Change what is ours and by what dependencies are judged; what is left out stays',
    zh: '更改我方范围与依赖判定的设置；未给出的保持不变',
  },
  permission: 'office.change',
  input: SettingsChange,
  output: KeptSettings,
  handle: (ctx, change) => changeSettings(ctx, change),
})

export const setPackageRepository = endpoint({
  method: 'PUT',
  path: '/api/package-repositories',
  summary: {
    en: 'Say where a package comes from; null takes the office’s word back',
    zh: '指明软件包的来源仓库；null 撤回办公室的说法',
  },
  permission: 'office.change',
  input: z.object({ package: z.string().min(1).max(1000), address: z.string().max(500).nullable() }),
  output: z.object({ repository: PackageRepository.nullable() }),
  handle: async (ctx, { package: key, address }) => ({ repository: await setRepository(ctx, key, address) }),
})
