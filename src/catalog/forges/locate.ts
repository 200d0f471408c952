import type { ForgeRepository } from './forge.ts'

/** The repository of an address on one of the origins; `pathOf` says whether the path can be one, and what it is. */
export function locateOn(
  address: string,
  origins: readonly string[],
  pathOf: (path: string) => string | undefined,
): ForgeRepository | undefined {
  if (!URL.canParse(address)) return undefined
  const { host, pathname } = new URL(address)
  const origin = origins.find(origin => new URL(origin).host === host)
  if (origin === undefined) return undefined
  // A forge may be served below a path: https://example.org/gitea
  const prefix = new URL(origin).pathname.replace(/\/+$/, '')
  if (!pathname.startsWith(`${prefix}/`)) return undefined
  const path = pathOf(decodeURIComponent(pathname.slice(prefix.length + 1)).replace(/\/+$/, ''))
  return path === undefined ? undefined : { origin: origin.replace(/\/+$/, ''), path }
}

/** `owner/name`, and nothing deeper. */
export function ownerAndName(path: string): string | undefined {
  return /^[\w.-]+\/[\w.-]+$/.test(path) ? path : undefined
}
