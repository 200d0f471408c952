import type { Dependency } from './lockfile-reader.ts'

type Hashes = NonNullable<Dependency['hashes']>

const algorithms: Record<string, [name: string, digits: number]> = {
  md5: ['MD5', 32],
  sha1: ['SHA-1', 40],
  sha256: ['SHA-256', 64],
  sha384: ['SHA-384', 96],
  sha512: ['SHA-512', 128],
}

/** Subresource Integrity, as npm and its kin write it: `sha512-…` in base64, several apart by blanks, options behind `?`. */
export function hashesOfIntegrity(integrity: string | undefined): Hashes {
  return (integrity ?? '').split(/\s+/).flatMap(part => {
    const [, name = '', encoded = ''] = /^(\w+)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?$/.exec(part) ?? []
    return hashOf(name, Buffer.from(encoded, 'base64').toString('hex'))
  })
}

/** None where it is no digest of that algorithm. */
export function hashOf(name: string, value: string | undefined): Hashes {
  const [algorithm, digits] = Object.hasOwn(algorithms, name) ? (algorithms[name] ?? []) : []
  if (!algorithm || value?.length !== digits || !/^[0-9a-f]+$/i.test(value ?? '')) return []
  return [{ algorithm, value: (value ?? '').toLowerCase() }]
}
