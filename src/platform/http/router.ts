import { type Context as Exchange, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { Failure } from '../failure.ts'
import { type Endpoint, honoPath } from './endpoint.ts'
import { problemOf } from './problem.ts'

export type ContextOf = (request: Request) => Promise<Context>

const megabyte = 1024 * 1024

/** The API: one route an endpoint, answers and problems in JSON. */
export function createApi(endpoints: Endpoint[], contextOf: ContextOf) {
  const router = new Hono()
  router.use(bodyLimit({ maxSize: megabyte, onError: tooLarge }))

  for (const e of endpoints) {
    router.on(e.method, honoPath(e.path), async c => {
      const ctx = await contextOf(c.req.raw)
      try {
        requirePermission(ctx, e.permission)
        const input = parseInput(e, { ...(await restOf(e, c)), ...c.req.param() })
        return c.json(e.output.parse(await e.handle(ctx, input)) as object)
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
  const input = e.input.safeParse(raw)
  if (input.success) return input.data
  const issues = z.prettifyError(input.error).replaceAll(/\s*\n\s*/g, ' ')
  throw new Failure(
    'invalid-input',
    { en: `The input does not fit: ${issues}`, zh: `输入不符合要求：${issues}` },
    { detail: input.error.issues },
  )
}

function tooLarge(): never {
  throw new Failure('too-large', { en: 'The body is larger than 1 MiB', zh: '请求正文超过 1 MiB' })
}
