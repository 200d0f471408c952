import { createHash } from 'node:crypto'
import { recordIn, recordsIn } from '../../../lib/json/untrusted.ts'
import type { Component, Rest, Sbom } from '../sbom.ts'
import { writeNobody, writeParty, writeTool } from './agent.ts'
import { isNamespace } from './formats.ts'
import * as messages from './loss-messages.ts'
import { Losses } from './losses.ts'
import { prune } from './prune.ts'
import type { WriteScope } from './scope-of-writing.ts'
import type { Spdx2Version } from './version.ts'
import { hasUrls, isWrittenAsFile, writeFile, writePackage } from './write-component.ts'
import { IdWriter } from './write-ids.ts'
import { LicenseWriter } from './write-license.ts'
import { writeRelationships } from './write-relationships.ts'
import { writeTime } from './write-time.ts'

type Written = Record<string, unknown>

export interface WrittenDocument {
  document: Written
  losses: Losses
}

const noTime = '1970-01-01T00:00:00Z'

/** The JSON shape of the document, valid by the schema and the rules of that version, and what it could not say. */
export function writeDocument(sbom: Sbom, version: Spdx2Version): WrittenDocument {
  const losses = new Losses()
  const document = prune(writeAll(sbom, version, losses), losses)
  if (document) return { document, losses }
  const fewer = new Losses()
  fewer.add('spdx2', messages.broken)
  return { document: writeAll(withoutRest(sbom), version, fewer), losses: fewer }
}

function writeAll(sbom: Sbom, version: Spdx2Version, losses: Losses): Written {
  const scope: WriteScope = {
    version,
    losses,
    ids: new IdWriter(sbom, losses),
    licenses: new LicenseWriter(sbom, losses),
    holders: findHolders(sbom),
  }
  const elements = writeElements(sbom, scope)
  const relationships = [...writeRelationships(sbom, scope), ...recordsIn(sbom.rest?.spdx2?.['relationships'])]
  tellUnsayable(sbom, losses)
  return {
    spdxVersion: `SPDX-${version}`,
    dataLicense: 'CC0-1.0',
    SPDXID: scope.ids.document,
    name: nameOf(sbom),
    documentNamespace: namespaceOf(sbom, losses),
    ...(sbom.comment ? { comment: sbom.comment } : {}),
    creationInfo: writeCreation(sbom, losses),
    ...elements,
    ...lists({ relationships, hasExtractedLicensingInfos: [...scope.licenses.extracted] }),
    ...lists(restOf(sbom, version)),
  }
}

/** What the model itself holds is always written so that it is valid. */
function withoutRest(sbom: Sbom): Sbom {
  const strip = <Holder extends { rest?: Rest }>(holder: Holder): Holder => {
    if (!holder.rest?.spdx2) return holder
    const { spdx2: _, ...rest } = holder.rest
    return { ...holder, rest }
  }
  return {
    ...strip(sbom),
    components: sbom.components.map(strip),
    relationships: sbom.relationships.map(strip),
    licenses: sbom.licenses.map(strip),
  }
}

function writeElements({ components }: Sbom, scope: WriteScope): Written {
  const files = components.filter(isWrittenAsFile)
  const packages = files.length === 0 ? components : components.filter(one => !isWrittenAsFile(one))
  return lists({
    packages: packages.map(one => writePackage(one, scope)),
    files: files.map(one => writeFile(one, scope)),
  })
}

function findHolders({ components, relationships }: Sbom): Set<string> {
  const files = new Set(components.filter(isWrittenAsFile).map(({ id }) => id))
  return new Set(
    relationships.flatMap(({ from, kind, to }) => (kind === 'contains' && to.some(id => files.has(id)) ? [from] : [])),
  )
}

function lists(fields: Record<string, unknown[]>): Written {
  return Object.fromEntries(Object.entries(fields).filter(([, list]) => list.length > 0))
}

function nameOf({ name, roots, components }: Sbom): string {
  return name || components.find(({ id }) => id === roots[0])?.name || 'unnamed'
}

