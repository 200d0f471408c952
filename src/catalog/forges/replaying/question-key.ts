import { z } from 'zod'

const GraphQl = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) })

/**
 * By which the answer to a question is found again. One of GraphQL goes by its name: its text has other fields in another
 * version of this program, which reads what is there all the same.
 */
export function keyOfQuestion({ url, body }: { url: string; body?: unknown }): string {
  const { data } = GraphQl.safeParse(body)
  if (!data) return JSON.stringify([url, body ?? null])
  const given = Object.entries(data.variables).filter(([, value]) => value !== null)
  return JSON.stringify([url, nameIn(data.query), given.sort()])
}

/** Those that were kept before they had names go by the list that they ask for. */
function nameIn(query: string): string {
  const [, name, list, part] = named.exec(query) ?? []
  return name ?? list ?? part ?? query
}

const named = /^query (\w+)|nameWithOwner (?:list: )?(\w+)|node\(id: \$id\) \{\s*\.\.\. on \w+ \{ (\w+)/
