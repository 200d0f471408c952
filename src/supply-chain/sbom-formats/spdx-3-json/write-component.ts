import { isDeepStrictEqual } from 'node:util'
import { isRecord, listIn, recordIn } from '../../../lib/json/untrusted.ts'
import { findFullName } from '../full-name.ts'
import type { Component } from '../sbom.ts'
import { isAllowed } from './check-objects.ts'
import { findClass } from './classes.ts'
import * as parts from './component-parts.ts'
import { findPurpose, kindOfPurpose } from './equivalents.ts'
import type { Properties } from './graph.ts'
import { timeOf } from './plain-kinds.ts'
import { licenseFields } from './read-relationships.ts'
import { isWord } from './words.ts'
import type { Writing } from './writing.ts'

/** A component as a package or a file, with what its rest says of it. */
export function writeComponent(component: Component, writing: Writing): Properties {
  const stated = recordIn(component.rest?.spdx3)
  const type = typeOf(component, stated)
  const rest = soundRest(stated, type)
  const element: Properties = {
    type,
    spdxId: writing.names.addressOf(component.id),
    creationInfo: writing.creationOf(stated['creationInfo']),
    name: findFullName(component) ?? component.name,
    ...writeTexts(component, type),
    ...writePurpose(component, rest, type),
    ...writeTimes(component),
    ...writeParties(component, rest, writing),
    ...writeLists(component, rest, type),
  }
  for (const [name, value] of Object.entries(rest)) element[name] ??= value
  return element
}

function typeOf({ kind }: Component, rest: Properties): string {
  if (kind === 'file') return 'software_File'
  if (kind === 'machine-learning-model' && rest['type'] === 'ai_AIPackage') return 'ai_AIPackage'
  const isDataset = kind === 'data' && rest['type'] === 'dataset_DatasetPackage'
  const of = isDataset ? findClass('dataset_DatasetPackage') : undefined
  return of && isAllowed(of, 'dataset_datasetType', rest['dataset_datasetType']) ? of.name : 'software_Package'
}

/** Said of other elements than the component's own. */
const elsewhere = new Set(['spdxId', 'creationInfo', ...licenseFields.keys()])

/** What an element of that class may say. */
function soundRest(stated: Properties, type: string): Properties {
  const rest: Properties = {}
  const of = findClass(type)
  for (const [name, value] of Object.entries(stated)) {
    if (elsewhere.has(name) || (name === 'type' && value === type)) continue
    if (of && isAllowed(of, name, value)) rest[name] = value
  }
  return rest
}

/** By the model's names, and which of them a file cannot say. */
const texts: [field: keyof Component, property: string][] = [
  ['summary', 'summary'],
  ['description', 'description'],
  ['comment', 'comment'],
  ['version', 'software_packageVersion'],
  ['downloadLocation', 'software_downloadLocation'],
  ['homepage', 'software_homePage'],
  ['sourceInfo', 'software_sourceInfo'],
  ['copyright', 'software_copyrightText'],
]

function writeTexts(component: Component, type: string): Properties {
  const written: Properties = {}
  for (const [field, property] of texts) {
    const value = component[field]
    if (value === undefined || value === '') continue
    if (findClass(type)?.properties.has(property)) written[property] = value
  }
  return written
}

function writePurpose(component: Component, rest: Properties, type: string): Properties {
  const name = 'software_primaryPurpose'
  const kept = isWord('Purpose', rest[name]) ? { [name]: rest[name] } : {}
  if (type !== 'software_Package') return kept
  if (rest[name] !== undefined && kindOfPurpose(rest[name]) === component.kind) return kept
  const isUnsaid = component.kind === 'library' && component.rest?.spdx3Ids?.[name] === ''
  const purpose = isUnsaid ? undefined : findPurpose(component.kind)
  return purpose === undefined ? {} : { [name]: purpose }
}

