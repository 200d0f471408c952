import { z } from 'zod'

/** What somebody filled in, read; or in one line what does not fit. */
export function readGiven<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
): { value: z.output<Schema> } | { problem: string } {
  const read = schema.safeParse(given)
  return read.success ? { value: read.data } : { problem: z.prettifyError(read.error).replaceAll(/\s*\n\s*/g, ' ') }
}
