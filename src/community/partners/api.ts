import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Agreement, Commitment, NewAgreement, NewCommitment } from './agreements/model.ts'
import * as agreements from './agreements/service.ts'
import { Approval, ApprovalAnswer, CaseState, NewCase, PartnerCase } from './cases/model.ts'
import * as cases from './cases/service.ts'
import { Contact, NewContact, NewPartner, Partner, Slug } from './model.ts'
import { Activity, Goal, NewActivity, NewGoal } from './plans/model.ts'
import * as plans from './plans/service.ts'
import * as service from './service.ts'

const read = 'community.read'
const manage = 'community.manage'
const limit = z.coerce.number().int().min(1).max(200).default(50)
const offset = z.coerce.number().int().min(0).max(1_000_000).default(0)

export const listPartners = endpoint({
  method: 'GET',
  path: '/api/partners',
  summary: { en: 'List the institutions that work together', zh: '列出合作机构' },
  permission: read,
  input: z.object({}),
  output: z.object({ partners: z.array(Partner) }),
  handle: async ctx => ({ partners: await service.getPartners(ctx) }),
})

export const getPartner = endpoint({
  method: 'GET',
  path: '/api/partners/{partner}',
  summary: {
    en: 'Get a partner with its contacts, agreements and commitments',
    zh: '获取合作机构及其联系人、协议与承诺',
  },
  permission: read,
  input: z.object({ partner: z.string() }),
  output: Partner.extend({
    contacts: z.array(Contact),
    agreements: z.array(Agreement),
    commitments: z.array(Commitment),
  }),
  handle: async (ctx, { partner }) => ({
    ...(await service.getPartner(ctx, partner)),
    contacts: await service.getContacts(ctx, [partner]),
    agreements: await agreements.getAgreements(ctx, { partner }),
    commitments: await agreements.getCommitments(ctx, { partner }),
  }),
})

export const savePartner = endpoint({
  method: 'PUT',
  path: '/api/partners/{partner}',
  summary: { en: 'Create a partner, or change the one of this id', zh: '创建合作机构，或修改此编号的机构' },
  permission: manage,
  input: NewPartner.omit({ id: true }).extend({ partner: Slug }),
  output: Partner,
  handle: (ctx, { partner, ...same }) => service.savePartner(ctx, { ...same, id: partner }),
})

export const addPartnerContact = endpoint({
  method: 'POST',
  path: '/api/partners/{partner}/contacts',
  summary: { en: 'Add a contact of a partner', zh: '添加合作机构联系人' },
  permission: manage,
  input: NewContact.extend({ partner: z.string() }),
  output: Contact,
  handle: (ctx, { partner, ...contact }) => service.addContact(ctx, partner, contact),
})

export const removePartnerContact = endpoint({
  method: 'DELETE',
  path: '/api/partner-contacts/{contact}',
  summary: { en: 'Remove a contact of a partner', zh: '移除合作机构联系人' },
  permission: manage,
  input: z.object({ contact: z.string() }),
  output: Contact,
  handle: (ctx, { contact }) => service.removeContact(ctx, contact),
})

export const listPolicyGoals = endpoint({
  method: 'GET',
  path: '/api/policy-goals',
  summary: { en: 'List the policy goals that partners share', zh: '列出合作机构的共同政策目标' },
  permission: read,
  input: z.object({}),
  output: z.object({ goals: z.array(Goal) }),
  handle: async ctx => ({ goals: await plans.getGoals(ctx) }),
})

export const savePolicyGoal = endpoint({
  method: 'PUT',
  path: '/api/policy-goals/{goal}',
  summary: { en: 'Create a policy goal, or change the one of this id', zh: '创建政策目标，或修改此编号的目标' },
  permission: manage,
  input: NewGoal.omit({ id: true }).extend({ goal: Slug }),
  output: Goal,
  handle: (ctx, { goal, ...same }) => plans.saveGoal(ctx, { ...same, id: goal }),
})

export const listJointActivities = endpoint({
  method: 'GET',
  path: '/api/joint-activities',
  summary: { en: 'List what partners did together, the latest first', zh: '列出联合活动，最近者在前' },
  permission: read,
  input: z.object({ limit, offset }),
  output: z.object({ activities: z.array(Activity), total: z.number() }),
  handle: (ctx, page) => plans.getActivities(ctx, page),
})

