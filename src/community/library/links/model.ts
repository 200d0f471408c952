import { z } from 'zod'
import { Sentence } from '../../../lib/text/sentence.ts'
import type { Text } from '../../../lib/text/text.ts'

/**
 * Of an address when it was last asked: there, there but elsewhere for good, gone, not for programs, or without an
 * answer, which may pass.
 */
export const LinkState = z.enum(['unchecked', 'ok', 'moved', 'broken', 'refused', 'unreachable'])
export type LinkState = z.infer<typeof LinkState>

export const linkStateNames: Record<LinkState, Text> = {
  unchecked: { en: 'not yet checked', zh: '尚未检查' },
  ok: { en: 'works', zh: '有效' },
  moved: { en: 'moved', zh: '已迁移' },
  broken: { en: 'broken', zh: '失效' },
  refused: { en: 'not open to programs', zh: '拒绝程序访问' },
  unreachable: { en: 'no answer', zh: '无响应' },
}

export const Link = z.object({
  item: z.string(),
  address: z.string(),
  host: z.string(),
  state: LinkState,
  status: z.number().nullable(),
  movedTo: z.string().nullable(),
  problem: Sentence.nullable(),
  /** Tries without an answer, one after another. */
  failures: z.number(),
  checkedAt: z.string().nullable(),
  dueAt: z.string(),
})
export type Link = z.infer<typeof Link>

/** Nothing is asked of anybody's server unless an administrator wants it. */
export const LibrarySettings = z.object({ checksLinks: z.boolean(), recheckDays: z.number().int().min(1).max(365) })
export type LibrarySettings = z.infer<typeof LibrarySettings>

/** What one try found. */
export interface Sighting {
  state: Exclude<LinkState, 'unchecked'>
  status: number | null
  movedTo: string | null
  problem: Text | null
  /** Seconds that the server asks us to wait. */
  wait?: number | undefined
}

const hour = 3_600_000
const mostHours = 7 * 24
/** After so many tries without an answer it counts as broken. */
const patience = 3

/** What is known after a try, and when to try again: later and later where nobody answers. */
export function judgeSighting(
  { state, wait, ...rest }: Sighting,
  { failures: before }: Pick<Link, 'failures'>,
  now: Date,
  { recheckDays }: Pick<LibrarySettings, 'recheckDays'>,
): Omit<Link, 'item' | 'address' | 'host'> {
  const failures = state === 'unreachable' && wait === undefined ? before + 1 : 0
  const hours = state === 'unreachable' ? Math.min(mostHours, 2 ** failures) : recheckDays * 24
  const delay = Math.max(hours * hour, (wait ?? 0) * 1000)
  return {
    ...rest,
    state: failures >= patience ? 'broken' : state,
    failures,
    checkedAt: now.toISOString(),
    dueAt: new Date(now.getTime() + delay).toISOString(),
  }
}
