import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Symmetric signatures of Standard Webhooks (https://www.standardwebhooks.com), version `v1`: HMAC-SHA256. */
export interface SignedMessage {
  /** The same for every try to deliver the same message, so that a receiver may tell a repetition. */
  id: string
  /** Of this try, in seconds since 1970. */
  timestamp: number
  body: string
}

export type SignatureHeaders = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>

/** Why a message is not to be believed. */
export type Distrust = 'incomplete' | 'too-old' | 'too-new' | 'wrong-signature'

const prefix = 'whsec_'
/** The specification asks for 24 to 64 bytes. */
const secretBytes = { fresh: 32, least: 24, most: 64 }
const toleranceSeconds = 5 * 60

export function createWebhookSecret(): string {
  return prefix + randomBytes(secretBytes.fresh).toString('base64')
}

export function isWebhookSecret(text: string): boolean {
  return keyOf(text) !== undefined
}

/** Several secrets give several signatures: while one follows another, a receiver may hold either. */
export function signMessage(message: SignedMessage, secrets: readonly string[]): SignatureHeaders {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': secrets.map(secret => `v1,${signature(message, secret)}`).join(' '),
  }
}

/** Undefined when the body comes from one who holds the secret, and not from long ago; else what speaks against it. */
export function distrustMessage(
  headers: Partial<Record<string, string>>,
  body: string,
  secret: string,
  now: Date,
): Distrust | undefined {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = headers
  if (!id || !time || !signatures || !/^\d{1,15}$/.test(time)) return 'incomplete'
  const timestamp = Number(time)
  const age = now.getTime() / 1000 - timestamp
  if (age > toleranceSeconds) return 'too-old'
  if (age < -toleranceSeconds) return 'too-new'
  const expected = signature({ id, timestamp, body }, secret)
  // Signatures of other versions stand beside ours and are passed over.
  const given = signatures.split(' ').flatMap(entry => (entry.startsWith('v1,') ? [entry.slice('v1,'.length)] : []))
  return given.some(candidate => areEqual(candidate, expected)) ? undefined : 'wrong-signature'
}

function signature({ id, timestamp, body }: SignedMessage, secret: string): string {
  const key = keyOf(secret)
  if (!key) throw new Error('a secret of Standard Webhooks is whsec_ and the base64 of 24 to 64 bytes')
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
}

function keyOf(secret: string): Buffer | undefined {
  const encoded = secret.startsWith(prefix) ? secret.slice(prefix.length) : ''
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined
  const key = Buffer.from(encoded, 'base64')
  return key.length >= secretBytes.least && key.length <= secretBytes.most ? key : undefined
}

function areEqual(one: string, other: string) {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
