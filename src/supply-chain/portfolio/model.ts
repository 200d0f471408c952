import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'
import { Owner } from '../inventory/owners/model.ts'

export const ProductId = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'lowercase letters, digits, . and - only')

export const NewProduct = z.object({
  id: ProductId,
  name: z.string().trim().min(1).max(200),
  owner: Owner.nullable().default(null),
  description: z.string().max(5000).default(''),
})
export type NewProduct = z.infer<typeof NewProduct>

/** What an organization answers for: it has releases, and they have bills of materials. */
export const Product = NewProduct.required().extend({
  createdAt: z.string(),
  releases: z.number(),
  documents: z.number(),
  /** Of its latest release. */
  components: z.number(),
  latestVersion: z.string().nullable(),
  latestAt: z.string().nullable(),
})
export type Product = z.infer<typeof Product>

/** For readers: the owner is kept as an id where it is somebody of the office. */
export const NamedProduct = Product.extend({ ownerName: z.string().nullable() })
export type NamedProduct = z.infer<typeof NamedProduct>

export const ReleaseState = z.enum(['planned', 'development', 'released', 'maintenance', 'end-of-life', 'withdrawn'])
export type ReleaseState = z.infer<typeof ReleaseState>

export const releaseStates: Record<ReleaseState, Text> = {
  planned: { en: 'planned', zh: '计划中' },
  development: { en: 'in development', zh: '开发中' },
  released: { en: 'released', zh: '已发布' },
  maintenance: { en: 'in maintenance', zh: '维护中' },
  'end-of-life': { en: 'end of life', zh: '已终止支持' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
}

export const ReleaseVersion = z.string().trim().min(1).max(200)

export const ReleaseChange = z.object({
  state: ReleaseState.optional(),
  releasedAt: z.iso.date().nullable().optional(),
  supportEnds: z.iso.date().nullable().optional(),
  endOfLife: z.iso.date().nullable().optional(),
  notes: z.string().max(5000).optional(),
})
export type ReleaseChange = z.infer<typeof ReleaseChange>

export const Release = z.object({
  id: z.number(),
  product: z.string(),
  productName: z.string(),
  version: z.string(),
  state: ReleaseState,
  releasedAt: z.string().nullable(),
  supportEnds: z.string().nullable(),
  endOfLife: z.string().nullable(),
  notes: z.string(),
  createdAt: z.string(),
  /** Bills of materials that hold today, and what they list. */
  documents: z.number(),
  components: z.number(),
})
export type Release = z.infer<typeof Release>

/** What a bill of materials is of. Where nothing is said it is a delivery, as the document names it. */
export const SbomSubject = z.object({
  release: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  product: ProductId.optional(),
  /** Of the product, or of what was delivered; else the document's. A release that is not there is made. */
  version: ReleaseVersion.optional(),
  project: z.string().max(200).optional(),
  /** Whose delivery it is; else as the document says. */
  supplier: z.string().trim().max(300).optional(),
  /** What was delivered; of a release or project the part, where several documents are of one. */
  name: z.string().trim().max(300).optional(),
})
export type SbomSubject = z.infer<typeof SbomSubject>

const Problem = z.object({ text: Sentence, path: z.string().optional(), line: z.number().optional() })

export const SbomSummary = z.object({
  id: z.number(),
  /** What it is of. */
  of: z.object({
    kind: z.enum(['release', 'project', 'delivery']),
    release: z.number().nullable(),
    product: z.string().nullable(),
    productName: z.string().nullable(),
    project: z.string().nullable(),
    supplier: z.string().nullable(),
    name: z.string(),
    version: z.string(),
  }),
  /** Whether it is the latest of what it is of: what is searched is what that says. */
  current: z.boolean(),
  name: z.string(),
  version: z.string(),
  supplier: z.string().nullable(),
  format: z.string(),
  formatVersion: z.string(),
  serial: z.string().nullable(),
  revision: z.number().nullable(),
  createdAt: z.string().nullable(),
  receivedAt: z.string(),
  /** Id of the account. */
  receivedBy: z.string(),
  fileName: z.string().nullable(),
  sha256: z.string(),
  size: z.number(),
  /** All that it lists, files too; of these the packages. */
  components: z.number(),
  packages: z.number(),
  files: z.number(),
  problems: z.number(),
})
export type SbomSummary = z.infer<typeof SbomSummary>

export const Sbom = SbomSummary.extend({
  problemList: z.array(Problem),
  /** What it says that cannot be searched. */
  losses: z.array(z.object({ what: z.string(), count: z.number() })),
})
export type Sbom = z.infer<typeof Sbom>

export const ImportOutcome = z.object({
  /** `same`: it was there before, and nothing was stored. `again`: it was there, and is the latest once more. */
  what: z.enum(['added', 'same', 'again']),
  sbom: SbomSummary,
  came: z.number(),
  went: z.number(),
  changed: z.number(),
})
export type ImportOutcome = z.infer<typeof ImportOutcome>

/** Of an address: what is no number of ours is that of nothing. */
export function numberOf(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}
