import type { Hash } from '../sbom.ts'
import type { Spdx2Version } from './version.ts'

interface Algorithm {
  /** As the model names it. */
  name: string
  /** Hexadecimal digits; undefined where the algorithm gives as many as it is asked for. */
  digits?: number
  since?: '2.3'
}

/** Package checksum, 7.10, and file checksum, 8.4. */
const algorithms = new Map<string, Algorithm>([
  ['SHA1', { name: 'SHA-1', digits: 40 }],
  ['SHA224', { name: 'SHA-224', digits: 56 }],
  ['SHA256', { name: 'SHA-256', digits: 64 }],
  ['SHA384', { name: 'SHA-384', digits: 96 }],
  ['SHA512', { name: 'SHA-512', digits: 128 }],
  ['SHA3-256', { name: 'SHA3-256', digits: 64, since: '2.3' }],
  ['SHA3-384', { name: 'SHA3-384', digits: 96, since: '2.3' }],
  ['SHA3-512', { name: 'SHA3-512', digits: 128, since: '2.3' }],
  ['BLAKE2b-256', { name: 'BLAKE2b-256', digits: 64, since: '2.3' }],
  ['BLAKE2b-384', { name: 'BLAKE2b-384', digits: 96, since: '2.3' }],
  ['BLAKE2b-512', { name: 'BLAKE2b-512', digits: 128, since: '2.3' }],
  ['BLAKE3', { name: 'BLAKE3', since: '2.3' }],
  ['MD2', { name: 'MD2', digits: 32 }],
  ['MD4', { name: 'MD4', digits: 32 }],
  ['MD5', { name: 'MD5', digits: 32 }],
  ['MD6', { name: 'MD6' }],
  ['ADLER32', { name: 'ADLER32', digits: 8, since: '2.3' }],
])
const spellings = new Map([...algorithms].map(([spelling, { name }]) => [name, spelling]))

export const checksumAlgorithms: readonly string[] = [...algorithms.keys()]

export function algorithmsOf(version: Spdx2Version): string[] {
  return [...algorithms].flatMap(([spelling, { since }]) => (version === '2.2' && since ? [] : [spelling]))
}

/** Whether it is as many lowercase hexadecimal digits as the algorithm gives. */
export function isDigest(algorithm: string, value: string): boolean {
  const digits = algorithms.get(algorithm)?.digits
  return /^(?:[0-9a-f]{2})+$/.test(value) && (digits === undefined || value.length === digits)
}

export function digitsOf(algorithm: string): number | undefined {
  return algorithms.get(algorithm)?.digits
}

/** None for what is no checksum. */
export function readChecksum(value: Record<string, unknown>): Hash[] {
  const { algorithm, checksumValue } = value
  if (typeof algorithm !== 'string' || typeof checksumValue !== 'string') return []
  return [{ algorithm: algorithms.get(algorithm)?.name ?? algorithm, value: checksumValue.toLowerCase() }]
}

/** Undefined where the version knows no such algorithm or the value is none that it gives. */
export function writeChecksum(hash: Hash, version: Spdx2Version): Record<string, unknown> | undefined {
  const algorithm = spellings.get(hash.algorithm)
  if (!algorithm || !isDigest(algorithm, hash.value)) return undefined
  if (version === '2.2' && algorithms.get(algorithm)?.since) return undefined
  return { algorithm, checksumValue: hash.value }
}
