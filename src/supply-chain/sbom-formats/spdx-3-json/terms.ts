import { isRecord, listIn } from '../../../lib/json/untrusted.ts'

const terms = 'https://spdx.org/rdf/3.0.1/terms/'

const profiles: Record<string, string> = {
  Core: '',
  Software: 'software_',
  SimpleLicensing: 'simplelicensing_',
  ExpandedLicensing: 'expandedlicensing_',
  Security: 'security_',
  AI: 'ai_',
  Dataset: 'dataset_',
  Build: 'build_',
  Extension: 'extension_',
}

/** `https://spdx.org/rdf/3.0.1/terms/Software/Package` → `software_Package`; anything else as it is. */
export function compactTerm(term: unknown): unknown {
  if (typeof term !== 'string' || !term.startsWith(terms)) return term
  const [profile = '', name, ...more] = term.slice(terms.length).split('/')
  if (!name || more.length > 0 || !Object.hasOwn(profiles, profile)) return term
  return `${profiles[profile]}${name}`
}

const mostPrefixes = 1000

/** The prefixes that a context adds of its own: `{ "ex": "https://example.com/" }`. */
export function prefixesOf(context: unknown): Map<string, string> {
  const prefixes = new Map<string, string>()
  for (const part of listIn(context)) {
    if (!isRecord(part)) continue
    for (const [prefix, namespace] of Object.entries(part)) {
      if (prefixes.size >= mostPrefixes) return prefixes
      if (typeof namespace === 'string' && !prefix.startsWith('@')) prefixes.set(prefix, namespace)
    }
  }
  return prefixes
}
