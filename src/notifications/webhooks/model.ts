import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import { locales, type Text } from '../../lib/text/text.ts'
import { EventPattern } from './match-event.ts'

export const PresetName = z.enum(['standard', 'slack', 'teams', 'mattermost', 'feishu', 'dingtalk', 'wecom'])
export type PresetName = z.infer<typeof PresetName>

export const Webhook = z.object({
  id: z.string(),
  name: z.string(),
  /** Of its address only the host is shown: the rest is often all that one needs to write there. */
  host: z.string(),
  /** Which events it is told: `request.decided`, `request.*`, `*`. */
  events: z.array(EventPattern),
  preset: PresetName,
  locale: z.enum(locales),
  /** One that is not active is told nothing. */
  active: z.boolean(),
  /** Whether what it is sent is signed. */
  signed: z.boolean(),
  createdBy: z.string(),
  createdAt: z.string(),
  /** Since when nothing but failures. */
  failingSince: z.string().nullable(),
  /** When it was switched off for failing for too long. */
  disabledAt: z.string().nullable(),
})
export type Webhook = z.infer<typeof Webhook>

const Address = z.url({ protocol: /^https?$/ }).max(2000)
const Events = z.array(EventPattern).min(1).max(50)

export const NewWebhook = z.object({
  name: z.string().trim().min(1).max(100),
  url: Address,
  events: Events.default(['*']),
  preset: PresetName.default('standard'),
  locale: z.enum(locales).default('en'),
  /** Of Feishu and DingTalk: the one that their robot's settings show. A standard webhook gets one from us. */
  secret: z.string().min(8).max(200).optional(),
})
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookChange = z.object({
  name: NewWebhook.shape.name.optional(),
  url: Address.optional(),
  events: Events.optional(),
  locale: z.enum(locales).optional(),
  active: z.boolean().optional(),
})
export type WebhookChange = z.infer<typeof WebhookChange>

/** What happened, for programs and chats. */
export interface WebhookEvent {
  /** `request.decided` */
  event: string
  /** Of what happened: each webhook is told once. */
  key: string
  data: object
  /** In a sentence or two, for chats. */
  text: Text
  /** Within the office. */
  link: string
}

/** As it is kept until it is delivered, and for a replay. */
export const Message = z.object({
  event: z.string(),
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
  text: Sentence,
  link: z.string(),
})
export type Message = z.infer<typeof Message>

export const DeliveryState = z.enum(['waiting', 'sending', 'delivered', 'failed'])
export type DeliveryState = z.infer<typeof DeliveryState>

export const WebhookDelivery = z.object({
  /** What the receiver gets as `webhook-id`: the same for every try and every replay. */
  id: z.string(),
  webhook: z.string(),
  event: z.string(),
  state: DeliveryState,
  attempts: z.number(),
  /** When it is tried next. */
  dueAt: z.string(),
  /** Of the latest try, as all that follows. */
  status: z.number().nullable(),
  /** In milliseconds. */
  duration: z.number().nullable(),
  /** How the answer begins. */
  answer: z.string().nullable(),
  problem: Sentence.nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

/** The work of bringing events to webhooks. */
export const webhookWork = { kind: 'webhooks', rank: 0 } as const
