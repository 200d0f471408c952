import { z } from 'zod'

export const ProjectKind = z.enum(['repository', 'bare', 'worktree', 'submodule', 'folder'])
export type ProjectKind = z.infer<typeof ProjectKind>

/** A thing the office looks after: one repository, or one folder without git. */
export const Project = z.object({
  /** Short, stable, fit for an address: `web-shop`. */
  id: z.string(),
  name: z.string(),
  path: z.string(),
  kind: ProjectKind,
  /** Of a worktree: the repository whose history it shows. Sums over all projects leave it out, so that nothing counts twice. */
  mainPath: z.string().nullable(),
  addedAt: z.string(),
})
export type Project = z.infer<typeof Project>
