import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'

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
