import { isRecord, listIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import { canonicalizePurl } from '../../../lib/purl/purl.ts'
import type { Component, Hash, Property, Reference } from '../sbom.ts'
import {
  algorithmOf,
  findAlgorithmWord,
  findReferenceWord,
  readNote,
  referenceTypeOf,
  writeNote,
} from './equivalents.ts'
import type { Properties } from './graph.ts'
import { isWord } from './words.ts'

/** Lists of small objects in a component, in both shapes. What the model cannot say in full is kept as it stands. */

const longestHash = 4096

export function hashOf({ type, algorithm, hashValue, comment }: Properties): Hash | undefined {
  if (type !== 'Hash' || typeof algorithm !== 'string' || typeof hashValue !== 'string') return undefined
  if (hashValue.length > longestHash || !/^(?:[0-9a-f]{2})+$/i.test(hashValue)) return undefined
  const name = algorithm === 'other' ? readNote(comment).name : undefined
  return { algorithm: name ?? algorithmOf(algorithm), value: hashValue.toLowerCase() }
}

export function elementOfHash({ algorithm, value }: Hash): Properties {
  const word = findAlgorithmWord(algorithm)
  if (word !== undefined) return { type: 'Hash', algorithm: word, hashValue: value }
  const note = algorithm === 'other' ? undefined : writeNote(algorithm, undefined)
  return { type: 'Hash', algorithm: 'other', hashValue: value, ...(note && { comment: note }) }
}

export function referencesOf({ externalRefType, locator, comment }: Properties): Reference[] {
  const word = textIn(externalRefType) ?? 'other'
  const note = word === 'other' ? readNote(comment) : { comment: textIn(comment) }
  const type = ('name' in note ? note.name : undefined) ?? referenceTypeOf(word)
  return textsIn(locator).map(url => ({ type, url, ...(note.comment !== undefined && { comment: note.comment }) }))
}

export function elementOfReference({ type, url, comment }: Reference): Properties {
  const word = findReferenceWord(type)
  const note = writeNote(word === undefined ? type : undefined, comment)
  return {
    type: 'ExternalRef',
    externalRefType: word ?? 'other',
    locator: [url],
    ...(note !== undefined && { comment: note }),
  }
}

export type Identifier = Component['identifiers'][number]

/** Package URLs and CPE names among them. */
export function identifierOf({ externalIdentifierType, identifier, comment }: Properties): Identifier | undefined {
  if (typeof externalIdentifierType !== 'string' || typeof identifier !== 'string') return undefined
  const name = externalIdentifierType === 'other' ? readNote(comment).name : undefined
  return { type: name ?? externalIdentifierType, value: identifier }
}

export function elementOfIdentifier({ type, value }: Identifier): Properties {
  const isKnown = isWord('ExternalIdentifierType', type)
  return {
    type: 'ExternalIdentifier',
    externalIdentifierType: isKnown ? type : 'other',
    identifier: value,
    ...(!isKnown && { comment: writeNote(type, undefined) }),
  }
}

export function contentIdentifierOf(element: Properties): Identifier | undefined {
  const type = textIn(element['software_contentIdentifierType'])
  const value = textIn(element['software_contentIdentifierValue'])
  return type !== undefined && value !== undefined ? { type, value } : undefined
}

export function elementOfContentIdentifier({ type, value }: Identifier): Properties {
  return {
    type: 'software_ContentIdentifier',
    software_contentIdentifierType: type,
    software_contentIdentifierValue: value,
  }
}

/** SPDX 3 has a place for the properties that CycloneDX knows. */
export function propertiesOf({ type, extension_cdxProperty }: Properties): Property[] {
  if (type !== 'extension_CdxPropertiesExtension') return []
  return listIn(extension_cdxProperty).flatMap(entry => {
    if (!isRecord(entry)) return []
    const { extension_cdxPropName: name, extension_cdxPropValue: value } = entry
    if (typeof name !== 'string') return []
    return [{ name, ...(typeof value === 'string' && { value }) }]
  })
}

export function elementOfProperties(properties: readonly Property[]): Properties {
  return {
    type: 'extension_CdxPropertiesExtension',
    extension_cdxProperty: properties.map(({ name, value }) => ({
      type: 'extension_CdxPropertyEntry',
      extension_cdxPropName: name,
      ...(value !== undefined && { extension_cdxPropValue: value }),
    })),
  }
}

export function findPurl(text: unknown): string | undefined {
  try {
    return typeof text === 'string' ? canonicalizePurl(text) : undefined
  } catch {
    return undefined
  }
}
