import { isRecord, recordsIn, textsIn } from '../../../lib/json/untrusted.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { SbomProblem } from '../sbom-format.ts'
import { documentId } from '../spdx-2/formats.ts'
import { Lines } from '../spdx-2/lines.ts'
import { mostProblems } from '../spdx-2/problem-list.ts'
import * as messages from './messages.ts'
import { scanTags, type TagLine } from './scan-tags.ts'
import { openers, type Section, type Tag, tags } from './tags.ts'
import { externalRef, readRange, relationship, splitAddresses } from './values.ts'

type Fields = Record<string, unknown>

export interface TagValueReading {
  /** In the JSON shape. */
  document: Fields
  problems: SbomProblem[]
  /** On which line each field of each part stands, where it was asked for. */
  lines: Lines
}

/** `wanted` are the parts of the document to note lines of: `/packages/3`. */
export function readTagValue(text: string, wanted?: ReadonlySet<string>): TagValueReading {
  const reader = new Reader(wanted)
  for (const line of scanTags(text)) reader.readLine(line)
  reader.finish()
  return reader
}

const lists: Partial<Record<Section, string>> = {
  package: 'packages',
  file: 'files',
  snippet: 'snippets',
  license: 'hasExtractedLicensingInfos',
  review: 'revieweds',
}

class Reader implements TagValueReading {
  readonly creation: Fields = {}
  readonly document: Fields = { creationInfo: this.creation }
  readonly problems: SbomProblem[] = []
  readonly lines = new Lines()
  readonly #wanted: ReadonlySet<string> | undefined
  /** Of these the lines are noted. */
  readonly #noted = new Set<unknown>([this.document, this.creation])
  readonly #open: Partial<Record<Section, Fields>> = { document: this.document, creation: this.creation }
  /** The package, file … that was begun last; annotations and relationships may stand in between. */
  #element: Section = 'document'
  #relationship: Fields | undefined
  #externalRef: Fields | undefined
  #artifact: Fields | undefined
  readonly #annotations: { annotation: Fields; target?: string; line: number }[] = []
  readonly #dependencies = new Map<Fields, number>()

  constructor(wanted: ReadonlySet<string> | undefined) {
    this.#wanted = wanted
  }

  readLine(line: TagLine) {
    if (line.problem) this.#tell(line.problem, line.line)
    if (line.tag === '') return
    const opened = openers.get(line.tag)
    if (opened) this.#begin(opened, line.line)
    const tag = tags.get(line.tag)
    if (tag) this.#readField(line, tag)
    else this.#readOther(line)
  }

  /** What could be resolved only when all was read. */
  finish() {
    const [packages, files, snippets] = ['packages', 'files', 'snippets'].map(name => recordsIn(this.document[name]))
    this.#finishAnnotations([...(packages ?? []), ...(files ?? []), ...(snippets ?? [])])
    this.#finishDependencies(files ?? [])
    for (const { ranges, snippetFromFile } of snippets ?? []) {
      for (const { startPointer, endPointer } of recordsIn(ranges))
        for (const pointer of recordsIn([startPointer, endPointer])) pointer['reference'] = snippetFromFile
    }
  }

  #finishAnnotations(all: Fields[]) {
    if (this.#annotations.length === 0) return
    const elements = new Map([[documentId as unknown, this.document], ...all.map(one => [one['SPDXID'], one] as const)])
    for (const { annotation, target, line } of this.#annotations) {
      const element = elements.get(target)
      if (target === undefined) this.#tell(messages.noTarget, line)
      else if (!element) this.#tell(messages.unknownTarget(target), line)
      this.#push(element ?? this.document, 'annotations', annotation, line)
    }
  }

  /** The tag has names of files where the JSON shape has ids. */
  #finishDependencies(files: Fields[]) {
    if (this.#dependencies.size === 0) return
    const ids = new Map(files.map(file => [file['fileName'], file['SPDXID']]))
    for (const [file, line] of this.#dependencies) {
      file['fileDependencies'] = textsIn(file['fileDependencies']).map(name => {
        if (!ids.has(name)) this.#tell(messages.unknownFile(name), line)
        return ids.get(name) ?? name
      })
    }
  }

