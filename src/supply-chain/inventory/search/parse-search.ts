import { isInRange } from '../../../lib/versions/is-in-range.ts'
import { readRange } from '../../../lib/versions/parse-range.ts'
import type { Range } from '../../../lib/versions/range.ts'
import { compareVersions } from '../../../lib/versions/versions.ts'

const filterNames = ['license', 'supplier', 'owner', 'product', 'project', 'type', 'scope', 'relation', 'eol'] as const
type FilterName = (typeof filterNames)[number]

type Comparator = '<' | '<=' | '=' | '!=' | '>=' | '>'

export interface ComponentSearch {
  /** What is named: a package URL without version, a whole name, or words of one. Empty where only filters are given. */
  name: string
  /** Whether the name is meant as a whole: versions are of one package, not of all whose names hold a word. */
  exact: boolean
  /** All of them hold. */
  versions: { comparator: Comparator; version: string }[]
  range: Range | undefined
  filters: Partial<Record<FilterName, string>>
  /** What was meant as a range and is none. */
  unreadable: string | undefined
}

const filter = new RegExp(`(?:^|\\s)(${filterNames.join('|')})[:：](?:"([^"]*)"|(\\S+))`, 'gi')
const constraint = /(<=|>=|!=|==|<|>|=)\s*([^\s<>=!,|]+)/g

/** Reads `log4j-core < 2.17 product:shop`, `pkg:npm/left-pad@1.3.0`, `vers:maven/>=2.0|<2.17 log4j-core`, `license:MIT`. */
export function parseSearch(text: string): ComponentSearch {
  const filters: ComponentSearch['filters'] = {}
  let rest = text.replaceAll(filter, (_, name: string, quoted?: string, plain?: string) => {
    filters[name.toLowerCase() as FilterName] = quoted ?? plain ?? ''
    return ' '
  })
  const written = /(?:^|\s)(vers:\S+)/.exec(rest)?.[1]
  if (written) rest = rest.replace(written, ' ')
  const read = written === undefined ? undefined : readRange(written)
  const range = read?.ok ? read.range : undefined
  // Qualifiers have signs of their own, and tell no package from another.
  rest = rest.trim().replace(/^((?:pkg|name):[^\s?#]*)[?#]\S*/, '$1')
  const versions: ComponentSearch['versions'] = []
  const constraints = /^(.*?)\s*((?:<=|>=|!=|==|<|>|=)\s*[^\s<>=!].*)$/.exec(rest.trim())
  for (const [, comparator = '=', version = ''] of constraints?.[2]?.matchAll(constraint) ?? [])
    versions.push({ comparator: (comparator === '==' ? '=' : comparator) as Comparator, version })
  const named = nameOf((constraints?.[1] ?? rest).trim())
  if (named.version !== undefined) versions.push({ comparator: '=', version: named.version })
  return {
    name: named.name,
    exact: versions.length > 0 || range !== undefined || named.name.startsWith('pkg:'),
    versions,
    range,
    filters,
    unreadable: written !== undefined && !range ? written : undefined,
  }
}

/** `name@1.2` names a version; `@scope/name` does not. Maven's `group:artifact` is a name of two parts. */
function nameOf(text: string): { name: string; version?: string } {
  if (/^(pkg|name):/.test(text)) {
    const [name = '', version] = text.replace(/[?#].*$/s, '').split('@')
    return { name, ...(version && { version: decode(version) }) }
  }
  const at = text.lastIndexOf('@')
  const [name, version] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, '']
  return { name: name.trim().replace(/^([\w.-]+):([\w.-]+)$/, '$1/$2'), ...(version && { version }) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whether a version of a package of that type is meant. */
export function isMeant(
  { versions, range }: Pick<ComponentSearch, 'versions' | 'range'>,
  type: string,
  version: string,
) {
  if (range && !isInRange(range, version)) return false
  return versions.every(each => holds(each.comparator, compareVersions(type || 'generic', version, each.version)))
}

function holds(comparator: Comparator, order: number): boolean {
  switch (comparator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case '!=':
      return order !== 0
    case '=':
      return order === 0
  }
}

/** Of license expressions those that name the license; `GPL-2.0` is not in `LGPL-2.0`. Where none does, those that hold the text. */
export function findLicenses<Term extends { folded: string }>(terms: readonly Term[], wanted: string): readonly Term[] {
  const id = wanted.toLowerCase()
  const naming = terms.filter(({ folded }) => folded === id || folded.split(/[\s()]+/).includes(id))
  return naming.length > 0 ? naming : terms
}
