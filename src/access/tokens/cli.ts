import type { Command } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import { everyPermission, PermissionName } from '../roles/model.ts'
import { createToken, listTokens, revokeToken } from './api.ts'

export const createTokenCommand: Command = {
  name: 'token create',
  usage: 'NAME [--allow PERMISSION,…] [--days N]',
  summary: { en: 'Create an API token and print it, this once', zh: '创建 API 令牌并打印（仅显示这一次）' },
  options: { allow: { type: 'string' }, days: { type: 'string' } },
  async run(io, args) {
    const [name = ''] = args.positionals
    const permissions = (text(args, 'allow') ?? 'office.read').split(',').map(word => {
      const permission = PermissionName.safeParse(word.trim())
      if (permission.success) return permission.data
      throw noPermission(word)
    })
    const token = await io.call(createToken, { name, permissions, days: text(args, 'days') ?? 90 })
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
    const rows = tokens.map(token => [
      token.id,
      token.name,
      token.permissions.join(','),
      token.expiresAt,
      token.lastUsedAt ?? '–',
    ])
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

function noPermission(word: string) {
  const all = everyPermission.join(', ')
  return new Failure('invalid-input', {
    en: `--allow ${word} is no permission: there are ${all}`,
    zh: `--allow ${word} 不是权限：可选 ${all}`,
  })
}
