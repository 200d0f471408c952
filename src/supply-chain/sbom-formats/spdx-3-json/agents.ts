import { recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import { formatPurl, parsePurl } from '../../../lib/purl/purl.ts'
import type { Party, Tool } from '../sbom.ts'
import type { Properties } from './graph.ts'

/** Who acts, in both shapes; ids and how an element came about are left to the caller. */

const classes = { person: 'Person', organization: 'Organization', unknown: 'Agent' } as const

/** Many elements may point at one agent, so that its name is not as long as a document, nor has it addresses without end. */
const longestName = 1000
const mostUrls = 20

/** Undefined for one without a name. */
export function partyOf(agent: Properties): Omit<Party, 'id'> | undefined {
  const name = textIn(agent['name'])
  if (name === undefined || name.length > longestName) return undefined
  const kind = agent['type'] === 'Person' ? 'person' : agent['type'] === 'Organization' ? 'organization' : 'unknown'
  const email = recordsIn(agent['externalIdentifier']).find(one => one['externalIdentifierType'] === 'email')
  const address = textIn(email?.['identifier'])?.slice(0, longestName)
  const pages = recordsIn(agent['externalRef']).filter(one => one['externalRefType'] === 'altWebPage')
  const urls = pages.flatMap(page => textsIn(page['locator']).slice(0, mostUrls)).slice(0, mostUrls)
  if (urls.some(url => url.length > longestName)) return undefined
  return { kind, name, ...(address && { email: address }), ...(urls.length > 0 && { urls }) }
}

export function agentOf({ kind, name, email, urls = [] }: Omit<Party, 'id'>): Properties {
  return {
    type: classes[kind],
    name,
    ...(email && {
      externalIdentifier: [{ type: 'ExternalIdentifier', externalIdentifierType: 'email', identifier: email }],
    }),
    ...(urls.length > 0 && {
      externalRef: [{ type: 'ExternalRef', externalRefType: 'altWebPage', locator: [...urls] }],
    }),
  }
}

/** A tool of SPDX 3 has a name only; who makes it and its version stand in a package URL of no package system. */
export function toolOf(tool: Properties): Omit<Tool, 'id'> | undefined {
  const name = textIn(tool['name'])
  if (name === undefined) return undefined
  for (const { externalIdentifierType, identifier } of recordsIn(tool['externalIdentifier'])) {
    if (externalIdentifierType !== 'packageUrl') continue
    const said = readToolUrl(identifier)
    if (said?.name === name) return said
  }
  return { name }
}

export function elementOfTool(tool: Omit<Tool, 'id'>): Properties {
  const url = writeToolUrl(tool)
  return {
    type: 'Tool',
    name: tool.name,
    ...(url && {
      externalIdentifier: [{ type: 'ExternalIdentifier', externalIdentifierType: 'packageUrl', identifier: url }],
    }),
  }
}

function writeToolUrl({ name, version, vendor }: Omit<Tool, 'id'>): string | undefined {
  if (version === undefined && vendor === undefined) return undefined
  try {
    const url = formatPurl({ type: 'generic', namespace: vendor, name, version })
    const again = readToolUrl(url)
    return again?.name === name && again.version === version && again.vendor === vendor ? url : undefined
  } catch {
    return undefined
  }
}

function readToolUrl(url: unknown): Omit<Tool, 'id'> | undefined {
  if (typeof url !== 'string' || !url.startsWith('pkg:generic/')) return undefined
  try {
    const { name, version, namespace } = parsePurl(url)
    return { name, ...(version && { version }), ...(namespace && { vendor: namespace }) }
  } catch {
    return undefined
  }
}

/** What an element says apart from its id and how it came about. */
export function contentOf(properties: Properties): Properties {
  const { spdxId: _, '@id': __, creationInfo: ___, ...content } = properties
  return content
}
