import { z } from 'zod'

/** Files that tell people how to deal with a project, in the order in which we show them. */
export const KeyFileKind = z.enum([
  'license',
  'readme',
  'contributing',
  'code-of-conduct',
  'security',
  'code-owners',
  'changelog',
  'governance',
  'mailmap',
])
export type KeyFileKind = z.infer<typeof KeyFileKind>

export const KeyFile = z.object({ kind: KeyFileKind, path: z.string() })
export type KeyFile = z.infer<typeof KeyFile>