export const saveJointActivity = endpoint({
  method: 'PUT',
  path: '/api/joint-activities/{activity}',
  summary: { en: 'Create a joint activity, or change the one of this id', zh: '创建联合活动，或修改此编号的活动' },
  permission: manage,
  input: NewActivity.omit({ id: true }).extend({ activity: Slug }),
  output: Activity,
  handle: (ctx, { activity, ...same }) => plans.saveActivity(ctx, { ...same, id: activity }),
})

export const listPartnerAgreements = endpoint({
  method: 'GET',
  path: '/api/partner-agreements',
  summary: { en: 'List the agreements', zh: '列出协议' },
  permission: read,
  input: z.object({ partner: z.string().optional() }),
  output: z.object({ agreements: z.array(Agreement) }),
  handle: async (ctx, { partner }) => ({
    agreements: await agreements.getAgreements(ctx, partner === undefined ? {} : { partner }),
  }),
})

export const getPartnerAgreement = endpoint({
  method: 'GET',
  path: '/api/partner-agreements/{agreement}',
  summary: { en: 'Get an agreement with its commitments', zh: '获取协议及其承诺' },
  permission: read,
  input: z.object({ agreement: z.string() }),
  output: Agreement.extend({ commitments: z.array(Commitment) }),
  handle: async (ctx, { agreement }) => ({
    ...(await agreements.getAgreement(ctx, agreement)),
    commitments: await agreements.getCommitments(ctx, { agreement }),
  }),
})

export const savePartnerAgreement = endpoint({
  method: 'PUT',
  path: '/api/partner-agreements/{agreement}',
  summary: {
    en: 'Write an agreement, or change the one of this id, which is then a draft',
    zh: '撰写协议，或修改此编号的协议（修改后为草稿）',
  },
  permission: manage,
  input: NewAgreement.omit({ id: true }).extend({ agreement: Slug }),
  output: Agreement,
  handle: (ctx, { agreement, ...same }) => agreements.saveAgreement(ctx, { ...same, id: agreement }),
})

export const offerPartnerAgreement = endpoint({
  method: 'POST',
  path: '/api/partner-agreements/{agreement}/offer',
  summary: { en: 'Offer an agreement to its parties', zh: '提请各方签署协议' },
  permission: manage,
  input: z.object({ agreement: z.string() }),
  output: Agreement,
  handle: (ctx, { agreement }) => agreements.offerAgreement(ctx, agreement),
})

export const signPartnerAgreement = endpoint({
  method: 'POST',
  path: '/api/partner-agreements/{agreement}/sign',
  summary: { en: 'Sign an agreement for a party that one speaks for', zh: '代表一方签署协议' },
  permission: read,
  input: z.object({ agreement: z.string(), partner: z.string() }),
  output: Agreement,
  handle: (ctx, { agreement, partner }) => agreements.signAgreement(ctx, agreement, partner),
})

export const endPartnerAgreement = endpoint({
  method: 'POST',
  path: '/api/partner-agreements/{agreement}/end',
  summary: { en: 'End an agreement before its time', zh: '提前终止协议' },
  permission: manage,
  input: z.object({ agreement: z.string(), why: z.string().max(1000).default('') }),
  output: Agreement,
  handle: (ctx, { agreement, why }) => agreements.endAgreement(ctx, agreement, why),
})

export const addPartnerCommitment = endpoint({
  method: 'POST',
  path: '/api/partner-agreements/{agreement}/commitments',
  summary: { en: 'Add a commitment of a party', zh: '添加一方的承诺' },
  permission: manage,
  input: NewCommitment.extend({ agreement: z.string() }),
  output: Commitment,
  handle: (ctx, { agreement, ...commitment }) => agreements.addCommitment(ctx, agreement, commitment),
})

