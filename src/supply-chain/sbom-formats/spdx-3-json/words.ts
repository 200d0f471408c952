/** The vocabularies of SPDX 3.0.1, by the name that the table of classes uses for each. */
export const vocabularies = new Map(
  Object.entries({
    AnnotationType: 'other review',
    CatalogType: 'kev other',
    Completeness: 'complete incomplete noAssertion',
    Confidentiality: 'amber clear green red',
    ContentIdentifierType: 'gitoid swhid',
    CvssSeverity: 'critical high low medium none',
    DatasetAvailability: 'clickthrough directDownload query registration scrapingScript',
    DatasetType:
      'audio categorical graph image noAssertion numeric other sensor structured syntactic text timeseries timestamp video',
    Decision: 'act attend track trackStar',
    EnergyUnit: 'kilowattHour megajoule other',
    ExternalIdentifierType: 'cpe22 cpe23 cve email gitoid other packageUrl securityOther swhid swid urlScheme',
    ExternalRefType:
      'altDownloadLocation altWebPage binaryArtifact bower buildMeta buildSystem certificationReport chat ' +
      'componentAnalysisReport cwe documentation dynamicAnalysisReport eolNotice exportControlAssessment funding ' +
      'issueTracker license mailingList mavenCentral metrics npm nuget other privacyAssessment productMetadata ' +
      'purchaseOrder qualityAssessmentReport releaseHistory releaseNotes riskAssessment runtimeAnalysisReport ' +
      'secureSoftwareAttestation securityAdversaryModel securityAdvisory securityFix securityOther securityPenTestReport ' +
      'securityPolicy securityThreatModel socialMedia sourceArtifact staticAnalysisReport support vcs ' +
      'vulnerabilityDisclosureReport vulnerabilityExploitabilityAssessment',
    FileKind: 'directory file',
    HashAlgorithm:
      'adler32 blake2b256 blake2b384 blake2b512 blake3 crystalsDilithium crystalsKyber falcon md2 md4 md5 md6 other ' +
      'sha1 sha224 sha256 sha384 sha3_224 sha3_256 sha3_384 sha3_512 sha512',
    Justification:
      'componentNotPresent inlineMitigationsAlreadyExist vulnerableCodeCannotBeControlledByAdversary ' +
      'vulnerableCodeNotInExecutePath vulnerableCodeNotPresent',
    LifecycleScope: 'build design development other runtime test',
    Presence: 'no noAssertion yes',
    Profile: 'ai build core dataset expandedLicensing extension lite security simpleLicensing software',
    Purpose:
      'application archive bom configuration container data device deviceDriver diskImage documentation evidence ' +
      'executable file filesystemImage firmware framework install library manifest model module operatingSystem other ' +
      'patch platform requirement source specification test',
    RelationshipType:
      'affects amendedBy ancestorOf availableFrom configures contains coordinatedBy copiedTo delegatedTo dependsOn ' +
      'descendantOf describes doesNotAffect expandsTo exploitCreatedBy fixedBy fixedIn foundBy generates hasAddedFile ' +
      'hasAssessmentFor hasAssociatedVulnerability hasConcludedLicense hasDataFile hasDeclaredLicense hasDeletedFile ' +
      'hasDependencyManifest hasDistributionArtifact hasDocumentation hasDynamicLink hasEvidence hasExample hasHost ' +
      'hasInput hasMetadata hasOptionalComponent hasOptionalDependency hasOutput hasPrerequisite hasProvidedDependency ' +
      'hasRequirement hasSpecification hasStaticLink hasTest hasTestCase hasVariant invokedBy modifiedBy other ' +
      'packagedBy patchedBy publishedBy reportedBy republishedBy serializedInArtifact testedOn trainedOn ' +
      'underInvestigationFor usesTool',
    SafetyRisk: 'high low medium serious',
    SbomType: 'analyzed build deployed design runtime source',
    Support: 'deployed development endOfSupport limitedSupport noAssertion noSupport support',
  }).map(([name, words]) => [name, new Set(words.split(' '))] as const),
)

export function isWord(vocabulary: string, word: unknown): word is string {
  return typeof word === 'string' && vocabularies.get(vocabulary)?.has(word) === true
}

/** Classes that only name a vocabulary. An object of one says nothing, and is allowed all the same. */
export const vocabularyClasses =
  'ai_EnergyUnitType ai_SafetyRiskAssessmentType AnnotationType ExternalIdentifierType ExternalRefType HashAlgorithm ' +
  'LifecycleScopeType PresenceType ProfileIdentifierType RelationshipCompleteness RelationshipType SupportType ' +
  'dataset_ConfidentialityLevelType dataset_DatasetAvailabilityType dataset_DatasetType security_CvssSeverityType ' +
  'security_ExploitCatalogType security_SsvcDecisionType security_VexJustificationType ' +
  'software_ContentIdentifierType software_FileKindType software_SbomType software_SoftwarePurpose'
