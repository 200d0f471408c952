import type { Command } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import { Access } from '../accounts/model.ts'
import { createToken, listTokens, revokeToken } from './api.ts'

export const createTokenCommand: Command = {
  name: 'token create',
  usage: 'NAME [--access read|change|manage] [--days N]',
  summary: { en: 'Create an API token and print it, this once', zh: '创建 API 令牌并打印（仅显示这一次）' },
  options: { access: { type: 'string' }, days: { type: 'string' } },
  async run(io, args) {
    const [name = ''] = args.positionals
    const access = Access.safeParse(text(args, 'access') ?? 'read')
    if (!access.success) throw unknownAccess
    const token = await io.call(createToken, { name, access: access.data, days: text(args, 'days') ?? 90 })
    io.print(io.json ? JSON.stringify(token, undefined, 2) : token.secret)
    return 0
  },
}

export const listTokensCommand: Command = {
  name: 'token list',
  usage: '',
  summary: { en: 'List the API tokens', zh: '列出 API 令牌' },
  options: {},
  async run(io) {
    const { tokens } = await io.call(listTokens, {})
    const rows = tokens.map(token => [token.id, token.name, token.access, token.expiresAt, token.lastUsedAt ?? '–'])
    if (io.json) io.print(JSON.stringify({ tokens }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const revokeTokenCommand: Command = {
  name: 'token revoke',
  usage: 'ID',
  summary: { en: 'Revoke an API token at once', zh: '立即吊销 API 令牌' },
  options: {},
  async run(io, { positionals: [id = ''] }) {
    const answer = await io.call(revokeToken, { id })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

const unknownAccess = new Failure('invalid-input', {
  en: '--access takes read, change or manage',
  zh: '--access 只接受 read、change 或 manage',
})
