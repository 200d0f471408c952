import { listIn, recordIn, recordsIn, textsIn } from '../../../lib/json/untrusted.ts'
import { unknownIds } from '../../../lib/spdx/expression.ts'
import type { Text } from '../../../lib/text/text.ts'
import { isAgent } from './agent.ts'
import { checkAgent, checkChecksum, checkTime } from './check-values.ts'
import { isDigest } from './checksum.ts'
import { categoryOf, isLocatorOf, isTypeOf, typeNameOf } from './external-ref-types.ts'
import { isDownloadLocation, isHomepage } from './formats.ts'
import { additionsOf, isSilence, referencesOf } from './license.ts'
import * as messages from './messages.ts'
import { below, type ProblemList } from './problem-list.ts'
import { each, isExternal, type Scope } from './rule-scope.ts'

export function checkAnnotations(one: Record<string, unknown>, path: string, problems: ProblemList) {
  each(one['annotations'], below(path, 'annotations'), problems, (annotation, at) => {
    checkAgent(annotation['annotator'], 'annotator', at, problems)
    checkTime(annotation['annotationDate'], 'annotationDate', at, problems)
  })
}

export function checkPackage(one: Record<string, unknown>, path: string, scope: Scope, problems: ProblemList) {
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
    if (problems.isFull) return
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

export function checkFile(one: Record<string, unknown>, path: string, scope: Scope, problems: ProblemList) {
  const checksums = recordsIn(one['checksums'])
  if (checksums.length > 0 && checksums.filter(({ algorithm }) => algorithm === 'SHA1').length !== 1)
    problems.add(below(path, 'checksums'), messages.noSha1)
  each(one['checksums'], below(path, 'checksums'), problems, (checksum, at) => checkChecksum(checksum, at, problems))
  checkLicense(one['licenseConcluded'], below(path, 'licenseConcluded'), scope, problems)
  checkLicenses(one['licenseInfoInFiles'], below(path, 'licenseInfoInFiles'), scope, problems)
  for (const [index, file] of textsIn(one['fileDependencies']).entries()) {
    if (problems.isFull) return
    if (!scope.files.has(file)) problems.add(`${path}/fileDependencies/${index}`, messages.unknownFile(file))
  }
  checkAnnotations(one, path, problems)
}

export function checkSnippet(one: Record<string, unknown>, path: string, scope: Scope, problems: ProblemList) {
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

function checkLicenses(value: unknown, path: string, scope: Scope, problems: ProblemList) {
  for (const [index, license] of listIn(value).entries()) {
    if (problems.isFull) return
    checkLicense(license, below(path, index), scope, problems)
  }
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
