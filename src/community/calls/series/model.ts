import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'
import type { Text } from '../../../lib/text/text.ts'

/** One language may be empty; not both. */
const Words = Sentence.refine(({ en, zh }) => (en + zh).trim() !== '', 'a text in one language at least')

/** How far what is said in a part of a meeting may go. A type, not a label: storage, exports and feeds are built on it. */
export const Confidentiality = z.enum(['public', 'recorded', 'chatham-house'])
export type Confidentiality = z.infer<typeof Confidentiality>

export const confidentialities: Record<Confidentiality, Text> = {
  public: { en: 'public notes', zh: '公开纪要' },
  recorded: { en: 'recorded', zh: '录制' },
  'chatham-house': { en: 'Chatham House Rule', zh: '查塔姆宫规则' },
}

export const Segment = z
  .object({
    id: z.string().min(1).max(60),
    title: Words,
    minutes: z
      .number()
      .int()
      .min(1)
      .max(24 * 60),
    confidentiality: Confidentiality,
    /** Announced before: a talk has a name on it, a discussion has none. */
    speaker: z.string().max(300).nullable().default(null),
  })
  .refine(
    ({ confidentiality, speaker }) => confidentiality !== 'chatham-house' || speaker === null,
    'a part under the Chatham House Rule has no speaker: announce a talk in a part of its own',
  )
export type Segment = z.infer<typeof Segment>

/** `2026-12-03T17:00`, by the clock of a place. */
export const LocalTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

/** One of several times of day and places at which a series meets, each in turn with its own rule. */
export const Slot = z.object({
  id: z.string().min(1).max(60),
  name: Words,
  start: LocalTime,
  /** Of the IANA database: the clock on which the call stays when summer time comes and goes. */
  zone: z.string().min(1).max(60),
  minutes: z
    .number()
    .int()
    .min(5)
    .max(7 * 24 * 60),
  /** RRULE of RFC 5545; null for what happens once. */
  rule: z.string().max(500).nullable(),
  /** Local starts that are left out. */
  excluded: z.array(LocalTime).max(500).default([]),
})
export type Slot = z.infer<typeof Slot>

export const Visibility = z.enum(['public', 'members', 'hosts'])
export type Visibility = z.infer<typeof Visibility>

export const Registration = z.enum(['none', 'rsvp', 'register'])
export type Registration = z.infer<typeof Registration>

export const Series = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  title: Words,
  summary: Sentence,
  /** Groups that host it together; their chairs run it. */
  hosts: z.array(z.string()).max(20),
  visibility: Visibility,
  slots: z.array(Slot).min(1).max(12),
  /** What it is about in turn: the next occurrence has the next topic. */
  topics: z.array(Words).max(60).default([]),
  agenda: z.array(Segment).max(40),
  registration: Registration,
  /** Shown to those who come, not in public. */
  link: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable(),
  /** Minutes before, at which those who come are reminded. */
  reminders: z
    .array(
      z
        .number()
        .int()
        .min(5)
        .max(14 * 24 * 60),
    )
    .max(5)
    .default([24 * 60, 60]),
  status: z.enum(['active', 'ended']).default('active'),
  /** Of what is published from it. */
  license: z.string().max(60).default('CC-BY-4.0'),
  /** Grows with each change: calendars keep the newest (RFC 5545, 3.8.7.4). */
  sequence: z.number().int().default(0),
  changedAt: z.string(),
})
export type Series = z.infer<typeof Series>

const OccurrenceStatus = z.enum(['planned', 'cancelled'])

/** What one occurrence has of its own. */
export const OccurrenceChange = z.object({
  /** Where it was moved to, by the slot's clock. */
  start: LocalTime.nullable().default(null),
  minutes: z.number().int().min(5).nullable().default(null),
  title: Sentence.nullable().default(null),
  agenda: z.array(Segment).max(40).nullable().default(null),
  status: OccurrenceStatus.default('planned'),
  note: Sentence.nullable().default(null),
})
export type OccurrenceChange = z.infer<typeof OccurrenceChange>

/** Names one occurrence for good: the local start that its rule gives, wherever it was moved to (RFC 5545, 3.8.4.4). */
export const OccurrenceId = z.object({ series: z.string(), slot: z.string(), recurrenceId: LocalTime })
export type OccurrenceId = z.infer<typeof OccurrenceId>

export const Occurrence = OccurrenceId.extend({
  title: Sentence,
  topic: Sentence.nullable(),
  /** The instants at which it begins and ends. */
  startAt: z.string(),
  endAt: z.string(),
  start: LocalTime,
  zone: z.string(),
  minutes: z.number(),
  agenda: z.array(Segment),
  status: OccurrenceStatus,
  note: Sentence.nullable(),
  isChanged: z.boolean(),
  sequence: z.number(),
})
export type Occurrence = z.infer<typeof Occurrence>

/** `touchpoint~emea~2026-12-03T17:00`, as addresses have it. */
export function formatOccurrenceId({ series, slot, recurrenceId }: OccurrenceId): string {
  return [series, slot, recurrenceId].join('~')
}

export function parseOccurrenceId(text: string): OccurrenceId | undefined {
  const [series = '', slot = '', recurrenceId = ''] = text.split('~')
  const parsed = OccurrenceId.safeParse({ series, slot, recurrenceId })
  return parsed.success ? parsed.data : undefined
}
