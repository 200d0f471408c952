import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'

/** Groups of people: whoever is in the one reads reports, and in the other hears appeals. Nobody else does. */
export const panelGroup = 'conduct'
export const appealGroup = 'conduct-appeal'

const long = z.string().trim().max(20_000)

export const Code = z.object({
  version: z.number(),
  body: Sentence,
  license: z.string(),
  attribution: z.string(),
  adoptedBy: z.string(),
  adoptedAt: z.string(),
})
export type Code = z.infer<typeof Code>

export const NewCode = z.object({
  body: z
    .object({ en: long.default(''), zh: long.default('') })
    .refine(({ en, zh }) => en !== '' || zh !== '', 'needs words in at least one language'),
  license: z.string().trim().min(1).max(100).default('CC-BY-4.0'),
  attribution: z.string().trim().max(300).default(''),
})
export type NewCode = z.infer<typeof NewCode>

export const Report = z.object({
  what: z.string().trim().min(1).max(10_000),
  where: z.string().trim().max(1000).default(''),
  /** Whom it is about, in whatever words. */
  concerned: z.string().trim().max(1000).default(''),
  /** How to reach whoever reports, if they want that. */
  contact: z.string().trim().max(500).default(''),
})
export type Report = z.infer<typeof Report>

export const CaseState = z.enum(['open', 'decided', 'appealed', 'closed'])
export type CaseState = z.infer<typeof CaseState>

export const Consequence = z.enum(['none', 'correction', 'warning', 'temporary-ban', 'permanent-ban'])
export type Consequence = z.infer<typeof Consequence>

export const Instance = z.enum(['panel', 'appeal'])
export type Instance = z.infer<typeof Instance>

export const NewDecision = z
  .object({
    consequence: Consequence,
    /** Of a temporary ban: its last day. */
    until: z.iso.date().nullable().default(null),
    /** For the record. */
    reasons: z.string().trim().min(1).max(5000),
    /** What whoever reported, and whom it is about, are told. */
    told: z.string().trim().min(1).max(5000),
  })
  .refine(
    ({ consequence, until }) => (consequence === 'temporary-ban') === (until !== null),
    'until is of a temporary ban',
  )
export type NewDecision = z.infer<typeof NewDecision>

export interface Decision extends NewDecision {
  id: string
  instance: Instance
  proposedBy: string
  confirmedBy: string | null
  proposedAt: string
  confirmedAt: string | null
}

export interface Case {
  id: string
  state: CaseState
  report: Report
  receivedAt: string
  decidedAt: string | null
  appealUntil: string | null
  closedAt: string | null
  keepUntil: string | null
}

export type Side = 'reporter' | 'panel' | 'note' | 'appeal' | 'log'

export interface Message {
  side: Side
  body: string
  at: string
}

export const stateNames: Record<CaseState, Text> = {
  open: { en: 'open', zh: '处理中' },
  decided: { en: 'decided', zh: '已决定' },
  appealed: { en: 'appealed', zh: '申诉中' },
  closed: { en: 'closed', zh: '已结案' },
}

export const consequenceNames: Record<Consequence, Text> = {
  none: { en: 'no breach found', zh: '未发现违规' },
  correction: { en: 'correction', zh: '纠正' },
  warning: { en: 'warning', zh: '警告' },
  'temporary-ban': { en: 'temporary ban', zh: '暂时禁止参与' },
  'permanent-ban': { en: 'permanent ban', zh: '永久禁止参与' },
}

/** Read out or shown where members of several companies meet. */
export const antitrustNotice: Text = {
  en: 'People here may work for companies that compete. We therefore do not speak about prices, costs, margins, customers, bids, unpublished plans for products, or whom to buy from, sell to or leave out. If talk turns that way, say so and stop; if it goes on, leave and have that written down. What we agree on is open to all on the same terms.',
  zh: '与会者可能来自相互竞争的企业。因此，我们不讨论价格、成本、利润、客户、投标、尚未公布的产品计划，也不讨论与谁交易或排斥谁。如话题涉及这些内容，请提出并停止；如仍继续，请离场并要求记录。我们达成的任何成果都以相同条件向所有人开放。',
}

/** What holds until the office adopts a text of its own. */
export const shippedCode: Text = {
  en: `We want everybody to be able to take part, whoever they are and wherever they come from: of any age, body, ability, ethnicity, gender, orientation, language, belief, education, means or experience.

What we ask of each other
• Be kind, and assume good intent until shown otherwise.
• Listen to what differs from your own view, and argue about things, not people.
• Give and take criticism so that it helps.
• Own your mistakes, put them right, and learn from them.
• Leave room for those who speak another language, or speak less.

What has no place here
• Insults, threats, mockery, or contempt for a person or for what they are.
• Unwelcome attention of a sexual kind, in words, pictures or deeds.
• Following, bothering or exposing somebody against their will; publishing what is private to them.
• Getting back at somebody for a report made in good faith.

Where it holds
In all our places, online and in rooms, and wherever somebody speaks for this community.

Who looks after it
A panel reads reports, in confidence. Whoever is part of a matter takes no part in judging it. Consequences fit what happened: a correction, in private; a warning; a ban for a time; a ban for good. Whoever a decision concerns may appeal it within thirty days, and other people hear the appeal.`,
  zh: `我们希望每个人都能参与，无论其身份和来处：不论年龄、身体状况、能力、民族、性别、取向、语言、信仰、教育、财力或经验。

我们对彼此的期望
• 以善意相待，除非另有证明，先假定对方出于好意。
• 倾听不同的看法，对事不对人。
• 提出和接受批评时，使之有所助益。
• 承认错误、改正错误并从中学习。
• 为使用其他语言或较少发言的人留出空间。

不可接受的行为
• 侮辱、威胁、嘲讽，或蔑视他人及其身份。
• 任何形式的、不受欢迎的性暗示或性骚扰。
• 违背他人意愿的跟踪、骚扰或曝光；公开他人隐私。
• 对善意举报者进行报复。

适用范围
适用于我们的所有线上与线下场所，以及任何人代表本社区发言的场合。

谁来维护
由一个小组在保密的前提下阅读举报。与事件有关的人不参与裁决。后果与行为相称：私下纠正、警告、暂时禁止参与、永久禁止参与。决定所涉及的人可在三十天内申诉，由其他人审理。`,
}

export const conductWatch = { kind: 'conduct', rank: 0 } as const
