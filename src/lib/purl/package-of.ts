/**
 * What all versions of a package share: the purl without version, qualifiers and subpath. In a canonical purl every `@`,
 * `?` and `#` of a name is percent-encoded, so the first of each begins what follows.
 */
export function packageOf(purl: string): string {
  return purl.replace(/[@?#].*$/s, '')
}

/** A canonical purl for people who know its type already: `@scope/name@1.0.0`. */
export function shortName(purl: string): string {
  return decodeURIComponent(purl.replace(/^pkg:[^/]+\//, '').replace(/[?#].*$/s, ''))
}
