import { isSame } from './without-empty.ts'

/**
 * What a record says beyond the model: whole what the model has no words for, and as it was written what the model would
 * write differently. `plain` is what the model makes of it.
 */
export function restOf(
  raw: Record<string, unknown>,
  plain: Record<string, unknown>,
  isEqual: (one: unknown, other: unknown, key: string) => boolean = isSame,
): Record<string, unknown> {
  const rest: Record<string, unknown> = {}
  for (const key of Object.keys(raw)) if (!isEqual(raw[key], plain[key], key)) rest[key] = raw[key]
  return rest
}

export interface Rewriting {
  /** Whether the model has words for it. */
  isModelled(key: string): boolean
  /** What the model writes of what it reads in a record. */
  rewrite(record: Record<string, unknown>): Record<string, unknown>
  /** What the version written leaves of a member; undefined where that is nothing. */
  fit(key: string, value: unknown): unknown
  /** Told of a wording that had to give way to the model's, for the version does not allow enough of it. */
  lose(key: string): void
}

/**
 * `plain`, with the rest written again. Where the rest has its own wording of what the model says, that is taken as long
 * as it still says the same, now and after what the version does not allow has gone.
 */
export function withRest(plain: Record<string, unknown>, rest: Record<string, unknown>, how: Rewriting) {
  const record = { ...plain }
  for (const [key, value] of Object.entries(rest)) {
    const saysTheSame = (wording: unknown) => isSame(how.rewrite({ ...plain, [key]: wording })[key], plain[key])
    if (!how.isModelled(key)) record[key] = value
    else if (saysTheSame(value)) {
      const fitted = how.fit(key, value)
      if (fitted !== undefined && saysTheSame(fitted)) record[key] = value
      else how.lose(key)
    }
  }
  return record
}
