import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { oneAtATime } from './one-at-a-time.ts'

const derive = promisify(argon2)

/** Argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

/** In the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt, cost)
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(salt)}$${bare(tag)}`
}

/** Takes as long where there is no hash: how long an answer takes tells nobody whether a name exists. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? nobody)
  if (!parts) return false
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts
  const wanted = Buffer.from(tag, 'base64')
  const costs = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const given = await tagOf(password, Buffer.from(salt, 'base64'), costs, wanted.length)
  return timingSafeEqual(given, wanted) && hash !== null
}

const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$${bare(randomBytes(16))}$${bare(randomBytes(32))}`

/** One after the other, for each takes its memory: a crowd at the door must not take all there is. */
function tagOf(password: string, nonce: Buffer, { memory, passes, parallelism }: typeof cost, length = tagLength) {
  const parameters = { message: password.normalize('NFKC'), nonce, memory, passes, parallelism, tagLength: length }
  return oneAtATime('password', () => derive('argon2id', parameters))
}

function bare(bytes: Buffer) {
  return bytes.toString('base64').replace(/=+$/, '')
}
