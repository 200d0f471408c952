import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { Account, AccountChange, NewAccount } from '../accounts/model.ts'
import { createAccount, getAccount, updateAccount } from '../accounts/service.ts'
import { assignRole, requireRightsOf } from '../roles/service.ts'
import { createInvitation, removePassword, signOutEverywhere } from '../sign-in/service.ts'

/**
 * Creates an account with a role, and the secret of the link that lets its owner in. They sign in with their e-mail,
 * unless a sign-in name is given.
 */
export async function admitAccount(
  ctx: Context,
  account: NewAccount,
  role: string | null,
): Promise<{ account: Account; invitation: string }> {
  return inTransaction(ctx, async ctx => {
    const admitted = await createAccount(ctx, { ...account, login: account.login ?? account.email })
    if (role !== null) await assignRole(ctx, { role, holderKind: 'account', holder: admitted.id })
    return { account: admitted, invitation: await createInvitation(ctx, admitted.id) }
  })
}

/** Somebody else's, by whoever manages access. One who leaves is out at once, everywhere. */
export async function changeAccount(ctx: Context, id: string, change: AccountChange): Promise<Account> {
  await getAccount(ctx, id)
  await requireRightsOf(ctx, 'account', id)
  return inTransaction(ctx, async ctx => {
    const account = await updateAccount(ctx, id, change)
    if (change.active === false) await signOutEverywhere(ctx, id)
    return account
  })
}

/** The secret of a link that lets them in once: so nobody invites one who may do more than they. */
export async function inviteAccount(ctx: Context, id: string): Promise<string> {
  const { active } = await getAccount(ctx, id)
  await requireRightsOf(ctx, 'account', id)
  if (!active) throw notActive
  return createInvitation(ctx, id)
}

/** For one who forgot their password, or whose password somebody else knows: it is gone, and so is whoever came in by it. */
export async function resetPassword(ctx: Context, id: string): Promise<string> {
  return inTransaction(ctx, async ctx => {
    await getAccount(ctx, id)
    await requireRightsOf(ctx, 'account', id)
    await removePassword(ctx, id)
    return inviteAccount(ctx, id)
  })
}

export async function signOutAccount(ctx: Context, id: string) {
  await getAccount(ctx, id)
  await requireRightsOf(ctx, 'account', id)
  await signOutEverywhere(ctx, id)
}

const notActive = new Failure('conflict', {
  en: 'This account is not active: activate it first',
  zh: '此账户未启用：请先启用',
})
