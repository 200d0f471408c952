import { recordIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomWriting } from '../sbom-format.ts'
import { contextAddress, isAllowed } from './check-objects.ts'
import { findClass, isKindOf } from './classes.ts'
import type { Properties } from './graph.ts'
import { isTime, timeOf } from './plain-kinds.ts'
import { profilesOf } from './profiles.ts'
import { noTime } from './read-sbom.ts'
import { isWord } from './words.ts'
import { writeComponent } from './write-component.ts'
import { LicenseWriter } from './write-licenses.ts'
import { writeFileName, writeLicenses, writeRelationship } from './write-relationships.ts'
import { usualCreation, Writing } from './writing.ts'

/** The bill of materials as SPDX 3.0.1: always valid, and with all that it loses by that. */
export function writeSbom(sbom: Sbom): SbomWriting {
  const writing = new Writing(sbom)
  const licenses = new LicenseWriter(writing)
  const creation = writeCreation(writing)
  const components = sbom.components.map(component => writeComponent(component, writing))
  const relationships = [
    ...sbom.components.flatMap(component => [
      ...writeLicenses(component, licenses, writing),
      ...writeFileName(component, writing),
    ]),
    ...sbom.relationships.map(relationship => writeRelationship(relationship, writing)),
    ...writeDescribing(writing),
  ]
  const dataLicense = sbom.dataLicense === undefined ? undefined : licenses.write(sbom.dataLicense)
  if (sbom.dataLicense !== undefined && dataLicense === undefined) writing.losses.add('dataLicense')
  const elements = [...writing.agents, ...licenses.elements, ...components, ...relationships]
  const collections = writeCollections(writing, elements, dataLicense)
  tellUnsayable(writing)
  const graph = [creation, ...collections, ...elements, ...writing.kept.values()]
  return {
    text: `${JSON.stringify({ '@context': contextAddress, '@graph': graph }, null, 2)}\n`,
    losses: writing.losses.losses,
  }
}

function writeCreation(writing: Writing): Properties {
  const { creators, tools, createdAt, rest } = writing.sbom
  const authors = creators.filter(({ role }) => role !== 'supplier')
  for (const { role, name } of creators) if (role !== 'author' || name === '') writing.losses.add('creators', name)
  const createdBy = [...new Set(authors.map(({ role: _, ...party }) => writing.party(party)))]
  const createdUsing = [...new Set(tools.map(tool => writing.tool(tool)))]
  if (createdAt !== undefined && (!isTime(createdAt) || createdAt === noTime))
    writing.losses.add('createdAt', createdAt)
  const { comment } = recordIn(recordIn(rest?.spdx3?.['SpdxDocument'])['creationInfo'])
  return {
    type: 'CreationInfo',
    '@id': usualCreation,
    specVersion: '3.0.1',
    ...(typeof comment === 'string' && { comment }),
    created: (createdAt && timeOf(createdAt)) ?? noTime,
    createdBy: createdBy.length > 0 ? createdBy : [nobody(writing)],
    ...(createdUsing.length > 0 && { createdUsing }),
  }
}

/** Somebody must have made it. */
function nobody(writing: Writing): string {
  const spdxId = writing.claim(undefined, 'Agent')
  writing.agents.push({ type: 'Agent', spdxId, creationInfo: usualCreation })
  return spdxId
}

/** The document, and the bill of materials that it holds. */
function writeCollections(writing: Writing, elements: Properties[], dataLicense: string | undefined): Properties[] {
  const { name, comment, rest } = writing.sbom
  const kept = keptOfDocument(recordIn(rest?.spdx3?.['SpdxDocument']), writing)
  const sbom = kept['rootElement'] === undefined ? writeBill(writing, elements) : undefined
  const types = [...elements, ...writing.kept.values()].map(({ type }) => String(type))
  const profileConformance = profilesOf([...types, 'software_Sbom'])
  if (sbom) sbom['profileConformance'] = profileConformance
  const document: Properties = {
    type: 'SpdxDocument',
    spdxId: writing.document,
    creationInfo: usualCreation,
    ...(name !== undefined && { name }),
    ...(comment !== undefined && { comment }),
    ...(dataLicense !== undefined && { dataLicense }),
    profileConformance,
    ...(sbom && { element: [sbom['spdxId']], rootElement: [sbom['spdxId']] }),
    ...kept,
  }
  return sbom ? [document, sbom] : [document]
}

function keptOfDocument(rest: Properties, writing: Writing): Properties {
  const of = findClass('SpdxDocument')
  const kept: Properties = {}
  for (const [name, value] of Object.entries(rest)) {
    if (name === 'creationInfo') continue
    if (of && isAllowed(of, name, value)) kept[name] = value
    else writing.losses.add(`spdx3.SpdxDocument.${name}`)
  }
  return kept
}

function writeBill(writing: Writing, elements: Properties[]): Properties {
  const { roots, lifecycles } = writing.sbom
  const known = lifecycles.filter(word => isWord('SbomType', word))
  for (const word of lifecycles) if (!known.includes(word)) writing.losses.add('lifecycles', word)
  const others = [...writing.kept.values()].filter(({ type }) => !isKindOf(type, 'Bundle') && isKindOf(type, 'Element'))
  return {
    type: 'software_Sbom',
    spdxId: writing.claim(writing.findId('software_Sbom'), 'Sbom'),
    creationInfo: usualCreation,
    ...(known.length > 0 && { software_sbomType: [...new Set(known)] }),
    // A collection that lists elements must have a root.
    ...(roots.length > 0 && {
      rootElement: roots.map(id => writing.names.addressOf(id)),
      element: [...elements, ...others].map(({ spdxId }) => spdxId),
    }),
  }
}

/** That the document describes its roots, where it said so beside naming them. */
function writeDescribing(writing: Writing): Properties[] {
  const { roots } = writing.sbom
  const wished = writing.findId('describes')
  if (wished === undefined || roots.length === 0) return []
  return [
    {
      type: 'Relationship',
      spdxId: writing.claim(wished, 'Relationship'),
      creationInfo: usualCreation,
      from: writing.document,
      to: roots.map(id => writing.names.addressOf(id)),
      relationshipType: 'describes',
    },
  ]
}

function tellUnsayable(writing: Writing) {
  const { revision, lifecycles, rest } = writing.sbom
  if (revision !== undefined) writing.losses.add('revision')
  writing.loseOthers(rest, '')
  const kept = recordIn(rest?.spdx3?.['SpdxDocument'])['rootElement']
  if (kept === undefined) return
  const types = [...writing.kept.values()].flatMap(({ software_sbomType }) => textsIn(software_sbomType))
  for (const word of lifecycles) if (!types.includes(word)) writing.losses.add('lifecycles', word)
}
