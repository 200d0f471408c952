import { requireWord } from '../../catalog/projects/cli.ts'
import type { Command } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { listGrants, revokeGrant } from './api.ts'
import { words } from './messages.ts'
import { GrantState, grantStates } from './model.ts'

export const grantsCommand: Command = {
  name: 'grants',
  usage: '[--permits KIND] [--state active|reopened|expired|revoked|superseded] [--text WORDS]',
  summary: { en: 'List the grants that you may see', zh: '列出您可查看的授权' },
  options: { permits: { type: 'string' }, state: { type: 'string' }, text: { type: 'string' } },
  async run(io, args) {
    const state = GrantState.safeParse(text(args, 'state'))
    const { grants, total } = await io.call(listGrants, {
      permits: text(args, 'permits'),
      state: state.success ? state.data : undefined,
      text: text(args, 'text'),
      limit: 1000,
    })
    if (io.json) io.print(JSON.stringify({ grants, total }, undefined, 2))
    else
      for (const line of formatTable(
        grants.map(grant => [
          grant.id,
          grantStates[grant.state][io.locale],
          grant.permits,
          grant.subject.id,
          grant.usage.product ?? '–',
          grant.validUntil ?? words.noEnd[io.locale],
        ]),
      ))
        io.print(line)
    return 0
  },
}

export const revokeGrantCommand: Command = {
  name: 'grant revoke',
  usage: 'ID --why TEXT',
  summary: { en: 'Revoke a grant', zh: '撤销授权' },
  options: { why: { type: 'string' } },
  async run(io, args) {
    const id = requireWord(revokeGrantCommand, args.positionals)
    const grant = await io.call(revokeGrant, { id, why: text(args, 'why') ?? '' })
    io.print(io.json ? JSON.stringify(grant, undefined, 2) : grantStates[grant.state][io.locale])
    return 0
  },
}
