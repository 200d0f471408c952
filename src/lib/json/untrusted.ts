/** Values out of someone else's document, read as what they ought to be: what is of another kind counts as absent. */

export function recordIn(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

export function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The records of a list; what is of another kind is left out. */
export function recordsIn(value: unknown): Record<string, unknown>[] {
  return listIn(value).filter(isRecord)
}

/** An empty text counts as absent, too. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function textsIn(value: unknown): string[] {
  return listIn(value).filter((entry): entry is string => typeof entry === 'string')
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
