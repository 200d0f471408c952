import { z } from 'zod'

/** What Gitea and Forgejo answer, as far as it is read. */
const time = z.string()
export const User = z
  .object({ id: z.number(), login: z.string(), full_name: z.string().nullish(), email: z.string().nullish() })
  .nullish()
export type User = z.infer<typeof User>

const Branch = z
  .object({ ref: z.string().nullish(), repo_id: z.number().nullish(), sha: z.string().nullish() })
  .nullish()

export const Item = z.object({
  number: z.number(),
  title: z.string(),
  state: z.string(),
  user: User,
  html_url: z.string().nullish(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
  labels: z
    .array(z.object({ name: z.string() }))
    .nullish()
    .transform(labels => labels ?? []),
  milestone: z.object({ title: z.string() }).nullish(),
  assignees: z.array(User).nullish(),
  // Of pull requests.
  draft: z.boolean().nullish(),
  merged: z.boolean().nullish(),
  merged_at: time.nullish(),
  merged_by: User,
  merge_commit_sha: z.string().nullish(),
  base: Branch,
  head: Branch,
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  changed_files: z.number().nullish(),
})
export type Item = z.infer<typeof Item>

export const Happening = z.object({
  id: z.number(),
  type: z.string(),
  user: User,
  body: z.string().nullish(),
  created_at: time,
  updated_at: time,
  label: z.object({ name: z.string() }).nullish(),
  assignee: User,
  removed_assignee: z.boolean().nullish(),
  old_title: z.string().nullish(),
  new_title: z.string().nullish(),
  review_id: z.number().nullish(),
  ref_issue: z.object({ html_url: z.string().nullish() }).nullish(),
  ref_commit_sha: z.string().nullish(),
})
export type Happening = z.infer<typeof Happening>

export const Review = z.object({
  id: z.number(),
  user: User,
  state: z.string(),
  body: z.string().nullish(),
  comments_count: z.number().nullish(),
  submitted_at: time,
})
export type Review = z.infer<typeof Review>

export const LineComment = z.object({ id: z.number(), user: User, body: z.string().nullish(), created_at: time })
export const Reaction = z.object({ user: User, content: z.string(), created_at: time })
export const Commit = z.object({
  sha: z.string(),
  author: User,
  commit: z.object({
    author: z.object({ name: z.string().nullish(), email: z.string().nullish() }).nullish(),
    committer: z.object({ date: time }),
  }),
})

export const Release = z.object({
  id: z.number(),
  tag_name: z.string(),
  name: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  created_at: time,
  published_at: time.nullish(),
  author: User,
  assets: z.array(z.object({ download_count: z.number() })).nullish(),
})
export const BranchName = z.object({ name: z.string() })
export const Fork = z.object({ owner: User, html_url: z.string(), created_at: time })
export const Repository = z.object({
  full_name: z.string(),
  stars_count: z.number().nullish(),
  forks_count: z.number().nullish(),
  watchers_count: z.number().nullish(),
})

export const Numbered = z.object({ number: z.number() })
