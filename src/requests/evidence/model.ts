import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'

/**
 * What the office may know of a subject without asking. Conditions read them as `facts.license`; one that is not known
 * is null. Each states what it is, so that nobody has to guess.
 */
export const factNames = {
  license: { en: 'License, as an SPDX expression', zh: '许可证（SPDX 表达式）' },
  license_class: {
    en: 'Class of the license: permissive, weak-copyleft …',
    zh: '许可证类别：permissive、weak-copyleft 等',
  },
  license_verdict: {
    en: 'What the license policy says: allow, review, deny',
    zh: '许可证策略的判定：allow、review、deny',
  },
  vulnerabilities: { en: 'Known vulnerabilities that are open', zh: '已知且未修复的漏洞数' },
  used_by: {
    en: 'Projects that use it, and releases of products: shop@1.0',
    zh: '使用它的项目与产品发布版本：shop@1.0',
  },
  known_project: { en: 'Whether the office analyses it as a project', zh: '是否为办公室已分析的项目' },
  activity: {
    en: 'Activity of the project: active, slow, dormant, none',
    zh: '项目活跃度：active、slow、dormant、none',
  },
  absence_factor: {
    en: 'Contributor absence factor of the last year (CHAOSS)',
    zh: '过去一年的贡献者缺席因子（CHAOSS）',
  },
  contributors_this_year: { en: 'Contributors of the last year', zh: '过去一年的贡献者数' },
  last_commit_at: { en: 'Newest commit', zh: '最近一次提交' },
  findings: { en: 'Findings of the project that are open', zh: '项目中未解决的发现' },
  denied_components: { en: 'Components whose license is denied and not waived', zh: '许可证被禁止且未获豁免的组件数' },
  key_files: { en: 'Kinds of key files that the project has', zh: '项目已有的关键文件种类' },
  cla: {
    en: 'Contributor license agreement in our register: signed, evaluating, denied',
    zh: '登记册中的贡献者许可协议：signed、evaluating、denied',
  },
  earlier_approvals: { en: 'Earlier requests of this kind on it that were approved', zh: '此前同类申请获批的次数' },
  earlier_refusals: { en: 'Earlier requests of this kind on it that were refused', zh: '此前同类申请被拒的次数' },
  active_grants: { en: 'Grants on it that hold now', zh: '当前有效的授权数' },
} as const satisfies Record<string, Text>

export type FactName = keyof typeof factNames

/** Where a fact was seen, in which place, and when. */
export const Evidence = z.object({ source: Sentence, at: z.string(), href: z.string().optional() })
export type Evidence = z.infer<typeof Evidence>

export const Fact = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  evidence: Evidence,
})
export type Fact = z.infer<typeof Fact>

/** Only what is known is there. */
export const Facts = z.record(z.string(), Fact)
export type Facts = z.infer<typeof Facts>
