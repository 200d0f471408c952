import { z } from 'zod'

/** One release of a package, as its registry tells of it. */
export const Release = z.object({
  version: z.string(),
  releasedAt: z.string().optional(),
  /** As it is said there, an SPDX expression or not. */
  license: z.string().optional(),
  /** Taken back: new projects do not get it. */
  yanked: z.boolean().optional(),
  /** Why one should not use it any more; empty where no reason is given. */
  deprecated: z.string().optional(),
})
export type Release = z.infer<typeof Release>

/** Who makes a package, as its registry names them. */
const Maker = z.object({ name: z.string(), email: z.string().optional(), url: z.string().optional() })
export type Maker = z.infer<typeof Maker>

/** What a registry, or a document, tells of a package. */
export const PackageMetadata = z.object({
  releases: z.array(Release),
  /** Of the package as a whole. */
  deprecated: z.string().optional(),
  /** Where it is made, as the registry has it. */
  repository: z.string().optional(),
  makers: z.array(Maker).optional(),
})
export type PackageMetadata = z.infer<typeof PackageMetadata>
