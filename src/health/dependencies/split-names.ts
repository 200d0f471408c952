import { nameKey } from '../affiliations/model.ts'

/** At commas, but for those that are part of a known name: of several that fit, the longest. */
export function splitNames(written: string, known: readonly string[]): string[] {
  const keys = new Set(known.map(nameKey))
  const parts = written.split(',')
  const names: string[] = []
  for (let at = 0; at < parts.length; ) {
    let end = parts.length
    while (end > at + 1 && !keys.has(nameKey(parts.slice(at, end).join(',')))) end--
    names.push(parts.slice(at, end).join(',').trim())
    at = end
  }
  return names.filter(Boolean)
}
