import type { PlainKind } from './classes.ts'

const decimal = /^-?[0-9]+(?:\.[0-9]*)?$/
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
const media = /^[^/]+\/[^/]+$/
/** Semantic Versioning 2.0.0. */
const version =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/

const tests: Record<PlainKind, (value: unknown) => boolean> = {
  text: value => typeof value === 'string',
  uri: value => typeof value === 'string',
  time: isTime,
  version: value => typeof value === 'string' && version.test(value),
  media: value => typeof value === 'string' && media.test(value),
  decimal: value => typeof value === 'number' || (typeof value === 'string' && decimal.test(value)),
  boolean: value => typeof value === 'boolean',
  natural: value => Number.isInteger(value) && Number(value) >= 0,
  positive: value => Number.isInteger(value) && Number(value) >= 1,
}

export function isOfKind(kind: PlainKind, value: unknown): boolean {
  return tests[kind](value)
}

/** A time as SPDX 3 writes it: UTC, to the second; and a day that there is. */
function isTime(value: unknown): boolean {
  if (typeof value !== 'string' || !time.test(value)) return false
  const instant = Date.parse(value)
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 19) === value.slice(0, 19)
}

/** The same instant as SPDX 3 writes it, without fractions of a second; undefined for what is no time. */
export function timeOf(text: string): string | undefined {
  if (isTime(text)) return text
  if (!/^\d{4}-\d{2}-\d{2}(?:[T ]|$)/.test(text)) return undefined
  const isZoned = text.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
  const instant = Date.parse(isZoned ? text : `${text}Z`)
  if (Number.isNaN(instant)) return undefined
  const written = `${new Date(instant).toISOString().slice(0, 19)}Z`
  return isTime(written) ? written : undefined
}
