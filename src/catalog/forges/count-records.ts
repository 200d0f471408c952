import type { CountRecord } from './records.ts'

/** Of what the forge counts itself, what it told. */
export function countRecords(
  at: string,
  told: Partial<Record<CountRecord['what'], number | null | undefined>>,
): CountRecord[] {
  return Object.entries(told).flatMap(([what, count]) =>
    typeof count === 'number' ? [{ record: 'count', what: what as CountRecord['what'], at, count }] : [],
  )
}
