import { listIn } from '../../../lib/json/untrusted.ts'
import { findFullName } from '../full-name.ts'
import type { Component } from '../sbom.ts'
import { writeParty } from './agent.ts'
import { writeChecksum } from './checksum.ts'
import { isDownloadLocation, isHomepage } from './formats.ts'
import { findPurpose } from './purpose.ts'
import type { WriteScope } from './scope-of-writing.ts'
import { writeExternalRefs } from './write-external-refs.ts'
import { writeTime } from './write-time.ts'

type Written = Record<string, unknown>

/** What a file of SPDX 2 cannot say: a component of kind file that says any of these is a package with a purpose. */
const beyondFiles = [
  'version',
  'purl',
  'supplier',
  'originator',
  'description',
  'summary',
  'downloadLocation',
  'homepage',
  'sourceInfo',
  'fileName',
  'builtAt',
  'releasedAt',
  'validUntil',
] as const

/** A file needs its SHA-1, 8.4. */
export function isWrittenAsFile(component: Component): boolean {
  const { kind, hashes, cpes, identifiers, references, rest } = component
  if (kind !== 'file' || rest?.spdx2?.['primaryPackagePurpose'] === 'FILE') return false
  if (beyondFiles.some(name => component[name] !== undefined)) return false
  if (cpes.length + identifiers.length + references.length > 0) return false
  return hashes.filter(hash => hash.algorithm === 'SHA-1' && writeChecksum(hash, '2.2')).length === 1
}

export function writeFile(component: Component, scope: WriteScope): Written {
  const { rest, declaredLicense, id } = component
  const { licenseInfoInFiles, ...kept } = pick(rest?.spdx2, fileRest)
  const file: Written = {
    SPDXID: scope.ids.get(id),
    fileName: component.name,
    checksums: writeHashes(component, scope),
    ...kept,
    ...writeShared(component, scope),
  }
  if (!declaredLicense) return file
  const found = scope.licenses.writeAll(declaredLicense)
  return { ...file, licenseInfoInFiles: licensesFound(licenseInfoInFiles, found) }
}

const fileRest = [
  'annotations',
  'artifactOfs',
  'fileContributors',
  'fileDependencies',
  'fileTypes',
  'licenseComments',
  'licenseInfoInFiles',
  'noticeText',
]

/** As they were listed, unless the model has learned better since. */
function licensesFound(listed: unknown, found: string[]): unknown[] {
  const before = listIn(listed)
  return found.every(license => before.includes(license)) ? before : found
}

export function writePackage(component: Component, scope: WriteScope): Written {
  const { declaredLicense, id, rest } = component
  const written: Written = {
    SPDXID: scope.ids.get(id),
    name: findFullName(component) ?? component.name,
    ...textsOf(component),
    ...writeParties(component),
    ...writeLocations(component),
    filesAnalyzed: scope.holders.has(id) || rest?.spdx2?.['filesAnalyzed'] === true,
    ...writePurpose(component, scope),
    ...writeDates(component, scope),
    ...pick(rest?.spdx2, ['annotations', 'licenseComments', 'licenseInfoFromFiles', 'packageVerificationCode']),
    ...writeShared(component, scope),
  }
  const checksums = writeHashes(component, scope)
  const externalRefs = writeExternalRefs(component, scope)
  if (checksums.length > 0) written['checksums'] = checksums
  if (externalRefs.length > 0) written['externalRefs'] = externalRefs
  if (declaredLicense) written['licenseDeclared'] = scope.licenses.write(declaredLicense)
  else if (scope.version === '2.2') written['licenseDeclared'] = 'NOASSERTION'
  return written
}

/** What packages and files have in common. */
function writeShared(component: Component, { version, licenses }: WriteScope): Written {
  const { concludedLicense, copyright, comment, attributions } = component
  const unsaid = version === '2.2' ? 'NOASSERTION' : undefined
  const concluded = concludedLicense && licenses.write(concludedLicense)
  return withoutUndefined({
    licenseConcluded: concluded || unsaid,
    copyrightText: copyright || unsaid,
    comment: comment || undefined,
    attributionTexts: attributions.length > 0 ? attributions : undefined,
  })
}

function writeHashes({ hashes }: Component, { version }: WriteScope): Written[] {
  return hashes.flatMap((hash): Written[] => {
    const checksum = writeChecksum(hash, version)
    return checksum ? [checksum] : []
  })
}

function textsOf({ version, fileName, sourceInfo, summary, description }: Component): Written {
  return withoutUndefined({
    versionInfo: version || undefined,
    packageFileName: fileName || undefined,
    sourceInfo: sourceInfo || undefined,
    summary: summary || undefined,
    description: description || undefined,
  })
}

function writeParties(component: Component): Written {
  const written: Written = {}
  for (const name of ['supplier', 'originator'] as const) {
    const party = component[name]
    if (!party) {
      if (component.rest?.spdx2?.[name] === 'NOASSERTION') written[name] = 'NOASSERTION'
      continue
    }
    written[name] = writeParty(party)
  }
  return written
}

function writeLocations({ downloadLocation, homepage, rest }: Component): Written {
  const isDownload = downloadLocation !== undefined && isDownloadLocation(downloadLocation)
  const isHome = homepage !== undefined && isHomepage(homepage)
  const kept = homepage === undefined ? pick(rest?.spdx2, ['homepage']) : {}
  return {
    downloadLocation: isDownload ? downloadLocation : 'NOASSERTION',
    ...(isHome ? { homepage } : kept),
  }
}

function writePurpose({ kind, rest }: Component, { version }: WriteScope): Written {
  if (version === '2.2') return {}
  const remembered = rest?.spdx2?.['primaryPackagePurpose']
  if (remembered === null && kind === 'library') return {}
  if (remembered === 'INSTALL' && kind === 'other') return { primaryPackagePurpose: remembered }
  return { primaryPackagePurpose: findPurpose(kind) ?? 'OTHER' }
}

const dates = { builtDate: 'builtAt', releaseDate: 'releasedAt', validUntilDate: 'validUntil' } as const

function writeDates(component: Component, { version }: WriteScope): Written {
  const written: Written = {}
  if (version === '2.2') return written
  for (const [field, name] of Object.entries(dates)) {
    const text = writeTime(component[name] ?? '')
    if (text) written[field] = text
  }
  return written
}

function pick(rest: Record<string, unknown> | undefined, names: readonly string[]): Written {
  const picked: Written = {}
  for (const name of names) if (rest?.[name] !== undefined) picked[name] = rest[name]
  return picked
}

function withoutUndefined(fields: Written): Written {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
