import { z } from 'zod'
import { type Text, verbatim } from '../../lib/text/text.ts'

export const Purpose = z.enum(['reviewer-pool', 'org-unit', 'working-group', 'board', 'electorate'])
export type Purpose = z.infer<typeof Purpose>

export const purposeNames: Record<Purpose, Text> = {
  'reviewer-pool': { en: 'reviewer pool', zh: '评审组' },
  'org-unit': { en: 'organizational unit', zh: '组织单元' },
  'working-group': { en: 'working group', zh: '工作组' },
  board: { en: 'board', zh: '委员会' },
  electorate: { en: 'electorate', zh: '选举人团' },
}

export const GroupId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lowercase letters, digits and - only')

export const Group = z.object({
  id: GroupId,
  name: z.string().trim().min(1).max(200),
  purpose: Purpose,
  description: z.string().max(2000),
  /** What single sign-on calls it in the claim of groups: whoever has that is a member. */
  claim: z.string().max(300).nullable(),
  /** As a directory calls it (SCIM). */
  externalId: z.string().max(300).nullable(),
  createdAt: z.string(),
})
export type Group = z.infer<typeof Group>

export const NewGroup = Group.omit({ createdAt: true }).extend({
  description: Group.shape.description.default(''),
  claim: Group.shape.claim.default(null),
  externalId: Group.shape.externalId.default(null),
})
export type NewGroup = z.infer<typeof NewGroup>

export const GroupSummary = Group.extend({ members: z.number() })
export type GroupSummary = z.infer<typeof GroupSummary>

/** Who keeps a membership: people, single sign-on, or a directory. Each ends only its own. */
export const MembershipSource = z.enum(['office', 'single-sign-on', 'directory'])
export type MembershipSource = z.infer<typeof MembershipSource>

/** A term in a group: days, both included. */
export const Membership = z.object({
  id: z.string(),
  group: z.string(),
  account: z.string(),
  /** `member`, or a word of the group's own: `chair`, `treasurer`. */
  role: z.string().trim().min(1).max(60),
  since: z.iso.date(),
  until: z.iso.date().nullable(),
  source: MembershipSource,
})
export type Membership = z.infer<typeof Membership>

export const NewMembership = z.object({
  group: GroupId,
  account: z.string().min(1),
  role: Membership.shape.role.default('member'),
  since: z.iso.date().optional(),
  until: z.iso.date().nullable().default(null),
})
export type NewMembership = z.infer<typeof NewMembership>

/** What the forms and policies that ship ask for reviews. */
const shipped: readonly { id: string; name: Text; purpose: Purpose; description: Text }[] = [
  pool('office', ['Open source program office', '开源项目办公室'], ['Runs the desk', '管理服务台']),
  pool('legal', ['Legal', '法务'], ['Licenses, agreements, obligations', '许可证、协议与义务']),
  pool('security', ['Security', '安全'], ['Vulnerabilities and supply chain', '漏洞与供应链']),
  pool('architecture', ['Architecture', '架构'], ['Linkage, alternatives, fit', '链接方式、替代方案与适配']),
  pool('business', ['Business', '业务'], ['Value, overlap, ownership', '业务价值、重叠与归属']),
  pool('brand', ['Brand', '品牌'], ['Names, trademarks, announcements', '名称、商标与公告']),
  pool('finance', ['Finance', '财务'], ['Budgets and fees', '预算与费用']),
  {
    ...pool('executive', ['Executive committee', '执行委员会'], ['What the others escalate', '其他评审升级的事项']),
    purpose: 'board',
  },
]

function pool(id: string, [name, nameZh]: [string, string], [description, descriptionZh]: [string, string]) {
  return {
    id,
    name: { en: name, zh: nameZh },
    purpose: 'reviewer-pool' as Purpose,
    description: { en: description, zh: descriptionZh },
  }
}

/** The same as they are kept: what a group is called and described as, there is one word for. */
export const shippedGroups: readonly Omit<Group, 'createdAt'>[] = shipped.map(({ id, name, purpose, description }) => ({
  ...{ id, purpose, name: name.en, description: `${description.en} · ${description.zh}` },
  ...{ claim: null, externalId: null },
}))

/** What a group is called: one that ships, until somebody calls it otherwise, has a name in every language. */
export function nameOfGroup(group: Pick<Group, 'id' | 'name'>): Text {
  return textOfShipped(group, 'name') ?? verbatim(group.name)
}

/** What a group is for, likewise. */
export function descriptionOfGroup(group: Pick<Group, 'id' | 'description'>): Text {
  return textOfShipped(group, 'description') ?? verbatim(group.description)
}

function textOfShipped<Part extends 'name' | 'description'>(group: Pick<Group, 'id' | Part>, part: Part) {
  const place = shippedGroups.findIndex(({ id }) => id === group.id)
  return shippedGroups[place]?.[part] === group[part] ? shipped[place]?.[part] : undefined
}
