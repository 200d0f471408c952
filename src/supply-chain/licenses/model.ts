import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'

/** One place that speaks of a project's license. */
export const LicenseEvidence = z.object({
  path: z.string(),
  /** `declared`: a manifest's license field; `text`: a license text that was recognized; `unrecognized`: one that was not. */
  kind: z.enum(['declared', 'text', 'unrecognized']),
  /** SPDX expression; what the manifest says where that is none. */
  license: z.string(),
  /** How much of the text agrees with the official one, from 0 to 1; 1 for what is declared. */
  score: z.number(),
  /** What a person should know before relying on it. */
  remarks: z.array(Sentence).optional(),
})
export type LicenseEvidence = z.infer<typeof LicenseEvidence>

/** Under what a project is licensed, and how we know. */
export const ProjectLicense = z.object({
  /** SPDX expression; null when nothing says so. */
  expression: z.string().nullable(),
  evidence: z.array(LicenseEvidence),
  /** Where the manifest and the license text contradict each other. */
  mismatch: z.object({ declared: z.string(), text: z.string() }).optional(),
})
export type ProjectLicense = z.infer<typeof ProjectLicense>

const named = /^(?:(?:un)?licen[sc]es?|copying)(?:[-_.][\w.+-]+)?$/i
const program = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs?|h|cc|cpp|sh|json|ya?ml|toml|xml|ftl|spdx)$/i
const reuse = /^LICENSES\/[\w.+-]+\.txt$/

/** Whether a file in the root of a project, or in REUSE's folder (REUSE 3.3), holds its license text. */
export function isLicenseFile(path: string): boolean {
  return (named.test(path) && !program.test(path)) || reuse.test(path)
}

/** The file that a package.json names instead of a license: `SEE LICENSE IN TERMS.md` (npm's package.json, "license"). */
export function fileNamedBy(declared: string): string | undefined {
  return /^SEE LICEN[CS]E IN (?:\.\/)?([^/]+)$/i.exec(declared)?.[1]
}

/**
 * Who says under what a component is licensed, from the most trusted on: a person who looked, the files that are
 * installed, what a lockfile repeats of a registry, the registry itself, and a bill of materials, whoever wrote it.
 */
export const claimSources = ['curation', 'installed', 'lockfile', 'registry', 'sbom'] as const
export const ClaimSource = z.enum(claimSources)
export type ClaimSource = z.infer<typeof ClaimSource>

export const sourceNames: Record<ClaimSource, Text> = {
  curation: { en: 'curation', zh: '人工核定' },
  installed: { en: 'installed tree', zh: '已安装目录' },
  lockfile: { en: 'lockfile', zh: '锁定文件' },
  registry: { en: 'registry', zh: '软件包仓库' },
  sbom: { en: 'bill of materials', zh: '物料清单' },
}

/** One word on the license of a component. */
export const LicenseClaim = z.object({
  /** With version, without qualifiers and subpath. */
  purl: z.string(),
  /** As it is said, an SPDX expression or not. */
  license: z.string(),
  source: ClaimSource,
  /** Where it was read; of a curation, the reason and a link. */
  evidence: z.string(),
  /** Since when it is said so. */
  seenAt: z.string(),
})
export type LicenseClaim = z.infer<typeof LicenseClaim>

/** What a person found out of a component's license. */
export const Curation = z.object({
  purl: z.string().min(1).max(2000),
  license: z.string().trim().min(1).max(2000),
  why: z.string().trim().min(1).max(2000),
  /** Where others can see it for themselves. */
  link: z.httpUrl().max(2000).optional(),
})
export type Curation = z.infer<typeof Curation>

/** The name of a component that claims go by: of one version all that is built and carried elsewhere has one license. */
export function claimedPurl(purl: string): string {
  return purl.replace(/[?#].*$/s, '')
}
