import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { Group, GroupId, GroupSummary, Membership, NewGroup, NewMembership } from './model.ts'
import * as service from './service.ts'

export const listGroups = endpoint({
  method: 'GET',
  path: '/api/groups',
  summary: { en: 'List the groups, with how many are in each today', zh: '列出群组及其现任成员数' },
  permission: 'office.read',
  input: z.object({}),
  output: z.object({ groups: z.array(GroupSummary) }),
  handle: async ctx => ({ groups: await service.getGroups(ctx) }),
})

export const getGroup = endpoint({
  method: 'GET',
  path: '/api/groups/{group}',
  summary: { en: 'Get a group with all terms in it', zh: '获取群组及其全部任期' },
  permission: 'office.read',
  input: z.object({ group: z.string() }),
  output: Group.extend({ memberships: z.array(Membership) }),
  handle: async (ctx, { group }) => ({
    ...(await service.getGroup(ctx, group)),
    memberships: await service.getMemberships(ctx, { group }),
  }),
})

export const saveGroup = endpoint({
  method: 'PUT',
  path: '/api/groups/{group}',
  summary: { en: 'Create a group, or change the one of this id', zh: '创建群组，或修改此编号的群组' },
  permission: 'access.manage',
  input: NewGroup.omit({ id: true }).extend({ group: GroupId }),
  output: Group,
  handle: (ctx, { group, ...same }) => service.changeGroup(ctx, { ...same, id: group }),
})

export const deleteGroup = endpoint({
  method: 'DELETE',
  path: '/api/groups/{group}',
  summary: { en: 'Delete a group with its memberships and roles', zh: '删除群组及其成员关系和角色' },
  permission: 'access.manage',
  input: z.object({ group: z.string() }),
  output: z.object({ deleted: z.string() }),
  handle: async (ctx, { group }) => {
    await service.dissolveGroup(ctx, group)
    return { deleted: group }
  },
})

export const addMember = endpoint({
  method: 'POST',
  path: '/api/groups/{group}/members',
  summary: { en: 'Put somebody into a group for a term', zh: '将某人加入群组并设定任期' },
  permission: 'access.manage',
  input: NewMembership.extend({ group: z.string() }),
  output: Membership,
  handle: (ctx, membership) => service.appointMember(ctx, membership),
})

export const removeMember = endpoint({
  method: 'DELETE',
  path: '/api/groups/{group}/members/{account}',
  summary: {
    en: 'End all running terms of somebody in a group; the account is named by id, sign-in name or e-mail',
    zh: '结束某人在群组中的全部现任任期；账户可用编号、登录名或邮箱指定',
  },
  permission: 'access.manage',
  input: z.object({ group: z.string(), account: z.string() }),
  output: z.object({ ended: z.number() }),
  handle: async (ctx, { group, account }) => ({ ended: await service.dismissMembers(ctx, group, account) }),
})
