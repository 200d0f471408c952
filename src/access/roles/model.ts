import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'
import type { Text } from '../../lib/text/text.ts'

/** All that can be permitted. What is not granted by a role is denied. */
export const permissions = {
  'office.read': {
    en: 'See the office: projects, people, components, findings',
    zh: '查看办公室：项目、人员、组件、发现',
  },
  'office.change': {
    en: 'Change the office: analyse, remove, set the license policy',
    zh: '更改办公室：分析、移除、设置许可证策略',
  },
  'people.read': { en: 'See the names and e-mails of those who contribute', zh: '查看贡献者的姓名和邮箱' },
  'people.manage': {
    en: 'Say who is who and who works where: identities, organizations, imports',
    zh: '维护身份与归属：身份认定、组织、导入',
  },
  'facts.query': {
    en: 'Ask the facts by SQL, and take them away: commits, items, people as one may see them',
    zh: '用 SQL 查询并导出事实数据：提交、条目，以及有权查看的人员',
  },
  'requests.ask': { en: 'Ask, and answer where one is asked for a review', zh: '提出申请，并在被指派时进行评审' },
  'requests.read': { en: 'See the requests of all', zh: '查看所有人的申请' },
  'requests.manage': {
    en: 'Run the desk: reassign, announce, close, revoke grants',
    zh: '管理服务台：改派、公布、关闭、撤销授权',
  },
  'desk.change': { en: 'Change forms, policies and the calendar of the desk', zh: '更改表单、策略和服务台日历' },
  'community.read': {
    en: 'See the community: groups, calls, programs, library',
    zh: '查看社区：工作组、会议、议程、资料库',
  },
  'community.manage': {
    en: 'Run the community: groups, calls, proposals, summits, library',
    zh: '管理社区：工作组、会议、征稿、峰会、资料库',
  },
  'ledger.read': { en: 'Read, verify and export the ledger', zh: '查看、校验和导出账本' },
  'ledger.erase': { en: 'Erase personal data', zh: '删除个人数据' },
  'forges.manage': { en: 'Connect forges, and turn collecting from them on', zh: '连接代码平台并启用采集' },
  'notifications.manage': { en: 'Mail delivery and webhooks', zh: '邮件投递与 Webhook' },
  'access.manage': { en: 'Accounts, groups, roles and tokens', zh: '账户、群组、角色和令牌' },
  'directory.provision': { en: 'Bring in users and groups (SCIM)', zh: '同步用户和群组（SCIM）' },
} as const satisfies Record<string, Text>

export type Permission = keyof typeof permissions

export const everyPermission = Object.keys(permissions) as Permission[]

export const PermissionName = z.enum(everyPermission as [Permission, ...Permission[]])

export const Role = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  name: Sentence,
  permissions: z.array(PermissionName),
})
export type Role = z.infer<typeof Role>

/** An account or a group has a role; a group's is that of all who are in it today. */
export const HolderKind = z.enum(['account', 'group'])
export type HolderKind = z.infer<typeof HolderKind>

export const RoleAssignment = z.object({ role: z.string(), holderKind: HolderKind, holder: z.string() })
export type RoleAssignment = z.infer<typeof RoleAssignment>

/** What ships; an office writes its own, or others in their place. */
export const shippedRoles: readonly Role[] = [
  { id: 'administrator', name: { en: 'Administrator', zh: '管理员' }, permissions: everyPermission },
  {
    id: 'officer',
    name: { en: 'Officer', zh: 'OSPO 专员' },
    permissions: [
      'office.read',
      'office.change',
      'people.read',
      'people.manage',
      'requests.ask',
      'requests.read',
      'requests.manage',
      'desk.change',
      'community.read',
      'community.manage',
      'ledger.read',
      'notifications.manage',
    ],
  },
  {
    id: 'reviewer',
    name: { en: 'Reviewer', zh: '评审人' },
    permissions: ['office.read', 'people.read', 'requests.ask', 'requests.read', 'community.read'],
  },
  {
    id: 'member',
    name: { en: 'Member', zh: '成员' },
    permissions: ['office.read', 'people.read', 'requests.ask', 'community.read'],
  },
  {
    id: 'analyst',
    name: { en: 'Analyst', zh: '分析员' },
    permissions: ['office.read', 'people.read', 'facts.query', 'requests.ask', 'community.read'],
  },
  {
    id: 'auditor',
    name: { en: 'Auditor', zh: '审计员' },
    permissions: ['office.read', 'requests.ask', 'requests.read', 'ledger.read'],
  },
  { id: 'directory', name: { en: 'Directory', zh: '目录服务' }, permissions: ['directory.provision'] },
]
