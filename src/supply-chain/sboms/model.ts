import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'

export const SbomProblem = z.object({ text: Sentence, path: z.string().optional(), line: z.number().optional() })
export type SbomProblem = z.infer<typeof SbomProblem>

/** One kind of thing that the format written has no place for. */
export const SbomLoss = z.object({ what: z.string(), text: Sentence, count: z.number(), examples: z.array(z.string()) })
export type SbomLoss = z.infer<typeof SbomLoss>

export const Validation = z.object({
  /** `cyclonedx-json`; null where it is no bill of materials that ospo knows. */
  format: z.string().nullable(),
  version: z.string().nullable(),
  components: z.number(),
  problems: z.array(SbomProblem),
  /** Odd, but no rule of the format forbids it. */
  notes: z.array(SbomProblem),
})
export type Validation = z.infer<typeof Validation>

export const Conversion = z.object({
  /** `cyclonedx-1.6` */
  format: z.string(),
  text: z.string(),
  losses: z.array(SbomLoss),
  /** Of the document that was read: what of it was not understood is not in the other. */
  problems: z.array(SbomProblem),
})
export type Conversion = z.infer<typeof Conversion>

/** Of a component what names it. */
export const NamedComponent = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string().optional(),
  purl: z.string().optional(),
})
export type NamedComponent = z.infer<typeof NamedComponent>

export const QualityAnswer = z.object({
  id: z.string(),
  section: z.string(),
  level: z.enum(['must', 'if-known', 'should', 'may']),
  subject: z.enum(['document', 'component']),
  title: Sentence,
  text: Sentence,
  verdict: z.enum(['met', 'unmet', 'not-applicable']),
  met: z.number(),
  unmet: z.number(),
  /** A few of the components that miss it; all of them where that was asked for. */
  missing: z.array(NamedComponent),
  /** Where it could come from. */
  from: z.array(Sentence),
})
export type QualityAnswer = z.infer<typeof QualityAnswer>

export const Quality = z.object({
  set: z.string(),
  title: Sentence,
  edition: z.string(),
  address: z.string(),
  conforms: z.boolean(),
  /** From 0 to 100; null where nothing applies. */
  score: z.number().nullable(),
  answers: z.array(QualityAnswer),
})
export type Quality = z.infer<typeof Quality>

const SideOfChange = NamedComponent.extend({
  declaredLicense: z.string().optional(),
  concludedLicense: z.string().optional(),
  supplier: z.string().optional(),
})

export const Change = z.object({
  kind: z.enum(['new', 'updated', 'retired', 'license', 'supplier', 'hash']),
  before: SideOfChange.optional(),
  after: SideOfChange.optional(),
  direction: z.enum(['up', 'down', 'other']).optional(),
  of: z.enum(['declared', 'concluded']).optional(),
  algorithms: z.array(z.string()).optional(),
})
export type Change = z.infer<typeof Change>

export const Changes = z.object({ changes: z.array(Change), unchanged: z.number() })
export type Changes = z.infer<typeof Changes>

const LibyearSum = z.object({
  components: z.number(),
  dated: z.number(),
  /** Null where nothing is known. */
  libyears: z.number().nullable(),
  compared: z.number(),
  current: z.number(),
  deprecated: z.number(),
  yanked: z.number(),
})

export const ComponentFreshness = z.object({
  purl: z.string(),
  version: z.string(),
  isDirect: z.boolean(),
  releasedAt: z.string().optional(),
  newest: z.object({ version: z.string(), releasedAt: z.string().optional() }).optional(),
  libyears: z.number().optional(),
  behind: z.object({ major: z.number(), minor: z.number(), patch: z.number(), releases: z.number() }).optional(),
  deprecated: z.string().optional(),
  yanked: z.literal(true).optional(),
})
export type ComponentFreshness = z.infer<typeof ComponentFreshness>

export const Libyears = z.object({
  /** By whose definition. */
  method: z.string(),
  direct: LibyearSum,
  all: LibyearSum,
  components: z.array(ComponentFreshness),
  /** Kinds of packages of which somewhere is named to ask; none where `OSPO_PACKAGE_METADATA` is not set. */
  asked: z.array(z.string()),
  /** Packages of the office that nobody was asked for yet. */
  waiting: z.number(),
  /** Of the packages measured here, those that somebody could be asked for and nobody was. */
  unasked: z.number(),
})
export type Libyears = z.infer<typeof Libyears>

/** Who answers for a document, or supplies what it is of: `Harbor <sbom@harbor.example>`, or with a web address. */
export const PartyText = z.string().trim().min(1).max(500)
