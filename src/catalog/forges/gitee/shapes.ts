import { z } from 'zod'

/** What Gitee answers, as far as it is read. Its times have the zone +08:00. */
const time = z.string().transform(text => {
  const at = Date.parse(text)
  return Number.isNaN(at) ? text : new Date(at).toISOString()
})

const id = z.number().nullish()

export const User = z
  .object({ id, login: z.string(), name: z.string().nullish(), type: z.string().nullish() })
  .nullish()
export type User = z.infer<typeof User>

const names = z
  .array(z.object({ name: z.string() }))
  .nullish()
  .transform(labels => (labels ?? []).map(({ name }) => name))
const Branch = z
  .object({
    ref: z.string().nullish(),
    repo: z.object({ full_name: z.string().nullish() }).nullish(),
  })
  .nullish()

export const Item = z.object({
  // Of issues a word, such as I5ABC.
  number: z.union([z.string(), z.number()]).transform(String),
  title: z.string(),
  state: z.string(),
  user: User,
  html_url: z.string().nullish(),
  created_at: time,
  updated_at: time,
  finished_at: time.nullish(),
  closed_at: time.nullish(),
  labels: names,
  milestone: z.object({ title: z.string() }).nullish(),
  assignee: User,
  assignees: z.array(User).nullish(),
  draft: z.boolean().nullish(),
  merged_at: time.nullish(),
  base: Branch,
  head: Branch,
})
export type Item = z.infer<typeof Item>

export const Comment = z.object({
  id: z.number(),
  user: User,
  body: z.string().nullish(),
  created_at: time,
  updated_at: time,
  comment_type: z.string().nullish(),
})

export const Log = z.object({
  id: z.number().nullish(),
  user: User,
  action_type: z.string().nullish(),
  content: z.string().nullish(),
  created_at: time,
})
export type Log = z.infer<typeof Log>

export const Commit = z.object({
  sha: z.string(),
  author: z.object({ id, login: z.string().nullish() }).nullish(),
  commit: z.object({
    author: z.object({ name: z.string().nullish(), email: z.string().nullish() }).nullish(),
    committer: z.object({ date: time }),
  }),
})

export const Release = z.object({
  id: z.number(),
  tag_name: z.string(),
  name: z.string().nullish(),
  prerelease: z.boolean().nullish(),
  author: User,
  created_at: time,
})
/** Of `/users/{username}`. */
export const Profile = z.object({
  id,
  login: z.string(),
  name: z.string().nullish(),
  type: z.string().nullish(),
  company: z.string().nullish(),
  email: z.string().nullish(),
  updated_at: time.nullish(),
})
export const BranchName = z.object({ name: z.string() })
export const Fork = z.object({ owner: User, html_url: z.string(), created_at: time })
export const Star = z.object({ id, login: z.string(), name: z.string().nullish(), star_at: time.nullish() })
export const Repository = z.object({
  full_name: z.string(),
  stargazers_count: z.number().nullish(),
  forks_count: z.number().nullish(),
  watchers_count: z.number().nullish(),
})

/** No more of an item than what it goes by. */
export const Numbered = Item.pick({ number: true })
