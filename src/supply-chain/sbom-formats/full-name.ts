import { parsePurl } from '../../lib/purl/purl.ts'
import type { Component } from './sbom.ts'

/** What stands between group and name where people write both: `org.slf4j:slf4j-api`. */
const separators = new Map([
  ['clojars', '/'],
  ['composer', '/'],
  ['docker', '/'],
  ['github', '/'],
  ['gitlab', '/'],
  ['bitbucket', '/'],
  ['golang', '/'],
  ['hex', '/'],
  ['huggingface', '/'],
  ['maven', ':'],
  ['npm', '/'],
  ['swift', '/'],
])

type Named = Pick<Component, 'name' | 'group' | 'purl'>

/**
 * The name that people know a component by, with its group where its purl tells them apart again: `@scope/name`. Undefined
 * where it would not be found again: then group and name are two things.
 */
export function findFullName({ name, group, purl }: Named): string | undefined {
  if (!group || purl === undefined) return undefined
  const separator = separatorOf(purl)
  if (separator === undefined) return undefined
  const full = group + separator + name
  const again = takeApart(full, purl)
  return again.group === group && again.name === name ? full : undefined
}

/** Group and name of what is called by both, as far as its purl tells them apart. */
export function takeApart(full: string, purl: string | undefined): { name: string; group?: string } {
  const separator = purl === undefined ? undefined : separatorOf(purl)
  const { namespace, name } = separator === undefined ? {} : partsOf(purl)
  if (separator === undefined || namespace === undefined || name === undefined) return { name: full }
  const wanted = namespace + separator + name
  // Some types have their purls in lower case.
  if (full.length !== wanted.length || full.toLowerCase() !== wanted.toLowerCase()) return { name: full }
  return { name: full.slice(namespace.length + separator.length), group: full.slice(0, namespace.length) }
}

function separatorOf(purl: string): string | undefined {
  return separators.get(/^pkg:([^/]+)\//.exec(purl)?.[1] ?? '')
}

function partsOf(purl: string | undefined): { namespace?: string; name?: string } {
  try {
    return purl === undefined ? {} : parsePurl(purl)
  } catch {
    return {}
  }
}
