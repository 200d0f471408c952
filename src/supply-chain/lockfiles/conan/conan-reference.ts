import { formatPackageUrl } from '../package-url.ts'

/** `name/version@user/channel#recipe-revision:package#package-revision%time`, where most may be absent. */
export interface ConanReference {
  name: string
  version: string
  purl: string
  /** In place of a version: `[>=1.2 <2]`. */
  range: string | undefined
}

/** Undefined for what is no reference. Throws a SyntaxError where it names no package. */
export function parseConanReference(text: string): ConanReference | undefined {
  const [, name, within, user, channel, rrev] =
    /^([^/\s@#%:]+)\/(\[[^\]]*\]|[^/\s@#%:]+)(?:@(?:([^/\s@#%:]+)(?:\/([^/\s@#%:]+))?)?)?(?:#([\da-f]+))?/.exec(text) ??
    []
  if (!name || !within) return undefined
  const range = within.startsWith('[') ? within.slice(1, -1).trim() : undefined
  const version = range === undefined ? within : undefined
  const given = user && user !== '_' ? { user, ...(channel && channel !== '_' && { channel }) } : {}
  const qualifiers = { ...given, ...(rrev && { rrev }) }
  return {
    name,
    version: version ?? '',
    purl: formatPackageUrl(text, { type: 'conan', name, version, qualifiers }),
    range,
  }
}
