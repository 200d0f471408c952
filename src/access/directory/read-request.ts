import { isObject, type Resource } from '../../lib/scim/attribute.ts'
import { ScimError } from '../../lib/scim/scim-error.ts'
import type { Precondition } from './model.ts'

const mostBytes = 4 * 1024 * 1024

/** In JSON, by either of its two names. */
export async function readBody(request: Request): Promise<Resource> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/scim+json' && type !== 'application/json') throw wrongType
  try {
    const body: unknown = JSON.parse(await readText(request))
    if (isObject(body)) return body
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw noJson
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > mostBytes) throw tooLarge
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** Holds what is there to the version that the client has seen (RFC 7644, 3.14). */
export function preconditionOf(request: Request): Precondition {
  const wanted = tagsIn(request.headers.get('if-match'))
  return version => {
    if (wanted && !wanted.has(plain(version)) && !wanted.has('*')) throw changedSince
  }
}

/** Whether the client has seen this version already. */
export function hasSeen(request: Request, version: string): boolean {
  const seen = tagsIn(request.headers.get('if-none-match'))
  return seen !== undefined && (seen.has(plain(version)) || seen.has('*'))
}

function tagsIn(header: string | null): Set<string> | undefined {
  return header === null ? undefined : new Set(header.split(',').map(tag => plain(tag.trim())))
}

/** All of ours are weak, and some clients leave that away. */
function plain(tag: string) {
  return tag.replace(/^W\//i, '')
}

const wrongType = new ScimError(415, {
  en: 'Send application/scim+json or application/json',
  zh: '请以 application/scim+json 或 application/json 发送',
})
const noJson = new ScimError('invalidSyntax', { en: 'The body is no JSON object', zh: '请求正文不是 JSON 对象' })
const tooLarge = new ScimError(413, {
  en: 'The body is larger than 4 MiB: send it in several requests',
  zh: '请求正文超过 4 MiB：请分多次发送',
})
const changedSince = new ScimError(412, {
  en: 'It was changed since you read it: read it again and repeat your change',
  zh: '读取之后内容已被修改：请重新读取后再更改',
})
