import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { admitAccount, changeAccount, inviteAccount, resetPassword, signOutAccount } from '../admission/service.ts'
import { Membership } from '../groups/model.ts'
import { getMemberships } from '../groups/service.ts'
import { getAssignments, getStanding } from '../roles/service.ts'
import { countSessions, hasPassword, signOutEverywhere } from '../sign-in/service.ts'
import { invitationLink } from './invitation-link.ts'
import { Account, AccountChange, NewAccount, OwnChange } from './model.ts'
import * as service from './service.ts'

const Which = z.object({ account: z.string() })
const Invitation = z.object({
  /** A link that lets its owner in once, within a week. */
  invitation: z.string(),
})

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/accounts',
  summary: { en: 'List or search the accounts', zh: '列出或搜索账户' },
  permission: 'access.manage',
  input: z.object({
    text: z.string().optional(),
    /** The very id, sign-in name or e-mail of one. */
    called: z.string().optional(),
    active: z.enum(['true', 'false']).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  output: z.object({ accounts: z.array(Account) }),
  async handle(ctx, { called, active, ...search }) {
    if (called === undefined)
      return { accounts: await service.searchAccounts(ctx, { ...search, active: active && active === 'true' }) }
    const account = await service.findAccountCalled(ctx, called)
    return { accounts: account ? [account] : [] }
  },
})

export const getAccount = endpoint({
  method: 'GET',
  path: '/api/accounts/{account}',
  summary: { en: 'Get an account, its roles, groups and what it may do', zh: '获取账户及其角色、群组和权限' },
  permission: 'access.manage',
  input: Which,
  output: Account.extend({
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    groups: z.array(Membership),
    hasPassword: z.boolean(),
    sessions: z.number(),
  }),
  handle: async (ctx, { account: id }) => {
    const account = await service.getAccount(ctx, id)
    const assignments = await getAssignments(ctx, { holderKind: 'account', holder: id })
    const { permissions } = await getStanding(ctx, id)
    return {
      ...account,
      roles: assignments.map(({ role }) => role),
      permissions: [...permissions],
      groups: await getMemberships(ctx, { account: id }),
      hasPassword: await hasPassword(ctx, id),
      sessions: await countSessions(ctx, id),
    }
  },
})

export const createAccount = endpoint({
  method: 'POST',
  path: '/api/accounts',
  summary: { en: 'Create an account with a role, and an invitation for it', zh: '创建账户、分配角色并生成邀请' },
  permission: 'access.manage',
  input: NewAccount.extend({ role: z.string().nullable().default(null) }),
  output: Invitation.extend({ account: Account }),
  handle: async (ctx, { role, ...wanted }) => {
    const { account, invitation } = await admitAccount(ctx, wanted, role)
    return { account, invitation: invitationLink(ctx.reach.origin, invitation) }
  },
})

export const changeAnAccount = endpoint({
  method: 'PUT',
  path: '/api/accounts/{account}',
  summary: {
    en: 'Change an account; one that is not active is signed out everywhere',
    zh: '修改账户；停用的账户将在所有设备上退出登录',
  },
  permission: 'access.manage',
  input: AccountChange.extend(Which.shape),
  output: Account,
  handle: (ctx, { account, ...change }) => changeAccount(ctx, account, change),
})

export const inviteAgain = endpoint({
  method: 'POST',
  path: '/api/accounts/{account}/invitation',
  summary: { en: 'Make a new invitation for an account', zh: '为账户生成新的邀请' },
  permission: 'access.manage',
  input: Which,
  output: Invitation,
  handle: async (ctx, { account }) => ({
    invitation: invitationLink(ctx.reach.origin, await inviteAccount(ctx, account)),
  }),
})

export const removePassword = endpoint({
  method: 'POST',
  path: '/api/accounts/{account}/password-reset',
  summary: {
    en: 'Remove the password of an account, sign it out everywhere and invite its owner anew',
    zh: '清除账户密码、在所有设备上退出登录并重新邀请',
  },
  permission: 'access.manage',
  input: Which,
  output: Invitation,
  handle: async (ctx, { account }) => ({
    invitation: invitationLink(ctx.reach.origin, await resetPassword(ctx, account)),
  }),
})

export const signAccountOut = endpoint({
  method: 'POST',
  path: '/api/accounts/{account}/sign-out',
  summary: { en: 'Sign an account out everywhere', zh: '使账户在所有设备上退出登录' },
  permission: 'access.manage',
  input: Which,
  output: z.object({ signedOut: z.string() }),
  handle: async (ctx, { account }) => {
    await signOutAccount(ctx, account)
    return { signedOut: account }
  },
})

export const getOwnAccount = endpoint({
  method: 'GET',
  path: '/api/account',
  summary: { en: 'Get one’s own account and what one may do', zh: '获取本人账户及权限' },
  permission: 'requests.ask',
  input: z.object({}),
  output: Account.extend({ permissions: z.array(z.string()), groups: z.array(Membership), sessions: z.number() }),
  handle: async ctx => ({
    ...(await service.getAccount(ctx, ctx.actor.id)),
    permissions: [...ctx.actor.permissions],
    groups: await getMemberships(ctx, { account: ctx.actor.id }),
    sessions: await countSessions(ctx, ctx.actor.id),
  }),
})

export const changeOwnAccount = endpoint({
  method: 'PUT',
  path: '/api/account',
  summary: {
    en: 'Change one’s own name, addresses, language and time zone',
    zh: '修改本人的姓名、邮箱、登录名、语言和时区',
  },
  permission: 'requests.ask',
  input: OwnChange,
  output: Account,
  handle: (ctx, change) => service.updateAccount(ctx, ctx.actor.id, change),
})

export const signOutOwnAccount = endpoint({
  method: 'POST',
  path: '/api/account/sign-out',
  summary: { en: 'Sign oneself out everywhere', zh: '在所有设备上退出登录' },
  permission: 'requests.ask',
  input: z.object({}),
  output: z.object({ signedOut: z.string() }),
  handle: async ctx => {
    await signOutEverywhere(ctx, ctx.actor.id)
    return { signedOut: ctx.actor.id }
  },
})
