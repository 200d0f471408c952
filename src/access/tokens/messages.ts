import type { Text } from '../../lib/text/text.ts'
import type { Access } from '../accounts/model.ts'

export const words = {
  tokens: { en: 'API tokens', zh: 'API 令牌' },
  lead: {
    en: 'For programs that call the API or the command line with --server',
    zh: '供调用 API 的程序，或命令行的 --server 使用',
  },
  name: { en: 'Name', zh: '名称' },
  access: { en: 'May', zh: '权限' },
  expires: { en: 'Expires', zh: '到期' },
  used: { en: 'Last used', zh: '最近使用' },
  days: { en: 'Days until it expires', zh: '有效天数' },
  create: { en: 'Create', zh: '创建' },
  createOne: { en: 'Create a token', zh: '创建令牌' },
  revoke: { en: 'Revoke', zh: '吊销' },
  none: { en: 'No tokens', zh: '还没有令牌' },
  created: { en: 'The token is created', zh: '令牌已创建' },
  copyNow: { en: 'Copy it now: it is not shown again.', zh: '请立即复制：之后不再显示。' },
  copy: { en: 'Copy', zh: '复制' },
  back: { en: 'Back to the tokens', zh: '返回令牌列表' },
}

export const accesses: Record<Access, Text> = {
  read: { en: 'look', zh: '查看' },
  change: { en: 'look and change', zh: '查看和更改' },
  manage: { en: 'everything', zh: '全部' },
}
