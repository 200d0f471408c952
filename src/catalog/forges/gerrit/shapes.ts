import { z } from 'zod'

/** What Gerrit answers, as far as it is read. Its times are in UTC without saying so. */
const time = z.string().transform(text => `${text.slice(0, 23).replace(' ', 'T').replace(/\.$/, '')}Z`)

export const User = z
  .object({
    _account_id: z.number().optional(),
    name: z.string().nullish(),
    email: z.string().nullish(),
    username: z.string().nullish(),
    tags: z.array(z.string()).nullish(),
  })
  .nullish()
export type User = z.infer<typeof User>

const Revision = z.object({ _number: z.number(), created: time, uploader: User })

export const Message = z.object({
  id: z.string(),
  author: User,
  date: time,
  message: z.string(),
  tag: z.string().nullish(),
})
export type Message = z.infer<typeof Message>

export const Change = z.object({
  _number: z.number(),
  branch: z.string(),
  topic: z.string().nullish(),
  hashtags: z.array(z.string()).nullish(),
  subject: z.string(),
  status: z.string(),
  created: time,
  updated: time,
  submitted: time.nullish(),
  submitter: User,
  owner: User,
  work_in_progress: z.boolean().nullish(),
  insertions: z.number().nullish(),
  deletions: z.number().nullish(),
  total_comment_count: z.number().nullish(),
  current_revision: z.string().nullish(),
  revisions: z.record(z.string(), Revision).nullish(),
  messages: z.array(Message).nullish(),
  reviewer_updates: z.array(z.object({ updated: time, updated_by: User, reviewer: User, state: z.string() })).nullish(),
  _more_changes: z.boolean().nullish(),
})
export type Change = z.infer<typeof Change>

/** By file. */
export const Comments = z.record(
  z.string(),
  z.array(z.object({ id: z.string(), author: User, updated: time, message: z.string().nullish() })),
)

export const Projects = z.record(z.string(), z.unknown())
export const Branches = z.array(z.object({ ref: z.string() }))

export const Numbers = z.array(z.object({ _number: z.number(), _more_changes: z.boolean().nullish() }))
