import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'

/** Groups of people carry what they may do: only an id of these beginnings can become a working group. */
export const WorkingGroupId = z
  .string()
  .regex(
    /^(wg|sig|ug|cohort)-[a-z0-9][a-z0-9-]{0,49}$/,
    'wg-, sig-, ug- or cohort-, then lowercase letters, digits and -',
  )

export const Status = z.enum(['proposed', 'active', 'paused', 'retired'])
export type Status = z.infer<typeof Status>

/** Kinds of organization whose offices meet as a cohort. */
export const Cohort = z.enum(['companies', 'academia', 'public', 'foundations', 'nonprofit', 'research', 'education'])
export type Cohort = z.infer<typeof Cohort>

/** Rungs of the ladder, from below. */
export const Rung = z.enum(['observer', 'contributor', 'maintainer', 'emeritus'])
export type Rung = z.infer<typeof Rung>

/** What the office appoints, for a term. */
export const Seat = z.enum(['chair', 'liaison'])
export type Seat = z.infer<typeof Seat>

const written = z.string().trim().max(5000)
/** What people write may be in one language only. */
const Written = z.object({ en: written.default(''), zh: written.default('') })
const Titled = z
  .object({ en: z.string().trim().max(300).default(''), zh: z.string().trim().max(300).default('') })
  .refine(({ en, zh }) => en !== '' || zh !== '', 'needs words in at least one language')
const Link = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)])

export const About = z.object({
  mission: Written,
  scopeIn: Written,
  scopeOut: Written,
  /** In words: every second Tuesday, 15:00 UTC. */
  cadence: Written,
  /** A line each: chat, mailing list, call. */
  channels: z.array(z.string().trim().min(1).max(500)).max(20),
  repository: Link,
  notes: Link,
  /** As a list from elsewhere names them; nobody may do more for being in it. */
  listedChairs: z.array(z.string().trim().min(1).max(200)).max(50),
  /** Of what is published, as SPDX names it. */
  license: z.string().trim().min(1).max(100),
  attribution: z.string().trim().max(300),
})
export type About = z.infer<typeof About>

export const WorkingGroup = z.object({
  id: WorkingGroupId,
  name: Sentence,
  cohort: Cohort.nullable(),
  status: Status,
  published: z.boolean(),
  about: About,
  createdAt: z.string(),
  changedAt: z.string(),
})
export type WorkingGroup = z.infer<typeof WorkingGroup>

export const NewWorkingGroup = z.object({
  id: WorkingGroupId,
  name: Titled,
  cohort: Cohort.nullable().default(null),
  status: Status.default('proposed'),
  published: z.boolean().default(false),
  about: About.partial().default({}),
})
export type NewWorkingGroup = z.infer<typeof NewWorkingGroup>

const nothing = { en: '', zh: '' }
export const emptyAbout: About = {
  mission: nothing,
  scopeIn: nothing,
  scopeOut: nothing,
  cadence: nothing,
  channels: [],
  repository: '',
  notes: '',
  listedChairs: [],
  license: 'CC-BY-4.0',
  attribution: '',
}

/** A term in a group, with the name of whose it is. */
export const Term = z.object({
  id: z.string(),
  group: z.string(),
  account: z.string(),
  name: z.string(),
  role: z.string(),
  since: z.string(),
  until: z.string().nullable(),
})
export type Term = z.infer<typeof Term>

export const WorkingGroupSummary = WorkingGroup.extend({ chairs: z.array(z.string()), members: z.number() })
export type WorkingGroupSummary = z.infer<typeof WorkingGroupSummary>

export const Charter = z.object({
  version: z.number(),
  body: Sentence,
  why: z.string(),
  adoptedBy: z.string(),
  adoptedAt: z.string(),
})
export type Charter = z.infer<typeof Charter>

