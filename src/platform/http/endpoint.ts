import type { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../context.ts'

/**
 * One operation of the HTTP API. The router, the OpenAPI document, the typed client
 * and the CLI are all drawn from this one value.
 */
export interface Endpoint<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `{name}` takes its value from the input; what the path leaves is the query of a GET, the body of any other. */
  path: string
  summary: Text
  permission: string
  input: Input
  output: Output
  /** Takes a file, raw or in a multipart form: then what the path leaves is in the query, or in fields before the file. */
  upload?: Upload
  handle(ctx: Context, input: z.output<Input>, file: AsyncIterable<Uint8Array>): Promise<z.input<Output>>
}

export interface Upload {
  /** Bytes of a body, as it comes: packed, where it is. */
  limit: number
}

export function endpoint<Input extends z.ZodObject, Output extends z.ZodType>(e: Endpoint<Input, Output>) {
  return e
}

export function pathNames(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1] as string)
}

/** Our `{name}` is Hono's `:name`. */
export function honoPath(path: string) {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}
