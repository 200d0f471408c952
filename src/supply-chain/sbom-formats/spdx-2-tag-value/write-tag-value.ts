import { recordIn, recordsIn, textsIn } from '../../../lib/json/untrusted.ts'
import { type Section, type Tag, tags } from './tags.ts'
import { externalRef, relationship } from './values.ts'

type Fields = Record<string, unknown>

/** The JSON shape in tag-value: files that are in no package first, each package with its files behind it. */
export function writeTagValue(document: Fields): string {
  return new Writer(document).write()
}

class Writer {
  readonly #document: Fields
  readonly #lines: string[] = []
  readonly #fileNames: Map<unknown, unknown>

  constructor(document: Fields) {
    this.#document = document
    this.#fileNames = new Map(recordsIn(document['files']).map(file => [file['SPDXID'], file['fileName']]))
  }

  write(): string {
    const document = this.#document
    this.#writeTags('document', document, 'SPDXVersion', 'DataLicense')
    this.#writeLine('SPDXID', document['SPDXID'])
    this.#writeTags('document', document, 'DocumentName')
    this.#writeTags('creation', recordIn(document['creationInfo']))
    this.#writeAnnotations(document)
    const filesOf = this.#placeFiles()
    for (const file of filesOf.get(undefined) ?? []) this.#writeFile(file)
    for (const one of recordsIn(document['packages'])) {
      this.#writePackage(one)
      for (const file of filesOf.get(one['SPDXID']) ?? []) this.#writeFile(file)
    }
    for (const snippet of recordsIn(document['snippets'])) this.#writeSnippet(snippet)
    for (const license of recordsIn(document['hasExtractedLicensingInfos'])) this.#writeLicense(license)
    this.#writeRelationships()
    for (const review of recordsIn(document['revieweds'])) {
      this.#begin()
      this.#writeTags('review', { reviewer: 'Person: anonymous', ...review })
    }
    return `${this.#lines.join('\n')}\n`
  }

  /** Each file behind the first package that contains it. */
  #placeFiles(): Map<unknown, Fields[]> {
    const packages = new Set(recordsIn(this.#document['packages']).map(one => one['SPDXID']))
    const holders = new Map<unknown, unknown>()
    for (const one of recordsIn(this.#document['relationships'])) {
      const { relationshipType: type, spdxElementId: a, relatedSpdxElement: b } = one
      const [holder, held] = type === 'CONTAINED_BY' ? [b, a] : [a, b]
      if ((type === 'CONTAINS' || type === 'CONTAINED_BY') && packages.has(holder) && !holders.has(held))
        holders.set(held, holder)
    }
    const placed = new Map<unknown, Fields[]>()
    for (const file of recordsIn(this.#document['files'])) {
      const holder = holders.get(file['SPDXID'])
      const files = placed.get(holder) ?? []
      files.push(file)
      placed.set(holder, files)
    }
    return placed
  }

  #writePackage(one: Fields) {
    this.#begin()
    this.#writeTags('package', one, 'PackageName', 'PackageName')
    this.#writeLine('SPDXID', one['SPDXID'])
    this.#writeTags('package', one, 'PackageVersion')
    for (const ref of recordsIn(one['externalRefs'])) {
      this.#writeLine('ExternalRef', externalRef.write(ref))
      this.#writeLine('ExternalRefComment', ref['comment'])
    }
    this.#writeAnnotations(one)
  }

  #writeFile(file: Fields) {
    this.#begin()
    this.#writeTags('file', file, 'FileName', 'FileName')
    this.#writeLine('SPDXID', file['SPDXID'])
    const names = textsIn(file['fileDependencies']).map(id => this.#fileNames.get(id) ?? id)
    this.#writeTags('file', { ...file, fileDependencies: names }, 'FileType')
    for (const artifact of recordsIn(file['artifactOfs'])) {
      if (typeof artifact['name'] !== 'string') continue
      this.#writeLine('ArtifactOfProjectName', artifact['name'])
      this.#writeLine('ArtifactOfProjectHomePage', artifact['homePage'])
      this.#writeLine('ArtifactOfProjectURI', artifact['projectUri'])
    }
    this.#writeAnnotations(file)
  }

  #writeSnippet(snippet: Fields) {
    this.#begin()
    this.#writeTags('snippet', snippet, 'SnippetSPDXID', 'SnippetFromFileSPDXID')
    for (const { startPointer, endPointer } of recordsIn(snippet['ranges'])) {
      const [start, end] = [recordIn(startPointer), recordIn(endPointer)]
      const isByte = start['offset'] !== undefined
      const [from, to] = isByte ? [start['offset'], end['offset']] : [start['lineNumber'], end['lineNumber']]
      this.#writeLine(isByte ? 'SnippetByteRange' : 'SnippetLineRange', `${from}:${to}`)
    }
    this.#writeTags('snippet', snippet, 'SnippetLicenseConcluded')
    this.#writeAnnotations(snippet)
  }

  #writeLicense(license: Fields) {
    this.#begin()
    this.#writeTags('license', license)
  }

  #writeRelationships() {
    const relationships = recordsIn(this.#document['relationships'])
    if (relationships.length > 0) this.#begin()
    for (const one of relationships) {
      this.#writeLine('Relationship', relationship.write(one))
      this.#writeLine('RelationshipComment', one['comment'])
    }
  }

  #writeAnnotations(element: Fields) {
    for (const annotation of recordsIn(element['annotations'])) {
      this.#writeTags('annotation', annotation)
      this.#writeLine('SPDXREF', element['SPDXID'])
    }
  }

  #begin() {
    this.#lines.push('')
  }

  /** From one tag of the section to another, in the order of the table. */
  #writeTags(section: Section, fields: Fields, from?: string, to?: string) {
    for (const [tag, { field, isList, codec }] of tagsOf(section, from, to)) {
      const value = fields[field]
      for (const one of isList ? listOf(value) : [value]) this.#writeLine(tag, codec.write(one))
    }
  }

  #writeLine(tag: string, value: unknown) {
    if (typeof value === 'string') this.#lines.push(`${tag}: ${this.#quote(value)}`)
  }

  /** What goes on over lines, or begins or ends with white space, stands between `<text>` and `</text>`. */
  #quote(value: string): string {
    const isPlain = !/[\r\n]/.test(value) && value.trim() === value && !value.startsWith('<text>')
    if (isPlain) return value
    return `<text>${value.replaceAll('</text>', '</ text>')}</text>`
  }
}

const bySection = Map.groupBy(tags, ([, { section }]) => section)

function tagsOf(section: Section, from: string | undefined, to: string | undefined): [string, Tag][] {
  const all = bySection.get(section) ?? []
  const start = from ? all.findIndex(([tag]) => tag === from) : 0
  const end = to ? all.findIndex(([tag]) => tag === to) + 1 : all.length
  return all.slice(start, end)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
