import { z } from 'zod'
import { Dependence } from '../dependencies/model.ts'

const Day = z.iso.date()

/** What an organization's influence is counted in. */
export const Deed = z.enum(['commits', 'reviews', 'decisions', 'seats', 'named-seats'])
export type Deed = z.infer<typeof Deed>

/** What is counted over time: who is named in the files is known of today only. */
export const TimedDeed = Deed.exclude(['named-seats'])
export type TimedDeed = z.infer<typeof TimedDeed>

export const InfluenceInterval = z.enum(['month', 'quarter', 'year'])
export type InfluenceInterval = z.infer<typeof InfluenceInterval>

export const InfluenceWish = z.object({
  /** First day of the period, and first day after it, in UTC. */
  from: Day.optional(),
  to: Day.optional(),
  interval: InfluenceInterval.default('quarter'),
  /** Projects that we depend on, or all of the portfolio. */
  scope: z.enum(['used', 'all']).default('used'),
  /** Only these, by their ids, separated by commas. */
  projects: z.string().max(20_000).optional(),
  /** By which of the shares influence is held against dependence. */
  by: Deed.default('commits'),
})
export type InfluenceWish = z.infer<typeof InfluenceWish>

/** By people; what bots and agents did stands apart. */
export const Tally = z.object({
  /** By people of the organization, at that time. */
  own: z.number(),
  /** By people of whom it is known where they worked at that time. */
  known: z.number(),
  total: z.number(),
  bots: z.number(),
  agents: z.number(),
})
export type Tally = z.infer<typeof Tally>

export const Share = Tally.extend({
  /** Of all by people: what is unknown is nobody's. Null of nothing. */
  share: z.number().nullable(),
  /** What it would be, were all that is unknown theirs. */
  most: z.number().nullable(),
  /** Of how much it is known where they worked. */
  coverage: z.number().nullable(),
})
export type Share = z.infer<typeof Share>

/** Null where nobody collected what would tell it. */
const Shares = z.record(Deed, Share.nullable())

/** Where a project lies: much or little hangs on it, the organization has much or little say there. */
export const Quadrant = z.enum(['exposed', 'steering', 'watching', 'leading'])
export type Quadrant = z.infer<typeof Quadrant>

export const ProjectInfluence = z.object({
  project: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  isOurs: z.boolean(),
  shares: Shares,
  /** Named in the files beside people: who is in them is not told there, and they count as nobody. */
  teams: z.array(z.string()),
  dependence: Dependence.nullable(),
  criticality: z.number().nullable(),
  quadrant: Quadrant.nullable(),
})
export type ProjectInfluence = z.infer<typeof ProjectInfluence>

export const Influence = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  /** It and what is part of it: their people count as its own. */
  names: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
  interval: InfluenceInterval,
  by: Deed,
  /** Of all these projects together. */
  shares: Shares,
  series: z.array(z.object({ at: z.string(), shares: z.record(TimedDeed, Share.nullable()) })),
  projects: z.array(ProjectInfluence),
})
export type Influence = z.infer<typeof Influence>
