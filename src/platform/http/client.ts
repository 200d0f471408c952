import type { z } from 'zod'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import { Failure } from '../failure.ts'
import { type Endpoint, pathNames } from './endpoint.ts'
import type { Problem } from './problem.ts'

/** A server over the network, or `app.fetch` in this very process. */
export type Transport = (request: Request) => Response | Promise<Response>

export type Client = ReturnType<typeof createClient>

interface Options {
  server?: string
  token?: string | undefined
  locale?: Locale
}

export function createClient(
  transport: Transport,
  { server = 'http://localhost', token, locale = 'en' }: Options = {},
) {
  return async function call<I extends z.ZodObject, O extends z.ZodType>(
    e: Endpoint<I, O>,
    input: z.input<I>,
    /** Of an endpoint that takes one. */
    file?: Uint8Array<ArrayBuffer> | Blob,
  ): Promise<z.output<O>> {
    const rest: Record<string, unknown> = { ...input }
    const url = new URL(fillPath(e.path, rest), server)
    if (e.method === 'GET' || e.upload) fillQuery(url, rest)

    const response = await transport(
      new Request(url, {
        method: e.method,
        headers: {
          'accept-language': locale,
          'content-type': e.upload ? 'application/octet-stream' : 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
        },
        ...(e.method !== 'GET' && { body: e.upload ? (file ?? null) : JSON.stringify(rest) }),
      }),
    )
    return e.output.parse(await answerOf(response))
  }
}

/** Takes what the path names out of `rest`. */
function fillPath(path: string, rest: Record<string, unknown>) {
  let filled = path
  for (const name of pathNames(path)) {
    filled = filled.replace(`{${name}}`, encodeURIComponent(String(rest[name])))
    delete rest[name]
  }
  return filled
}

function fillQuery(url: URL, rest: Record<string, unknown>) {
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text()
  const answer = parseJson(text)
  if (response.ok && answer !== undefined) return answer
  const problem = (answer ?? {}) as Partial<Problem>
  const title = problem.title ?? `${response.url || 'The server'} answered ${response.status} and no JSON`
  throw new Failure(problem.code ?? 'upstream-failed', verbatim(title), { detail: problem.detail })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
