import { vocabularies, vocabularyClasses } from './words.ts'

/**
 * The classes of SPDX 3.0.1 and what an object of each may say, in the names of its JSON-LD context. After a property
 * stands how often: `?` at most once, `!` once, `*` a list, `+` a list of at least one, `2` a list of at least two.
 * Then what it holds: a plain kind, a vocabulary, or an object of a class (or its id).
 */
const table = {
  'abstract Element':
    'creationInfo! CreationInfo; name? text; summary? text; description? text; comment? text; ' +
    'verifiedUsing* IntegrityMethod; externalRef* ExternalRef; externalIdentifier* ExternalIdentifier; ' +
    'extension* extension_Extension',
  'abstract ElementCollection of Element': 'element* Element; rootElement* Element; profileConformance* Profile',
  'Bundle of ElementCollection': 'context? text',
  'Bom of Bundle': '',
  'software_Sbom of Bom': 'software_sbomType* SbomType',
  'SpdxDocument of ElementCollection':
    'dataLicense? simplelicensing_AnyLicenseInfo; import* ExternalMap; namespaceMap* NamespaceMap',

  'Agent of Element': '',
  'Person of Agent': '',
  'Organization of Agent': '',
  'SoftwareAgent of Agent': '',
  'Tool of Element': '',
  'IndividualElement of Element': '',
  'Annotation of Element': 'annotationType! AnnotationType; contentType? media; statement? text; subject! Element',

  'Relationship of Element':
    'from! Element; to+ Element; relationshipType! RelationshipType; completeness? Completeness; startTime? time; ' +
    'endTime? time',
  'LifecycleScopedRelationship of Relationship': 'scope? LifecycleScope',

  'abstract Artifact of Element':
    'originatedBy* Agent; suppliedBy? Agent; builtTime? time; releaseTime? time; validUntilTime? time; ' +
    'standardName* text; supportLevel* Support',
  'abstract software_SoftwareArtifact of Artifact':
    'software_primaryPurpose? Purpose; software_additionalPurpose* Purpose; software_copyrightText? text; ' +
    'software_attributionText* text; software_contentIdentifier* software_ContentIdentifier',
  'software_Package of software_SoftwareArtifact':
    'software_packageVersion? text; software_packageUrl? uri; software_downloadLocation? uri; software_homePage? uri; ' +
    'software_sourceInfo? text',
  'software_File of software_SoftwareArtifact': 'software_fileKind? FileKind; contentType? media',
  'software_Snippet of software_SoftwareArtifact':
    'software_byteRange? PositiveIntegerRange; software_lineRange? PositiveIntegerRange; ' +
    'software_snippetFromFile! software_File',
  'ai_AIPackage of software_Package':
    'ai_autonomyType? Presence; ai_domain* text; ai_energyConsumption? ai_EnergyConsumption; ' +
    'ai_hyperparameter* DictionaryEntry; ai_informationAboutApplication? text; ai_informationAboutTraining? text; ' +
    'ai_limitation? text; ai_metric* DictionaryEntry; ai_metricDecisionThreshold* DictionaryEntry; ' +
    'ai_modelDataPreprocessing* text; ai_modelExplainability* text; ai_safetyRiskAssessment? SafetyRisk; ' +
    'ai_standardCompliance* text; ai_typeOfModel* text; ai_useSensitivePersonalInformation? Presence',
  'dataset_DatasetPackage of software_Package':
    'dataset_anonymizationMethodUsed* text; dataset_confidentialityLevel? Confidentiality; ' +
    'dataset_dataCollectionProcess? text; dataset_dataPreprocessing* text; ' +
    'dataset_datasetAvailability? DatasetAvailability; dataset_datasetNoise? text; dataset_datasetSize? natural; ' +
    'dataset_datasetType+ DatasetType; dataset_datasetUpdateMechanism? text; ' +
    'dataset_hasSensitivePersonalInformation? Presence; dataset_intendedUse? text; dataset_knownBias* text; ' +
    'dataset_sensor* DictionaryEntry',
  'build_Build of Element':
    'build_buildType! uri; build_buildId? text; build_buildStartTime? time; build_buildEndTime? time; ' +
    'build_configSourceDigest* Hash; build_configSourceEntrypoint* text; build_configSourceUri* uri; ' +
    'build_environment* DictionaryEntry; build_parameter* DictionaryEntry',

  'abstract simplelicensing_AnyLicenseInfo of Element': '',
  'simplelicensing_LicenseExpression of simplelicensing_AnyLicenseInfo':
    'simplelicensing_licenseExpression! text; simplelicensing_licenseListVersion? version; ' +
    'simplelicensing_customIdToUri* DictionaryEntry',
  'simplelicensing_SimpleLicensingText of Element': 'simplelicensing_licenseText! text',
  'abstract expandedlicensing_ExtendableLicense of simplelicensing_AnyLicenseInfo': '',
  'abstract expandedlicensing_License of expandedlicensing_ExtendableLicense':
    'simplelicensing_licenseText! text; expandedlicensing_isDeprecatedLicenseId? boolean; ' +
    'expandedlicensing_isFsfLibre? boolean; expandedlicensing_isOsiApproved? boolean; expandedlicensing_licenseXml? text; ' +
    'expandedlicensing_obsoletedBy? text; expandedlicensing_seeAlso* uri; ' +
    'expandedlicensing_standardLicenseHeader? text; expandedlicensing_standardLicenseTemplate? text',
  'expandedlicensing_ListedLicense of expandedlicensing_License':
    'expandedlicensing_listVersionAdded? text; expandedlicensing_deprecatedVersion? text',
  'expandedlicensing_CustomLicense of expandedlicensing_License': '',
  'expandedlicensing_IndividualLicensingInfo of simplelicensing_AnyLicenseInfo': '',
  'expandedlicensing_OrLaterOperator of expandedlicensing_ExtendableLicense':
    'expandedlicensing_subjectLicense! expandedlicensing_License',
  'expandedlicensing_WithAdditionOperator of simplelicensing_AnyLicenseInfo':
    'expandedlicensing_subjectExtendableLicense! expandedlicensing_ExtendableLicense; ' +
    'expandedlicensing_subjectAddition! expandedlicensing_LicenseAddition',
  'expandedlicensing_ConjunctiveLicenseSet of simplelicensing_AnyLicenseInfo':
    'expandedlicensing_member2 simplelicensing_AnyLicenseInfo',
  'expandedlicensing_DisjunctiveLicenseSet of simplelicensing_AnyLicenseInfo':
    'expandedlicensing_member2 simplelicensing_AnyLicenseInfo',
  'abstract expandedlicensing_LicenseAddition of Element':
    'expandedlicensing_additionText! text; expandedlicensing_isDeprecatedAdditionId? boolean; ' +
    'expandedlicensing_licenseXml? text; expandedlicensing_obsoletedBy? text; expandedlicensing_seeAlso* uri; ' +
    'expandedlicensing_standardAdditionTemplate? text',
  'expandedlicensing_ListedLicenseException of expandedlicensing_LicenseAddition':
    'expandedlicensing_listVersionAdded? text; expandedlicensing_deprecatedVersion? text',
  'expandedlicensing_CustomLicenseAddition of expandedlicensing_LicenseAddition': '',

  'security_Vulnerability of Artifact':
    'security_publishedTime? time; security_modifiedTime? time; security_withdrawnTime? time',
  'abstract security_VulnAssessmentRelationship of Relationship':
    'security_assessedElement? software_SoftwareArtifact; suppliedBy? Agent; security_publishedTime? time; ' +
    'security_modifiedTime? time; security_withdrawnTime? time',
  'security_CvssV2VulnAssessmentRelationship of security_VulnAssessmentRelationship':
    'security_score! decimal; security_vectorString! text',
  'security_CvssV3VulnAssessmentRelationship of security_VulnAssessmentRelationship':
    'security_score! decimal; security_severity! CvssSeverity; security_vectorString! text',
  'security_CvssV4VulnAssessmentRelationship of security_VulnAssessmentRelationship':
    'security_score! decimal; security_severity! CvssSeverity; security_vectorString! text',
  'security_EpssVulnAssessmentRelationship of security_VulnAssessmentRelationship':
    'security_percentile! decimal; security_probability! decimal',
  'security_ExploitCatalogVulnAssessmentRelationship of security_VulnAssessmentRelationship':
    'security_catalogType! CatalogType; security_exploited! boolean; security_locator! uri',
  'security_SsvcVulnAssessmentRelationship of security_VulnAssessmentRelationship': 'security_decisionType! Decision',
  'abstract security_VexVulnAssessmentRelationship of security_VulnAssessmentRelationship':
    'security_statusNotes? text; security_vexVersion? text',
  'security_VexAffectedVulnAssessmentRelationship of security_VexVulnAssessmentRelationship':
    'security_actionStatement! text; security_actionStatementTime? time',
  'security_VexFixedVulnAssessmentRelationship of security_VexVulnAssessmentRelationship': '',
  'security_VexNotAffectedVulnAssessmentRelationship of security_VexVulnAssessmentRelationship':
    'security_impactStatement? text; security_impactStatementTime? time; security_justificationType? Justification',
  'security_VexUnderInvestigationVulnAssessmentRelationship of security_VexVulnAssessmentRelationship': '',

  CreationInfo: 'specVersion! version; created! time; createdBy+ Agent; createdUsing* Tool; comment? text',
  'abstract IntegrityMethod': 'comment? text',
  'Hash of IntegrityMethod': 'algorithm! HashAlgorithm; hashValue! text',
  'PackageVerificationCode of IntegrityMethod':
    'algorithm! HashAlgorithm; hashValue! text; packageVerificationCodeExcludedFile* text',
  'software_ContentIdentifier of IntegrityMethod':
    'software_contentIdentifierType! ContentIdentifierType; software_contentIdentifierValue! uri',
  ExternalIdentifier:
    'externalIdentifierType! ExternalIdentifierType; identifier! text; comment? text; identifierLocator* uri; ' +
    'issuingAuthority? text',
  ExternalRef: 'externalRefType? ExternalRefType; locator* text; contentType? media; comment? text',
  ExternalMap: 'externalSpdxId! uri; verifiedUsing* IntegrityMethod; locationHint? uri; definingArtifact? Artifact',
  NamespaceMap: 'prefix! text; namespace! uri',
  DictionaryEntry: 'key! text; value? text',
  PositiveIntegerRange: 'beginIntegerRange! positive; endIntegerRange! positive',
  ai_EnergyConsumption:
    'ai_finetuningEnergyConsumption* ai_EnergyConsumptionDescription; ' +
    'ai_inferenceEnergyConsumption* ai_EnergyConsumptionDescription; ' +
    'ai_trainingEnergyConsumption* ai_EnergyConsumptionDescription',
  ai_EnergyConsumptionDescription: 'ai_energyQuantity! decimal; ai_energyUnit! EnergyUnit',
  'abstract extension_Extension': '',
  'extension_CdxPropertiesExtension of extension_Extension': 'extension_cdxProperty+ extension_CdxPropertyEntry',
  extension_CdxPropertyEntry: 'extension_cdxPropName! text; extension_cdxPropValue? text',
}

