import { createHash } from 'node:crypto'
import { recordIn, recordsIn } from '../../../lib/json/untrusted.ts'
import type { Rest, Sbom } from '../sbom.ts'
import { writeNobody, writeParty, writeTool } from './agent.ts'
import { isNamespace } from './formats.ts'
import { prune } from './prune.ts'
import type { WriteScope } from './scope-of-writing.ts'
import type { Spdx2Version } from './version.ts'
import { isWrittenAsFile, writeFile, writePackage } from './write-component.ts'
import { IdWriter } from './write-ids.ts'
import { LicenseWriter } from './write-license.ts'
import { writeRelationships } from './write-relationships.ts'
import { writeTime } from './write-time.ts'

type Written = Record<string, unknown>

export interface WrittenDocument {
  document: Written
  /** The id that a component, or the document, was written by. */
  rename(id: string): string
}

const noTime = '1970-01-01T00:00:00Z'

/** The JSON shape of the document, valid by the schema and the rules of that version. */
export function writeDocument(sbom: Sbom, version: Spdx2Version): WrittenDocument {
  const ids = new IdWriter(sbom)
  const whole = prune(writeAll(sbom, version, ids))
  if (whole) return { document: whole, rename: renamer(ids, whole) }
  const less = withoutRest(sbom)
  const fewer = new IdWriter(less)
  const document = writeAll(less, version, fewer)
  return { document, rename: renamer(fewer, document) }
}

function renamer(ids: IdWriter, { documentNamespace }: Written) {
  return (id: string) => {
    const written = ids.find(id) ?? id
    return written === ids.document ? String(documentNamespace) : written
  }
}

function writeAll(sbom: Sbom, version: Spdx2Version, ids: IdWriter): Written {
  const scope: WriteScope = { version, ids, licenses: new LicenseWriter(sbom), holders: findHolders(sbom) }
  const elements = writeElements(sbom, scope)
  const relationships = [...writeRelationships(sbom, scope), ...recordsIn(sbom.rest?.spdx2?.['relationships'])]
  return {
    spdxVersion: `SPDX-${version}`,
    dataLicense: 'CC0-1.0',
    SPDXID: scope.ids.document,
    name: nameOf(sbom),
    documentNamespace: namespaceOf(sbom),
    ...(sbom.comment ? { comment: sbom.comment } : {}),
    creationInfo: writeCreation(sbom),
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
function namespaceOf(sbom: Sbom): string {
  const { id } = sbom
  if (id !== undefined && isNamespace(id)) return id
  const [base = '', part] = id?.split('#') ?? []
  if (part === 'SPDXRef-DOCUMENT' && isNamespace(base)) return base
  const digest = createHash('sha256').update(JSON.stringify(sbom)).digest('hex')
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}`
  return `urn:uuid:${uuid}-${digest.slice(20, 32)}`
}

function writeCreation({ createdAt, creators, tools, rest }: Sbom): Written {
  const created = createdAt === undefined ? undefined : writeTime(createdAt)
  const all = [...creators.map(writeParty), ...tools.map(writeTool)]
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
