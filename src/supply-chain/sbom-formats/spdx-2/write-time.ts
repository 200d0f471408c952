import { isTime } from './formats.ts'

/** In UTC, to the second. A time without zone is taken for UTC. Undefined for what is no time of four-digit years. */
export function writeTime(text: string): string | undefined {
  if (isTime(text)) return text
  const hasTime = /\d[T ]\d/.test(text)
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)
  const at = Date.parse(hasTime && !hasZone ? `${text}Z` : text)
  const written = Number.isNaN(at) ? '' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
  return isTime(written) ? written : undefined
}
