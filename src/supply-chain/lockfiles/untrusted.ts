/** Values out of someone else's file, read as what they ought to be: what is of another kind counts as absent. */

export function recordIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** The entries of a record of records; those of another kind are left out. */
export function* recordsIn(value: unknown): Generator<[key: string, record: Record<string, unknown>]> {
  for (const [key, entry] of Object.entries(recordIn(value))) {
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry))
      yield [key, entry as Record<string, unknown>]
  }
}

/** The records of a list; what is of another kind is left out. */
export function recordsInList(value: unknown): Record<string, unknown>[] {
  return listIn(value).filter(
    (entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  )
}

/** The entries of a record of texts; those of another kind are left out. */
export function textsIn(value: unknown): [key: string, text: string][] {
  return Object.entries(recordIn(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}

export function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Editors on Windows may put a byte order mark in front, which no parser here expects. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
