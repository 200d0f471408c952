import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as display from './display/service.ts'
import * as evidence from './evidence/service.ts'
import * as judging from './judging/service.ts'
import { Display, Evidence, KeyText, Proposal, Relation } from './model.ts'
import { getProposals } from './proposing/service.ts'
import { ActorRulesSource } from './rules/parse-actor-rules.ts'
import * as rules from './rules/service.ts'
import { findPeopleOfKeys, getExclusions } from './service.ts'

const OfficeRules = z.object({ rules: ActorRulesSource, source: z.string().nullable() })

export const decidePerson = endpoint({
  method: 'POST',
  path: '/api/person-decisions',
  summary: {
    en: 'Say that two are the same person or are not, or that somebody is a person, a bot or an AI agent',
    zh: '认定两个身份是否为同一人，或认定某身份是人员、机器人还是 AI 代理',
  },
  permission: 'people.manage',
  input: z.object({
    relation: Relation,
    left: KeyText,
    right: KeyText.optional(),
    why: z.string().max(2000).optional(),
  }),
  output: Evidence,
  handle: (ctx, decision) => evidence.decide(ctx, decision),
})

export const undoDecision = endpoint({
  method: 'DELETE',
  path: '/api/person-decisions/{id}',
  summary: {
    en: 'Undo a decision, one thing that an import said, or that a login is of a renamed account',
    zh: '撤销认定、导入的一条证据，或某登录名属于改名账户这一证据',
  },
  permission: 'people.manage',
  input: z.object({ id: z.string() }),
  output: Evidence,
  handle: (ctx, { id }) => evidence.undoEvidence(ctx, id),
})

export const listEvidence = endpoint({
  method: 'GET',
  path: '/api/people/{person}/evidence',
  summary: { en: 'Why a person is who they are', zh: '某人身份归并的证据' },
  permission: 'people.read',
  input: z.object({ person: z.string() }),
  output: z.object({ evidence: z.array(Evidence) }),
  handle: async (ctx, { person }) => ({ evidence: await display.readEvidence(ctx, person) }),
})

export const listProposals = endpoint({
  method: 'GET',
  path: '/api/person-proposals',
  summary: { en: 'Who may be the same person, the surest first', zh: '可能为同一人的提议，最可信的在前' },
  permission: 'people.manage',
  input: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
  output: z.object({ proposals: z.array(Proposal) }),
  handle: async (ctx, { limit }) => ({ proposals: await getProposals(ctx, limit) }),
})

export const findPerson = endpoint({
  method: 'GET',
  path: '/api/person-of',
  summary: { en: 'Find whose an e-mail or a login is', zh: '查询邮箱或登录名属于谁' },
  permission: 'people.read',
  input: z.object({ key: KeyText }),
  output: z.object({ people: z.array(z.string()) }),
  handle: async (ctx, { key }) => {
    await evidence.learnAccountLinks(ctx)
    return { people: await display.keepNamed(ctx, await findPeopleOfKeys(ctx, [evidence.keyOfText(key)])) }
  },
})

export const getActorRules = endpoint({
  method: 'GET',
  path: '/api/actor-rules',
  summary: { en: 'The rules that tell bots and AI agents from people', zh: '区分人员、机器人与 AI 代理的规则' },
  permission: 'office.read',
  input: z.object({}),
  output: OfficeRules,
  handle: ctx => rules.getActorRules(ctx),
})

export const setActorRules = endpoint({
  method: 'PUT',
  path: '/api/actor-rules',
  summary: {
    en: 'Set the rules that tell bots and AI agents from people, in YAML or JSON; null goes back to those that ship',
    zh: '设置区分人员、机器人与 AI 代理的规则（YAML 或 JSON）；null 恢复自带规则',
  },
  permission: 'people.manage',
  input: z.object({ source: z.string().max(1_000_000).nullable() }),
  output: OfficeRules,
  handle: (ctx, { source }) => judging.setActorRules(ctx, source),
})

export const listExclusions = endpoint({
  method: 'GET',
  path: '/api/person-exclusions',
  summary: { en: 'Names and e-mails that are nobody’s own', zh: '不属于任何个人的姓名和邮箱' },
  permission: 'people.manage',
  input: z.object({}),
  output: z.object({ exclusions: z.array(z.string()) }),
  handle: async ctx => ({ exclusions: await getExclusions(ctx) }),
})

export const addExclusion = endpoint({
  method: 'POST',
  path: '/api/person-exclusions',
  summary: { en: 'Say that a name or an e-mail is nobody’s own', zh: '将姓名或邮箱列入排除名单' },
  permission: 'people.manage',
  input: z.object({ term: KeyText }),
  output: z.object({ exclusions: z.array(z.string()) }),
  handle: async (ctx, { term }) => {
    await evidence.exclude(ctx, term)
    return { exclusions: await getExclusions(ctx) }
  },
})

export const removeExclusion = endpoint({
  method: 'DELETE',
  path: '/api/person-exclusions',
  summary: { en: 'Say that a name or an e-mail is somebody’s own again', zh: '将姓名或邮箱移出排除名单' },
  permission: 'people.manage',
  input: z.object({ term: KeyText }),
  output: z.object({ exclusions: z.array(z.string()) }),
  handle: async (ctx, { term }) => {
    await evidence.include(ctx, term)
    return { exclusions: await getExclusions(ctx) }
  },
})

export const chooseDisplay = endpoint({
  method: 'PUT',
  path: '/api/person-display',
  summary: {
    en: 'Say how somebody is shown: by name, by a pseudonym, or not at all',
    zh: '设置某人的显示方式：姓名、化名或不显示',
  },
  permission: 'people.manage',
  input: z.object({ key: KeyText, display: Display }),
  output: z.object({ display: Display }),
  handle: async (ctx, { key, display: chosen }) => {
    await display.chooseDisplay(ctx, key, chosen)
    return { display: chosen }
  },
})
