import { isDeepStrictEqual } from 'node:util'
import { listIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import { takeApart } from '../full-name.ts'
import type { Component, ComponentKind } from '../sbom.ts'
import * as parts from './component-parts.ts'
import { findPurpose, kindOfPurpose } from './equivalents.ts'
import type { GraphNode, Properties } from './graph.ts'
import type { Reading } from './reading.ts'
import { isWord } from './words.ts'

/** A package or a file as a component. What the model does not say of it is in its rest. */
export function readComponent(node: GraphNode, reading: Reading): Component {
  const { properties } = node
  const rest = new Leftovers(properties, reading)
  rest.leave(['type', 'spdxId'])
  if (reading.isUsual(properties['creationInfo'])) rest.leave(['creationInfo'])
  const identity = readIdentity(rest)
  const component: Component = {
    id: reading.names.idOf(node.id),
    kind: readKind(node, rest),
    ...readTexts(rest),
    ...identity,
    ...takeApart(textIn(properties['name']) ?? '', identity.purl),
    ...readParties(rest),
    attributions: textsIn(rest.take('software_attributionText')),
    hashes: rest.takeList('verifiedUsing', one => parts.hashOf(one) ?? [], parts.elementOfHash),
    references: rest.takeList('externalRef', parts.referencesOf, parts.elementOfReference),
    properties: readProperties(rest),
  }
  rest.leave(['name'])
  const kept = rest.kept
  const ids = properties['software_primaryPurpose'] === undefined && component.kind === 'library' ? unsaid : undefined
  if (kept || ids) component.rest = { ...(kept && { spdx3: kept }), ...(ids && { spdx3Ids: ids }) }
  return component
}

/** That a package did not say what it is for: the one spelling of the kind that has no word. */
const unsaid = { software_primaryPurpose: '' }

/** Takes what is read out of what an element says, and keeps the others. */
class Leftovers {
  readonly #properties: Properties
  readonly #reading: Reading
  readonly #left = new Set<string>()
  readonly #kept: Properties = {}

  constructor(properties: Properties, reading: Reading) {
    this.#properties = properties
    this.#reading = reading
  }

  get reading(): Reading {
    return this.#reading
  }

  /** Undefined where nothing is left. */
  get kept(): Properties | undefined {
    const kept = { ...this.#kept }
    for (const [name, value] of Object.entries(this.#properties)) {
      if (!this.#left.has(name) && !isEmpty(value)) kept[name] = value
    }
    return Object.keys(kept).length > 0 ? kept : undefined
  }

  leave(names: readonly string[]) {
    for (const name of names) this.#left.add(name)
  }

  keep(name: string, value: unknown) {
    this.leave([name])
    if (!isEmpty(value)) this.#kept[name] = value
  }

  take(name: string): unknown {
    this.leave([name])
    return this.#properties[name]
  }

  text(name: string): string | undefined {
    const value = this.#properties[name]
    return typeof value === 'string' ? textIn(this.take(name)) : undefined
  }

  /** Reads each entry of a list; one that the model does not say in full is kept beside what could be read of it. */
  takeList<Thing>(
    name: string,
    read: (entry: Properties) => Thing | readonly Thing[],
    write: (thing: Thing) => Properties,
  ) {
    const found: Thing[] = []
    const others: unknown[] = []
    for (const entry of new Set(listIn(this.take(name)))) {
      const element = this.#reading.resolveByValue(entry)
      const things = element ? [read(element)].flat() : []
      for (const thing of things) found.push(thing as Thing)
      const [thing] = things as Thing[]
      const isInFull = things.length === 1 && thing !== undefined && isDeepStrictEqual(write(thing), withoutId(element))
      if (!isInFull) others.push(entry)
    }
    this.keep(name, others)
    return found
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

function withoutId(properties: Properties | undefined): Properties | undefined {
  if (properties?.['@id'] === undefined) return properties
  const { '@id': _, ...rest } = properties
  return rest
}

function readKind({ type, properties }: GraphNode, rest: Leftovers): ComponentKind {
  const purpose = properties['software_primaryPurpose']
  if (type === 'software_File') return 'file'
  if (type !== 'software_Package') {
    rest.keep('type', type)
    return type === 'ai_AIPackage' ? 'machine-learning-model' : 'data'
  }
  const kind = kindOfPurpose(purpose)
  if (findPurpose(kind) === purpose) rest.leave(['software_primaryPurpose'])
  return kind
}

function readTexts(rest: Leftovers): Partial<Component> {
  return withoutMissing({
    version: rest.text('software_packageVersion'),
    summary: rest.text('summary'),
    description: rest.text('description'),
    comment: rest.text('comment'),
    copyright: rest.text('software_copyrightText'),
    downloadLocation: rest.text('software_downloadLocation'),
    homepage: rest.text('software_homePage'),
    sourceInfo: rest.text('software_sourceInfo'),
    builtAt: rest.text('builtTime'),
    releasedAt: rest.text('releaseTime'),
    validUntil: rest.text('validUntilTime'),
  })
}

function readIdentity(rest: Leftovers): Pick<Component, 'purl' | 'cpes' | 'identifiers'> {
  const stated = rest.text('software_packageUrl')
  const others = rest.takeList('externalIdentifier', one => parts.identifierOf(one) ?? [], writeOutside)
  const contents = rest.takeList(
    'software_contentIdentifier',
    one => parts.contentIdentifierOf(one) ?? [],
    parts.elementOfContentIdentifier,
  )
  const all = [...(stated === undefined ? [] : [{ type: 'packageUrl', value: stated }]), ...others, ...contents]
  const first = all.find(({ type, value }) => type === 'packageUrl' && parts.findPurl(value) !== undefined)
  const purl = first && parts.findPurl(first.value)
  const isCpe = ({ type }: parts.Identifier) => type === 'cpe22' || type === 'cpe23'
  return {
    ...(purl !== undefined && { purl }),
    cpes: all.filter(isCpe).map(({ value }) => value),
    identifiers: all.filter(one => one !== first && !isCpe(one) && !isSamePurl(one, purl)),
  }
}

/** An identifier of the content is of another meaning outside of the content identifiers, and stays there, too. */
function writeOutside(identifier: parts.Identifier): Properties {
  return isWord('ContentIdentifierType', identifier.type) ? {} : parts.elementOfIdentifier(identifier)
}

function isSamePurl({ type, value }: parts.Identifier, purl: string | undefined): boolean {
  return type === 'packageUrl' && purl !== undefined && parts.findPurl(value) === purl
}

/** Who made it comes first of those that it comes from. One that the model cannot name stays by its id. */
function readParties(rest: Leftovers): Pick<Component, 'supplier' | 'originator' | 'authors'> {
  const suppliedBy = rest.take('suppliedBy')
  const originatedBy = listIn(rest.take('originatedBy'))
  const supplier = rest.reading.party(suppliedBy)
  const parties = originatedBy.map(id => rest.reading.party(id))
  const known = parties.filter(party => party !== undefined)
  if (!supplier) rest.keep('suppliedBy', suppliedBy)
  if (known.length < parties.length) rest.keep('originatedBy', originatedBy)
  const [originator, ...authors] = known
  return { ...(supplier && { supplier }), ...(originator && { originator }), authors }
}

function readProperties(rest: Leftovers): Component['properties'] {
  const extensions = listIn(rest.take('extension'))
  const found: Component['properties'] = []
  const others = extensions.filter(extension => {
    const element = rest.reading.resolveByValue(extension)
    const properties = element ? parts.propertiesOf(element) : []
    for (const property of properties) found.push(property)
    return properties.length === 0 || !isDeepStrictEqual(parts.elementOfProperties(properties), withoutId(element))
  })
  rest.keep('extension', others)
  return found
}

function withoutMissing<Thing extends object>(thing: Thing): { [Key in keyof Thing]?: Exclude<Thing[Key], undefined> } {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as Thing as {
    [Key in keyof Thing]?: Exclude<Thing[Key], undefined>
  }
}
