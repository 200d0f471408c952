import { z } from 'zod'

export const Sql = z.string().trim().min(1).max(100_000)

/** What stands on a page or in an answer; files may hold more. */
export const mostRows = 10_000
export const mostRowsOfFile = 1_000_000

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const Answer = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(Cell)),
  /** Whether there are more rows than are given. */
  isCut: z.boolean(),
})
export type Answer = z.infer<typeof Answer>

export const TableDescription = z.object({
  name: z.string(),
  meaning: z.string(),
  source: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string(), meaning: z.string(), unit: z.string().nullable() })),
})
export type TableDescription = z.infer<typeof TableDescription>

export const NewQuery = z.object({
  name: z.string().trim().min(1).max(200),
  sql: Sql.max(20_000),
  shared: z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')]).default(false),
})
export type NewQuery = z.infer<typeof NewQuery>

export const SavedQuery = z.object({
  id: z.string(),
  name: z.string(),
  sql: z.string(),
  /** The account's id; null of those that ship with ospo. */
  owner: z.string().nullable(),
  shared: z.boolean(),
  savedAt: z.string().nullable(),
})
export type SavedQuery = z.infer<typeof SavedQuery>

export const ResultFormat = z.enum(['csv', 'json', 'parquet'])
export type ResultFormat = z.infer<typeof ResultFormat>

export const Export = z.object({
  id: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
})
export type Export = z.infer<typeof Export>
