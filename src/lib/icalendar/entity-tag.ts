import { createHash } from 'node:crypto'

/** A line `DTSTAMP` with its continuations. */
const stamps = /^DTSTAMP[;:].*\r?\n(?:[ \t].*\r?\n)*/gim

/**
 * An `ETag` (RFC 9110 §8.8.3) that stays when only the times of writing change. It is weak: such texts differ, but say
 * the same.
 */
export function entityTagOf(calendarText: string): string {
  const hash = createHash('sha256').update(calendarText.replace(stamps, '')).digest('base64url')
  return `W/"${hash.slice(0, 32)}"`
}
