import { createHash, randomBytes } from 'node:crypto'

/** 256 bits that nobody guesses, fit for a link, a cookie or a header. */
export function createSecret(prefix = '') {
  return prefix + randomBytes(32).toString('base64url')
}

/** What we keep of a secret. Plain SHA-256 will do: these are random, not chosen by people. */
export function hashSecret(secret: string) {
  return createHash('sha256').update(secret).digest('hex')
}
