import { listIn, recordIn, textsIn } from '../../../lib/json/untrusted.ts'
import { isAgentOrTool } from './agent.ts'
import { checkAnnotations, checkFile, checkPackage, checkSnippet } from './check-elements.ts'
import { checkAgent, checkTime } from './check-values.ts'
import { documentId, isNamespace } from './formats.ts'
import { isSilence } from './license.ts'
import * as messages from './messages.ts'
import { below, type ProblemList } from './problem-list.ts'
import { each, isThere, type Scope, scopeOf } from './rule-scope.ts'
import { findVersion, spdx2Versions } from './version.ts'

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

function checkDocument(document: Record<string, unknown>, problems: ProblemList) {
  const { spdxVersion, dataLicense, SPDXID: id, documentNamespace, creationInfo } = document
  if (typeof spdxVersion === 'string' && !spdx2Versions.some(version => version === findVersion(spdxVersion)))
    problems.add('/spdxVersion', messages.unknownVersion(spdxVersion))
  if (typeof dataLicense === 'string' && dataLicense !== 'CC0-1.0')
    problems.add('/dataLicense', messages.wrongDataLicense)
  if (typeof id === 'string' && id !== documentId) problems.add('/SPDXID', messages.wrongDocumentId)
  if (typeof documentNamespace === 'string' && !isNamespace(documentNamespace))
    problems.add('/documentNamespace', messages.notNamespace('documentNamespace'))
  checkCreation(recordIn(creationInfo), problems)
  each(document['revieweds'], '/revieweds', problems, (one, path) => {
    checkAgent(one['reviewer'], 'reviewer', path, problems)
    checkTime(one['reviewDate'], 'reviewDate', path, problems)
  })
}

function checkCreation({ created, creators, licenseListVersion }: Record<string, unknown>, problems: ProblemList) {
  checkTime(created, 'created', '/creationInfo', problems)
  for (const [index, creator] of listIn(creators).entries()) {
    if (problems.isFull) return
    if (typeof creator === 'string' && !isAgentOrTool(creator))
      problems.add(`/creationInfo/creators/${index}`, messages.notAgent('creators', true))
  }
  if (typeof licenseListVersion === 'string' && !/^\d+\.\d+$/.test(licenseListVersion))
    problems.add('/creationInfo/licenseListVersion', messages.notListVersion)
}

function checkRelationships(document: Record<string, unknown>, scope: Scope, problems: ProblemList) {
  let isDescribed = textsIn(document['documentDescribes']).length > 0
  for (const [index, id] of textsIn(document['documentDescribes']).entries()) {
    if (problems.isFull) return
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
