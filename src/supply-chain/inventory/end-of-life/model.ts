import { z } from 'zod'

/** What stands for a day that nobody knows, but that is over: `eol: true`. */
export const longAgo = '1970-01-01'

/** Until when some versions of a package are kept up. */
export const EndOfLife = z.object({
  /** The package URL without version, or the `name:` of what has none. */
  package: z.string().min(1).max(1000),
  /** A cycle, which all versions that begin with it are of (`3.9`), a range (`vers:pypi/<3.9`), or `*` for all. */
  versions: z.string().min(1).max(500),
  /** The last day; null where there is no end in sight. */
  ends: z.iso.date().nullable(),
  supportEnds: z.iso.date().nullable(),
  /** Who says so: a file's name, an address. */
  source: z.string().max(500),
})
export type EndOfLife = z.infer<typeof EndOfLife>
