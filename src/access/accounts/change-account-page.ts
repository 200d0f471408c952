import { Failure } from '../../platform/failure.ts'
import type { Form } from '../../platform/web/page.ts'
import { changeAccount, inviteAccount, resetPassword, signOutAccount } from '../admission/service.ts'
import { dismissDeputy } from '../deputies/service.ts'
import { NewMembership } from '../groups/model.ts'
import { appointMember } from '../groups/service.ts'
import { assignRole } from '../roles/service.ts'
import { requireRead } from './account-fields-page.ts'
import { invitationBody } from './accounts-page.ts'
import { invitationLink } from './invitation-link.ts'
import { readChangeForm } from './read-account-form.ts'
import { getAccount } from './service.ts'

const permission = 'access.manage'

export const changeAccountForm: Form = {
  path: '/accounts/{id}',
  permission,
  async submit(ctx, { params: { id = '' }, form }) {
    await changeAccount(ctx, id, requireRead(readChangeForm(form)))
    return { redirect: `/accounts/${id}` }
  },
}

export const activateForm = stateForm('activate', true)
export const deactivateForm = stateForm('deactivate', false)

function stateForm(word: string, active: boolean): Form {
  return {
    path: `/accounts/{id}/${word}`,
    permission,
    async submit(ctx, { params: { id = '' } }) {
      await changeAccount(ctx, id, { active })
      return { redirect: `/accounts/${id}` }
    },
  }
}

export const inviteForm = invitationForm('invitation', inviteAccount)
export const resetForm = invitationForm('password-reset', resetPassword)

function invitationForm(word: string, invite: typeof inviteAccount): Form {
  return {
    path: `/accounts/{id}/${word}`,
    permission,
    async submit(ctx, { params: { id = '' }, origin }) {
      const secret = await invite(ctx, id)
      return invitationBody(await getAccount(ctx, id), invitationLink(origin, secret), ctx.locale)
    },
  }
}

export const signAccountOutForm: Form = {
  path: '/accounts/{id}/sign-out',
  permission,
  async submit(ctx, { params: { id = '' } }) {
    await signOutAccount(ctx, id)
    return { redirect: `/accounts/${id}` }
  },
}

export const assignAccountRoleForm: Form = {
  path: '/accounts/{id}/roles',
  permission,
  async submit(ctx, { params: { id = '' }, form }) {
    await assignRole(ctx, { role: String(form.get('role') ?? ''), holderKind: 'account', holder: id })
    return { redirect: `/accounts/${id}` }
  },
}

export const joinGroupForm: Form = {
  path: '/accounts/{id}/groups',
  permission,
  async submit(ctx, { params: { id = '' }, form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const input = NewMembership.safeParse({
      group: text('group'),
      account: id,
      role: text('role') || undefined,
      since: text('since') || undefined,
      until: text('until') || null,
    })
    if (!input.success) throw badInput
    await appointMember(ctx, input.data)
    return { redirect: `/accounts/${id}` }
  },
}

export const dismissDeputyOfForm: Form = {
  path: '/accounts/{id}/deputies/{deputy}/dismiss',
  permission,
  async submit(ctx, { params: { id = '', deputy = '' } }) {
    await dismissDeputy(ctx, deputy)
    return { redirect: `/accounts/${id}` }
  },
}

const badInput = new Failure('invalid-input', {
  en: 'Choose a group; the role has up to 60 characters, and days are like 2026-01-31',
  zh: '请选择群组；身份不超过 60 个字符，日期形如 2026-01-31',
})
