import type { Text } from '../../lib/text/text.ts'
import type { MaintainerRole, NamedHolder } from './model.ts'

export const roleNames: Record<MaintainerRole, Text> = {
  maintainer: { en: 'maintainer', zh: '维护者' },
  owner: { en: 'owner', zh: '代码所有者' },
  approver: { en: 'approver', zh: '批准者' },
  reviewer: { en: 'reviewer', zh: '评审者' },
}

export const holderKinds: Record<NamedHolder['kind'], Text> = {
  person: { en: 'person', zh: '人员' },
  bot: { en: 'bot', zh: '机器人' },
  'ai-agent': { en: 'AI agent', zh: 'AI 代理' },
  team: { en: 'team', zh: '团队' },
}

export const words = {
  title: { en: 'Maintainers', zh: '维护者' },
  lead: {
    en: 'Whom MAINTAINERS, OWNERS and CODEOWNERS name today. A team is no person: it is never counted as one',
    zh: 'MAINTAINERS、OWNERS 与 CODEOWNERS 当前列出的人员。团队不是个人，绝不按个人计数',
  },
  none: { en: 'No file of this project names anybody', zh: '该项目没有文件列出维护者' },
  noneHint: {
    en: 'Files called MAINTAINERS, OWNERS or CODEOWNERS are read at each scan',
    zh: '每次扫描会读取名为 MAINTAINERS、OWNERS 或 CODEOWNERS 的文件',
  },
  seats: { en: 'Seats', zh: '席位' },
  people: { en: 'Seats of people', zh: '人员席位' },
  teams: { en: 'Teams, apart', zh: '团队（另列）' },
  bots: { en: 'Bots, apart', zh: '机器人（另列）' },
  agents: { en: 'AI agents, apart', zh: 'AI 代理（另列）' },
  hidden: (count: string): Text => ({
    en: `${count} chose not to be listed`,
    zh: `${count} 人选择不公开显示`,
  }),
  who: { en: 'Who', zh: '对象' },
  kind: { en: 'What', zh: '类型' },
  role: { en: 'Named as', zh: '角色' },
  organization: { en: 'Organization', zh: '组织' },
  files: { en: 'Files', zh: '文件' },
  unknown: { en: 'not known', zh: '未知' },
  noSeat: { en: 'no seat: may only review', zh: '无席位：仅有评审权' },
  membersUnknown: { en: 'members unknown', zh: '成员未知' },
  members: (count: string, group: string): Text => ({
    en: `${count} in the office’s group ${group}`,
    zh: `办公室群组 ${group} 中有 ${count} 人`,
  }),
} as const
