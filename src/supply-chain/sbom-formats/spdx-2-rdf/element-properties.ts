import { packagePurposes } from '../spdx-2/purpose.ts'
import { fileTypes } from '../spdx-2/shapes.ts'
import {
  annotationProperties,
  artifactProperties,
  checksumProperties,
  crossReferenceProperties,
  flag,
  integer,
  type Maker,
  many,
  one,
  type Property,
  referenceCategories,
  text,
  textOf,
  textOrSilence,
  verificationProperties,
  word,
  wordOrSilence,
  words,
} from './properties.ts'

/** How the values of a document are made that depend on the rest of it. */
export interface Making {
  /** The id of an element that is pointed to. */
  id: Maker
  idOf(iri: string): string
  license: Maker
  /** An object of the JSON shape. */
  record(properties: ReadonlyMap<string, Property>): Maker
}

export function packageProperties(making: Making): Map<string, Property> {
  const { id, idOf, record, license } = making
  const code = record(verificationProperties)
  const externalRef = new Map([
    ['referenceCategory', one('referenceCategory', words(referenceCategories, 'referenceCategory_'))],
    ['referenceType', one('referenceType', value => idOf(textOf(value)))],
    ['referenceLocator', one('referenceLocator', word)],
    ['rdfs:comment', one('comment', text)],
  ])
  return new Map([
    ...itemProperties(making),
    ['name', one('name', word)],
    ['versionInfo', one('versionInfo', word)],
    ['packageFileName', one('packageFileName', word)],
    ['supplier', one('supplier', wordOrSilence)],
    ['originator', one('originator', wordOrSilence)],
    ['downloadLocation', one('downloadLocation', wordOrSilence)],
    ['filesAnalyzed', one('filesAnalyzed', flag)],
    ['packageVerificationCode', one('packageVerificationCode', code)],
    ['doap:homepage', one('homepage', wordOrSilence)],
    ['sourceInfo', one('sourceInfo', text)],
    ['licenseInfoFromFiles', many('licenseInfoFromFiles', license)],
    ['licenseDeclared', one('licenseDeclared', license)],
    ['summary', one('summary', text)],
    ['description', one('description', text)],
    ['externalRef', many('externalRefs', record(externalRef))],
    ['hasFile', many('hasFiles', id)],
    ['primaryPackagePurpose', one('primaryPackagePurpose', words(packagePurposes, 'purpose_', 'packagePurpose_'))],
    ['releaseDate', one('releaseDate', word)],
    ['builtDate', one('builtDate', word)],
    ['validUntilDate', one('validUntilDate', word)],
  ])
}

export function fileProperties(making: Making): Map<string, Property> {
  const { id, record, license } = making
  const artifact: Maker = value => {
    if (typeof value === 'string') return undefined
    const fields = record(artifactProperties)(value) as Record<string, unknown>
    return value.iri ? { ...fields, projectUri: value.iri } : fields
  }
  return new Map([
    ...itemProperties(making),
    ['fileName', one('fileName', word)],
    ['fileType', many('fileTypes', words(fileTypes, 'fileType_'))],
    ['licenseInfoInFile', many('licenseInfoInFiles', license)],
    ['noticeText', one('noticeText', text)],
    ['fileContributor', many('fileContributors', word)],
    ['fileDependency', many('fileDependencies', id)],
    ['artifactOf', many('artifactOfs', artifact)],
  ])
}

export function snippetProperties(making: Making): Map<string, Property> {
  const { id, record, license } = making
  const pointer = new Map([
    ['ptr:reference', one('reference', id)],
    ['ptr:offset', one('offset', integer)],
    ['ptr:lineNumber', one('lineNumber', integer)],
  ])
  const range = new Map([
    ['ptr:startPointer', one('startPointer', record(pointer))],
    ['ptr:endPointer', one('endPointer', record(pointer))],
  ])
  return new Map([
    ...itemProperties(making),
    ['name', one('name', word)],
    ['snippetFromFile', one('snippetFromFile', id)],
    ['range', many('ranges', record(range))],
    ['licenseInfoInSnippet', many('licenseInfoInSnippets', license)],
  ])
}

function itemProperties({ record, license }: Making): [string, Property][] {
  return [
    ['checksum', many('checksums', record(checksumProperties))],
    ['licenseConcluded', one('licenseConcluded', license)],
    ['licenseComments', one('licenseComments', text)],
    ['copyrightText', one('copyrightText', textOrSilence)],
    ['rdfs:comment', one('comment', text)],
    ['attributionText', many('attributionTexts', text)],
    ['annotation', many('annotations', record(annotationProperties))],
  ]
}

export function licenseProperties({ record }: Making): Map<string, Property> {
  return new Map([
    ['licenseId', one('licenseId', word)],
    ['extractedText', one('extractedText', text)],
    ['name', one('name', word)],
    ['rdfs:comment', one('comment', text)],
    ['rdfs:seeAlso', many('seeAlsos', word)],
    ['crossRef', many('crossRefs', record(crossReferenceProperties))],
  ])
}
