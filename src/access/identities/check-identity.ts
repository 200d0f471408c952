import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import type { NewIdentity } from './model.ts'

/** E-mails and names on forges are the same in any case. */
export function keyOf(value: string): string {
  return value.trim().normalize('NFC').toLowerCase()
}

/** As it is kept, or what is wrong with it. */
export function checkIdentity(identity: NewIdentity): { identity: NewIdentity } | { problem: Text } {
  const { kind, since, until } = identity
  if (since !== null && until !== null && until < since)
    return { problem: { en: `${until} is before ${since}: the first day comes first`, zh: `${until} 早于 ${since}` } }
  return kind === 'email' ? checkEmail(identity) : checkLogin(identity)
}

const Email = z.email().max(320)

function checkEmail(identity: NewIdentity): { identity: NewIdentity } | { problem: Text } {
  const value = identity.value.trim()
  if (!Email.safeParse(value).success)
    return { problem: { en: `${value} is no e-mail address`, zh: `${value} 不是邮箱地址` } }
  return { identity: { ...identity, host: '', value } }
}

const hostPattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/
const loginPattern = /^[\p{L}\p{N}_.-]{1,100}$/u

function checkLogin(identity: NewIdentity): { identity: NewIdentity } | { problem: Text } {
  const host = identity.host.trim().toLowerCase()
  const value = identity.value.trim().replace(/^@/, '')
  if (!hostPattern.test(host))
    return {
      problem: {
        en: `A login needs the host that it is on, such as github.com, gitlab.com or gitee.com, not “${host}”`,
        zh: `登录名需要所在主机，例如 github.com、gitlab.com 或 gitee.com，而不是“${host}”`,
      },
    }
  if (!loginPattern.test(value))
    return { problem: { en: `“${value}” is no name on ${host}`, zh: `“${value}”不是 ${host} 上的名称` } }
  return { identity: { ...identity, host, value } }
}
