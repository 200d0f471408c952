import { recordIn, recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { Component, Rest, Sbom } from '../sbom.ts'
import { isNobody, readParty, readTool } from './agent.ts'
import { type ReadScope, readFile, readPackage } from './read-component.ts'
import { LicenseReader } from './read-license.ts'
import { documentElement, readRelationships } from './read-relationships.ts'
import { containment } from './rule-scope.ts'

/** What `write-document.ts` writes again as it was. */
const documentRest = ['annotations', 'externalDocumentRefs', 'revieweds', 'snippets']
const creationRest = ['comment', 'licenseListVersion']

/** The JSON shape of a document, whatever syntax it was written in. What is of another kind than it ought to be is left out. */
export function readDocument(document: Record<string, unknown>): Sbom {
  const namespace = textIn(document['documentNamespace'])
  const licenses = new LicenseReader(document['hasExtractedLicensingInfos'])
  const components = readComponents(document, { licenses, namespace, holders: containment(document).holders })
  const elements = new Set(components.map(({ id }) => id))
  for (const { SPDXID: id } of recordsIn(document['snippets'])) if (typeof id === 'string') elements.add(id)
  const { roots, relationships, unsayable } = readRelationships(document, elements, namespace ?? documentElement)
  const sbom: Sbom = {
    creators: [],
    tools: [],
    lifecycles: [],
    roots,
    components,
    relationships,
    licenses: licenses.licenses,
  }
  if (namespace) sbom.id = namespace
  copyTexts(document, sbom)
  readCreation(recordIn(document['creationInfo']), sbom)
  const rest = restOf(document, unsayable)
  if (rest) sbom.rest = rest
  return sbom
}

function readComponents(document: Record<string, unknown>, scope: ReadScope): Component[] {
  const components = new Map<string, Component>()
  const add = (one: Record<string, unknown>, read: typeof readPackage) => {
    const id = textIn(one['SPDXID'])
    if (!id) return
    // A second one of the same id, which is told, gets one of its own: nothing can lead to it.
    const own = components.has(id) ? `${id}-again-${components.size}` : id
    if (!components.has(own)) components.set(own, read(one, own, scope))
  }
  for (const one of recordsIn(document['packages'])) add(one, readPackage)
  for (const one of recordsIn(document['files'])) add(one, readFile)
  return [...components.values()]
}

function copyTexts(document: Record<string, unknown>, sbom: Sbom) {
  for (const name of ['name', 'comment', 'dataLicense'] as const) {
    const text = textIn(document[name])
    if (text) sbom[name] = text
  }
}

function readCreation(creation: Record<string, unknown>, sbom: Sbom) {
  const created = textIn(creation['created'])
  if (created) sbom.createdAt = created
  for (const creator of textsIn(creation['creators'])) {
    const tool = readTool(creator)
    const party = tool || isNobody(creator) ? undefined : readParty(creator)
    if (tool) sbom.tools.push(tool)
    if (party) sbom.creators.push({ role: 'author', ...party })
  }
}

function restOf(document: Record<string, unknown>, unsayable: Record<string, unknown>[]): Rest | undefined {
  const rest: Record<string, unknown> = {}
  for (const name of documentRest) {
    const list = recordsIn(document[name])
    if (list.length > 0) rest[name] = list
  }
  const creation = recordIn(document['creationInfo'])
  const kept = creationRest.flatMap((name): [string, string][] => {
    const text = textIn(creation[name])
    return text ? [[name, text]] : []
  })
  if (kept.length > 0) rest['creationInfo'] = Object.fromEntries(kept)
  if (unsayable.length > 0) rest['relationships'] = unsayable
  return Object.keys(rest).length > 0 ? { spdx2: rest } : undefined
}
