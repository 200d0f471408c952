import { createHash } from 'node:crypto'

/** The namespace of URLs: RFC 9562 §6.6 */
const urlNamespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')

/**
 * The `UID` of what has that address: always the same, and without telling it (RFC 7986 §5.3). It is the UUID of
 * version 5 of the address.
 */
export function stableUid(url: string): string {
  const hash = createHash('sha1').update(urlNamespace).update(url).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
