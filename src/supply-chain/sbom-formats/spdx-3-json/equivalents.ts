import type { ComponentKind } from '../sbom.ts'
import { isWord } from './words.ts'

/** How the model's words and those of SPDX 3 stand for each other. */

const algorithms: [name: string, word: string][] = [
  ['ADLER32', 'adler32'],
  ['BLAKE2b-256', 'blake2b256'],
  ['BLAKE2b-384', 'blake2b384'],
  ['BLAKE2b-512', 'blake2b512'],
  ['BLAKE3', 'blake3'],
  ['MD2', 'md2'],
  ['MD4', 'md4'],
  ['MD5', 'md5'],
  ['MD6', 'md6'],
  ['SHA-1', 'sha1'],
  ['SHA-224', 'sha224'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
  ['SHA3-224', 'sha3_224'],
  ['SHA3-256', 'sha3_256'],
  ['SHA3-384', 'sha3_384'],
  ['SHA3-512', 'sha3_512'],
]
const referenceTypes: [name: string, word: string][] = [
  ['advisories', 'securityAdvisory'],
  ['adversary-model', 'securityAdversaryModel'],
  ['build-meta', 'buildMeta'],
  ['build-system', 'buildSystem'],
  ['certification-report', 'certificationReport'],
  ['component-analysis-report', 'componentAnalysisReport'],
  ['distribution', 'altDownloadLocation'],
  ['dynamic-analysis-report', 'dynamicAnalysisReport'],
  ['exploitability-statement', 'vulnerabilityExploitabilityAssessment'],
  ['issue-tracker', 'issueTracker'],
  ['mailing-list', 'mailingList'],
  ['pentest-report', 'securityPenTestReport'],
  ['release-notes', 'releaseNotes'],
  ['risk-assessment', 'riskAssessment'],
  ['runtime-analysis-report', 'runtimeAnalysisReport'],
  ['social', 'socialMedia'],
  ['source-distribution', 'sourceArtifact'],
  ['static-analysis-report', 'staticAnalysisReport'],
  ['threat-model', 'securityThreatModel'],
  ['website', 'altWebPage'],
]
const purposes: [kind: ComponentKind, word: string][] = [
  ['application', 'application'],
  ['archive', 'archive'],
  ['container', 'container'],
  ['data', 'data'],
  ['device', 'device'],
  ['device-driver', 'deviceDriver'],
  ['firmware', 'firmware'],
  ['framework', 'framework'],
  ['library', 'library'],
  ['machine-learning-model', 'model'],
  ['operating-system', 'operatingSystem'],
  ['other', 'other'],
  ['platform', 'platform'],
  ['source', 'source'],
]

const wordOfAlgorithm = new Map(algorithms)
const algorithmOfWord = turned(algorithms)
const wordOfReference = new Map(referenceTypes)
const referenceOfWord = turned(referenceTypes)
const wordOfKind = new Map<ComponentKind, string>(purposes)
const kindOfWord = turned(purposes)

/** Undefined where SPDX 3 has no word for it, or the word `other`. */
export function findAlgorithmWord(name: string): string | undefined {
  const word = wordOfAlgorithm.get(name) ?? (algorithmOfWord.has(name) ? undefined : name)
  return word !== 'other' && isWord('HashAlgorithm', word) ? word : undefined
}

export function algorithmOf(word: string): string {
  return algorithmOfWord.get(word) ?? word
}

/** Undefined where SPDX 3 has no word for it. */
export function findReferenceWord(type: string): string | undefined {
  const word = wordOfReference.get(type) ?? (referenceOfWord.has(type) ? undefined : type)
  return isWord('ExternalRefType', word) ? word : undefined
}

export function referenceTypeOf(word: string): string {
  return referenceOfWord.get(word) ?? word
}

export function findPurpose(kind: ComponentKind): string | undefined {
  return wordOfKind.get(kind)
}

/** A package that does not say what it is for is taken for a library. */
export function kindOfPurpose(word: unknown): ComponentKind {
  if (word === undefined) return 'library'
  return (typeof word === 'string' ? kindOfWord.get(word) : undefined) ?? 'other'
}

/** A name that SPDX 3 has no word for goes in front of the comment, and is found there again. */
export function writeNote(name: string | undefined, comment: string | undefined): string | undefined {
  if (name === undefined) return comment
  return comment === undefined ? `type: ${name}` : `type: ${name}; ${comment}`
}

export function readNote(comment: unknown): { name?: string; comment?: string } {
  if (typeof comment !== 'string') return {}
  const [, name, rest] = /^type: ([^;]+)(?:; ([\s\S]*))?$/.exec(comment) ?? []
  if (name === undefined) return { comment }
  return rest === undefined ? { name } : { name, comment: rest }
}

function turned<Name extends string>(pairs: [name: Name, word: string][]): Map<string, Name> {
  return new Map(pairs.map(([name, word]) => [word, name]))
}
