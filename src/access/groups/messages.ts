import type { Text } from '../../lib/text/text.ts'
import type { MembershipSource } from './model.ts'

export const words = {
  groups: { en: 'Groups', zh: '群组' },
  group: { en: 'Group', zh: '群组' },
  lead: {
    en: 'Who reviews, who decides, who belongs together: people in groups, each for a term',
    zh: '谁评审、谁决定、谁属于同一组织：群组成员及其任期',
  },
  name: { en: 'Name', zh: '名称' },
  purpose: { en: 'Purpose', zh: '用途' },
  anyPurpose: { en: 'Any purpose', zh: '任意用途' },
  description: { en: 'Description', zh: '说明' },
  claim: { en: 'Claim of single sign-on', zh: '单点登录声明' },
  claimHint: {
    en: 'Whoever single sign-on says to be in this group there is a member here, too',
    zh: '单点登录声明属于该组的人，在此也是成员',
  },
  externalId: { en: 'In the directory', zh: '目录编号' },
  members: { en: 'Members', zh: '成员' },
  membersToday: { en: 'Members today', zh: '现任成员' },
  past: { en: 'Past and future terms', zh: '过去与将来的任期' },
  none: { en: 'No groups', zh: '没有群组' },
  nobody: { en: 'Nobody is in it', zh: '还没有成员' },
  noPast: { en: 'No other terms', zh: '没有其他任期' },
  find: { en: 'Name', zh: '名称' },
  create: { en: 'Create', zh: '创建' },
  createOne: { en: 'Create a group', zh: '创建群组' },
  id: { en: 'Short name', zh: '短名称' },
  idHint: { en: 'as policies call it: lowercase letters, digits and -', zh: '供策略引用：小写字母、数字和 -' },
  change: { en: 'Change', zh: '修改' },
  save: { en: 'Save', zh: '保存' },
  delete: { en: 'Delete the group', zh: '删除群组' },
  deleteLead: {
    en: 'Its memberships and roles go with it. What it did stays in the ledger.',
    zh: '成员关系和角色将一并删除；其历史保留在账本中。',
  },
  add: { en: 'Add', zh: '添加' },
  addOne: { en: 'Add a member', zh: '添加成员' },
  account: { en: 'Account', zh: '账户' },
  accountHint: { en: 'Sign-in name or e-mail', zh: '登录名或邮箱' },
  role: { en: 'As', zh: '身份' },
  since: { en: 'From', zh: '自' },
  until: { en: 'Until', zh: '至' },
  open: { en: 'open', zh: '不限' },
  source: { en: 'Kept by', zh: '维护方' },
  end: { en: 'End', zh: '结束' },
  roles: { en: 'Roles of all members', zh: '全体成员的角色' },
  noRoles: { en: 'No role', zh: '没有角色' },
  inactive: { en: 'not active', zh: '停用' },
}

export const sourceNames: Record<MembershipSource, Text> = {
  office: { en: 'the office', zh: '办公室' },
  'single-sign-on': { en: 'single sign-on', zh: '单点登录' },
  directory: { en: 'the directory', zh: '目录服务' },
}
