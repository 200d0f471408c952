import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'
import { ClaimSource } from '../licenses/model.ts'

export const Relation = z.enum(['direct', 'transitive', 'unknown'])
export const Scope = z.enum(['runtime', 'development', 'optional'])

/** One component as one manifest of one project names it. */
export const ComponentUse = z.object({
  purl: z.string(),
  /** The purl without version, qualifiers and subpath: what all versions share. */
  package: z.string(),
  version: z.string(),
  license: z.string().optional(),
  /** Whose word that is. */
  licenseSource: ClaimSource.optional(),
  relation: Relation,
  scope: Scope,
  requirement: z.string().optional(),
  /** The shortest way to it: purls from the direct dependency on, itself left out. */
  path: z.array(z.string()).optional(),
  manifest: z.string(),
})
export type ComponentUse = z.infer<typeof ComponentUse>

/** One lockfile or manifest, and how reading it went. */
export const Manifest = z.object({
  path: z.string(),
  reader: z.string(),
  components: z.number(),
  warnings: z.array(z.object({ text: Sentence, line: z.number().optional() })),
  /** Why it could not be read. Its components are those of the last time that it could. */
  problem: Sentence.optional(),
})
export type Manifest = z.infer<typeof Manifest>

export const Inventory = z.object({ manifests: z.array(Manifest), components: z.array(ComponentUse) })
export type Inventory = z.infer<typeof Inventory>

export const PackageSummary = z.object({
  /** Without version; of what has none, `name:` with supplier and name. */
  purl: z.string(),
  type: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  /** How many projects hold it, and how many bills of materials. */
  projects: z.number(),
  documents: z.number(),
})
export type PackageSummary = z.infer<typeof PackageSummary>

/** Where a package is used: in which version, by which project. */
export const PackageUse = ComponentUse.extend({ project: z.string(), projectName: z.string() })
export type PackageUse = z.infer<typeof PackageUse>

export const relationNames: Record<ComponentUse['relation'], Text> = {
  direct: { en: 'direct', zh: '直接' },
  transitive: { en: 'transitive', zh: '间接' },
  unknown: { en: 'unknown', zh: '未知' },
}

export const scopeNames: Record<ComponentUse['scope'], Text> = {
  runtime: { en: 'run time', zh: '运行时' },
  development: { en: 'development', zh: '开发' },
  optional: { en: 'optional', zh: '可选' },
}
