import type { Command } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import { addMember, listGroups, removeMember, saveGroup } from './api.ts'
import { nameOfGroup, Purpose, purposeNames } from './model.ts'

export const listGroupsCommand: Command = {
  name: 'group list',
  usage: '',
  summary: { en: 'List the groups', zh: '列出群组' },
  options: {},
  async run(io) {
    const { groups } = await io.call(listGroups, {})
    const rows = groups.map(group => [
      ...[group.id, group.members, purposeNames[group.purpose][io.locale], nameOfGroup(group)[io.locale]],
    ])
    if (io.json) io.print(JSON.stringify({ groups }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const createGroupCommand: Command = {
  name: 'group create',
  usage: 'ID --name NAME [--purpose PURPOSE] [--claim CLAIM]',
  summary: { en: 'Create a group, or change the one of this id', zh: '创建群组，或修改此编号的群组' },
  options: { name: { type: 'string' }, purpose: { type: 'string' }, claim: { type: 'string' } },
  async run(io, args) {
    const [group = ''] = args.positionals
    const purpose = Purpose.safeParse(text(args, 'purpose') ?? 'reviewer-pool')
    if (!purpose.success) throw noPurpose(text(args, 'purpose') ?? '')
    const name = text(args, 'name') ?? group
    const saved = await io.call(saveGroup, { group, name, purpose: purpose.data, claim: text(args, 'claim') ?? null })
    io.print(io.json ? JSON.stringify(saved, undefined, 2) : saved.id)
    return 0
  },
}

export const addMemberCommand: Command = {
  name: 'group add',
  usage: 'GROUP ACCOUNT [--role ROLE] [--since DAY] [--until DAY]',
  summary: { en: 'Put somebody into a group for a term', zh: '将某人加入群组并设定任期' },
  options: { role: { type: 'string' }, since: { type: 'string' }, until: { type: 'string' } },
  async run(io, args) {
    const [group = '', account = ''] = args.positionals
    const membership = await io.call(addMember, {
      group,
      account,
      role: text(args, 'role'),
      since: text(args, 'since'),
      until: text(args, 'until'),
    })
    io.print(io.json ? JSON.stringify(membership, undefined, 2) : membership.id)
    return 0
  },
}

export const removeMemberCommand: Command = {
  name: 'group remove',
  usage: 'GROUP ACCOUNT',
  summary: { en: 'End the running terms of somebody in a group', zh: '结束某人在群组中的现任任期' },
  options: {},
  async run(io, { positionals: [group = '', account = ''] }) {
    const answer = await io.call(removeMember, { group, account })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

function noPurpose(word: string) {
  const all = Purpose.options.join(', ')
  return new Failure('invalid-input', {
    en: `--purpose ${word} is none: there are ${all}`,
    zh: `--purpose ${word} 无效：可选 ${all}`,
  })
}
