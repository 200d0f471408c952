import type { Codec } from './values.ts'
import * as values from './values.ts'

/** What a line with a tag belongs to. */
export type Section = 'document' | 'creation' | 'package' | 'file' | 'snippet' | 'license' | 'annotation' | 'review'

export interface Tag {
  section: Section
  /** In the JSON shape. */
  field: string
  /** Of those that may come again. */
  isList?: true
  codec: Codec
}

const { plain } = values

/** Clauses 6 to 13, in the order in which the tags are written. The first tag of a section begins a new one. */
export const tags: ReadonlyMap<string, Tag> = new Map<string, Tag>([
  ['SPDXVersion', one('document', 'spdxVersion')],
  ['DataLicense', one('document', 'dataLicense')],
  ['DocumentName', one('document', 'name')],
  ['DocumentNamespace', one('document', 'documentNamespace')],
  ['DocumentComment', one('document', 'comment')],
  ['ExternalDocumentRef', many('document', 'externalDocumentRefs', values.externalDocument)],
  ['Creator', many('creation', 'creators')],
  ['Created', one('creation', 'created')],
  ['CreatorComment', one('creation', 'comment')],
  ['LicenseListVersion', one('creation', 'licenseListVersion')],
  ['PackageName', one('package', 'name')],
  ['PackageVersion', one('package', 'versionInfo')],
  ['PackageFileName', one('package', 'packageFileName')],
  ['PackageSupplier', one('package', 'supplier')],
  ['PackageOriginator', one('package', 'originator')],
  ['PackageDownloadLocation', one('package', 'downloadLocation')],
  ['FilesAnalyzed', one('package', 'filesAnalyzed', values.flag)],
  ['PackageVerificationCode', one('package', 'packageVerificationCode', values.verificationCode)],
  ['PackageChecksum', many('package', 'checksums', values.checksum)],
  ['PackageHomePage', one('package', 'homepage')],
  ['PackageSourceInfo', one('package', 'sourceInfo')],
  ['PackageLicenseConcluded', one('package', 'licenseConcluded')],
  ['PackageLicenseInfoFromFiles', many('package', 'licenseInfoFromFiles')],
  ['PackageLicenseDeclared', one('package', 'licenseDeclared')],
  ['PackageLicenseComments', one('package', 'licenseComments')],
  ['PackageCopyrightText', one('package', 'copyrightText')],
  ['PackageSummary', one('package', 'summary')],
  ['PackageDescription', one('package', 'description')],
  ['PackageComment', one('package', 'comment')],
  ['PackageAttributionText', many('package', 'attributionTexts')],
  ['PrimaryPackagePurpose', one('package', 'primaryPackagePurpose', values.purpose)],
  ['ReleaseDate', one('package', 'releaseDate')],
  ['BuiltDate', one('package', 'builtDate')],
  ['ValidUntilDate', one('package', 'validUntilDate')],
  ['FileName', one('file', 'fileName')],
  ['FileType', many('file', 'fileTypes')],
  ['FileChecksum', many('file', 'checksums', values.checksum)],
  ['LicenseConcluded', one('file', 'licenseConcluded')],
  ['LicenseInfoInFile', many('file', 'licenseInfoInFiles')],
  ['LicenseComments', one('file', 'licenseComments')],
  ['FileCopyrightText', one('file', 'copyrightText')],
  ['FileComment', one('file', 'comment')],
  ['FileNotice', one('file', 'noticeText')],
  ['FileContributor', many('file', 'fileContributors')],
  ['FileAttributionText', many('file', 'attributionTexts')],
  ['FileDependency', many('file', 'fileDependencies')],
  ['SnippetSPDXID', one('snippet', 'SPDXID')],
  ['SnippetFromFileSPDXID', one('snippet', 'snippetFromFile')],
  ['SnippetLicenseConcluded', one('snippet', 'licenseConcluded')],
  ['LicenseInfoInSnippet', many('snippet', 'licenseInfoInSnippets')],
  ['SnippetLicenseComments', one('snippet', 'licenseComments')],
  ['SnippetCopyrightText', one('snippet', 'copyrightText')],
  ['SnippetComment', one('snippet', 'comment')],
  ['SnippetName', one('snippet', 'name')],
  ['SnippetAttributionText', many('snippet', 'attributionTexts')],
  ['LicenseID', one('license', 'licenseId')],
  ['ExtractedText', one('license', 'extractedText')],
  ['LicenseName', one('license', 'name')],
  ['LicenseCrossReference', many('license', 'seeAlsos')],
  ['LicenseComment', one('license', 'comment')],
  ['Annotator', one('annotation', 'annotator')],
  ['AnnotationDate', one('annotation', 'annotationDate')],
  ['AnnotationType', one('annotation', 'annotationType')],
  ['AnnotationComment', one('annotation', 'comment')],
  ['Reviewer', one('review', 'reviewer')],
  ['ReviewDate', one('review', 'reviewDate')],
  ['ReviewComment', one('review', 'comment')],
])

/** Tags that begin a new package, file … */
export const openers: ReadonlyMap<string, Section> = new Map([
  ['PackageName', 'package'],
  ['FileName', 'file'],
  ['SnippetSPDXID', 'snippet'],
  ['LicenseID', 'license'],
  ['Annotator', 'annotation'],
  ['Reviewer', 'review'],
])

function one(section: Section, field: string, codec: Codec = plain): Tag {
  return { section, field, codec }
}

function many(section: Section, field: string, codec: Codec = plain): Tag {
  return { section, field, isList: true, codec }
}