  #begin(section: Section, line: number) {
    const fields: Fields = {}
    this.#open[section] = fields
    const list = lists[section]
    if (list) this.#push(this.document, list, fields, line)
    if (section === 'annotation') this.#annotations.push({ annotation: fields, line })
    if (section === 'annotation' || section === 'review') return
    this.#element = section
    this.#externalRef = undefined
    this.#artifact = undefined
  }

  #readField({ tag, value, line }: TagLine, { section, field, isList, codec }: Tag) {
    const fields = this.#open[section]
    if (!fields) return this.#tell(messages.outOfPlace(tag, openerOf(section)), line)
    if (!this.#isInPlace(section)) this.#tell(messages.outOfPlace(tag, openerOf(section)), line)
    if (tag === 'LicenseCrossReference') {
      for (const address of splitAddresses(value)) this.#push(fields, field, address, line)
      return
    }
    const read = codec.read(value)
    if (read === undefined) return this.#tell(messages.badValue(tag, value), line)
    if (isList) this.#push(fields, field, read, line)
    else this.#set(fields, field, read, { tag, line })
    if (tag === 'FileDependency') this.#dependencies.set(fields, line)
  }

  /** What describes the document or an annotation may stand anywhere; the rest belongs to what was begun last. */
  #isInPlace(section: Section): boolean {
    return !['package', 'file', 'snippet', 'license'].includes(section) || this.#element === section
  }

  #readOther(line: TagLine) {
    const { tag, value } = line
    if (tag === 'SPDXID') return this.#readId(line)
    if (tag === 'SPDXREF') return this.#readTarget(line)
    if (tag === 'Relationship') {
      this.#relationship = this.#addTo(this.document, 'relationships', relationship.read(value), line)
    } else if (tag === 'RelationshipComment') this.#comment(this.#relationship, line, 'Relationship')
    else if (tag === 'ExternalRef')
      this.#externalRef = this.#addTo(this.#open.package, 'externalRefs', externalRef.read(value), line)
    else if (tag === 'ExternalRefComment') this.#comment(this.#externalRef, line, 'ExternalRef')
    else if (tag === 'SnippetByteRange' || tag === 'SnippetLineRange') this.#readRange(line)
    else if (tag.startsWith('ArtifactOfProject')) this.#readArtifact(line)
    else this.#tell(messages.unknownTag(tag), line.line)
  }

  #readId(line: TagLine) {
    const section = this.#element === 'package' || this.#element === 'file' ? this.#element : 'document'
    const fields = this.#open[section] ?? this.document
    if (section === 'document' && this.#element !== 'document')
      this.#tell(messages.outOfPlace(line.tag, 'PackageName'), line.line)
    else this.#set(fields, 'SPDXID', line.value, line)
    const isFileOfPackage = section === 'file' && this.#open.package
    if (isFileOfPackage) this.#push(isFileOfPackage, 'hasFiles', line.value, line.line)
  }

  #readTarget({ tag, value, line }: TagLine) {
    const last = this.#annotations.at(-1)
    if (!last) this.#tell(messages.outOfPlace(tag, 'Annotator'), line)
    else if (last.target !== undefined) this.#tell(messages.twice(tag), line)
    else last.target = value
  }

  #readRange({ tag, value, line }: TagLine) {
    const { snippet } = this.#open
    if (!snippet) return this.#tell(messages.outOfPlace(tag, 'SnippetSPDXID'), line)
    const unit = tag === 'SnippetByteRange' ? 'offset' : 'lineNumber'
    const range = readRange(value, unit)
    if (range === undefined) return this.#tell(messages.badValue(tag, value), line)
    this.#push(snippet, 'ranges', range, line)
  }

  #readArtifact(line: TagLine) {
    const { file } = this.#open
    if (line.tag === 'ArtifactOfProjectName') {
      this.#artifact = this.#addTo(file, 'artifactOfs', { name: line.value }, line)
      return
    }
    const field = { ArtifactOfProjectHomePage: 'homePage', ArtifactOfProjectURI: 'projectUri' }[line.tag]
    if (!field) this.#tell(messages.unknownTag(line.tag), line.line)
    else if (!this.#artifact) this.#tell(messages.outOfPlace(line.tag, 'ArtifactOfProjectName'), line.line)
    else this.#set(this.#artifact, field, line.value, line)
  }

  #addTo(fields: Fields | undefined, field: string, value: unknown, { tag, value: text, line }: TagLine) {
    if (!fields) this.#tell(messages.outOfPlace(tag, 'PackageName or FileName'), line)
    else if (value === undefined) this.#tell(messages.badValue(tag, text), line)
    else this.#push(fields, field, value, line)
    return fields && (value as Fields | undefined)
  }

  #comment(fields: Fields | undefined, line: TagLine, opener: string) {
    if (!fields) this.#tell(messages.outOfPlace(line.tag, opener), line.line)
    else this.#set(fields, 'comment', line.value, line)
  }

  #set(fields: Fields, field: string, value: unknown, { tag, line }: Pick<TagLine, 'tag' | 'line'>) {
    if (fields[field] !== undefined) this.#tell(messages.twice(tag), line)
    fields[field] = value
    this.#note(fields, field, line)
  }

  #push(fields: Fields, field: string, value: unknown, line: number) {
    const known = fields[field]
    const list: unknown[] = Array.isArray(known) ? known : []
    if (list.length === 0) this.#note(fields, field, line)
    if (this.#isWanted(fields, field, list.length)) {
      this.lines.note(list, list.length, line)
      if (isRecord(value)) this.#noted.add(value)
    }
    list.push(value)
    fields[field] = list
  }

  #note(holder: object, key: string, line: number) {
    if (this.#wanted && this.#noted.has(holder)) this.lines.note(holder, key, line)
  }

  #isWanted(fields: Fields, field: string, index: number): boolean {
    if (!this.#wanted || !this.#noted.has(fields)) return false
    return fields !== this.document || this.#wanted.has(`/${field}/${index}`)
  }

  #tell(text: Text, line: number) {
    if (this.problems.length < mostProblems) this.problems.push({ text, line })
  }
}

function openerOf(section: Section): string {
  for (const [tag, opened] of openers) if (opened === section) return tag
  return 'SPDXVersion'
}
