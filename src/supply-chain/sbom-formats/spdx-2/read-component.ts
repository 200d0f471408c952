import { recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import { takeApart } from '../full-name.ts'
import type { Component } from '../sbom.ts'
import { readParty } from './agent.ts'
import { readChecksum } from './checksum.ts'
import { isSilence } from './license.ts'
import { kindOf } from './purpose.ts'
import { readExternalRefs } from './read-external-refs.ts'
import type { LicenseReader } from './read-license.ts'

export interface ReadScope {
  licenses: LicenseReader
  namespace: string | undefined
  /** Packages that contain files. */
  holders: ReadonlySet<string>
}

/** What `write-package.ts` writes again as it was. */
const packageRest = ['annotations', 'licenseComments', 'licenseInfoFromFiles', 'packageVerificationCode']
const fileRest = [
  'annotations',
  'artifactOfs',
  'fileContributors',
  'fileDependencies',
  'fileTypes',
  'licenseComments',
  'noticeText',
]

export function readPackage(one: Record<string, unknown>, id: string, scope: ReadScope): Component {
  const component = emptyComponent(one, id, textIn(one['name']) ?? '')
  component.kind = kindOf(one['primaryPackagePurpose'])
  const rest = keep(one, packageRest)
  copyTexts(one, component)
  readParties(one, component, rest)
  const declared = scope.licenses.read(one['licenseDeclared'])
  const concluded = scope.licenses.read(one['licenseConcluded'])
  if (declared) component.declaredLicense = declared
  if (concluded) component.concludedLicense = concluded
  const homepage = textIn(one['homepage'])
  if (homepage && isSilence(homepage)) rest['homepage'] = homepage
  else if (homepage) component.homepage = homepage
  const commented = readExternalRefs(one['externalRefs'], scope.namespace, component)
  if (commented.length > 0) rest['externalRefs'] = commented
  Object.assign(component, takeApart(component.name, component.purl))
  const purpose = textIn(one['primaryPackagePurpose']) ?? null
  if (purpose === null || purpose === 'INSTALL' || purpose === 'FILE') rest['primaryPackagePurpose'] = purpose
  if (one['filesAnalyzed'] !== false && !scope.holders.has(id)) rest['filesAnalyzed'] = true
  return withRest(component, rest)
}

const packageTexts = {
  versionInfo: 'version',
  packageFileName: 'fileName',
  downloadLocation: 'downloadLocation',
  sourceInfo: 'sourceInfo',
  summary: 'summary',
  description: 'description',
  builtDate: 'builtAt',
  releaseDate: 'releasedAt',
  validUntilDate: 'validUntil',
} as const

function copyTexts(one: Record<string, unknown>, component: Component) {
  for (const [field, name] of Object.entries(packageTexts)) {
    const text = textIn(one[field])
    if (text) component[name] = text
  }
}

function readParties(one: Record<string, unknown>, component: Component, rest: Record<string, unknown>) {
  for (const name of ['supplier', 'originator'] as const) {
    const text = textIn(one[name])
    const party = text && readParty(text)
    if (party) component[name] = party
    else if (text) rest[name] = 'NOASSERTION'
  }
}

export function readFile(one: Record<string, unknown>, id: string, scope: ReadScope): Component {
  const component = emptyComponent(one, id, textIn(one['fileName']) ?? '')
  component.kind = 'file'
  const rest = keep(one, fileRest)
  const declared = scope.licenses.readAll(one['licenseInfoInFiles'])
  const concluded = scope.licenses.read(one['licenseConcluded'])
  if (declared) component.declaredLicense = declared
  if (concluded) component.concludedLicense = concluded
  if (textsIn(one['licenseInfoInFiles']).length > 1) rest['licenseInfoInFiles'] = one['licenseInfoInFiles']
  return withRest(component, rest)
}

function emptyComponent(one: Record<string, unknown>, id: string, name: string): Component {
  const component: Component = {
    id,
    kind: 'other',
    name,
    cpes: [],
    identifiers: [],
    authors: [],
    attributions: textsIn(one['attributionTexts']),
    hashes: recordsIn(one['checksums']).flatMap(checksum => readChecksum(checksum)),
    references: [],
    properties: [],
  }
  const [copyright, comment] = [textIn(one['copyrightText']), textIn(one['comment'])]
  if (copyright) component.copyright = copyright
  if (comment) component.comment = comment
  return component
}

function keep(one: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const rest: Record<string, unknown> = {}
  for (const name of names) {
    const value = one[name]
    const isEmpty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (!isEmpty) rest[name] = value
  }
  return rest
}

function withRest(component: Component, rest: Record<string, unknown>): Component {
  if (Object.keys(rest).length > 0) component.rest = { spdx2: rest }
  return component
}
