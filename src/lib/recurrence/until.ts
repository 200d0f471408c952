import { secondsOfDay } from '../zones/civil-date.ts'
import { readLocal } from '../zones/local-time.ts'

/** The last moment of a rule: by the clock of the series, or an instant in seconds since 1970. */
export type Until = { kind: 'local' | 'instant'; last: number }

/** Undefined for what is no day and no time. */
export function readUntil(text: string): Until | undefined {
  if (text.endsWith('Z')) {
    const last = readLocal(text.slice(0, -1))
    return last === undefined ? undefined : { kind: 'instant', last }
  }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    const first = readLocal(`${text}T00:00:00`)
    // A day as the end holds to its end.
    return first === undefined ? undefined : { kind: 'local', last: first + secondsOfDay - 1 }
  }
  const last = readLocal(text)
  return last === undefined ? undefined : { kind: 'local', last }
}