export interface SpdxClass {
  name: string
  isAbstract: boolean
  /** Has an `spdxId` and can be pointed at from anywhere; all else lies within an element, or is a node with an `@id`. */
  isElement: boolean
  /** Of its own and of those above it. */
  properties: ReadonlyMap<string, SpdxProperty>
  /** Itself and those above it. */
  kinds: ReadonlySet<string>
}

export interface SpdxProperty {
  isList: boolean
  /** How many at least. */
  least: number
  holds: { kind: PlainKind } | { words: string } | { class: string }
}

const plainKinds = ['text', 'uri', 'time', 'version', 'media', 'decimal', 'boolean', 'natural', 'positive'] as const
export type PlainKind = (typeof plainKinds)[number]

const marks: Record<string, Pick<SpdxProperty, 'isList' | 'least'>> = {
  '?': { isList: false, least: 0 },
  '!': { isList: false, least: 1 },
  '*': { isList: true, least: 0 },
  '+': { isList: true, least: 1 },
  '2': { isList: true, least: 2 },
}

const classes = new Map<string, SpdxClass>()
for (const [title, properties] of Object.entries(table)) addClass(title, properties)
for (const name of vocabularyClasses.split(' ')) addClass(name, '')

export function findClass(name: unknown): SpdxClass | undefined {
  return typeof name === 'string' ? classes.get(name) : undefined
}

/** Whether `name` is the class `kind` or one below it. */
export function isKindOf(name: unknown, kind: string): boolean {
  return findClass(name)?.kinds.has(kind) === true
}

function addClass(title: string, properties: string) {
  const [, abstract, name = '', above] = /^(abstract )?(\S+)(?: of (\S+))?$/.exec(title) ?? []
  const parent = above === undefined ? undefined : classes.get(above)
  classes.set(name, {
    name,
    isAbstract: abstract !== undefined,
    isElement: name === 'Element' || parent?.isElement === true,
    properties: new Map([...(parent?.properties ?? []), ...properties.split('; ').filter(Boolean).map(readProperty)]),
    kinds: new Set([...(parent?.kinds ?? []), name]),
  })
}

function readProperty(text: string): [string, SpdxProperty] {
  const [, name = '', mark = '', type = ''] = /^(\w+)([?!*+2]) (\w+)$/.exec(text) ?? []
  const often = marks[mark] ?? { isList: false, least: 0 }
  const kind = plainKinds.find(kind => kind === type)
  if (kind) return [name, { ...often, holds: { kind } }]
  return [name, { ...often, holds: vocabularies.has(type) ? { words: type } : { class: type } }]
}
