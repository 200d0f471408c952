import type { z } from 'zod'
import type { ForgeRepository, ForgeTools } from '../forge.ts'
import { ForgeProblem, missing, readAs } from '../forge-problem.ts'
import { GraphQl } from './shapes.ts'

function graphqlOf(origin: string): string {
  const api = cloudOf(origin)
  return api === undefined ? `${origin}/api/graphql` : `${api}/graphql`
}

/** Of an Enterprise Server REST lies below its own address. */
export function restOf(origin: string): string {
  return cloudOf(origin) ?? `${origin}/api/v3`
}

/** What GitHub runs itself, `octocorp.ghe.com` too, answers on a host of its own. */
function cloudOf(origin: string): string | undefined {
  const { host } = new URL(origin)
  return host === 'github.com' || host.endsWith('.ghe.com') ? `https://api.${host}` : undefined
}

interface Ask<T extends z.ZodType> {
  query: string
  variables: Record<string, unknown>
  /** The one field of the answer that matters. */
  field: 'repository' | 'node'
  shape: T
}

export async function askGraphql<T extends z.ZodType>(
  { origin, path }: ForgeRepository,
  tools: Pick<ForgeTools, 'ask' | 'isSignedIn'>,
  { query, variables, field, shape }: Ask<T>,
): Promise<z.output<T>> {
  if (!tools.isSignedIn) throw unsigned(new URL(origin).host)
  const { json } = await tools.ask(graphqlOf(origin), { body: { query, variables } })
  const { data, errors } = readAs(GraphQl, json, path)
  const found = data?.[field]
  if (errors.some(({ type }) => type === 'RESOURCE_LIMITS_EXCEEDED')) throw refused('overload', path, errors)
  // What one may not see is null, and told as an error beside all the rest.
  if (found !== null && found !== undefined) return readAs(shape, found, path)
  if (errors.length === 0 || errors.some(({ type }) => type === 'NOT_FOUND')) throw missing(path, new URL(origin).host)
  throw refused(errors.some(({ message }) => gaveUp.test(message)) ? 'overload' : 'strange', path, errors)
}

/** What it says after ten seconds, where it says it in an answer. */
const gaveUp = /^Something went wrong while executing your query|respond to your request in time/

function refused(kind: ForgeProblem['kind'], path: string, errors: readonly { message: string }[]) {
  const said = errors.map(({ message }) => message).join(' · ')
  return new ForgeProblem(kind, {
    en: `GitHub refused the question about ${path}: ${said}`,
    zh: `GitHub 拒绝了关于 ${path} 的查询：${said}`,
  })
}

/** Asked all the same, GitHub answers that the limit of none is used up, for ever. */
function unsigned(host: string) {
  return new ForgeProblem('strange', {
    en: `${host} tells nothing without a token: give the connection one`,
    zh: `${host} 不向未登录者提供数据：请为连接提供令牌`,
  })
}
