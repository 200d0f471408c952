import type { Text } from '../../lib/text/text.ts'
import type { Waiver } from '../../requests/grants/model.ts'
import type { LicenseClass } from './license-classes.ts'

export const words = {
  policy: { en: 'License policy', zh: '许可证策略' },
  lead: {
    en: 'The first rule that fits a license decides. Of “OR” the milder part holds, of “AND” the stricter; what no rule names is for review.',
    zh: '由第一条匹配的规则决定。“OR” 取较宽松的一方，“AND” 取较严格的一方；没有规则提及的交由审查。',
  },
  rules: { en: 'Rules', zh: '规则' },
  licenses: { en: 'Licenses', zh: '许可证' },
  scope: { en: 'Where', zh: '范围' },
  everywhere: { en: 'everywhere', zh: '任意' },
  verdict: { en: 'Verdict', zh: '判定' },
  reason: { en: 'Reason', zh: '理由' },
  exemptions: { en: 'Exemptions', zh: '豁免' },
  until: { en: 'Until', zh: '有效期至' },
  component: { en: 'Component', zh: '组件' },
  noExemptions: { en: 'No exemptions', zh: '没有豁免' },
  classes: { en: 'What the classes hold', zh: '各类别包含的许可证' },
  ships: { en: 'This is the policy that ships with ospo.', zh: '这是 ospo 自带的策略。' },
  edit: { en: 'Write your own, in YAML', zh: '用 YAML 编写自己的策略' },
  source: { en: 'Policy', zh: '策略' },
  save: { en: 'Save', zh: '保存' },
  saved: (by: string, at: string): Text => ({ en: `Saved by ${by} on ${at}`, zh: `${by} 于 ${at} 保存` }),
  waivedBy: ({ request, until }: Pick<Waiver, 'request' | 'until'>): Text => ({
    en: `granted by request ${request}${until ? ` until ${until}` : ''}`,
    zh: `由申请 ${request} 授权${until ? `至 ${until}` : ''}`,
  }),
  goBack: { en: 'Leave empty to go back to the policy that ships.', zh: '留空则恢复自带策略。' },
}

export const classes: Record<LicenseClass, Text> = {
  'public-domain': { en: 'given to the public', zh: '贡献给公有领域' },
  permissive: { en: 'permissive', zh: '宽松' },
  'weak-copyleft': { en: 'weak copyleft', zh: '弱著佐权' },
  'strong-copyleft': { en: 'strong copyleft', zh: '强著佐权' },
  'network-copyleft': { en: 'network copyleft', zh: '网络著佐权' },
  'source-available': { en: 'source available, not open', zh: '源码可见但非开源' },
}
