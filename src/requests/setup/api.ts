import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { DeskDocument, DocumentKind } from '../documents/model.ts'
import { DocumentEntry, DryRun } from './model.ts'
import * as service from './service.ts'

const source = z.string().max(1_000_000)

export const listDeskDocuments = endpoint({
  method: 'GET',
  path: '/api/desk/documents',
  summary: { en: 'List the forms, policies and calendars of the desk', zh: '列出服务台的表单、策略和日历' },
  permission: 'requests.ask',
  input: z.object({}),
  output: z.object({ documents: z.array(DocumentEntry) }),
  handle: async ctx => ({ documents: await service.listDocuments(ctx) }),
})

export const getDeskDocument = endpoint({
  method: 'GET',
  path: '/api/desk/documents/{kind}/{id}',
  summary: {
    en: 'Get a form, a policy or a calendar, newest or in a version',
    zh: '获取表单、策略或日历（最新或指定版本）',
  },
  permission: 'requests.ask',
  input: z.object({ kind: DocumentKind, id: z.string(), version: z.coerce.number().int().min(1).optional() }),
  output: DeskDocument,
  handle: (ctx, { kind, id, version }) => service.getDocument(ctx, kind, id, version),
})

export const saveDeskDocument = endpoint({
  method: 'POST',
  path: '/api/desk/documents',
  summary: {
    en: 'Save a form, a policy or a calendar as a new version; a policy only if its own cases pass',
    zh: '将表单、策略或日历保存为新版本；策略须通过其自带用例',
  },
  permission: 'desk.change',
  input: z.object({ kind: DocumentKind, source, why: z.string().max(2000).optional() }),
  output: DeskDocument,
  handle: (ctx, { kind, source, why }) => service.save(ctx, kind, source, why ? { why } : {}),
})

export const activateDeskDocument = endpoint({
  method: 'PUT',
  path: '/api/desk/documents/{kind}/{id}/active',
  summary: { en: 'Take a form or a policy out of use, or put it back', zh: '停用或启用表单、策略' },
  permission: 'desk.change',
  input: z.object({ kind: DocumentKind, id: z.string(), active: z.boolean() }),
  output: DeskDocument,
  handle: (ctx, { kind, id, active }) => service.setActive(ctx, kind, id, active),
})

export const tryPolicy = endpoint({
  method: 'POST',
  path: '/api/desk/dry-runs',
  summary: {
    en: 'Run a policy’s own cases, and hear it on all that was asked: what would have come out otherwise',
    zh: '运行策略自带用例，并在所有以往申请上试运行：哪些结果会不同',
  },
  permission: 'desk.change',
  input: z.object({ source }),
  output: DryRun,
  handle: (ctx, { source }) => service.dryRun(ctx, source),
})

export const adoptExample = endpoint({
  method: 'POST',
  path: '/api/desk/examples/{example}/adopt',
  summary: { en: 'Adopt an example policy in place of what decides its forms now', zh: '采用示例策略，取代目前的策略' },
  permission: 'desk.change',
  input: z.object({ example: z.string() }),
  output: DeskDocument,
  handle: (ctx, { example }) => service.adopt(ctx, example),
})
