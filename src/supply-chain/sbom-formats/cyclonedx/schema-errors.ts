import type { ErrorObject } from 'ajv'
import type { CyclonedxVersion } from './schema.ts'
import { findEntryErrors, findSchemaErrors } from './validator.ts'

/** Of larger parts only the first error is told: there may be as many as there are values, and a validator looks for all. */
const largest = 2000
/** Beyond this many it takes too long to find out which say most. */
const mostCompared = 1000

/**
 * What a validator has against an invalid document, part by part, so that who has heard enough may stop: each entry of its
 * lists by itself, then what is left.
 */
export function* errorsOf(bom: Record<string, unknown>, version: CyclonedxVersion): Generator<ErrorObject> {
  const rest = { ...bom }
  const sound: Record<string, unknown[]> = {}
  for (const [name, list] of Object.entries(bom)) {
    if (!Array.isArray(list) || findEntryErrors({}, name, version, false) === undefined) continue
    sound[name] = []
    delete rest[name]
    for (const [index, entry] of list.entries()) {
      const errors = errorsOfEntry(entry, name, version)
      if (errors.length === 0) sound[name].push(entry)
      for (const error of errors) yield { ...error, instancePath: `/${name}/${index}${error.instancePath}` }
    }
    if (sound[name].length === 0) delete sound[name]
  }
  yield* tellingErrors(findSchemaErrors({ ...rest, ...sound }, version, isSmall(rest)))
}

function errorsOfEntry(entry: unknown, name: string, version: CyclonedxVersion): ErrorObject[] {
  const [first] = findEntryErrors(entry, name, version, false) ?? []
  if (first === undefined) return []
  const errors = isSmall(entry) ? findEntryErrors(entry, name, version, true) : [first]
  return tellingErrors(errors ?? [])
}

function isSmall(value: unknown): boolean {
  return countValues(value, largest) > 0
}

/** How many may be left; what lies within is counted too. */
function countValues(value: unknown, left: number): number {
  if (typeof value !== 'object' || value === null) return left - 1
  if (Array.isArray(value) && value.length >= left) return 0
  let rest = left - 1
  for (const name in value) {
    if (rest <= 0) break
    rest = countValues((value as Record<string, unknown>)[name], rest)
  }
  return rest
}

/**
 * Where a value fits none of several shapes, every shape tells what it misses. What is furthest inside says most: that is
 * where the shape meant goes wrong.
 */
function tellingErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(error => isChoice(error))
  if (choices.length === 0 || errors.length > mostCompared) return [...errors]
  return errors.filter(error => {
    const around = choices.filter(choice => choice !== error && isWithin(error.instancePath, choice.instancePath))
    if (isChoice(error)) return !errors.some(other => isDeeper(other, error.instancePath))
    return around.every(choice => isDeeper(error, choice.instancePath))
  })
}

function isChoice({ keyword }: ErrorObject): boolean {
  return keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'if'
}

function isDeeper({ instancePath }: ErrorObject, path: string): boolean {
  return instancePath.length > path.length && isWithin(instancePath, path)
}

function isWithin(path: string, around: string): boolean {
  return path.startsWith(around) && (path.length === around.length || path.charAt(around.length) === '/')
}
