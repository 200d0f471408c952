import { z } from 'zod'
import type { Locale } from '../../lib/text/text.ts'
import { type Endpoint, pathNames } from './endpoint.ts'

export function openapi(endpoints: Endpoint[], version: string, locale: Locale) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const e of endpoints) {
    paths[e.path] ??= {}
    Object.assign(paths[e.path] as object, { [e.method.toLowerCase()]: operation(e, locale) })
  }
  return { openapi: '3.1.0', info: { title: 'ospo', version }, paths }
}

function operation(e: Endpoint, locale: Locale) {
  const inPath = pathNames(e.path)
  const names = Object.keys(e.input.shape)
  const parameters = names
    .filter(name => e.method === 'GET' || e.upload || inPath.includes(name))
    .map(name => ({
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || !e.input.shape[name]?.isOptional(),
      schema: schemaOf(e.input.shape[name] as z.ZodType),
    }))
  const body = z.object(
    Object.fromEntries(
      names.filter(name => !inPath.includes(name)).map(name => [name, e.input.shape[name] as z.ZodType]),
    ),
  )

  return {
    summary: e.summary[locale],
    security: [{ token: [e.permission] }],
    parameters,
    ...(e.method !== 'GET' && {
      requestBody: { content: e.upload ? file : { 'application/json': { schema: schemaOf(body) } } },
    }),
    responses: { 200: { description: 'OK', content: { 'application/json': { schema: schemaOf(e.output) } } } },
  }
}

/** OpenAPI 3.1, 4.8.14.2: a raw body has no schema. */
const file = {
  'application/octet-stream': {},
  'multipart/form-data': {
    schema: { type: 'object', properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } } },
  },
}

export function schemaOf(type: z.ZodType) {
  const { $schema, ...schema } = z.toJSONSchema(type, { io: 'input' })
  return schema
}
