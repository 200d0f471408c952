import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import { changeAnAccount, createAccount, inviteAgain, listAccounts } from './api.ts'
import { words } from './messages.ts'

export const listAccountsCommand: Command = {
  name: 'account list',
  usage: '[TEXT] [--active|--inactive]',
  summary: { en: 'List the accounts, or those with a text in their names', zh: '列出账户，或按名称搜索' },
  options: { active: { type: 'boolean' }, inactive: { type: 'boolean' } },
  async run(io, { positionals: [wanted], values }) {
    const active = values['active'] ? 'true' : values['inactive'] ? 'false' : undefined
    const { accounts } = await io.call(listAccounts, { text: wanted, active, limit: 1000 })
    const rows = accounts.map(({ id, name, login, email, active }) => [
      id,
      name,
      login ?? '–',
      email ?? '–',
      (active ? words.active : words.inactive)[io.locale],
    ])
    if (io.json) io.print(JSON.stringify({ accounts }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const createAccountCommand: Command = {
  name: 'account create',
  usage: 'NAME [--email ADDRESS] [--login NAME] [--role ROLE]',
  summary: {
    en: 'Create an account with a role and print the link that lets its owner in, once',
    zh: '创建账户、分配角色，并打印一次性登录链接',
  },
  options: { email: { type: 'string' }, login: { type: 'string' }, role: { type: 'string' } },
  async run(io, args) {
    const answer = await io.call(createAccount, {
      name: args.positionals.join(' '),
      email: text(args, 'email') ?? null,
      login: text(args, 'login') ?? null,
      role: text(args, 'role') ?? null,
    })
    io.print(io.json ? JSON.stringify(answer, undefined, 2) : answer.invitation)
    return 0
  },
}

export const deactivateAccountCommand: Command = {
  name: 'account deactivate',
  usage: 'ACCOUNT',
  summary: { en: 'Let somebody in no more, and sign them out everywhere', zh: '停用账户，并在所有设备上退出登录' },
  options: {},
  async run(io, { positionals: [name = ''] }) {
    const changed = await io.call(changeAnAccount, { account: await idOf(io, name), active: false })
    if (io.json) io.print(JSON.stringify(changed, undefined, 2))
    return 0
  },
}

export const inviteAccountCommand: Command = {
  name: 'account invite',
  usage: 'ACCOUNT',
  summary: {
    en: 'Print a new link that lets somebody in, once and within a week',
    zh: '打印新的登录链接（一周内可用一次）',
  },
  options: {},
  async run(io, { positionals: [name = ''] }) {
    const answer = await io.call(inviteAgain, { account: await idOf(io, name) })
    io.print(io.json ? JSON.stringify(answer) : answer.invitation)
    return 0
  },
}

/** By id, sign-in name or e-mail: as people write them. */
async function idOf(io: Terminal, called: string): Promise<string> {
  const { accounts } = await io.call(listAccounts, { called })
  const [account] = accounts
  if (account) return account.id
  throw new Failure('not-found', {
    en: `Nobody here is called ${called}: give an id, a sign-in name or an e-mail (ospo account list)`,
    zh: `没有名为 ${called} 的账户：请给出编号、登录名或邮箱（ospo account list）`,
  })
}
