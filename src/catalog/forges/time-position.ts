import { z } from 'zod'

/**
 * How far a list is read that has what changed last first. It goes on from the time reached: by their numbers pages shift as
 * soon as something on an earlier one is removed, and what moves up to a page that was read is never read.
 */
export const TimePosition = z.object({
  /** What is left changed then, or before. */
  before: z.string().optional(),
  /** How many of that were read, where a page got no further than the one before. */
  skip: z.number().default(0),
  /** Of what is left, that which was told. */
  told: z.array(z.string()).default([]),
  done: z.number().default(0),
  total: z.number().optional(),
})
export type TimePosition = z.infer<typeof TimePosition>

export function timePosition(position: string | undefined): TimePosition {
  return TimePosition.parse(position === undefined ? {} : JSON.parse(position))
}

/** `unitMs`: as finely as the host can be asked for times; `size`: how many were passed over. */
export function behind(
  from: TimePosition,
  page: readonly { key: string; at: string }[],
  { unitMs, size }: { unitMs: number; size: number },
): TimePosition {
  const last = Date.parse(page.at(-1)?.at ?? '')
  const before = Math.floor(last / unitMs) * unitMs + unitMs
  const isFurther = from.before === undefined ? !Number.isNaN(before) : before < Date.parse(from.before)
  if (!isFurther) return { ...from, skip: from.skip + size, told: [...from.told, ...page.map(({ key }) => key)] }
  const told = page.flatMap(({ key, at }) => (Date.parse(at) <= before ? [key] : []))
  return { ...from, before: new Date(before).toISOString(), skip: 0, told }
}