/** Made of what the document says where it has no name of its own, so that the same is named the same. */
function namespaceOf(sbom: Sbom, losses: Losses): string {
  const { id } = sbom
  if (id !== undefined && isNamespace(id)) return id
  if (id !== undefined) losses.add('id', messages.documentId, id)
  const [base = '', part] = id?.split('#') ?? []
  if (part === 'SPDXRef-DOCUMENT' && isNamespace(base)) return base
  const digest = createHash('sha256').update(JSON.stringify(sbom)).digest('hex')
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}`
  return `urn:uuid:${uuid}-${digest.slice(20, 32)}`
}

function writeCreation({ createdAt, creators, tools, rest }: Sbom, losses: Losses): Written {
  const created = createdAt === undefined ? undefined : writeTime(createdAt)
  if (!created) losses.add('createdAt', messages.unknownTime)
  else if (created !== createdAt) losses.add('createdAt', messages.time, createdAt)
  const agents = creators.map(creator => {
    const { text, isExact } = writeParty(creator)
    if (!isExact) losses.add('creators', messages.party, creator.name)
    if (hasUrls(creator)) losses.add('creators.urls', messages.noPlace, creator.name)
    if (creator.role !== 'author') losses.add('creators.role', messages.role, creator.name)
    return text
  })
  const programs = tools.map(tool => {
    const { text, isExact } = writeTool(tool)
    if (!isExact) losses.add('tools', messages.tool, tool.name)
    if (tool.id) losses.add('tools.id', messages.noPlace, tool.name)
    if (tool.vendor) losses.add('tools.vendor', messages.noPlace, tool.name)
    return text
  })
  const all = [...agents, ...programs]
  const { comment, licenseListVersion } = recordIn(rest?.spdx2?.['creationInfo'])
  return {
    created: created ?? noTime,
    creators: all.length > 0 ? all : [writeNobody()],
    ...(comment === undefined ? {} : { comment }),
    ...(licenseListVersion === undefined ? {} : { licenseListVersion }),
  }
}

/** A name is what the schema wants of a snippet, and the text does not. */
function restOf({ rest }: Sbom, version: Spdx2Version): Record<string, unknown[]> {
  const { annotations, externalDocumentRefs, revieweds, snippets } = rest?.spdx2 ?? {}
  const unsaid = version === '2.2' ? { licenseConcluded: 'NOASSERTION', copyrightText: 'NOASSERTION' } : {}
  return {
    externalDocumentRefs: recordsIn(externalDocumentRefs),
    snippets: recordsIn(snippets).map(one => ({ name: one['SPDXID'], ...unsaid, ...one })),
    annotations: recordsIn(annotations),
    revieweds: recordsIn(revieweds),
  }
}

function tellUnsayable(sbom: Sbom, losses: Losses) {
  if (sbom.revision !== undefined) losses.add('revision', messages.noPlace, String(sbom.revision))
  if (sbom.lifecycles.length > 0) losses.add('lifecycles', messages.noPlace, undefined, sbom.lifecycles.length)
  if (sbom.dataLicense !== 'CC0-1.0') losses.add('dataLicense', messages.dataLicense, sbom.dataLicense)
  tellRest(sbom, undefined, losses)
  for (const component of sbom.components) tellRest(component, component.id, losses)
  for (const { rest, from } of sbom.relationships) tellRest({ rest }, from, losses)
  for (const { rest, id } of sbom.licenses) tellRest({ rest }, id, losses)
}

/** What other families of formats said. */
function tellRest({ rest }: { rest?: Component['rest'] | undefined }, id: string | undefined, losses: Losses) {
  for (const family of ['cyclonedx', 'spdx3'] as const) {
    for (const [name, value] of Object.entries(rest?.[family] ?? {})) {
      losses.add(`${family}.${name}`, messages.noPlace, id, Array.isArray(value) ? value.length : 1)
    }
  }
}
