import { algorithmsOf } from './checksum.ts'
import { packagePurposes } from './purpose.ts'
import { relationshipTypesOf } from './relationship-types.ts'
import type { Spdx2Version } from './version.ts'

/** What a field of the JSON shape holds: one of a few words where they are listed. */
export interface Field {
  of: 'text' | 'flag' | 'integer' | 'record' | readonly string[] | Shape
  list?: 'any' | 'filled'
  required?: boolean
}
export type Shape = Readonly<{ name: string; fields: ReadonlyMap<string, Field> }>

/** Whether a document is held to the JSON schema, or to the text of the specification, which has words of its own. */
export interface Dialect {
  version: Spdx2Version
  isJson: boolean
}

const text: Field = { of: 'text' }
const needed: Field = { of: 'text', required: true }
const texts: Field = { of: 'text', list: 'any' }
const flag: Field = { of: 'flag' }
const integer: Field = { of: 'integer' }

const documents = new Map<string, Shape>()

/** Clauses 6 to 13, in the names of the JSON schema. */
export function documentShape(dialect: Dialect): Shape {
  const key = `${dialect.version} ${dialect.isJson}`
  const known = documents.get(key)
  if (known) return known
  const annotations = manyOf(annotation)
  const checksum = checksumShape(dialect.version)
  const document = shape('document', {
    ...(dialect.version === '2.2' ? {} : { $schema: text }),
    SPDXID: needed,
    spdxVersion: needed,
    dataLicense: needed,
    name: needed,
    documentNamespace: needed,
    comment: text,
    creationInfo: { of: creationInfo, required: true },
    documentDescribes: texts,
    externalDocumentRefs: manyOf(externalDocument(checksum)),
    hasExtractedLicensingInfos: manyOf(extractedLicense),
    annotations,
    revieweds: manyOf(review),
    packages: manyOf(packageShape(dialect, checksum, annotations)),
    files: manyOf(fileShape(dialect.version, checksum, annotations)),
    snippets: manyOf(snippetShape(dialect, annotations)),
    relationships: manyOf(relationship(dialect)),
  })
  documents.set(key, document)
  return document
}

function shape(name: string, fields: Record<string, Field>): Shape {
  return { name, fields: new Map(Object.entries(fields)) }
}

function manyOf(of: Field['of'], list: Field['list'] = 'any'): Field {
  return { of, list }
}

const creationInfo = shape('creationInfo', {
  comment: text,
  created: needed,
  creators: { of: 'text', list: 'filled', required: true },
  licenseListVersion: text,
})

const annotation = shape('annotation', {
  annotationDate: needed,
  annotationType: { of: ['OTHER', 'REVIEW'], required: true },
  annotator: needed,
  comment: needed,
})

const review = shape('review', { comment: text, reviewDate: needed, reviewer: text })

const crossReference = shape('crossRef', {
  isLive: flag,
  isValid: flag,
  isWayBackLink: flag,
  match: text,
  order: integer,
  timestamp: text,
  url: needed,
})

const extractedLicense = shape('hasExtractedLicensingInfo', {
  comment: text,
  crossRefs: manyOf(crossReference),
  extractedText: needed,
  licenseId: needed,
  name: text,
  seeAlsos: texts,
})

const verificationCode = shape('packageVerificationCode', {
  packageVerificationCodeExcludedFiles: texts,
  packageVerificationCodeValue: needed,
})

const pointer = shape('pointer', { reference: needed, offset: integer, lineNumber: integer })
const range = shape('range', {
  endPointer: { of: pointer, required: true },
  startPointer: { of: pointer, required: true },
})

function checksumShape(version: Spdx2Version): Shape {
  return shape('checksum', { algorithm: { of: algorithmsOf(version), required: true }, checksumValue: needed })
}

function externalDocument(checksum: Shape): Shape {
  return shape('externalDocumentRef', {
    checksum: { of: checksum, required: true },
    externalDocumentId: needed,
    spdxDocument: needed,
  })
}

/** The schema of 2.2 has no persistent ids and spells with a low line what the text spells with a hyphen. */
function referenceCategories({ version, isJson }: Dialect): string[] {
  if (version === '2.2' && isJson) return ['OTHER', 'SECURITY', 'PACKAGE_MANAGER']
  return ['OTHER', 'SECURITY', 'PACKAGE-MANAGER', 'PACKAGE_MANAGER', 'PERSISTENT-ID', 'PERSISTENT_ID']
}

function packageShape(dialect: Dialect, checksum: Shape, annotations: Field): Shape {
  /** What 2.2 demands and 2.3 takes for NOASSERTION where it is missing. */
  const once = dialect.version === '2.2' ? needed : text
  const externalRef = shape('externalRef', {
    comment: text,
    referenceCategory: { of: referenceCategories(dialect), required: true },
    referenceLocator: needed,
    referenceType: needed,
  })
  return shape('package', {
    SPDXID: needed,
    name: needed,
    versionInfo: text,
    packageFileName: text,
    supplier: text,
    originator: text,
    downloadLocation: needed,
    filesAnalyzed: flag,
    packageVerificationCode: { of: verificationCode },
    checksums: manyOf(checksum),
    homepage: text,
    sourceInfo: text,
    licenseConcluded: once,
    licenseInfoFromFiles: texts,
    licenseDeclared: once,
    licenseComments: text,
    copyrightText: once,
    summary: text,
    description: text,
    comment: text,
    externalRefs: manyOf(externalRef),
    attributionTexts: texts,
    annotations,
    hasFiles: texts,
    ...(dialect.version === '2.2' ? {} : newInPackages),
  })
}

const newInPackages: Record<string, Field> = {
  primaryPackagePurpose: { of: packagePurposes },
  releaseDate: text,
  builtDate: text,
  validUntilDate: text,
}

export const fileTypes: readonly string[] = [
  'APPLICATION',
  'ARCHIVE',
  'AUDIO',
  'BINARY',
  'DOCUMENTATION',
  'IMAGE',
  'OTHER',
  'SOURCE',
  'SPDX',
  'TEXT',
  'VIDEO',
]

function fileShape(version: Spdx2Version, checksum: Shape, annotations: Field): Shape {
  const once = version === '2.2' ? needed : text
  return shape('file', {
    SPDXID: needed,
    fileName: needed,
    fileTypes: { of: fileTypes, list: 'any' },
    checksums: { of: checksum, list: 'filled', required: true },
    licenseConcluded: once,
    licenseInfoInFiles: { of: 'text', list: version === '2.2' ? 'filled' : 'any' },
    licenseComments: text,
    copyrightText: once,
    comment: text,
    noticeText: text,
    fileContributors: texts,
    attributionTexts: texts,
    fileDependencies: texts,
    annotations,
    artifactOfs: { of: 'record', list: 'any' },
  })
}

function snippetShape({ version, isJson }: Dialect, annotations: Field): Shape {
  const once = version === '2.2' ? needed : text
  return shape('snippet', {
    SPDXID: needed,
    /** The text lets a snippet go without a name, the schema does not. */
    name: isJson ? needed : text,
    snippetFromFile: needed,
    ranges: { of: range, list: 'filled', required: true },
    licenseConcluded: once,
    licenseInfoInSnippets: texts,
    licenseComments: text,
    copyrightText: once,
    comment: text,
    attributionTexts: texts,
    annotations,
  })
}

function relationship({ version, isJson }: Dialect): Shape {
  return shape('relationship', {
    spdxElementId: needed,
    relationshipType: { of: relationshipTypesOf(version, isJson), required: true },
    relatedSpdxElement: needed,
    comment: text,
  })
}
