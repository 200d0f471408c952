/** What a document of others holds, whatever it is. */

export function parseRecord(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new SyntaxError('This is no JSON object')
  return value as Record<string, unknown>
}

export function recordIn(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

export function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordIn) : []
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap(one => textIn(one) ?? []) : []
}

/** In UTC; undefined for what is no time. */
export function timeIn(value: unknown): string | undefined {
  const text = textIn(value)
  // A time without a zone is one of UTC.
  const time = text && Date.parse(/T\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text}Z` : text)
  return typeof time === 'number' && !Number.isNaN(time) ? new Date(time).toISOString() : undefined
}
