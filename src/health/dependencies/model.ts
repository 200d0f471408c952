import { z } from 'zod'
import { RepositorySource } from '../../supply-chain/inventory/repositories/model.ts'
import { ModelId, Verdict } from '../models/model.ts'

const Part = z.number().min(0).max(1)
const Weight = z.number().min(0).max(1000)
const Enough = z.number().min(1).max(1_000_000)
const Lines = (most: number) => z.array(z.string().trim().min(1).max(300)).max(most)

/** How the office looks at what it depends on. */
export const DependencySettings = z.strictObject({
  /** Ids of organizations that are ours, beside the one whose office this is; what is part of one is ours as well. */
  organizations: Lines(200),
  /** Repositories at and below these addresses are ours. */
  addresses: Lines(500),
  /** By which model the health of a project is read. */
  model: ModelId,
  /** Priorities from here on: invest; from there on: watch; below: ignore. */
  investFrom: Part,
  watchFrom: Part,
  /** What users of each kind weigh, and how many suffice. */
  directWeight: Weight,
  indirectWeight: Weight,
  developmentWeight: Weight,
  directEnough: Enough,
  indirectEnough: Enough,
  developmentEnough: Enough,
  /** Where the quadrants of dependence and influence part. */
  dependenceFrom: Part,
  influenceFrom: Part,
  /** Change requests with one of these labels, in any case of letters, are fixes. */
  fixLabels: Lines(100),
})
export type DependencySettings = z.infer<typeof DependencySettings>

/** A starting point, published by nobody: an office sets its own. */
export const shippedSettings: DependencySettings = {
  organizations: [],
  addresses: [],
  model: 'starter-project-health',
  investFrom: 0.3,
  watchFrom: 0.1,
  ...{ directWeight: 4, indirectWeight: 2, developmentWeight: 1 },
  ...{ directEnough: 10, indirectEnough: 20, developmentEnough: 20 },
  dependenceFrom: 0.3,
  influenceFrom: 0.1,
  fixLabels: [
    ...['bug', 'bugfix', 'fix', 'defect', 'regression', 'crash', 'security'],
    ...['kind/bug', 'type/bug', 'type: bug', 'type:bug', 'kind/regression', 'kind/security'],
  ],
}

/** What is left out stays as it is. */
export const SettingsChange = z.object(DependencySettings.shape).partial()
export type SettingsChange = z.infer<typeof SettingsChange>

export const KeptSettings = z.object({
  settings: DependencySettings,
  /** Null for those that ship. */
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
})
export type KeptSettings = z.infer<typeof KeptSettings>

/** Who of us uses what comes from a project. A product, a project and a delivery is one user each, of the strongest kind. */
export const Dependence = z.object({
  /** That are known to come from it. */
  packages: z.number(),
  products: z.number(),
  /** Releases of these products, those that are withdrawn or at their end left out. */
  releases: z.number(),
  projects: z.number(),
  deliveries: z.number(),
  /** Users at run time by their own choice; at run time through others, or it is not told how; only in development or if wanted. */
  direct: z.number(),
  indirect: z.number(),
  development: z.number(),
})
export type Dependence = z.infer<typeof Dependence>

/** Between what something lies that is not known as a whole; the same twice where it is. */
export const Range = z.object({ least: z.number(), most: z.number() })
export type Range = z.infer<typeof Range>

export const Advice = z.enum(['invest', 'watch', 'ignore', 'unknown'])
export type Advice = z.infer<typeof Advice>

export const HealthReading = z.object({
  model: ModelId,
  modelVersion: z.number(),
  asOf: z.string(),
  /** Null where the model judges nothing. */
  risk: Range.nullable(),
  verdicts: z.record(z.string(), Verdict),
  measuredAt: z.string(),
})
export type HealthReading = z.infer<typeof HealthReading>

export const DependencyHealth = z.object({
  project: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  isOurs: z.boolean(),
  /** Null where no package is known to come from it: that nobody uses it cannot be said. */
  dependence: Dependence.nullable(),
  criticality: z.number().nullable(),
  /** Null until it was read. */
  reading: HealthReading.nullable(),
  /** Criticality × risk, between what it lies; null where nothing bounds it. */
  priority: Range.nullable(),
  advice: Advice,
})
export type DependencyHealth = z.infer<typeof DependencyHealth>

/** Whether the project that a component comes from is measured here. */
export const ComponentStanding = z.enum(['measured', 'not-measured', 'unknown-repository'])
export type ComponentStanding = z.infer<typeof ComponentStanding>

export const ComponentHealth = z.object({
  package: z.string(),
  type: z.string(),
  name: z.string(),
  /** How many projects hold it, and how many bills of materials. */
  projects: z.number(),
  documents: z.number(),
  address: z.string().nullable(),
  source: RepositorySource.nullable(),
  evidence: z.string().nullable(),
  project: z.string().nullable(),
  reading: HealthReading.nullable(),
})
export type ComponentHealth = z.infer<typeof ComponentHealth>

export const ComponentWish = z.object({
  standing: ComponentStanding.optional(),
  text: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
})
export type ComponentWish = z.infer<typeof ComponentWish>

/** A repository that the office may fetch, by its address. */
export const fetchWork = { kind: 'repository-fetch', rank: 3 } as const
export const readingWork = { kind: 'dependency-health', rank: 3 } as const
/** Of what changed, without fetching anything. */
export const changesWork = { kind: 'dependency-changes', rank: 3 } as const
