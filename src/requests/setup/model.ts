import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import { DeskDocument } from '../documents/model.ts'

/** A document of the desk as lists show it. */
export const DocumentEntry = DeskDocument.omit({ source: true }).extend({
  title: Sentence,
  /** Of a policy: its own cases, and how many of them fail. */
  cases: z.number(),
  failing: z.number(),
  /** Why it cannot be read; then it decides nothing. */
  problem: Sentence.nullable(),
})
export type DocumentEntry = z.infer<typeof DocumentEntry>

const CaseResult = z.object({
  name: z.string(),
  passed: z.boolean(),
  expected: z.string(),
  got: z.string(),
})

/** A request that would have come out otherwise. */
export const Change = z.object({
  number: z.number(),
  title: z.string(),
  before: z.string(),
  after: z.string(),
  rule: z.string().nullable(),
})
export type Change = z.infer<typeof Change>

/** What a policy would have made of the requests there were. */
export const DryRun = z.object({
  policy: z.string(),
  cases: z.array(CaseResult),
  /** Requests of its forms that were heard again. */
  requests: z.number(),
  changed: z.number(),
  /** How many went from what to what: `approve → review`. */
  moves: z.record(z.string(), z.number()),
  /** The newest of those that changed. */
  changes: z.array(Change),
})
export type DryRun = z.infer<typeof DryRun>
