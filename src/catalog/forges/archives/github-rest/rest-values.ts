import { isRecord, textIn } from '../../../../lib/json/untrusted.ts'
import { appName } from '../../github/app-name.ts'
import { accountOf } from '../../github/read-items.ts'
import type { Account } from '../../records.ts'
import { nodeNumber } from '../gh-export/node-number.ts'

export type Fields = Record<string, unknown>

/** A time in UTC, to the second where nothing finer was told; undefined where it is none. */
export function timeIn(value: unknown): string | undefined {
  const at = Date.parse(textIn(value) ?? '')
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace('.000Z', 'Z')
}

export function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The number of an issue or a pull request. */
export function itemNumberIn(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined
}

export function flagIn(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

/** The number or the text that names a thing, as text. */
export function nameIn(value: unknown): string | undefined {
  return numberIn(value)?.toString() ?? textIn(value)
}

/** Of GitHub: an account, or only its login as in the oldest files. */
export function accountIn(value: unknown): Account {
  if (typeof value === 'string') return accountOf(value === '' ? undefined : { login: value })
  if (!isRecord(value)) return {}
  const login = textIn(value['login'])
  if (login === undefined) return {}
  // As `gh` shows an app that goes by this name.
  const app = /^app\/(.+)$/.exec(login)?.[1]
  if (app !== undefined) return accountOf({ login: appName(app), __typename: 'Bot' })
  const isBot = value['is_bot'] === true || value['isBot'] === true
  const type = isBot ? 'Bot' : (textIn(value['type']) ?? textIn(value['__typename']))
  const databaseId = accountNumberIn(value['id'], type)
  return accountOf({ login, __typename: type, name: textIn(value['name']), databaseId })
}

/** As a number, or within the id by which `gh` names a user; not of what is no user. */
function accountNumberIn(id: unknown, type: string | undefined): number | undefined {
  if (type !== undefined && type !== 'User') return undefined
  if (typeof id !== 'string') return itemNumberIn(id)
  return /^(?:U_|MDQ6VXNlc)/.test(id) ? itemNumberIn(Number(nodeNumber(id))) : undefined
}

/** What stands behind the last slash of an address, without a fragment. */
export function lastOf(address: unknown): string | undefined {
  const path = textIn(address)?.replace(/[?#].*$/, '')
  return path?.slice(path.lastIndexOf('/') + 1) || undefined
}
