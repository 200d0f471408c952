import { createHash } from 'node:crypto'
import { accountOfNoReply } from '../../lib/actors/actor-rules.ts'

/** As a commit or a forge has it. */
export interface RawIdentity {
  name: string | null
  email: string | null
  login: string | null
  host: string | null
}

/**
 * What an identity can be known by. `node` is itself alone; the others are what it shares with other identities that are the
 * same person's. Keys are texts: `e:` an e-mail, `l:` a login at a host, `i:` one identity.
 */
export interface IdentityKeys {
  node: string
  /** Null where the e-mail is nobody's own: a role's, a machine's, or none. */
  email: string | null
  /** Of the account itself, or of the no-reply address of one. */
  login: string | null
  /** Whether the login is told by a no-reply address. */
  isNoReply: boolean
  /** First and last name in whatever order, spelling and accents; null for one word, which anybody may be called. */
  name: string | null
  domain: string | null
}

export function keysOf(identity: RawIdentity, exclusions: ReadonlySet<string> = nothingExcluded): IdentityKeys {
  const address = (identity.email ?? '').trim().toLowerCase()
  const noReply = accountOfNoReply(address)
  const login = identity.login ? loginKey(identity.login, identity.host ?? '') : undefined
  const isOwn = !noReply && isOwnAddress(address) && !exclusions.has(address)
  const fullName = fullNameOf(identity.name ?? '')
  return {
    node: nodeKey(identity),
    email: isOwn ? emailKey(address) : null,
    login: login ?? (noReply ? loginKey(noReply.login, noReply.host) : null),
    isNoReply: !login && noReply !== undefined,
    name: fullName === undefined || exclusions.has(fullName) ? null : shortened(fullName),
    domain: isOwn ? shortened(address.slice(address.lastIndexOf('@') + 1)) : null,
  }
}

export function namesOf({ node, email, login }: IdentityKeys): string[] {
  return [node, email, login].filter(key => key !== null)
}

export function emailKey(email: string): string {
  return `e:${shortened(email.trim().toLowerCase())}`
}

export function loginKey(login: string, host: string): string {
  return `l:${shortened(`${login.trim().toLowerCase()}@${host.trim().toLowerCase()}`)}`
}

/** Of an account itself, whatever it is called: nobody but the evidence of renamings knows it. */
export function accountKey(account: string, host: string): string {
  return `n:#${account}@${host.trim().toLowerCase()}`
}

export function nodeKey({ name, email, login, host }: RawIdentity): string {
  const account = login ? `${login}@${host ?? ''}` : ''
  return `i:${shortened([name ?? '', email ?? '', account].map(part => part.trim().toLowerCase()).join('|'))}`
}

/** What a key is called where a person reads it. */
export function shownKey(key: string): string {
  return key.startsWith('i:') ? key.slice(2).split('|').filter(Boolean).join(' · ') : key.slice(2)
}

/**
 * The words of a full name, without accents, in the order of the alphabet; undefined where there is but one. What is written
 * without spaces, as in Chinese, is whole in one.
 */
export function fullNameOf(name: string): string | undefined {
  const together = name.normalize('NFKC').replaceAll(/[\s·・]+/gu, '')
  if (unspaced.test(together)) return roles.has(together) ? undefined : together
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const long = words.filter(word => word.length > 1)
  return long.length < 2 || long.every(word => roles.has(word)) ? undefined : words.sort().join(' ')
}

const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2,12}$/u

/** Well formed, and of one person: not of a role or a machine. */
function isOwnAddress(address: string): boolean {
  const [, local = '', domain = ''] = /^([^\s@<>"]+)@([^\s@<>"]+\.[^\s@<>".]+)$/.exec(address) ?? []
  return local !== '' && !roles.has(local.replaceAll(/[._-]/g, '')) && !machines.test(domain)
}

const machines = /(^|\.)(localhost|localdomain|local|lan|internal|invalid|\(none\))$|^localhost\./

const roles = new Set(
  `admin administrator anonymous bounce bounces bot build builder builds buildbot ci contact devnull donotreply github gitlab git hello
  help hostmaster info jenkins localhost mail mailer mailerdaemon maintainer me nobody none noreply notifications
  null office opensource postmaster release releases root sales security service support sysadmin system team test
  tester ubuntu unknown user username vagrant webmaster you your youremail yourname
  管理员 系统管理员 匿名 测试 机器人 未知 用户 开发 开发者 运维`.split(/\s+/),
)

const longest = 200
const nothingExcluded: ReadonlySet<string> = new Set()

/** Keys stand in indexes, which hold no texts of any length. */
function shortened(text: string) {
  return text.length <= longest ? text : `#${createHash('sha256').update(text).digest('hex')}`
}
