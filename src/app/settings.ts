import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure } from '../platform/failure.ts'
import { makeFolder } from '../platform/files/make-folder.ts'
import { type IdentityProvider, isPlainLoopback } from '../platform/openid/identity-provider.ts'

export interface Settings {
  /** Where the records and facts lie; undefined for an office that lives in memory only. */
  data: string | undefined
  /** `postgres://…`, or undefined for the database in the data folder. */
  database?: string | undefined
  /** Where people reach this office: `https://ospo.example`. */
  origin?: string | undefined
  identityProvider?: IdentityProvider | undefined
  /** What questions about facts may keep in memory: `512MB`, `4GB`. */
  factsMemory?: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Who is asked for single sign-on; undefined where the environment names nobody. */
export function readIdentityProvider(env: Environment): IdentityProvider | undefined {
  const issuer = env['OSPO_OIDC_ISSUER']
  if (!issuer) return undefined
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (!url || (url.protocol !== 'https:' && !isPlainLoopback(url))) throw badIssuer(issuer)
  const clientId = env['OSPO_OIDC_CLIENT_ID']
  if (!clientId) throw noClientId
  const scopes = env['OSPO_OIDC_SCOPES'] || 'openid email profile'
  return {
    issuer,
    clientId,
    clientSecret: env['OSPO_OIDC_CLIENT_SECRET'] || undefined,
    scopes: scopes.split(' ').includes('openid') ? scopes : `openid ${scopes}`,
    groupsClaim: env['OSPO_OIDC_GROUPS_CLAIM'] || 'groups',
    role: env['OSPO_OIDC_ROLE'] || 'member',
  }
}

/** Without a path; undefined where the environment does not say. */
export function readOrigin(env: Environment): string | undefined {
  const given = env['OSPO_ORIGIN']
  if (!given) return undefined
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return new URL(given).origin
  throw new Failure('invalid-input', {
    en: `OSPO_ORIGIN=${given} is no address: give where people reach this ospo, such as https://ospo.example`,
    zh: `OSPO_ORIGIN=${given} 不是有效地址：请给出访问本 ospo 的地址，例如 https://ospo.example`,
  })
}

/** Undefined where the environment does not say: then it follows from what there is. */
export function readFactsMemory(env: Environment): string | undefined {
  const given = env['OSPO_FACTS_MEMORY']
  if (!given || /^[1-9]\d*[MG]B$/.test(given)) return given || undefined
  throw new Failure('invalid-input', {
    en: `OSPO_FACTS_MEMORY=${given} is no amount of memory: give one such as 512MB or 4GB`,
    zh: `OSPO_FACTS_MEMORY=${given} 不是有效的内存大小：请给出如 512MB 或 4GB 的值`,
  })
}

function badIssuer(issuer: string) {
  return new Failure('invalid-input', {
    en: `OSPO_OIDC_ISSUER=${issuer} is no address of a provider: it starts with https:// (http:// on this machine only)`,
    zh: `OSPO_OIDC_ISSUER=${issuer} 不是身份提供方地址：须以 https:// 开头（仅本机可用 http://）`,
  })
}

const noClientId = new Failure('invalid-input', {
  en: 'OSPO_OIDC_ISSUER is set but OSPO_OIDC_CLIENT_ID is not: set both, as the provider gave them',
  zh: '已设置 OSPO_OIDC_ISSUER，但未设置 OSPO_OIDC_CLIENT_ID：请按身份提供方给出的值同时设置',
})

export function databaseUrl({ data, database }: Settings) {
  return database ?? (data === undefined ? ':memory:' : join(data, 'ospo.db'))
}

/** The data folder, made where it is missing. It hides itself from git, for it often lies in a checkout. */
export function prepareDataFolder(path: string): string {
  const folder = resolve(path)
  if (/[*?[\]{}]/.test(folder)) throw namedLikeAPattern(folder)
  try {
    makeFolder(folder)
    const ignore = join(folder, '.gitignore')
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Failure(
      'unavailable',
      {
        en: `The data folder ${folder} cannot be written (${why}): choose another with --data`,
        zh: `数据文件夹 ${folder} 无法写入（${why}）：请用 --data 指定其他文件夹`,
      },
      { cause },
    )
  }
  return folder
}

/** DuckDB would take such a path for a pattern of many. */
function namedLikeAPattern(folder: string) {
  return new Failure('invalid-input', {
    en: `The data folder ${folder} has one of * ? [ ] { } in its path: choose another with --data`,
    zh: `数据文件夹 ${folder} 的路径含有 * ? [ ] { } 之一：请用 --data 指定其他文件夹`,
  })
}
