import { z } from 'zod'

/** What GitLab answers, as far as it is read. */
const time = z.string()
export const User = z.object({ id: z.number().nullish(), username: z.string(), name: z.string().nullish() }).nullish()
export type User = z.infer<typeof User>

export const Item = z.object({
  iid: z.number(),
  title: z.string(),
  state: z.string(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
  closed_by: User,
  author: User,
  labels: z.array(z.string()),
  milestone: z.object({ title: z.string() }).nullish(),
  assignees: z.array(User).nullish(),
  web_url: z.string().nullish(),
  upvotes: z.number().nullish(),
  downvotes: z.number().nullish(),
  moved_to_id: z.number().nullish(),
  duplicated_to_id: z.number().nullish(),
  // Of merge requests.
  draft: z.boolean().nullish(),
  work_in_progress: z.boolean().nullish(),
  merged_at: time.nullish(),
  merge_user: User,
  merged_by: User,
  source_branch: z.string().nullish(),
  target_branch: z.string().nullish(),
  source_project_id: z.number().nullish(),
  target_project_id: z.number().nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  sha: z.string().nullish(),
})
export type Item = z.infer<typeof Item>

export const Note = z.object({
  id: z.number(),
  type: z.string().nullish(),
  body: z.string(),
  author: User,
  created_at: time,
  updated_at: time,
  system: z.boolean(),
})
export type Note = z.infer<typeof Note>

export const StateEvent = z.object({ id: z.number(), user: User, created_at: time, state: z.string() })
export const LabelEvent = z.object({
  id: z.number(),
  user: User,
  created_at: time,
  action: z.string(),
  // Null where the label itself was removed since.
  label: z.object({ name: z.string() }).nullish(),
})
export const Award = z.object({ id: z.number(), name: z.string(), user: User, created_at: time })
export const Commit = z.object({
  id: z.string(),
  author_name: z.string().nullish(),
  author_email: z.string().nullish(),
  committed_date: time,
})

export const Release = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  author: User,
  created_at: time,
  released_at: time.nullish(),
  upcoming_release: z.boolean().nullish(),
})
/** Of `/users/:id`; what somebody keeps private is left out. */
export const Profile = z.object({
  id: z.number(),
  username: z.string(),
  name: z.string().nullish(),
  bot: z.boolean().nullish(),
  organization: z.string().nullish(),
  public_email: z.string().nullish(),
})
export const Branch = z.object({ name: z.string() })
export const Star = z.object({ starred_since: time, user: User })
export const Fork = z.object({
  created_at: time,
  web_url: z.string(),
  owner: User,
  namespace: z.object({ path: z.string(), kind: z.string().nullish() }).nullish(),
})
export const Project = z.object({
  id: z.number(),
  path_with_namespace: z.string(),
  star_count: z.number().nullish(),
  forks_count: z.number().nullish(),
  // Whether there are any, and for whom.
  issues_access_level: z.string().nullish(),
  merge_requests_access_level: z.string().nullish(),
})
export type Project = z.infer<typeof Project>

export const Numbered = z.object({ iid: z.number() })
