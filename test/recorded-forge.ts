import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** One recorded exchange: what is asked, as far as it matters, and what is answered. */
export interface Exchange {
  /** `GET /api/v4/projects/1` */
  ask: string
  query?: Record<string, string>
  /** A piece of the body. */
  contains?: string
  /** Of GraphQL. */
  variables?: Record<string, unknown>
  status?: number
  headers?: Record<string, string>
  answer: unknown
  /** Before the JSON. */
  prefix?: string
  delayMs?: number
}

/** What a server answers instead, the n-th time that it is asked. */
export interface Fault {
  status: number
  headers?: Record<string, string>
  body: string
}

export interface Asked {
  method: string
  url: URL
  body: string
  headers: IncomingMessage['headers']
}

/** A forge on this machine that answers from recordings; what is not recorded is 404, and told. */
export async function serveRecorded() {
  let exchanges: Exchange[] = []
  let date = new Date('2026-11-21T12:00:00Z')
  let faults: (Fault | undefined)[] = []
  const asked: Asked[] = []
  const unknown: string[] = []

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    const body = await text(request)
    const one = { method: request.method ?? '', url, body, headers: request.headers }
    asked.push(one)
    response.setHeader('date', date.toUTCString())
    const fault = faults.shift()
    if (fault) {
      response.writeHead(fault.status, fault.headers).end(fault.body)
      return
    }
    const exchange = exchanges.find(exchange => answers(exchange, one))
    if (!exchange) unknown.push(`${one.method} ${url.pathname}${url.search} ${body.slice(0, 300)}`)
    if (exchange?.delayMs) await sleep(exchange.delayMs)
    const {
      status = 404,
      headers = {},
      answer = { message: 'Not Found' },
      prefix = '',
    } = exchange ? { status: 200, ...exchange } : {}
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(prefix + JSON.stringify(answer))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    unknown,
    /** From now on; the earlier ones of the list go first. */
    play(list: Exchange[], at?: string) {
      exchanges = list
      if (at) date = new Date(at)
    },
    fail(...list: (Fault | undefined)[]) {
      faults = list
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answers({ ask, query = {}, contains, variables = {} }: Exchange, { method, url, body }: Asked) {
  if (ask !== `${method} ${url.pathname}`) return false
  if (!Object.entries(query).every(([name, value]) => url.searchParams.get(name) === value)) return false
  if (contains !== undefined && !body.includes(contains)) return false
  const given = body === '' ? {} : (JSON.parse(body).variables ?? {})
  return Object.entries(variables).every(([name, value]) => given[name] === value)
}

export function readExchanges(path: string | URL): Exchange[] {
  return JSON.parse(readFileSync(path, 'utf8'))
}
