import { z } from 'zod'
import { slugOf } from '../../lib/markdown/parse-markdown.ts'
import type { Text } from '../../lib/text/text.ts'

export const PartnerKind = z.enum([
  'city',
  'government',
  'university',
  'school',
  'neighborhood-center',
  'library',
  'foundation',
  'association',
  'company',
])
export type PartnerKind = z.infer<typeof PartnerKind>

export const kindNames: Record<PartnerKind, Text> = {
  city: { en: 'city', zh: '城市' },
  government: { en: 'government', zh: '政府机构' },
  university: { en: 'university', zh: '大学' },
  school: { en: 'school', zh: '学校' },
  'neighborhood-center': { en: 'neighborhood center', zh: '社区中心' },
  library: { en: 'public library', zh: '公共图书馆' },
  foundation: { en: 'foundation', zh: '基金会' },
  association: { en: 'association', zh: '协会' },
  company: { en: 'company', zh: '企业' },
}

export const PartnerState = z.enum(['active', 'ended'])
export type PartnerState = z.infer<typeof PartnerState>

export const partnerStateNames: Record<PartnerState, Text> = {
  active: { en: 'active', zh: '合作中' },
  ended: { en: 'ended', zh: '已结束' },
}

/** Letters and digits of any script. */
export const Slug = z.string().regex(/^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}-]{0,79}$/u, 'letters, digits and - only')
export const Day = z.iso.date()
export const Address = z.url({ protocol: /^https?$/ }).max(2000)

const noText: Text = { en: '', zh: '' }

/** In either language, or both. */
export function written(max: number) {
  return z.strictObject({ en: z.string().trim().max(max).default(''), zh: z.string().trim().max(max).default('') })
}

export function title(max = 200) {
  return written(max).refine(({ en, zh }) => en !== '' || zh !== '', 'in English or in Chinese')
}

export function optional(max: number) {
  return written(max).default(noText)
}

export const Partner = z.object({
  id: Slug,
  kind: PartnerKind,
  name: title(),
  description: written(5000),
  place: z.string().trim().max(200),
  address: Address.nullable(),
  state: PartnerState,
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Partner = z.infer<typeof Partner>

export const NewPartner = Partner.pick({ kind: true, name: true }).extend({
  id: Slug.optional(),
  description: optional(5000),
  place: Partner.shape.place.default(''),
  address: Partner.shape.address.default(null),
  state: PartnerState.default('active'),
})
export type NewPartner = z.infer<typeof NewPartner>

export const Contact = z.object({
  id: z.string(),
  partner: z.string(),
  name: z.string().trim().min(1).max(200),
  role: z.string().trim().max(200),
  /** Seen by those who run the community only. */
  email: z.email().max(320).nullable(),
  account: z.string().nullable(),
  /** Whether they sign and approve for their institution. */
  speaks: z.boolean(),
})
export type Contact = z.infer<typeof Contact>

export const NewContact = Contact.pick({ name: true }).extend({
  role: Contact.shape.role.default(''),
  email: Contact.shape.email.default(null),
  /** By id, sign-in name or e-mail. */
  account: z.string().trim().max(320).nullable().default(null),
  speaks: z.boolean().default(false),
})
export type NewContact = z.infer<typeof NewContact>

/** What somebody called a thing, as the end of its address. */
export function idFor({ en, zh }: Text): string {
  const slug = slugOf(en || zh)
    .slice(0, 70)
    .replaceAll(/[^\p{Ll}\p{Lo}\p{N}-]/gu, '')
  return slug.replace(/^-+|-+$/g, '') || 'partner'
}

export const pathOf = {
  partner: (id: string) => `/partners/${encodeURIComponent(id)}`,
  agreement: (id: string) => `/partner-agreements/${encodeURIComponent(id)}`,
  case: (id: string) => `/partner-cases/${encodeURIComponent(id)}`,
  guest: (secret: string) => `/public/partner-answers/${encodeURIComponent(secret)}`,
  publicCase: (id: string) => `/public/cases/${encodeURIComponent(id)}`,
}