const times: [field: 'builtAt' | 'releasedAt' | 'validUntil', property: string][] = [
  ['builtAt', 'builtTime'],
  ['releasedAt', 'releaseTime'],
  ['validUntil', 'validUntilTime'],
]

function writeTimes(component: Component): Properties {
  const written: Properties = {}
  for (const [field, property] of times) {
    const value = component[field]
    const time = value === undefined ? undefined : timeOf(value)
    if (time !== undefined) written[property] = time
  }
  return written
}

/** SPDX 3 does not tell authors from whoever else a component comes from. */
function writeParties(component: Component, rest: Properties, writing: Writing): Properties {
  const { supplier, originator, authors } = component
  const makers = [...(originator ? [originator] : []), ...authors]
  const written: Properties = {}
  if (supplier) written['suppliedBy'] = writing.party(supplier)
  const isKept = listIn(rest['originatedBy']).length > 0
  if (makers.length > 0 && !isKept) written['originatedBy'] = [...new Set(makers.map(maker => writing.party(maker)))]
  if (isKept) for (const maker of makers) writing.party(maker)
  return written
}

function writeLists(component: Component, rest: Properties, type: string): Properties {
  const { hashes, references, attributions, properties } = component
  const identity = writeIdentity(component, rest, type)
  return withoutEmptyLists({
    ...identity,
    verifiedUsing: beside(rest['verifiedUsing'], hashes, one => parts.hashOf(one) ?? [], parts.elementOfHash),
    externalRef: beside(
      rest['externalRef'],
      references.map(({ hashes: _, ...reference }) => reference),
      parts.referencesOf,
      parts.elementOfReference,
    ),
    software_attributionText: [...attributions],
    extension: beside(
      rest['extension'],
      properties.length > 0 ? [properties] : [],
      one => [parts.propertiesOf(one)],
      parts.elementOfProperties,
    ),
  })
}

function writeIdentity(component: Component, rest: Properties, type: string): Properties {
  const { purl, cpes, identifiers } = component
  const isPackage = type !== 'software_File'
  const contents = identifiers.filter(one => isWord('ContentIdentifierType', one.type))
  const kept = listIn(rest['externalIdentifier']).flatMap(one => (isRecord(one) ? (parts.identifierOf(one) ?? []) : []))
  const outside = (one: parts.Identifier) => kept.some(other => isDeepStrictEqual(one, other))
  const others = identifiers.filter(one => !contents.includes(one))
  const all = [
    ...(purl !== undefined && !isPackage ? [{ type: 'packageUrl', value: purl }] : []),
    ...cpes.map(value => ({ type: /^cpe:2\.3:/i.test(value) ? 'cpe23' : 'cpe22', value })),
    ...others,
  ]
  return {
    ...(purl !== undefined && isPackage && { software_packageUrl: purl }),
    externalIdentifier: beside(
      rest['externalIdentifier'],
      all,
      one => parts.identifierOf(one) ?? [],
      parts.elementOfIdentifier,
    ),
    software_contentIdentifier: beside(
      rest['software_contentIdentifier'],
      contents.filter(one => !outside(one)),
      one => parts.contentIdentifierOf(one) ?? [],
      parts.elementOfContentIdentifier,
    ),
  }
}

/** What is kept as it stood, then what the model says beyond that. */
function beside<Thing>(
  kept: unknown,
  things: readonly Thing[],
  read: (entry: Properties) => Thing | readonly Thing[],
  write: (thing: Thing) => Properties,
): unknown[] {
  const entries = listIn(kept)
  if (entries.length === 0) return things.map(write)
  const said = entries.filter(isRecord).flatMap(entry => [read(entry)].flat() as Thing[])
  const keys = new Set(said.map(thing => JSON.stringify(thing)))
  return [...entries, ...things.filter(thing => !keys.has(JSON.stringify(thing))).map(write)]
}

function withoutEmptyLists(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => !Array.isArray(value) || value.length > 0))
}
