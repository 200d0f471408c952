import { z } from 'zod'
import { Membership } from '../../access/groups/model.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { castVote, getDecisions, openDecision } from './decisions/service.ts'
import { addDeliverable, getDeliverables, setDeliverableState } from './deliverables/service.ts'
import { importGroups, importNotes } from './imports/service.ts'
import * as model from './model.ts'
import { appointSeat, join, leave, setRung } from './people/service.ts'
import * as service from './service.ts'

const read = 'community.read'
const inGroup = z.object({ group: z.string() })
/** A file that is sent whole. */
const source = z.string().max(1024 * 1024)
const count = z.coerce.number().int().min(0)

export const listWorkingGroups = endpoint({
  method: 'GET',
  path: '/api/working-groups',
  summary: { en: 'List the working groups with their chairs', zh: '列出工作组及其主席' },
  permission: read,
  input: z.object({
    text: z.string().max(200).optional(),
    status: model.Status.optional(),
    cohort: model.Cohort.optional(),
    limit: count.max(200).default(100),
    offset: count.default(0),
  }),
  output: z.object({ groups: z.array(model.WorkingGroupSummary), total: z.number() }),
  handle: (ctx, search) => service.getWorkingGroups(ctx, search),
})

export const getWorkingGroup = endpoint({
  method: 'GET',
  path: '/api/working-groups/{group}',
  summary: {
    en: 'Get a working group with its people, charter, deliverables and decisions',
    zh: '获取工作组及其人员、章程、成果与决定',
  },
  permission: read,
  input: inGroup,
  output: model.WorkingGroup.extend({
    terms: z.array(model.Term),
    charter: model.Charter.nullable(),
    deliverables: z.array(model.Deliverable),
    decisions: z.array(model.Decision),
  }),
  handle: async (ctx, { group }) => ({
    ...(await service.getWorkingGroup(ctx, group)),
    terms: await service.getTerms(ctx, group),
    charter: (await service.getCharters(ctx, group))[0] ?? null,
    deliverables: (await getDeliverables(ctx, group, { limit: 200 })).deliverables,
    decisions: await getDecisions(ctx, group),
  }),
})

export const saveWorkingGroup = endpoint({
  method: 'PUT',
  path: '/api/working-groups/{group}',
  summary: { en: 'Create a working group, or change it', zh: '创建或修改工作组' },
  permission: read,
  input: model.NewWorkingGroup.omit({ id: true }).extend({ group: model.WorkingGroupId }),
  output: model.WorkingGroup,
  handle: (ctx, { group, ...same }) => service.saveWorkingGroup(ctx, { ...same, id: group }),
})

export const adoptCharter = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/charters',
  summary: { en: 'Adopt a charter as a new version', zh: '采纳新版章程' },
  permission: read,
  input: model.NewCharter.extend(inGroup.shape),
  output: model.Charter,
  handle: (ctx, { group, ...charter }) => service.adoptCharter(ctx, group, charter),
})

export const joinWorkingGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/join',
  summary: { en: 'Join a working group as an observer', zh: '以观察员身份加入工作组' },
  permission: read,
  input: inGroup,
  output: inGroup,
  handle: async (ctx, { group }) => {
    await join(ctx, group)
    return { group }
  },
})

export const leaveWorkingGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/leave',
  summary: { en: 'Leave a working group', zh: '退出工作组' },
  permission: read,
  input: inGroup,
  output: inGroup,
  handle: async (ctx, { group }) => {
    await leave(ctx, group)
    return { group }
  },
})

export const setRungInGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/ladder',
  summary: { en: 'Put somebody on a rung of the ladder', zh: '调整成员级别' },
  permission: read,
  input: inGroup.extend({ account: z.string().min(1), rung: model.Rung }),
  output: Membership,
  handle: (ctx, { group, account, rung }) => setRung(ctx, group, account, rung),
})

export const appointToGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/seats',
  summary: { en: 'Appoint a chair or liaison for a term', zh: '任命主席或联络人并设定任期' },
  permission: 'community.manage',
  input: inGroup.extend({
    account: z.string().min(1),
    seat: model.Seat,
    until: z.iso.date().nullable().default(null),
  }),
  output: Membership,
  handle: (ctx, { group, ...seat }) => appointSeat(ctx, group, seat),
})

export const addDeliverableToGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/deliverables',
  summary: { en: 'Add a deliverable or action', zh: '添加成果或任务' },
  permission: read,
  input: model.NewDeliverable.extend(inGroup.shape),
  output: model.Deliverable,
  handle: (ctx, { group, ...deliverable }) => addDeliverable(ctx, group, deliverable),
})

export const setStateOfDeliverable = endpoint({
  method: 'PUT',
  path: '/api/working-groups/{group}/deliverables/{id}/state',
  summary: { en: 'Say how far a deliverable is', zh: '更新成果进度' },
  permission: read,
  input: inGroup.extend({ id: z.string(), state: model.DeliverableState }),
  output: z.object({ id: z.string(), state: model.DeliverableState }),
  handle: async (ctx, { group, id, state }) => {
    await setDeliverableState(ctx, group, id, state)
    return { id, state }
  },
})

export const openDecisionInGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/decisions',
  summary: { en: 'Put a question to the vote', zh: '发起表决' },
  permission: read,
  input: model.NewDecision.extend(inGroup.shape),
  output: model.Decision,
  handle: (ctx, { group, ...decision }) => openDecision(ctx, group, decision),
})

export const voteInGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/decisions/{id}/vote',
  summary: { en: 'Vote, or change one’s vote', zh: '投票或更改投票' },
  permission: read,
  input: inGroup.extend({ id: z.string(), choice: model.Choice }),
  output: model.Decision,
  handle: (ctx, { group, id, choice }) => castVote(ctx, group, id, choice),
})

export const importWorkingGroups = endpoint({
  method: 'POST',
  path: '/api/working-group-imports',
  summary: {
    en: 'Import a list of groups (sigs.yaml or any YAML list), or see what would come',
    zh: '导入工作组清单（sigs.yaml 或任何 YAML 清单），或仅预览',
  },
  permission: 'community.manage',
  input: z.object({ source, name: z.string().max(300).default('list'), preview: z.boolean().default(true) }),
  output: z.object({
    groups: z.array(model.NewWorkingGroup.extend({ isNew: z.boolean() })),
    problems: z.array(model.Problem),
  }),
  handle: (ctx, input) => importGroups(ctx, input),
})

export const importNotesOfGroup = endpoint({
  method: 'POST',
  path: '/api/working-groups/{group}/notes',
  summary: {
    en: 'Import agendas or notes in Markdown, or see what would come',
    zh: '导入 Markdown 议程或记录，或仅预览',
  },
  permission: read,
  input: inGroup.extend({ source, preview: z.boolean().default(true) }),
  output: z.object({
    meetings: z.array(z.object({ day: z.string(), title: z.string(), attendees: z.number(), actions: z.number() })),
    problems: z.array(model.Problem),
  }),
  handle: (ctx, { group, ...input }) => importNotes(ctx, group, input),
})
