import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Role, RoleAssignment } from './model.ts'
import * as service from './service.ts'

export const listRoles = endpoint({
  method: 'GET',
  path: '/api/roles',
  summary: { en: 'List the roles with their permissions, and who has which', zh: '列出角色、权限及持有者' },
  permission: 'access.manage',
  input: z.object({}),
  output: z.object({ roles: z.array(Role), assignments: z.array(RoleAssignment) }),
  handle: async ctx => ({ roles: await service.getRoles(ctx), assignments: await service.getAssignments(ctx) }),
})

export const saveRole = endpoint({
  method: 'PUT',
  path: '/api/roles/{role}',
  summary: { en: 'Write a role, in place of the one of this name', zh: '编写角色，取代同名角色' },
  permission: 'access.manage',
  input: Role.omit({ id: true }).extend({ role: Role.shape.id }),
  output: Role,
  handle: async (ctx, { role: id, ...same }) => {
    await service.saveRole(ctx, { ...same, id })
    return { ...same, id }
  },
})

export const deleteRole = endpoint({
  method: 'DELETE',
  path: '/api/roles/{role}',
  summary: { en: 'Delete a role of the office; one that ships comes back', zh: '删除自定义角色；内置角色将恢复' },
  permission: 'access.manage',
  input: z.object({ role: z.string() }),
  output: z.object({ deleted: z.string() }),
  handle: async (ctx, { role }) => {
    await service.deleteRole(ctx, role)
    return { deleted: role }
  },
})

export const assignRole = endpoint({
  method: 'PUT',
  path: '/api/roles/{role}/holders/{holderKind}/{holder}',
  summary: { en: 'Give an account or a group a role', zh: '为账户或群组分配角色' },
  permission: 'access.manage',
  input: RoleAssignment,
  output: RoleAssignment,
  handle: async (ctx, assignment) => {
    await service.assignRole(ctx, assignment)
    return assignment
  },
})

export const withdrawRole = endpoint({
  method: 'DELETE',
  path: '/api/roles/{role}/holders/{holderKind}/{holder}',
  summary: { en: 'Take a role from an account or a group', zh: '收回账户或群组的角色' },
  permission: 'access.manage',
  input: RoleAssignment,
  output: RoleAssignment,
  handle: async (ctx, assignment) => {
    await service.withdrawRole(ctx, assignment)
    return assignment
  },
})
