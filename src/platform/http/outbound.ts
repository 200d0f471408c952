import { lookup } from 'node:dns'
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Failure } from '../failure.ts'
import type { Reach } from '../reach.ts'
import { isPrivateAddress } from './private-address.ts'

interface Options {
  /** Whether it may call the office's own network, too: for receivers that stand there. */
  allowPrivate: boolean
  timeoutMs?: number
  /** Bytes of an answer that are read; what is beyond is cut. */
  most?: number
  resolve?: typeof lookup
}

const mostOfAnAnswer = 64 * 1024
const bodyless = new Set([204, 205, 304])

/**
 * A `fetch` for addresses that people typed in. The address that was looked up and judged is the one connected to, so a
 * name cannot turn from a public to a private address in between. It follows no redirect, and cuts what is answered
 * beyond 64 KiB, or what else is said here or by the call.
 */
export function createOutbound({
  allowPrivate,
  timeoutMs = 10_000,
  most = mostOfAnAnswer,
  resolve = lookup,
}: Options): Reach['fetch'] {
  const judgedLookup = allowPrivate ? resolve : createJudgedLookup(resolve)

  return async (address, { method = 'GET', headers, body, signal, ...allowed } = {}) => {
    const url = checkedUrl(address)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!allowPrivate && isIP(host) && isPrivateAddress(host)) throw privateAddress(url.host)
    if (body !== undefined && body !== null && typeof body !== 'string') throw new Error('outbound sends text only')
    const deadline = AbortSignal.timeout(allowed.timeoutMs ?? timeoutMs)
    const request: http.RequestOptions = {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      // No connection is kept: the next call judges the address anew.
      agent: false,
      lookup: judgedLookup as LookupFunction,
      signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
    }
    try {
      return await send(url, request, body ?? undefined, allowed.most ?? most)
    } catch (error) {
      throw explained(error, url.host, deadline.aborted)
    }
  }
}

function send(url: URL, options: http.RequestOptions, body: string | undefined, most: number): Promise<Response> {
  const { request } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, incoming => {
      answerOf(incoming, most).then(resolve, reject)
    })
    outgoing.on('error', reject)
    // With a length, and not in chunks: some receivers take nothing else.
    if (body !== undefined) outgoing.setHeader('content-length', Buffer.byteLength(body))
    outgoing.end(body)
  })
}

async function answerOf(incoming: http.IncomingMessage, most: number): Promise<Response> {
  const chunks: Buffer[] = []
  let room = most
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, room))
    room -= chunk.length
    // Leaving the loop closes the connection.
    if (room <= 0) break
  }
  const status = incoming.statusCode ?? 0
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  return new Response(bodyless.has(status) ? null : Buffer.concat(chunks), { status, headers })
}

/** Refuses a name as soon as one of its addresses is private: an honest one has no mixture. */
function createJudgedLookup(resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      const [first] = addresses
      if (!first || addresses.some(({ address }) => isPrivateAddress(address)))
        return callback(privateAddress(hostname) as NodeJS.ErrnoException, '', 0)
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  }
}

function checkedUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url
  // The address itself stays unsaid: it may hold a secret.
  throw new Failure('invalid-input', {
    en: 'An address to call starts with https:// or http:// and holds no user name',
    zh: '要调用的地址须以 https:// 或 http:// 开头，且不含用户名',
  })
}

function privateAddress(host: string) {
  return new Failure('not-allowed', {
    en: `${host} is an address inside of a network: ospo calls public ones only, unless it is started with OSPO_ALLOW_PRIVATE_WEBHOOKS=1`,
    zh: `${host} 是内部网络地址：ospo 只调用公网地址，除非以 OSPO_ALLOW_PRIVATE_WEBHOOKS=1 启动`,
  })
}

function explained(error: unknown, host: string, late: boolean) {
  if (error instanceof Failure) return error
  const why = late ? 'ETIMEDOUT' : codeOf(error)
  const sentence = {
    en: `${host} did not answer (${why}): check the address, and that its server runs`,
    zh: `${host} 没有响应（${why}）：请检查地址以及其服务器是否在运行`,
  }
  return new Failure('upstream-failed', sentence, { cause: error })
}

/** `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`; of several tries the first. */
function codeOf(error: unknown): string {
  const { code, name, errors } = error as { code?: unknown; name?: string; errors?: unknown[] }
  if (typeof code === 'string') return code
  return errors?.[0] === undefined ? (name ?? 'Error') : codeOf(errors[0])
}
