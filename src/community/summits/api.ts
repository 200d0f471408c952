import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { formAlliance } from './alliance/service.ts'
import { inviteByOffice, renewLink } from './invitations/service.ts'
import * as model from './model.ts'
import { getNominations, nominate, vote } from './nominations/service.ts'
import { getParticipants } from './participation/service.ts'
import * as service from './service.ts'

const read = 'community.read'
const manage = 'community.manage'
const ofSummit = z.object({ summit: z.string() })
const Judged = model.Nomination.extend({
  standing: model.Standing,
  place: z.number().nullable(),
  own: model.Choice.nullable(),
  mayVote: z.boolean(),
})

export const listSummits = endpoint({
  method: 'GET',
  path: '/api/summits',
  summary: { en: 'List the summits', zh: '列出峰会' },
  permission: read,
  input: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ editions: z.array(model.Edition), total: z.number() }),
  handle: (ctx, search) => service.getEditions(ctx, search),
})

export const getSummit = endpoint({
  method: 'GET',
  path: '/api/summits/{summit}',
  summary: { en: 'Get a summit with its criteria and tasks', zh: '获取峰会及其标准与准备任务' },
  permission: read,
  input: ofSummit,
  output: model.Edition,
  handle: (ctx, { summit }) => service.getEdition(ctx, summit),
})

export const saveSummit = endpoint({
  method: 'PUT',
  path: '/api/summits/{summit}',
  summary: { en: 'Create a summit, or change it', zh: '创建或修改峰会' },
  permission: manage,
  input: model.NewEdition.omit({ id: true }).extend({ summit: model.EditionId }),
  output: model.Edition,
  handle: (ctx, { summit, ...same }) => service.saveEdition(ctx, { ...same, id: summit }),
})

export const nominateForSummit = endpoint({
  method: 'POST',
  path: '/api/summits/{summit}/nominations',
  summary: { en: 'Nominate somebody with what shows it', zh: '凭证明材料提名' },
  permission: read,
  input: model.NewNomination.extend(ofSummit.shape),
  output: ofSummit,
  handle: async (ctx, { summit, ...nomination }) => {
    await nominate(ctx, await service.getEdition(ctx, summit), nomination)
    return { summit }
  },
})

export const listNominations = endpoint({
  method: 'GET',
  path: '/api/summits/{summit}/nominations',
  summary: { en: 'List the nominations, for those who vote', zh: '列出提名（供委员会）' },
  permission: read,
  input: ofSummit,
  output: z.object({ nominations: z.array(Judged) }),
  handle: async (ctx, { summit }) => ({
    nominations: await getNominations(ctx, await service.getEdition(ctx, summit)),
  }),
})

export const voteOnNomination = endpoint({
  method: 'POST',
  path: '/api/summits/{summit}/nominations/{nomination}/vote',
  summary: { en: 'Vote on a nomination, or say that one has an interest', zh: '对提名投票或声明回避' },
  permission: read,
  input: ofSummit.extend({ nomination: z.string(), choice: model.Choice }),
  output: z.object({ choice: model.Choice }),
  handle: async (ctx, { summit, nomination, choice }) => {
    await vote(ctx, summit, nomination, choice)
    return { choice }
  },
})

export const inviteToSummit = endpoint({
  method: 'POST',
  path: '/api/summits/{summit}/invitations',
  summary: { en: 'Fill the free places from the list', zh: '按名单邀请，补满名额' },
  permission: manage,
  input: ofSummit,
  output: z.object({ invited: z.number() }),
  handle: async (ctx, { summit }) => ({ invited: await inviteByOffice(ctx, summit) }),
})

export const renewInvitation = endpoint({
  method: 'POST',
  path: '/api/summits/{summit}/nominations/{nomination}/link',
  summary: { en: 'Make a new link to an invitation; the old one ends', zh: '生成新的邀请链接，旧链接失效' },
  permission: manage,
  input: ofSummit.extend({ nomination: z.string() }),
  output: z.object({ link: z.string() }),
  handle: async (ctx, { summit, nomination }) => ({ link: await renewLink(ctx, summit, nomination) }),
})

export const listParticipants = endpoint({
  method: 'GET',
  path: '/api/summits/{summit}/participants',
  summary: { en: 'List who comes, for those who run it', zh: '列出出席者（供组织者）' },
  permission: read,
  input: ofSummit,
  output: z.object({
    participants: z.array(
      z.object({
        name: z.string(),
        organization: z.string(),
        email: z.string(),
        tasksDone: z.number(),
        alliance: z.boolean(),
      }),
    ),
  }),
  handle: async (ctx, { summit }) => ({
    participants: await getParticipants(ctx, await service.getEdition(ctx, summit)),
  }),
})

export const formAllianceOfSummit = endpoint({
  method: 'POST',
  path: '/api/summits/{summit}/alliance',
  summary: { en: 'Make a working group of those who go on together', zh: '为愿意继续合作者组建工作组' },
  permission: manage,
  input: ofSummit,
  output: z.object({ group: z.string(), added: z.array(z.string()), without: z.array(z.string()) }),
  handle: (ctx, { summit }) => formAlliance(ctx, summit),
})
