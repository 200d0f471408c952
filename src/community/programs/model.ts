import { z } from 'zod'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { readLocal } from '../../lib/zones/local-time.ts'
import { Id, maybeWritten, written, ZoneName } from '../proposals/model.ts'

/** A wall clock of the program's zone: `2026-05-01T09:00`. */
const Local = z
  .string()
  .refine(text => text.length === 16 && readLocal(`${text}:00`) !== undefined, 'a time is like 2026-05-01T09:00')
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a clock is like 09:30')

export const Room = z.strictObject({
  id: Id,
  name: written(100),
  capacity: z.int().min(1).max(100_000).nullable().default(null),
  /** Only these; none named is any. */
  tracks: z.array(Id).max(30).default([]),
  closed: z
    .array(z.strictObject({ from: Local, to: Local }))
    .max(50)
    .default([]),
})
export type Room = z.infer<typeof Room>

const ProgramTrack = z.strictObject({
  id: Id,
  name: written(200),
  /** Whether no two of its sessions may run at the same time. */
  apart: z.boolean().default(false),
})

const mostDays = 31

export const ProgramPlan = z
  .strictObject({
    title: written(200),
    description: maybeWritten(5000),
    venue: maybeWritten(300),
    /** The call that its talks come from. */
    call: Id.nullable().default(null),
    zone: ZoneName,
    from: z.iso.date(),
    to: z.iso.date(),
    rooms: z.array(Room).min(1).max(50),
    slots: z
      .array(z.strictObject({ start: Clock, minutes: z.int().min(5).max(480) }))
      .min(1)
      .max(60),
    tracks: z.array(ProgramTrack).max(50).default([]),
    license: z.string().min(2).max(100).default('CC-BY-4.0'),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < mostDays * 86_400_000, {
    message: 'ends before it begins, or is longer than a month',
    path: ['to'],
  })
  .refine(({ rooms }) => new Set(rooms.map(({ id }) => id)).size === rooms.length, 'a room is there twice')
  .refine(({ rooms }) => ['en', 'zh'].every(locale => areNamedApart(rooms, locale === 'en' ? 'en' : 'zh')), {
    message: 'two rooms have the same name',
    path: ['rooms'],
  })
export type ProgramPlan = z.infer<typeof ProgramPlan>

export const Program = z.object({
  id: Id,
  plan: ProgramPlan,
  state: z.enum(['draft', 'published']),
  /** Counts its publications. */
  version: z.number(),
  publishedAt: z.string().nullable(),
  changedAt: z.string(),
})
export type Program = z.infer<typeof Program>

export const SessionKind = z.enum(['talk', 'break', 'plenary'])
export type SessionKind = z.infer<typeof SessionKind>

export const Presenter = z.object({
  /** The same for the same person in all sessions; not published. */
  key: z.string(),
  /** As they want to be named in public. */
  name: z.string(),
  away: z.array(z.object({ from: z.string(), to: z.string() })),
})
export type Presenter = z.infer<typeof Presenter>

export const SessionContent = z.object({
  title: written(200),
  abstract: maybeWritten(5000),
  track: z.string().nullable().default(null),
  format: maybeWritten(100),
  language: z.enum(['en', 'zh']).nullable().default(null),
  speakers: z.array(Presenter).default([]),
  /** How many are expected to come. */
  expected: z.int().min(1).max(100_000).nullable().default(null),
  /** Only where everybody who speaks agreed. */
  mayRecord: z.boolean().default(false),
  license: z.string().default('CC-BY-4.0'),
})
export type SessionContent = z.infer<typeof SessionContent>

export const Session = z.object({
  id: z.string(),
  program: Id,
  number: z.number(),
  kind: SessionKind,
  proposal: z.string().nullable(),
  content: SessionContent,
  /** Of a break, none is all rooms. */
  room: z.string().nullable(),
  startsAt: z.string().nullable(),
  minutes: z.number(),
})
export type Session = z.infer<typeof Session>

/** What the public sees: nothing else is in it. */
export const PublicSession = z.object({
  id: z.string(),
  number: z.number(),
  kind: SessionKind,
  title: z.object({ en: z.string(), zh: z.string() }),
  abstract: z.object({ en: z.string(), zh: z.string() }),
  track: z.string().nullable(),
  format: z.object({ en: z.string(), zh: z.string() }),
  language: z.enum(['en', 'zh']).nullable(),
  /** Numbers that are the same for the same person within the program. */
  speakers: z.array(z.object({ id: z.number(), name: z.string() })),
  mayRecord: z.boolean(),
  license: z.string(),
  room: z.string().nullable(),
  startsAt: z.string(),
  minutes: z.number(),
})
export type PublicSession = z.infer<typeof PublicSession>

export const Publication = z.object({
  program: Id,
  plan: ProgramPlan,
  version: z.number(),
  sessions: z.array(PublicSession),
  publishedAt: z.string(),
})
export type Publication = z.infer<typeof Publication>

export const ClashKind = z.enum([
  'room-taken',
  'speaker-twice',
  'speaker-away',
  'too-small',
  'wrong-room',
  'room-closed',
  'track-parallel',
  'in-break',
  'outside',
])
export type ClashKind = z.infer<typeof ClashKind>

/** The days of a program. */
export function daysOf({ from, to }: Pick<ProgramPlan, 'from' | 'to'>): string[] {
  const days = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

function areNamedApart(rooms: readonly Room[], locale: Locale) {
  return new Set(rooms.map(({ name }) => either(name, locale))).size === rooms.length
}
