import { recordIn } from '../../../lib/json/untrusted.ts'
import type { Text } from '../../../lib/text/text.ts'
import { logLosses } from '../compare-sboms.ts'
import { LossLog } from '../loss-log.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomLoss, SbomWriting } from '../sbom-format.ts'
import { contextAddress, isAllowed } from './check-objects.ts'
import { findClass, isKindOf } from './classes.ts'
import { buildGraph, type Properties } from './graph.ts'
import { timeOf } from './plain-kinds.ts'
import { profilesOf } from './profiles.ts'
import { noTime, readSbom } from './read-sbom.ts'
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
  const elements = [...writing.agents, ...licenses.elements, ...components, ...relationships]
  const collections = writeCollections(writing, elements, dataLicense)
  const graph = [creation, ...collections, ...elements, ...writing.kept.values()]
  const document = { '@context': contextAddress, '@graph': graph }
  const text = `${JSON.stringify(document, null, 2)}\n`
  // Reading takes the document apart.
  return { text, losses: findLosses(writing, readSbom(buildGraph(document))) }
}

function writeCreation(writing: Writing): Properties {
  const { creators, tools, createdAt, rest } = writing.sbom
  const authors = creators.filter(({ role }) => role !== 'supplier')
  const createdBy = [...new Set(authors.map(({ role: _, ...party }) => writing.party(party)))]
  const createdUsing = [...new Set(tools.map(tool => writing.tool(tool)))]
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
  const kept = keptOfDocument(recordIn(rest?.spdx3?.['SpdxDocument']))
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

function keptOfDocument(rest: Properties): Properties {
  const of = findClass('SpdxDocument')
  const kept: Properties = {}
  for (const [name, value] of Object.entries(rest)) {
    if (name === 'creationInfo') continue
    if (of && isAllowed(of, name, value)) kept[name] = value
  }
  return kept
}

function writeBill(writing: Writing, elements: Properties[]): Properties {
  const { roots, lifecycles } = writing.sbom
  const known = lifecycles.filter(word => isWord('SbomType', word))
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

function findLosses({ sbom, names }: Writing, after: Sbom): SbomLoss[] {
  const log = new LossLog('SPDX 3.0.1', reasons)
  logLosses(sbom, after, log, { family: 'spdx3', rename: id => names.idOf(names.addressOf(id)) })
  return log.losses
}

const reasons = new Map<string, Text>([
  [
    'component.authors',
    {
      en: 'SPDX 3 does not tell authors from whoever else a component comes from: the first became its maker',
      zh: 'SPDX 3 不区分作者与组件的其他来源方：第一位作者已写作制造者',
    },
  ],
])
