import { isRecord, listIn, recordIn, recordsIn, textsIn } from '../../../lib/json/untrusted.ts'
import { unknownIds } from '../../../lib/spdx/expression.ts'
import type { Text } from '../../../lib/text/text.ts'
import { isAgent, isAgentOrTool } from './agent.ts'
import { digitsOf, isDigest } from './checksum.ts'
import { categoryOf, isLocatorOf, isTypeOf, typeNameOf } from './external-ref-types.ts'
import { additionsOf, ExpressionReader, isLicenseReference, isSilence, referencesOf } from './license.ts'
import * as messages from './messages.ts'
import { below, type ProblemList } from './problem-list.ts'
import { findVersion, spdx2Versions } from './version.ts'

export const documentId = 'SPDXRef-DOCUMENT'
const elementId = /^SPDXRef-[A-Za-z0-9.-]+$/
const documentReference = /^DocumentRef-[A-Za-z0-9.+-]+$/
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=%]+$/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const location = /^[A-Za-z][A-Za-z0-9+.-]*[:@]\S+$/
const address = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/

export function isElementId(id: string): boolean {
  return elementId.test(id)
}

/** An absolute URI without a part behind `#`, 6.5. */
export function isNamespace(text: string): boolean {
  return absoluteUri.test(text)
}

export function isTime(text: string): boolean {
  return (
    time.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text.slice(0, 19))
  )
}

export function isDownloadLocation(text: string): boolean {
  return isSilence(text) || location.test(text)
}

export function isHomepage(text: string): boolean {
  return isSilence(text) || address.test(text)
}

/** What the clauses say beyond the JSON schema. What is of another kind than the schema wants was told of by that. */
export function checkRules(document: Record<string, unknown>, problems: ProblemList) {
  const scope = scopeOf(document, problems)
  checkDocument(document, problems)
  checkAnnotations(document, '', problems)
  each(document['packages'], '/packages', problems, (one, path) => checkPackage(one, path, scope, problems))
  each(document['files'], '/files', problems, (one, path) => checkFile(one, path, scope, problems))
  each(document['snippets'], '/snippets', problems, (one, path) => checkSnippet(one, path, scope, problems))
  checkRelationships(document, scope, problems)
}