export const listDueCommitments = endpoint({
  method: 'GET',
  path: '/api/partner-commitments',
  summary: { en: 'List the open commitments that are due up to a day', zh: '列出截至某日到期且未履行的承诺' },
  permission: read,
  input: z.object({ until: z.iso.date() }),
  output: z.object({ commitments: z.array(Commitment) }),
  handle: async (ctx, { until }) => ({ commitments: await agreements.getCommitments(ctx, { openUntil: until }) }),
})

export const settlePartnerCommitment = endpoint({
  method: 'POST',
  path: '/api/partner-commitments/{commitment}/settle',
  summary: { en: 'Say that a commitment is done, or dropped and why', zh: '标记承诺为已履行，或放弃并说明原因' },
  permission: read,
  input: z.object({
    commitment: z.string(),
    state: z.enum(['done', 'dropped']).default('done'),
    note: z.string().max(2000).default(''),
  }),
  output: Commitment,
  handle: (ctx, { commitment, ...how }) => agreements.settleCommitment(ctx, commitment, how),
})

export const listPartnerCases = endpoint({
  method: 'GET',
  path: '/api/partner-cases',
  summary: { en: 'List the cases, the latest first', zh: '列出案例，最近者在前' },
  permission: read,
  input: z.object({ state: CaseState.optional(), limit, offset }),
  output: z.object({ cases: z.array(PartnerCase), total: z.number() }),
  handle: (ctx, { state, ...page }) => cases.getCases(ctx, { ...page, ...(state && { state }) }),
})

export const getPartnerCase = endpoint({
  method: 'GET',
  path: '/api/partner-cases/{case}',
  summary: { en: 'Get a case with what its partners answered', zh: '获取案例及各方答复' },
  permission: read,
  input: z.object({ case: z.string() }),
  output: PartnerCase.extend({ approvals: z.array(Approval) }),
  handle: async (ctx, { case: id }) => ({
    ...(await cases.getCase(ctx, id)),
    approvals: await cases.getApprovals(ctx, id),
  }),
})

export const savePartnerCase = endpoint({
  method: 'PUT',
  path: '/api/partner-cases/{case}',
  summary: {
    en: 'Write a case, or change the one of this id, which then needs approval anew',
    zh: '撰写案例，或修改此编号的案例（修改后须重新批准）',
  },
  permission: manage,
  input: NewCase.omit({ id: true }).extend({ case: Slug }),
  output: PartnerCase,
  handle: (ctx, { case: id, ...same }) => cases.saveCase(ctx, { ...same, id }),
})

export const askPartnerCase = endpoint({
  method: 'POST',
  path: '/api/partner-cases/{case}/ask',
  summary: { en: 'Ask every partner to approve a case', zh: '提请各合作机构批准案例' },
  permission: manage,
  input: z.object({ case: z.string() }),
  output: PartnerCase,
  handle: (ctx, { case: id }) => cases.askApproval(ctx, id),
})

export const answerPartnerCase = endpoint({
  method: 'POST',
  path: '/api/partner-cases/{case}/answers',
  summary: { en: 'Approve a case, or object, for a partner that one speaks for', zh: '代表合作机构批准案例或提出异议' },
  permission: read,
  input: z.object({
    case: z.string(),
    partner: z.string(),
    answer: ApprovalAnswer,
    contentHash: z.string(),
    given: z.string().max(1000).default(''),
    remark: z.string().max(2000).default(''),
  }),
  output: Approval,
  handle: (ctx, { case: id, ...answer }) => cases.answerCase(ctx, id, answer),
})

export const publishPartnerCase = endpoint({
  method: 'POST',
  path: '/api/partner-cases/{case}/publish',
  summary: { en: 'Publish a case that all of its partners approved', zh: '发布经各方批准的案例' },
  permission: manage,
  input: z.object({ case: z.string() }),
  output: PartnerCase,
  handle: (ctx, { case: id }) => cases.publishCase(ctx, id),
})

export const withdrawPartnerCase = endpoint({
  method: 'POST',
  path: '/api/partner-cases/{case}/withdraw',
  summary: { en: 'Take a case back from the public', zh: '撤回公开案例' },
  permission: manage,
  input: z.object({ case: z.string(), why: z.string().max(1000).default('') }),
  output: PartnerCase,
  handle: (ctx, { case: id, why }) => cases.withdrawCase(ctx, id, why),
})
