import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { Form } from '../../platform/web/page.ts'
import { findAccountCalled } from '../accounts/service.ts'
import { type HolderKind, Role, RoleAssignment } from './model.ts'
import * as service from './service.ts'

export const saveRoleForm: Form = {
  path: '/roles',
  permission: 'access.manage',
  async submit(ctx, { form }) {
    const text = (name: string) =>
      String(form.get(name) ?? '')
        .trim()
        .slice(0, 100)
    const [en, zh] = [text('en'), text('zh')]
    const role = Role.safeParse({ id: text('id'), name: { en, zh }, permissions: form.getAll('permissions') })
    if (!role.success || en === '' || zh === '') throw badRole
    await service.saveRole(ctx, role.data)
    return { redirect: '/roles' }
  },
}

export const deleteRoleForm: Form = {
  path: '/roles/{id}/delete',
  permission: 'access.manage',
  async submit(ctx, { params: { id = '' } }) {
    await service.deleteRole(ctx, id)
    return { redirect: '/roles' }
  },
}

export const assignRoleForm: Form = {
  path: '/roles/assign',
  permission: 'access.manage',
  async submit(ctx, { form }) {
    const name = String(form.get('holder') ?? '').trim()
    await service.assignRole(ctx, { role: String(form.get('role') ?? ''), ...(await holderCalled(ctx, name)) })
    return { redirect: '/roles' }
  },
}

/** From this page, or from an account's. */
export const withdrawRoleForm: Form = {
  path: '/roles/withdraw',
  permission: 'access.manage',
  async submit(ctx, { form }) {
    const assignment = RoleAssignment.safeParse(Object.fromEntries(form))
    if (!assignment.success) throw noAssignment
    await service.withdrawRole(ctx, assignment.data)
    return { redirect: form.has('back') ? `/accounts/${encodeURIComponent(assignment.data.holder)}` : '/roles' }
  },
}

/** An account by whichever of its names; else it must be a group. */
async function holderCalled(ctx: Context, name: string): Promise<{ holderKind: HolderKind; holder: string }> {
  const account = await findAccountCalled(ctx, name)
  return account ? { holderKind: 'account', holder: account.id } : { holderKind: 'group', holder: name }
}

const badRole = new Failure('invalid-input', {
  en: 'A role needs a short name of lowercase letters, digits and -, and its name in both languages',
  zh: '角色需要短名称（小写字母、数字和 -）以及两种语言的名称',
})

const noAssignment = new Failure('invalid-input', {
  en: 'Name the role, and the account or group that has it',
  zh: '请指明角色以及持有它的账户或群组',
})
