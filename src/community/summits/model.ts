import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'

export const EditionId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'lowercase letters, digits and - only')

export const EditionState = z.enum(['draft', 'nominating', 'inviting', 'held'])
export type EditionState = z.infer<typeof EditionState>

const short = z.string().trim().max(300)
const Written = z.object({ en: z.string().trim().max(5000).default(''), zh: z.string().trim().max(5000).default('') })
const Titled = z
  .object({ en: short.default(''), zh: short.default('') })
  .refine(({ en, zh }) => en !== '' || zh !== '', 'needs words in at least one language')

/** Something that is asked of people: a criterion, a task. */
export const Asked = z.object({ id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), title: Titled, why: Written })
export type Asked = z.infer<typeof Asked>

export const About = z.object({
  /** In words: what it is for. */
  purpose: Written,
  place: Written,
  /** The first day. */
  day: z.iso.date().nullable(),
  capacity: z.number().int().min(1).max(1000),
  /** A group of people, who vote. */
  committee: z.string().max(60),
  nominateUntil: z.iso.date().nullable(),
  /** Days that an invited person has to answer. */
  answerDays: z.number().int().min(1).max(90),
  criteria: z.array(Asked).min(1).max(30),
  /** Of how many criteria a nomination brings evidence, at least. */
  minimum: z.number().int().min(0).max(30),
  tasks: z.array(Asked).max(30),
  license: z.string().trim().min(1).max(100),
  attribution: z.string().trim().max(300),
  /** How long after it what names nominees is kept. */
  keepMonths: z.number().int().min(1).max(120).default(24),
})
export type About = z.infer<typeof About>

export const Edition = z.object({
  id: EditionId,
  name: z.object({ en: z.string(), zh: z.string() }),
  state: EditionState,
  published: z.boolean(),
  about: About,
  createdAt: z.string(),
  changedAt: z.string(),
})
export type Edition = z.infer<typeof Edition>

/** The day on which nominees are forgotten; where no day was set, nominations ended, or else it was planned, that long ago. */
export function eraseUntil({ about, createdAt }: Pick<Edition, 'about' | 'createdAt'>): string {
  const day = new Date(about.day ?? about.nominateUntil ?? createdAt)
  day.setUTCMonth(day.getUTCMonth() + about.keepMonths)
  return day.toISOString().slice(0, 10)
}

export const NewEdition = z.object({
  id: EditionId,
  name: Titled,
  state: EditionState.default('draft'),
  published: z.boolean().default(false),
  about: About.partial().default({}),
})
export type NewEdition = z.infer<typeof NewEdition>

export const NewNomination = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320).toLowerCase(),
  organization: short.default(''),
  isSelf: z.boolean().default(true),
  /** By criterion: what shows it, with links. */
  evidence: z.record(z.string().max(40), z.string().trim().max(2000)),
})
export type NewNomination = z.infer<typeof NewNomination>

export const Choice = z.enum(['yes', 'no', 'abstain', 'conflict'])
export type Choice = z.infer<typeof Choice>

export const Standing = z.enum([
  'proposed',
  'approved',
  'rejected',
  'withdrawn',
  'invited',
  'coming',
  'declined',
  'expired',
])
export type Standing = z.infer<typeof Standing>

export const Votes = z.object({ yes: z.number(), no: z.number(), abstain: z.number(), conflict: z.number() })
export type Votes = z.infer<typeof Votes>

export const Nomination = NewNomination.extend({
  id: z.string(),
  edition: z.string(),
  email: z.string(),
  nominatedBy: z.string().nullable(),
  withdrawn: z.boolean(),
  createdAt: z.string(),
  votes: Votes,
})
export type Nomination = z.infer<typeof Nomination>

export const InvitationState = z.enum(['sent', 'accepted', 'declined', 'expired'])
export type InvitationState = z.infer<typeof InvitationState>

export interface Invitation {
  id: string
  edition: string
  nomination: string
  state: InvitationState
  sentAt: string
  expiresAt: string
  mailedAt: string | null
  answeredAt: string | null
  reason: string
  offers: string[]
  seeks: string[]
  alliance: boolean
}

export interface TaskState {
  task: string
  done: boolean
  note: string
}

export const SponsorState = z.enum(['offered', 'accepted', 'declined'])
export type SponsorState = z.infer<typeof SponsorState>

export const NewSponsor = z.object({
  organization: z.string().trim().min(1).max(200),
  offer: z.string().trim().min(1).max(2000),
  contact: z.string().trim().min(1).max(300),
})
export type NewSponsor = z.infer<typeof NewSponsor>

export interface Sponsor extends NewSponsor {
  id: string
  state: SponsorState
  offeredAt: string
}

export const stateNames: Record<EditionState, Text> = {
  draft: { en: 'draft', zh: '草稿' },
  nominating: { en: 'nominations open', zh: '提名中' },
  inviting: { en: 'inviting', zh: '邀请中' },
  held: { en: 'held', zh: '已举办' },
}

export const standingNames: Record<Standing, Text> = {
  proposed: { en: 'proposed', zh: '待表决' },
  approved: { en: 'approved, next on the list', zh: '已通过，候补中' },
  rejected: { en: 'not approved', zh: '未通过' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  invited: { en: 'invited', zh: '已邀请' },
  coming: { en: 'coming', zh: '将出席' },
  declined: { en: 'declined', zh: '已谢绝' },
  expired: { en: 'did not answer', zh: '逾期未复' },
}

export const choiceNames: Record<Choice, Text> = {
  yes: { en: 'yes', zh: '赞成' },
  no: { en: 'no', zh: '反对' },
  abstain: { en: 'abstain', zh: '弃权' },
  conflict: { en: 'I have an interest', zh: '存在利益冲突' },
}

export const sponsorStates: Record<SponsorState, Text> = {
  offered: { en: 'offered', zh: '已提出' },
  accepted: { en: 'accepted', zh: '已接受' },
  declined: { en: 'declined', zh: '已谢绝' },
}

export const summitWatch = { kind: 'summits', rank: 0 } as const
