import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import { affiliationEvidence } from './resolve-affiliations.ts'

export { nameKey } from './organizations/name-key.ts'

export const AffiliationEvidence = z.enum(affiliationEvidence)
export type AffiliationEvidence = z.infer<typeof AffiliationEvidence>

export const evidenceNames: Record<AffiliationEvidence, Text> = {
  human: { en: 'somebody’s word', zh: '人工确认' },
  directory: { en: 'the directory', zh: '目录服务' },
  import: { en: 'imported file', zh: '导入的文件' },
  domain: { en: 'e-mail domain', zh: '邮箱域名' },
  profile: { en: 'profile on a forge', zh: '代码平台个人资料' },
}

export const OrganizationName = z.string().trim().min(1).max(200)

const OrganizationDomain = z.object({ domain: z.string(), isTop: z.boolean() })

export const Organization = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  domains: z.array(OrganizationDomain),
  /** Ids. */
  parent: z.string().nullable(),
  acquiredBy: z.object({ organization: z.string(), since: z.string().nullable() }).nullable(),
})
export type Organization = z.infer<typeof Organization>

/** What is left out stays as it is; of a new one, empty. */
export const OrganizationChange = z.object({
  name: OrganizationName,
  aliases: z.array(OrganizationName).max(200).optional(),
  domains: z
    .array(
      z.object({
        domain: z
          .string()
          .trim()
          .toLowerCase()
          .regex(/^[^\s@/]+\.[^\s@/]+$/),
        isTop: z.boolean().default(false),
      }),
    )
    .max(500)
    .optional(),
  parent: OrganizationName.nullable().optional(),
  acquiredBy: z.object({ organization: OrganizationName, since: z.iso.date().nullable() }).nullable().optional(),
})
export type OrganizationChange = z.input<typeof OrganizationChange>

export const Affiliation = z.object({
  organization: z.string(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  evidence: AffiliationEvidence,
})
export type Affiliation = z.infer<typeof Affiliation>

/** Of whom it is said where they worked, by whom, and whether that still counts. */
export const Enrollment = Affiliation.extend({
  id: z.string(),
  key: z.string(),
  source: z.string(),
  at: z.string(),
  by: z.string().nullable(),
  why: z.string().nullable(),
  undoneAt: z.string().nullable(),
})
export type Enrollment = z.infer<typeof Enrollment>

/** SQL that joins where somebody worked at a time. `table`: person, organization, since and until (null: open), not overlapping. */
export function employedAt(person: string, at: string, { as = 'e', table = 'employed' } = {}): string {
  return `left join ${table} ${as} on ${as}.person = ${person} and ${at} >= coalesce(${as}.since, '-infinity'::timestamp)
    and ${at} < coalesce(${as}.until, 'infinity'::timestamp)`
}
