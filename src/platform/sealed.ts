import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.ts'

export interface Sealer {
  seal(text: string): string
  unseal(sealed: string): string
}

interface Options {
  /** Undefined for an office that lives in memory only: what it seals ends with it. */
  data: string | undefined
  /** 32 bytes in base64 or hex, in place of the key file. Hosts that share a database share it. */
  key?: string | undefined
}

const version = 'sealed1'
const cipher = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/**
 * Keeps secrets that are needed again, such as the one that a webhook is signed with: in the records they lie encrypted
 * (AES-256-GCM), and the key beside them in `secret.key`, made when it is first needed.
 */
export function createSealer({ data, key: given }: Options): Sealer {
  let known = given === undefined ? undefined : parseKey(given, 'OSPO_SECRET_KEY')
  const key = () => {
    known ??= data === undefined ? randomBytes(keyBytes) : keyInFile(join(data, 'secret.key'))
    return known
  }
  return {
    seal: text => encrypt(text, key()),
    unseal: sealed => decrypt(sealed, key()),
  }
}

function encrypt(text: string, key: Buffer): string {
  const nonce = randomBytes(nonceBytes)
  const encryption = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(version))
  const body = Buffer.concat([encryption.update(text, 'utf8'), encryption.final()])
  return [version, Buffer.concat([nonce, encryption.getAuthTag(), body]).toString('base64url')].join(':')
}

function decrypt(sealed: string, key: Buffer): string {
  const [is, encoded = ''] = sealed.split(':')
  const bytes = Buffer.from(encoded, 'base64url')
  if (is !== version || bytes.length < nonceBytes + tagBytes) throw notOurs()
  const decryption = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decryption.setAAD(Buffer.from(version)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    const text = [decryption.update(bytes.subarray(nonceBytes + tagBytes)), decryption.final()]
    return Buffer.concat(text).toString('utf8')
  } catch (cause) {
    throw notOurs(cause)
  }
}

/** Whole or not at all, and by one process only: of two that begin at once, the second takes the key of the first. */
function keyInFile(path: string): Buffer {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  try {
    return parseKey(readFileSync(path, 'utf8'), path)
  } catch (error) {
    if (!isMissing(error)) throw explained(error, path)
  }
  try {
    writeFileSync(fresh, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    try {
      linkSync(fresh, path)
    } catch (error) {
      if (!isThere(error)) throw error
    }
    return parseKey(readFileSync(path, 'utf8'), path)
  } catch (error) {
    throw explained(error, path)
  } finally {
    rmSync(fresh, { force: true })
  }
}

function parseKey(text: string, where: string): Buffer {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64')
  if (key.length === keyBytes) return key
  throw new Failure('unavailable', {
    en: `${where} holds no key: it takes 32 random bytes in base64 or hex, such as “openssl rand -base64 32” prints`,
    zh: `${where} 中没有有效密钥：应为 32 个随机字节的 base64 或十六进制，例如 “openssl rand -base64 32” 的输出`,
  })
}

function explained(error: unknown, path: string) {
  if (error instanceof Failure) return error
  const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const sentence = {
    en: `The key file ${path} cannot be read or made (${why}): check its rights and the free space`,
    zh: `无法读取或创建密钥文件 ${path}（${why}）：请检查权限和剩余空间`,
  }
  return new Failure('unavailable', sentence, { cause: error })
}

function notOurs(cause?: unknown) {
  const sentence = {
    en: 'A kept secret was sealed with another key: bring back secret.key of the data folder (or OSPO_SECRET_KEY), or enter the secret anew',
    zh: '保存的密钥是用另一个主密钥加密的：请恢复数据文件夹中的 secret.key（或 OSPO_SECRET_KEY），或重新输入',
  }
  return new Failure('unavailable', sentence, { cause })
}

function isMissing(error: unknown) {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

function isThere(error: unknown) {
  return (error as NodeJS.ErrnoException).code === 'EEXIST'
}
