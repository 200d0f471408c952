import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

const cipher = 'aes-256-cbc'
/** The same of each: who has the same id is to be recognized. */
const start = Buffer.alloc(16)

/** An id in the place of one that is drawn from an e-mail, which whoever knows the e-mail could try. */
export function disguiseId(id: string, salt: string): string {
  const sealing = createCipheriv(cipher, keyOf(salt), start)
  return Buffer.concat([sealing.update(id, 'utf8'), sealing.final()]).toString('base64url')
}

/** The id behind; undefined where nobody was given this one. */
export function revealId(disguised: string, salt: string): string | undefined {
  const opening = createDecipheriv(cipher, keyOf(salt), start)
  try {
    const id = Buffer.concat([opening.update(disguised, 'base64url'), opening.final()]).toString('utf8')
    return disguiseId(id, salt) === disguised ? id : undefined
  } catch {
    return undefined
  }
}

function keyOf(salt: string): Buffer {
  return createHmac('sha256', salt).update('ids of people').digest()
}