const fullText = z.string().trim().max(20_000)
export const NewCharter = z.object({
  body: z
    .object({ en: fullText.default(''), zh: fullText.default('') })
    .refine(({ en, zh }) => en !== '' || zh !== '', 'needs words in at least one language'),
  why: z.string().trim().max(500).default(''),
})
export type NewCharter = z.infer<typeof NewCharter>

export const DeliverableKind = z.enum(['deliverable', 'action'])
export type DeliverableKind = z.infer<typeof DeliverableKind>
export const DeliverableState = z.enum(['planned', 'doing', 'done', 'dropped'])
export type DeliverableState = z.infer<typeof DeliverableState>

export const Deliverable = z.object({
  id: z.string(),
  kind: DeliverableKind,
  title: Sentence,
  owner: z.string().nullable(),
  ownerName: z.string(),
  state: DeliverableState,
  dueOn: z.string().nullable(),
})
export type Deliverable = z.infer<typeof Deliverable>

export const NewDeliverable = z.object({
  kind: DeliverableKind.default('deliverable'),
  title: Titled,
  /** An account by id, sign-in name or e-mail, or any name. */
  owner: z.string().trim().max(200).default(''),
  state: DeliverableState.default('planned'),
  dueOn: z.iso.date().nullable().default(null),
})
export type NewDeliverable = z.infer<typeof NewDeliverable>

export const DecisionState = z.enum(['open', 'adopted', 'rejected'])
export type DecisionState = z.infer<typeof DecisionState>
export const Choice = z.enum(['yes', 'no', 'abstain'])
export type Choice = z.infer<typeof Choice>

export const Decision = z.object({
  id: z.string(),
  question: Sentence,
  proposedBy: z.string(),
  openedAt: z.string(),
  closesAt: z.string(),
  state: DecisionState,
  closedAt: z.string().nullable(),
  votes: z.object({ yes: z.number(), no: z.number(), abstain: z.number() }),
})
export type Decision = z.infer<typeof Decision>

export const NewDecision = z.object({ question: Titled, days: z.coerce.number().int().min(1).max(60).default(7) })
export type NewDecision = z.infer<typeof NewDecision>

export const Note = z.object({ id: z.string(), day: z.string(), title: z.string(), body: z.string() })
export type Note = z.infer<typeof Note>

/** Something in a file that could not be taken as it stands. */
export const Problem = z.object({ line: z.number(), text: Sentence })
export type Problem = z.infer<typeof Problem>

export const statusNames: Record<Status, Text> = {
  proposed: { en: 'proposed', zh: '筹建中' },
  active: { en: 'active', zh: '活跃' },
  paused: { en: 'paused', zh: '暂停' },
  retired: { en: 'retired', zh: '已结束' },
}

export const cohortNames: Record<Cohort, Text> = {
  companies: { en: 'Companies', zh: '企业' },
  academia: { en: 'Universities and Academia', zh: '高校与学术界' },
  public: { en: 'Cities and Governments', zh: '城市与政府' },
  foundations: { en: 'Foundations and Funders', zh: '基金会与资助方' },
  nonprofit: { en: 'Non-governmental Organizations', zh: '非政府组织' },
  research: { en: 'Research Centers', zh: '研究机构' },
  education: { en: 'Training Providers', zh: '培训机构' },
}

export const rungNames: Record<Rung, Text> = {
  observer: { en: 'observer', zh: '观察员' },
  contributor: { en: 'contributor', zh: '贡献者' },
  maintainer: { en: 'maintainer', zh: '维护者' },
  emeritus: { en: 'emeritus', zh: '荣誉成员' },
}

export const seatNames: Record<Seat, Text> = {
  chair: { en: 'chair', zh: '主席' },
  liaison: { en: 'liaison', zh: '联络人' },
}

/** Of a term: those of other words are called by these. */
export function roleName(role: string): Text {
  const names: Record<string, Text> = { ...rungNames, ...seatNames }
  return names[role] ?? { en: role, zh: role }
}

export const groupWatch = { kind: 'working-groups', rank: 0 } as const
