import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Evaluation, EvaluationWish, KeptModel, ModelId, ModelVersion } from './model.ts'
import * as service from './service.ts'

export const listModels = endpoint({
  method: 'GET',
  path: '/api/health-models',
  summary: { en: 'The models of metrics, as they hold today', zh: '当前有效的指标模型' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ models: z.array(KeptModel) }),
  handle: async ctx => ({ models: await service.getModels(ctx) }),
})

export const showModel = endpoint({
  method: 'GET',
  path: '/api/health-models/{model}',
  summary: { en: 'One model of metrics, with its versions', zh: '一个指标模型及其版本' },
  permission: 'office.read',
  input: z.object({ model: ModelId, version: z.coerce.number().int().min(0).optional() }),
  output: KeptModel.extend({ versions: z.array(ModelVersion) }),
  handle: async (ctx, { model, version }) => ({
    ...(await service.getModel(ctx, model, version)),
    versions: await service.getVersions(ctx, model),
  }),
})

export const saveModel = endpoint({
  method: 'PUT',
  path: '/api/health-models/{model}',
  summary: {
    en: 'Write a model of metrics anew, in YAML or JSON; null goes back to the one that ships',
    zh: '改写指标模型（YAML 或 JSON）；null 恢复自带模型',
  },
  permission: 'office.change',
  input: z.object({ model: ModelId, source: z.string().max(200_000).nullable() }),
  output: KeptModel,
  handle: (ctx, { model, source }) => service.saveModel(ctx, model, source),
})

export const runModel = endpoint({
  method: 'GET',
  path: '/api/projects/{project}/health-models/{model}',
  summary: {
    en: 'Read a project’s figures by a model; with cohort, beside those of similar projects',
    zh: '按模型解读项目指标；cohort 时与相似项目并列',
  },
  permission: 'office.read',
  input: EvaluationWish.extend({ project: z.string(), model: ModelId }),
  output: Evaluation,
  handle: (ctx, { project, model, ...wish }) => service.runModel(ctx, model, project, wish),
})
