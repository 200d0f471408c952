import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'
import { PackageSummary, Relation, Scope } from '../model.ts'

/** Where a component is held: in which version, by what way, of which release, and whose it is. */
export const FoundComponent = z.object({
  purl: z.string(),
  package: z.string(),
  name: z.string(),
  type: z.string(),
  version: z.string(),
  requirement: z.string().nullable(),
  /** Concluded, else declared by the holder. */
  license: z.string().nullable(),
  supplier: z.string().nullable(),
  relation: Relation,
  scope: Scope,
  /** Purls from the direct one on, itself left out. */
  way: z.array(z.string()),
  /** As it is kept, of the version, else the package, else the product. */
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  endOfLife: z.string().nullable(),
  holder: z.object({
    id: z.number(),
    kind: z.enum(['manifest', 'release', 'project', 'delivery']),
    /** The manifest's path; the part of a release; what was delivered. */
    name: z.string(),
    version: z.string(),
    supplier: z.string().nullable(),
    project: z.string().nullable(),
    projectName: z.string().nullable(),
    product: z.string().nullable(),
    productName: z.string().nullable(),
    release: z.number().nullable(),
    releaseState: z.string().nullable(),
    /** When the component was first and last seen there. */
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
  }),
})
export type FoundComponent = z.infer<typeof FoundComponent>

export const FoundComponents = z.object({
  uses: z.array(FoundComponent),
  /** At most `mostCounted`: beyond, there are more. */
  total: z.number(),
  /** The packages whose names fit, the most used first. */
  packages: z.array(PackageSummary),
  problem: Sentence.optional(),
})
export type FoundComponents = z.infer<typeof FoundComponents>

export const mostCounted = 10_000