interface Scope {
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

function each(
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

function scopeOf(document: Record<string, unknown>, problems: ProblemList): Scope {
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

function checkDocument(document: Record<string, unknown>, problems: ProblemList) {
  const { spdxVersion, dataLicense, SPDXID: id, documentNamespace, creationInfo } = document
  if (typeof spdxVersion === 'string' && !spdx2Versions.some(version => version === findVersion(spdxVersion)))
    problems.add('/spdxVersion', messages.unknownVersion(spdxVersion))
  if (typeof dataLicense === 'string' && dataLicense !== 'CC0-1.0')
    problems.add('/dataLicense', messages.wrongDataLicense)
  if (typeof id === 'string' && id !== documentId) problems.add('/SPDXID', messages.wrongDocumentId)
  if (typeof documentNamespace === 'string' && !isNamespace(documentNamespace))
    problems.add('/documentNamespace', messages.notNamespace('documentNamespace'))
  const { created, creators, licenseListVersion } = recordIn(creationInfo)
  checkTime(created, 'created', '/creationInfo', problems)
  for (const [index, creator] of listIn(creators).entries()) {
    if (typeof creator === 'string' && !isAgentOrTool(creator))
      problems.add(`/creationInfo/creators/${index}`, messages.notAgent('creators', true))
  }
  if (typeof licenseListVersion === 'string' && !/^\d+\.\d+$/.test(licenseListVersion))
    problems.add('/creationInfo/licenseListVersion', messages.notListVersion)
  each(document['revieweds'], '/revieweds', problems, (one, path) => {
    checkAgent(one['reviewer'], 'reviewer', path, problems)
    checkTime(one['reviewDate'], 'reviewDate', path, problems)
  })
}

function checkAnnotations(one: Record<string, unknown>, path: string, problems: ProblemList) {
  each(one['annotations'], below(path, 'annotations'), problems, (annotation, at) => {
    checkAgent(annotation['annotator'], 'annotator', at, problems)
    checkTime(annotation['annotationDate'], 'annotationDate', at, problems)
  })
}

function checkAgent(value: unknown, name: string, path: string, problems: ProblemList) {
  if (typeof value === 'string' && !isAgentOrTool(value)) problems.add(below(path, name), messages.notAgent(name, true))
}

function checkTime(value: unknown, name: string, path: string, problems: ProblemList) {
  if (typeof value === 'string' && !isTime(value)) problems.add(below(path, name), messages.notTime(name))
}

function checkChecksum({ algorithm, checksumValue }: Record<string, unknown>, path: string, problems: ProblemList) {
  if (typeof algorithm !== 'string' || typeof checksumValue !== 'string') return
  if (!isDigest(algorithm, checksumValue))
    problems.add(below(path, 'checksumValue'), messages.notDigest(algorithm, digitsOf(algorithm)))
}

function checkPackage(one: Record<string, unknown>, path: string, scope: Scope, problems: ProblemList) {
  for (const name of ['supplier', 'originator']) {
    const value = one[name]
    if (typeof value === 'string' && value !== 'NOASSERTION' && !isAgent(value))
      problems.add(below(path, name), messages.notAgent(name, false))
  }
  const { downloadLocation, homepage } = one
  if (typeof downloadLocation === 'string' && !isDownloadLocation(downloadLocation))
    problems.add(below(path, 'downloadLocation'), messages.notDownloadLocation(downloadLocation))
  if (typeof homepage === 'string' && !isHomepage(homepage))
    problems.add(below(path, 'homepage'), messages.notHomepage(homepage))
  for (const name of ['releaseDate', 'builtDate', 'validUntilDate']) checkTime(one[name], name, path, problems)
  each(one['checksums'], below(path, 'checksums'), problems, (checksum, at) => checkChecksum(checksum, at, problems))
  checkLicense(one['licenseConcluded'], below(path, 'licenseConcluded'), scope, problems)
  checkLicense(one['licenseDeclared'], below(path, 'licenseDeclared'), scope, problems)
  checkLicenses(one['licenseInfoFromFiles'], below(path, 'licenseInfoFromFiles'), scope, problems)
  checkFilesOfPackage(one, path, scope, problems)
  checkExternalRefs(one['externalRefs'], below(path, 'externalRefs'), scope, problems)
  checkAnnotations(one, path, problems)
}

function checkFilesOfPackage(one: Record<string, unknown>, path: string, scope: Scope, problems: ProblemList) {
  const { filesAnalyzed, packageVerificationCode: code } = one
  const { packageVerificationCodeValue: value } = recordIn(code)
  if (typeof value === 'string' && !isDigest('SHA1', value))
    problems.add(`${path}/packageVerificationCode/packageVerificationCodeValue`, messages.notVerificationCode)
  for (const [index, file] of textsIn(one['hasFiles']).entries()) {
    if (!scope.files.has(file)) problems.add(`${path}/hasFiles/${index}`, messages.unknownFile(file))
  }
  if (filesAnalyzed !== false) return
  for (const name of ['packageVerificationCode', 'licenseInfoFromFiles']) {
    const isThere = Array.isArray(one[name]) ? listIn(one[name]).length > 0 : one[name] !== undefined
    if (isThere) problems.add(below(path, name), messages.onlyIfAnalyzed(name))
  }
  if (typeof one['SPDXID'] === 'string' && scope.holders.has(one['SPDXID']))
    problems.add(below(path, 'filesAnalyzed'), messages.filesNotAnalyzed)
}

function checkExternalRefs(value: unknown, path: string, { namespace }: Scope, problems: ProblemList) {
  each(value, path, problems, ({ referenceCategory, referenceType, referenceLocator }, at) => {
    if (typeof referenceCategory !== 'string' || typeof referenceType !== 'string') return
    const category = categoryOf(referenceCategory)
    const type = typeNameOf(referenceType, namespace)
    if (!isTypeOf(category, type))
      return problems.add(below(at, 'referenceType'), messages.notReferenceType(category, type))
    if (typeof referenceLocator === 'string' && !isLocatorOf(category, type, referenceLocator))
      problems.add(below(at, 'referenceLocator'), messages.notLocator(type, referenceLocator))
  })
}

function checkFile(one: Record<string, unknown>, path: string, scope: Scope, problems: ProblemList) {
  const checksums = recordsIn(one['checksums'])
  if (checksums.length > 0 && checksums.filter(({ algorithm }) => algorithm === 'SHA1').length !== 1)
    problems.add(below(path, 'checksums'), messages.noSha1)
  each(one['checksums'], below(path, 'checksums'), problems, (checksum, at) => checkChecksum(checksum, at, problems))
  checkLicense(one['licenseConcluded'], below(path, 'licenseConcluded'), scope, problems)
  checkLicenses(one['licenseInfoInFiles'], below(path, 'licenseInfoInFiles'), scope, problems)
  for (const [index, file] of textsIn(one['fileDependencies']).entries()) {
    if (!scope.files.has(file)) problems.add(`${path}/fileDependencies/${index}`, messages.unknownFile(file))
  }
  checkAnnotations(one, path, problems)
}

function checkSnippet(one: Record<string, unknown>, path: string, scope: Scope, problems: ProblemList) {
  const { snippetFromFile: file, ranges } = one
  if (typeof file === 'string' && !scope.files.has(file) && !isExternal(file, scope))
    problems.add(below(path, 'snippetFromFile'), messages.unknownFile(file))
  checkRanges(ranges, below(path, 'ranges'), problems)
  checkLicense(one['licenseConcluded'], below(path, 'licenseConcluded'), scope, problems)
  checkLicenses(one['licenseInfoInSnippets'], below(path, 'licenseInfoInSnippets'), scope, problems)
  checkAnnotations(one, path, problems)
}

function checkRanges(ranges: unknown, path: string, problems: ProblemList) {
  let byteRanges = 0
  each(ranges, path, problems, ({ startPointer, endPointer }, at) => {
    const [start, end] = [recordIn(startPointer), recordIn(endPointer)]
    const isByte = start['offset'] !== undefined && end['offset'] !== undefined
    if (isByte) byteRanges++
    const [from, to] = isByte ? [start['offset'], end['offset']] : [start['lineNumber'], end['lineNumber']]
    if (typeof from !== 'number' || typeof to !== 'number' || from < 1 || to < from) problems.add(at, messages.notRange)
  })
  if (listIn(ranges).length > 0 && byteRanges !== 1) problems.add(path, messages.noByteRange)
}

function checkRelationships(document: Record<string, unknown>, scope: Scope, problems: ProblemList) {
  let isDescribed = textsIn(document['documentDescribes']).length > 0
  for (const [index, id] of textsIn(document['documentDescribes']).entries()) {
    if (!isThere(id, scope)) problems.add(`/documentDescribes/${index}`, messages.unknownElement(id))
  }
  each(document['relationships'], '/relationships', problems, (one, path) => {
    const { spdxElementId: from, relatedSpdxElement: to, relationshipType: type } = one
    if (typeof from !== 'string' || typeof to !== 'string') return
    if (!isThere(from, scope)) problems.add(below(path, 'spdxElementId'), messages.unknownElement(from))
    if (!isSilence(to) && !isThere(to, scope))
      problems.add(below(path, 'relatedSpdxElement'), messages.unknownElement(to))
    if (type === 'DESCRIBES' && from === documentId) isDescribed = true
    if (type === 'DESCRIBED_BY' && to === documentId) isDescribed = true
  })
  if (!isDescribed && needsDescription(document, scope)) problems.add('', messages.undescribed)
}

/** 11.1, Table 68: of one package alone it goes without saying that the document describes it. */
function needsDescription(document: Record<string, unknown>, { files, held }: Scope): boolean {
  const packages = listIn(document['packages']).length
  return packages > 1 || [...files].some(file => !held.has(file))
}

function isThere(id: string, scope: Scope): boolean {
  return scope.elements.has(id) || isExternal(id, scope)
}

function isExternal(id: string, { externalDocuments }: Scope): boolean {
  const colon = id.indexOf(':')
  return colon > 0 && externalDocuments.has(id.slice(0, colon)) && isElementId(id.slice(colon + 1))
}

function checkLicenses(value: unknown, path: string, scope: Scope, problems: ProblemList) {
  for (const [index, license] of listIn(value).entries()) checkLicense(license, below(path, index), scope, problems)
}

function checkLicense(value: unknown, path: string, scope: Scope, problems: ProblemList) {
  if (typeof value !== 'string' || isSilence(value)) return
  if (!scope.verdicts.has(value)) scope.verdicts.set(value, findLicenseProblem(value, scope))
  const problem = scope.verdicts.get(value)
  if (problem) problems.add(path, problem)
}

function findLicenseProblem(text: string, { expressions, licenses, externalDocuments }: Scope): Text | undefined {
  const parsed = expressions.read(text)
  if (!parsed.ok) return messages.notLicense(text, parsed.reason)
  const [unknown] = unknownIds(parsed.expression)
  if (unknown) return messages.unknownLicense(unknown)
  const [addition] = additionsOf(parsed.expression)
  if (addition) return messages.additionReference(addition)
  const missing = referencesOf(parsed.expression).find(({ id, document }) =>
    document === undefined ? !licenses.has(id) : !externalDocuments.has(document),
  )
  if (missing === undefined) return undefined
  return messages.unbroughtLicense(missing.document ? `${missing.document}:${missing.id}` : missing.id)
}
