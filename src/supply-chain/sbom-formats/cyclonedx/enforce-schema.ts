import type { ErrorObject } from 'ajv'
import { fitToSchema, type Misfit } from './fit-to-schema.ts'
import { type CyclonedxVersion, getBomSchema } from './schema.ts'
import { findSchemaErrors } from './validator.ts'

/** Rounds of leaving out what the validator still objects to, before whole members of the document go. */
const mostRounds = 20

/** The document as that version allows it, and what had to be left out for that. */
export function enforceSchema(bom: Record<string, unknown>, version: CyclonedxVersion) {
  if (findSchemaErrors(bom, version, false).length === 0) return { bom, misfits: [] }
  const root = getBomSchema(version)
  const misfits: Misfit[] = []
  const fitted = fitToSchema(bom, { schema: root, root }, misfits)
  const left = structuredClone(fitted ?? {}) as Record<string, unknown>
  for (let round = 0; ; round++) {
    const errors = findSchemaErrors(left, version, true)
    if (errors.length === 0) return { bom: left, misfits }
    misfits.push(...leaveOut(left, errors, round < mostRounds))
  }
}

const order = new Intl.Collator('en', { numeric: true })

/** Fitting knows no formats and no conditions: what is wrong by them is left out where it stands, the innermost first. */
function leaveOut(bom: Record<string, unknown>, errors: readonly ErrorObject[], isGentle: boolean): Misfit[] {
  const paths = [...new Set(errors.map(culpritOf))].sort((one, other) => order.compare(other, one))
  const misfits: Misfit[] = []
  let innermost = ''
  for (const path of paths) {
    if (innermost.startsWith(`${path}/`)) continue
    innermost = path
    const names = namesIn(path).slice(0, isGentle ? undefined : 1)
    if (remove(bom, names))
      misfits.push({ path: names.filter(name => !/^\d+$/.test(name)).join('.'), owner: undefined })
  }
  return misfits
}

function namesIn(path: string): string[] {
  const names = path.split('/').slice(1)
  return names.map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function culpritOf({ instancePath, keyword, params }: ErrorObject): string {
  return keyword === 'additionalProperties' ? `${instancePath}/${String(params['additionalProperty'])}` : instancePath
}

function remove(bom: Record<string, unknown>, names: readonly string[]): boolean {
  const last = names.at(-1)
  let here: unknown = bom
  for (const name of names.slice(0, -1)) here = memberOf(here, name)
  if (last === undefined || memberOf(here, last) === undefined) return false
  if (Array.isArray(here)) here.splice(Number(last), 1)
  else delete (here as Record<string, unknown>)[last]
  return true
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
