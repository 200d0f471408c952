import { type Context as Exchange, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { Failure } from '../failure.ts'
import { requireFit } from '../require-fit.ts'
import { type Endpoint, honoPath, type Upload } from './endpoint.ts'
import { isMultipart, readField, readMultipart } from './multipart.ts'
import { requirePlain } from './plain-text.ts'
import { problemOf } from './problem.ts'

export type ContextOf = (request: Request) => Promise<Context>

const megabyte = 1024 * 1024

/** Of a body: 1 MiB, or what the door for files says. */
export function limitBody(upload: Upload | undefined) {
  const maxSize = upload?.limit ?? megabyte
  return bodyLimit({
    maxSize,
    onError: () => {
      const most = `${Math.floor(maxSize / megabyte)} MiB`
      throw new Failure('too-large', { en: `The body is larger than ${most}`, zh: `请求正文超过 ${most}` })
    },
  })
}

/** The API: one route an endpoint, answers and problems in JSON. */
export function createApi(endpoints: Endpoint[], contextOf: ContextOf) {
  const router = new Hono()

  for (const e of endpoints) {
    router.on(e.method, honoPath(e.path), limitBody(e.upload), async c => {
      const ctx = await contextOf(c.req.raw)
      try {
        requirePermission(ctx, e.permission)
        const { rest, file } = e.upload ? await uploadOf(c) : { rest: await restOf(e, c), file: noFile() }
        const input = parseInput(e, { ...rest, ...c.req.param() })
        return c.json(e.output.parse(await e.handle(ctx, input, file)) as object)
      } catch (error) {
        return answerProblem(c, error, ctx)
      }
    })
  }
  return router
}

/** Also for what goes wrong before it is known who asks. */
export function answerProblem(c: Exchange, error: unknown, { locale }: Pick<Context, 'locale'>) {
  const problem = problemOf(error, locale)
  if (problem.status === 500) console.error(error)
  return c.body(JSON.stringify(problem), problem.status as 500, { 'content-type': 'application/problem+json' })
}

async function uploadOf(c: Exchange): Promise<{ rest: object; file: AsyncIterable<Uint8Array> }> {
  const rest: Record<string, string> = c.req.query()
  const contentType = c.req.header('content-type') ?? ''
  const body = bodyOf(c.req.raw)
  if (!isMultipart(contentType)) return { rest, file: body }
  // Not with for … of: that would close the body after the first file.
  const parts = readMultipart(contentType, body)
  for (let part = await parts.next(); !part.done; part = await parts.next()) {
    if (part.value.fileName !== undefined) return { rest, file: part.value.content }
    rest[part.value.name] = await readField(part.value)
  }
  throw new Failure('invalid-input', { en: 'The form holds no file', zh: '表单中没有文件' })
}

/** Nothing is a body of no bytes. */
export function bodyOf({ body }: Request): AsyncIterable<Uint8Array> {
  return body ?? noFile()
}

async function* noFile(): AsyncGenerator<Uint8Array> {
  yield* []
}

async function restOf(e: Endpoint, c: Exchange): Promise<object> {
  if (e.method === 'GET') return c.req.query()
  const text = await c.req.text()
  if (!text) return {}
  try {
    const body: unknown = JSON.parse(text)
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body
  } catch {
    // Answered below, with what is no JSON at all.
  }
  throw new Failure('invalid-input', { en: 'The body is no JSON object', zh: '请求正文不是 JSON 对象' })
}

function parseInput<Input extends z.ZodObject>(e: Endpoint<Input>, raw: object): z.output<Input> {
  requirePlain(raw)
  return requireFit(e.input, raw, { en: 'The input', zh: '输入' })
}
