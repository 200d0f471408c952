import { isRecord, listIn, recordIn, recordsIn } from '../../../lib/json/untrusted.ts'
import type { Text } from '../../../lib/text/text.ts'
import { checkChecksum } from './check-values.ts'
import { documentId, documentReference, isElementId, isNamespace } from './formats.ts'
import { ExpressionReader, isLicenseReference } from './license.ts'
import * as messages from './messages.ts'
import { below, type ProblemList } from './problem-list.ts'

/** What a document has that others of its parts refer to. */
export interface Scope {
  elements: Set<string>
  files: Set<string>
  externalDocuments: Set<string>
  licenses: Set<string>
  /** Packages that contain files. */
  holders: Set<string>
  /** Files inside of packages. */
  held: Set<string>
  expressions: ExpressionReader
  verdicts: Map<string, Text | undefined>
  namespace: string | undefined
}

export function each(
  value: unknown,
  path: string,
  problems: ProblemList,
  check: (one: Record<string, unknown>, path: string) => void,
) {
  for (const [index, one] of listIn(value).entries()) {
    if (problems.isFull) return
    if (isRecord(one)) check(one, `${path}/${index}`)
  }
}

export function scopeOf(document: Record<string, unknown>, problems: ProblemList): Scope {
  const scope: Scope = {
    elements: new Set([documentId]),
    files: new Set(recordsIn(document['files']).flatMap(file => idIn(file['SPDXID']))),
    externalDocuments: new Set(),
    licenses: new Set(),
    ...containment(document),
    expressions: new ExpressionReader(),
    verdicts: new Map(),
    namespace: idIn(document['documentNamespace'])[0],
  }
  for (const list of ['packages', 'files', 'snippets']) {
    each(document[list], `/${list}`, problems, ({ SPDXID: id }, path) => {
      if (typeof id !== 'string') return
      if (!isElementId(id)) problems.add(below(path, 'SPDXID'), messages.notId(id))
      if (scope.elements.has(id)) problems.add(below(path, 'SPDXID'), messages.idTwice(id))
      scope.elements.add(id)
    })
  }
  each(document['externalDocumentRefs'], '/externalDocumentRefs', problems, (one, path) =>
    checkExternalDocument(one, path, scope, problems),
  )
  each(document['hasExtractedLicensingInfos'], '/hasExtractedLicensingInfos', problems, ({ licenseId: id }, path) => {
    if (typeof id !== 'string') return
    if (!isLicenseReference(id)) problems.add(below(path, 'licenseId'), messages.notLicenseId(id))
    if (scope.licenses.has(id)) problems.add(below(path, 'licenseId'), messages.idTwice(id))
    scope.licenses.add(id)
  })
  return scope
}

/** Which packages contain files and which files are in packages, by `hasFiles` and by relationships. */
export function containment(document: Record<string, unknown>): { holders: Set<string>; held: Set<string> } {
  const files = new Set(recordsIn(document['files']).flatMap(file => idIn(file['SPDXID'])))
  const packages = new Set(recordsIn(document['packages']).flatMap(one => idIn(one['SPDXID'])))
  const holders = new Set<string>()
  const held = new Set<string>()
  const add = (holder: unknown, file: unknown) => {
    if (typeof holder !== 'string' || typeof file !== 'string') return
    if (!packages.has(holder) || !files.has(file)) return
    holders.add(holder)
    held.add(file)
  }
  for (const one of recordsIn(document['packages']))
    for (const file of listIn(one['hasFiles'])) add(one['SPDXID'], file)
  for (const { relationshipType, spdxElementId, relatedSpdxElement } of recordsIn(document['relationships'])) {
    if (relationshipType === 'CONTAINS') add(spdxElementId, relatedSpdxElement)
    if (relationshipType === 'CONTAINED_BY') add(relatedSpdxElement, spdxElementId)
  }
  return { holders, held }
}

function idIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : []
}

function checkExternalDocument(
  one: Record<string, unknown>,
  path: string,
  { externalDocuments }: Scope,
  problems: ProblemList,
) {
  const { externalDocumentId: id, spdxDocument, checksum } = one
  if (typeof id === 'string') {
    if (!documentReference.test(id)) problems.add(below(path, 'externalDocumentId'), messages.notDocumentReference(id))
    if (externalDocuments.has(id)) problems.add(below(path, 'externalDocumentId'), messages.idTwice(id))
    externalDocuments.add(id)
  }
  if (typeof spdxDocument === 'string' && !isNamespace(spdxDocument))
    problems.add(below(path, 'spdxDocument'), messages.notNamespace('spdxDocument'))
  checkChecksum(recordIn(checksum), below(path, 'checksum'), problems)
}

export function isThere(id: string, scope: Scope): boolean {
  return scope.elements.has(id) || isExternal(id, scope)
}

export function isExternal(id: string, { externalDocuments }: Scope): boolean {
  const colon = id.indexOf(':')
  return colon > 0 && externalDocuments.has(id.slice(0, colon)) && isElementId(id.slice(colon + 1))
}
