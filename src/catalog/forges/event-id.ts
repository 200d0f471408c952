import type { EventKind } from './records.ts'

/**
 * The id of something that happened and has none on the forge, or a different one in each of its answers: the same for the
 * live forge and for an archive of it. What has a number on the forge is `comment:7`, `review:7`, `inline:7`.
 */
export function eventId(kind: EventKind, number: string, at: string, value = ''): string {
  return [kind, number, wholeSecond(at), value.slice(0, 1000)].join(':')
}

/** Some answers have milliseconds or a zone where others do not. */
function wholeSecond(at: string) {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
