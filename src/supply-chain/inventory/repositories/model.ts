import { z } from 'zod'
import type { Text } from '../../../lib/text/text.ts'

/** Who says where a package comes from, the one that counts most first. */
export const RepositorySource = z.enum(['office', 'purl', 'registry', 'document'])
export type RepositorySource = z.infer<typeof RepositorySource>

export const repositorySources: Record<RepositorySource, Text> = {
  office: { en: 'the office', zh: '办公室' },
  purl: { en: 'the package URL', zh: '软件包 URL' },
  registry: { en: 'the registry', zh: '软件包仓库' },
  document: { en: 'a bill of materials', zh: '物料清单' },
}

/** Where a package is made, as somebody says. */
export const PackageRepository = z.object({
  /** The package URL without version. */
  package: z.string(),
  source: RepositorySource,
  /** `https://forge/owner/name`, in small letters. */
  address: z.string(),
  /** What said it. */
  evidence: z.string(),
  at: z.string(),
  by: z.string().nullable(),
})
export type PackageRepository = z.infer<typeof PackageRepository>
