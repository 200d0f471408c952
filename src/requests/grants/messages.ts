import type { Grant } from './model.ts'

export const news = {
  revoked: ({ permits, subject }: Pick<Grant, 'permits' | 'subject'>) => ({
    en: `A grant was revoked: ${permits} ${subject.id}`.trim(),
    zh: `授权被撤销：${permits} ${subject.id}`.trim(),
  }),
}

export const words = {
  grants: { en: 'Grants', zh: '授权' },
  lead: {
    en: 'Who may do what, on which subjects, until when, and what they owe for it',
    zh: '谁可以对哪些对象做什么、有效期到何时、须承担哪些义务',
  },
  grant: { en: 'Grant', zh: '授权' },
  permits: { en: 'Permits', zh: '允许' },
  subject: { en: 'Subject', zh: '对象' },
  covers: { en: 'Covers', zh: '覆盖范围' },
  holder: { en: 'Holder', zh: '持有人' },
  organization: { en: 'everybody here', zh: '本组织全体' },
  product: { en: 'Product', zh: '产品' },
  usage: { en: 'Usage', zh: '使用方式' },
  modified: { en: 'modified', zh: '已修改' },
  unmodified: { en: 'not modified', zh: '未修改' },
  state: { en: 'State', zh: '状态' },
  until: { en: 'Until', zh: '有效期至' },
  from: { en: 'From', zh: '生效日期' },
  noEnd: { en: 'no last day', zh: '长期' },
  request: { en: 'Request', zh: '申请' },
  conditions: { en: 'Conditions', zh: '条件' },
  obligations: { en: 'Obligations', zh: '义务' },
  reopenWhen: { en: 'Decided again when', zh: '重新决定的条件' },
  snapshot: { en: 'When it was granted', zh: '授权时的情况' },
  license: { en: 'License', zh: '许可证' },
  version: { en: 'Version', zh: '版本' },
  policies: { en: 'Policies', zh: '策略' },
  why: { en: 'Why', zh: '原因' },
  revoke: { en: 'Revoke', zh: '撤销' },
  revokeTitle: { en: 'Revoke this grant', zh: '撤销此授权' },
  none: { en: 'No grants', zh: '没有授权' },
  anyState: { en: 'Any state', zh: '任意状态' },
  anyPermit: { en: 'Any kind', zh: '任意类型' },
  expiring: { en: 'Ends within 30 days', zh: '30 天内到期' },
  find: { en: 'Subject or product', zh: '对象或产品' },
  history: { en: 'History', zh: '历史记录' },
}

export const triggers = {
  'license-changed': { en: 'the license changes', zh: '许可证变更' },
  'major-version': { en: 'a later major version is in use', zh: '使用了更高的主版本' },
  'cla-introduced': { en: 'a contributor agreement is asked for', zh: '要求签署贡献者协议' },
  'owner-left': { en: 'its holder leaves', zh: '持有人离开' },
  'policy-changed': { en: 'the policy would say otherwise', zh: '策略给出不同结论' },
}
