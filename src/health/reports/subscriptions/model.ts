import { z } from 'zod'
import { View } from '../model.ts'

export const Every = z.enum(['month', 'week'])
export type Every = z.infer<typeof Every>

export const NewSubscription = View.extend({ every: Every })
export type NewSubscription = z.infer<typeof NewSubscription>

/** A view that somebody gets by mail after every month or week. */
export const Subscription = NewSubscription.extend({
  id: z.string(),
  /** What it is of, as its reader may see it today; empty of the portfolio; null where that is gone or not for them. */
  name: z.string().nullable(),
  /** First day of what they have not been told of. */
  toldUntil: z.string(),
  createdAt: z.string(),
})
export type Subscription = z.infer<typeof Subscription>

/** Below it a report is stopped from a mail. */
export const stopReportPath = '/public/report-mail'
