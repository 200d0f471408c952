import { z } from 'zod'
import type { ForgeRepository, ForgeTools, Question } from '../forge.ts'
import { ForgeProblem, missing, readAs } from '../forge-problem.ts'
import { GraphQl, More, type PageInfo } from './shapes.ts'

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

type Tools = Pick<ForgeTools, 'ask' | 'isSignedIn'>

export async function askGraphql<T extends z.ZodType>(
  repository: ForgeRepository,
  tools: Tools,
  ask: Ask<T>,
): Promise<z.output<T>> {
  const found = await find(repository, tools, ask)
  if (found === undefined) throw missing(repository.path, new URL(repository.origin).host)
  return found
}

interface Rest<T extends z.ZodType> {
  query: string
  /** Of what it is a part. */
  id: string | undefined
  name: string
  node: T
  /** Where that page ended. */
  pageInfo: PageInfo
  variables?: Record<string, unknown>
}

/** What of a list does not fit on the page that it came with; what is removed meanwhile has no more. */
export async function readRest<T extends z.ZodType>(
  repository: ForgeRepository,
  tools: Tools,
  { query, id, name, node, pageInfo, variables = {} }: Rest<T>,
): Promise<z.output<T>[]> {
  const rest: z.output<T>[] = []
  const shape = z.record(z.string(), More(node))
  let at: PageInfo | undefined = pageInfo
  while (id !== undefined && at?.hasNextPage && at.endCursor) {
    const asked = { query, variables: { id, after: at.endCursor, ...variables }, field: 'node', shape } as const
    const list = (await find(repository, tools, asked, 'absent'))?.[name]
    rest.push(...(list?.nodes ?? []))
    at = list?.pageInfo
  }
  return rest
}

async function find<T extends z.ZodType>(
  { origin, path }: ForgeRepository,
  tools: Tools,
  { query, variables, field, shape }: Ask<T>,
  optional: Question['optional'] = false,
): Promise<z.output<T> | undefined> {
  if (!tools.isSignedIn) throw unsigned(new URL(origin).host)
  const { json } = await tools.ask(graphqlOf(origin), { body: { query, variables }, optional })
  if (json === undefined) return undefined
  const { data, errors } = readAs(GraphQl, json, path)
  const found = data?.[field]
  if (errors.some(({ type }) => type === 'RESOURCE_LIMITS_EXCEEDED')) throw refused('overload', path, errors)
  // What one may not see is null, and told as an error beside all the rest.
  if (isThere(found, errors.length > 0)) return readAs(shape, found, path)
  if (errors.length === 0 || errors.some(({ type }) => type === 'NOT_FOUND')) return undefined
  throw refused(errors.some(({ message }) => gaveUp.test(message)) ? 'overload' : 'strange', path, errors)
}

/** Without an error a list that is null is one of nothing: the branches of an empty repository. */
function isThere(found: unknown, isRefused: boolean) {
  if (typeof found !== 'object' || found === null) return false
  return !(isRefused && 'list' in found && found.list === null)
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
