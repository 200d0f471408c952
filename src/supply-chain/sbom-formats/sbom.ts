/**
 * What a bill of materials says, whatever format it came in: the one model that every format is read into and written from.
 * Ids are those of the document, unique within it. Lists are empty where nothing was said, everything else is left out.
 * What only one family of formats can say stays in `rest`: written again in that family it is kept, in any other it is a loss.
 */
export interface Sbom {
  /** CycloneDX `serialNumber` (urn:uuid:…), SPDX 2 `documentNamespace`, SPDX 3 `spdxId` of the SpdxDocument. */
  id?: string
  /** CycloneDX `version`: how often this document was issued anew. */
  revision?: number
  name?: string
  /** ISO 8601, as written. */
  createdAt?: string
  /** Who answers for the document itself. */
  creators: Creator[]
  tools: Tool[]
  /** When in the life of the software it was made: design, source, build, analyzed, deployed, runtime … */
  lifecycles: string[]
  /** The license of the document itself: an SPDX expression. */
  dataLicense?: string
  comment?: string
  /** Ids of what the document is about: CycloneDX `metadata.component`, SPDX DESCRIBES or `rootElement`. */
  roots: string[]
  components: Component[]
  relationships: Relationship[]
  /** License texts that the document brings along for its `LicenseRef-…`. */
  licenses: BroughtLicense[]
  rest?: Rest
}

/** CycloneDX component types, with what SPDX 3 adds to them. */
export const componentKinds = [
  'application',
  'container',
  'cryptographic-asset',
  'data',
  'device',
  'device-driver',
  'file',
  'firmware',
  'framework',
  'library',
  'machine-learning-model',
  'operating-system',
  'platform',
  'archive',
  'source',
  'other',
] as const
export type ComponentKind = (typeof componentKinds)[number]

/** A package, a file, a device … */
export interface Component {
  id: string
  kind: ComponentKind
  name: string
  group?: string
  version?: string
  /** Canonical; one that cannot be read is in `identifiers` as it was written. */
  purl?: string
  /** CPE 2.2 or 2.3 names. */
  cpes: string[]
  /** What else identifies it: swid, swhid, gitoid, or a purl that cannot be read, by the format's own type name. */
  identifiers: { type: string; value: string }[]
  supplier?: Party
  /** Who made it: CycloneDX `manufacturer`, SPDX `originator`. */
  originator?: Party
  authors: Party[]
  publisher?: string
  description?: string
  summary?: string
  comment?: string
  /** SPDX expressions, or `NONE` and `NOASSERTION`; what is no expression is brought as a `LicenseRef-…` in `Sbom.licenses`. */
  declaredLicense?: string
  concludedLicense?: string
  /** May be `NONE` or `NOASSERTION`. */
  copyright?: string
  attributions: string[]
  hashes: Hash[]
  /** SPDX `downloadLocation` (may be `NONE` or `NOASSERTION`), CycloneDX reference of type distribution. */
  downloadLocation?: string
  homepage?: string
  sourceInfo?: string
  fileName?: string
  references: Reference[]
  scope?: 'required' | 'optional' | 'excluded'
  builtAt?: string
  releasedAt?: string
  /** The day after which it is no longer supported, as the document says. */
  validUntil?: string
  properties: Property[]
  rest?: Rest
}

export interface Party {
  /** CycloneDX `bom-ref`, SPDX 3 `spdxId`; the others have none. */
  id?: string
  kind: 'person' | 'organization' | 'unknown'
  name: string
  email?: string
  urls?: string[]
}

/** How somebody stands to the document: CycloneDX `metadata.authors`, `.manufacturer`, `.supplier`; SPDX creators are authors. */
export interface Creator extends Party {
  role: 'author' | 'manufacturer' | 'supplier'
}

export interface Tool {
  /** CycloneDX `bom-ref`, SPDX 3 `spdxId`; the others have none. */
  id?: string
  name: string
  version?: string
  vendor?: string
}

export interface Hash {
  /** As IANA and CycloneDX spell it: MD5, SHA-1, SHA-256, SHA3-512, BLAKE2b-256 … */
  algorithm: string
  /** Lower-case hexadecimal. */
  value: string
}

export interface Reference {
  /** CycloneDX reference type: vcs, website, distribution, issue-tracker, … or the format's own type name. */
  type: string
  url: string
  comment?: string
  hashes?: Hash[]
}

export interface Property {
  name: string
  value?: string
}

/** In the words of SPDX 3, lower camel case: `from` dependsOn `to`, `from` contains `to`, `from` describes `to` … */
export interface Relationship {
  from: string
  kind: string
  /** May be empty with `completeness` 'complete': it is known that there is none. */
  to: string[]
  /** SPDX 3 `completeness`, CycloneDX compositions of dependencies. */
  completeness?: 'complete' | 'incomplete' | 'unknown'
  /** SPDX 3 LifecycleScopeType: design, development, build, test, runtime … */
  scope?: string
  comment?: string
  rest?: Rest
}

export interface BroughtLicense {
  /** `LicenseRef-…` */
  id: string
  name?: string
  text?: string
  urls: string[]
  comment?: string
  rest?: Rest
}

/** What one family of formats says beyond this model, in that family's own JSON shape. */
export interface Rest {
  cyclonedx?: Record<string, unknown>
  spdx2?: Record<string, unknown>
  spdx3?: Record<string, unknown>
  /** Ids that SPDX 3 gave to what the model holds by value, and how it spelled what the model says: nothing is lost with them. */
  spdx3Ids?: Record<string, string>
  /** What stood in XML in namespaces that CycloneDX knows nothing of, by name as written: how often. Never written again. */
  foreignXml?: Record<string, number>
  /** Digests of what in a CycloneDX document was signed: a signature is only written again where it is over just that. */
  signed?: string[]
}
