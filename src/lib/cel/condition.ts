import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel'
import { planWithin, takesTooLong, tooManySteps } from './budget.ts'
import { functions } from './functions.ts'

/** What a condition reads, by name. Plain values: texts, numbers, booleans, null, lists and records of such, dates. */
export type Bindings = Record<string, unknown>

type Holding = { holds: boolean } | { problem: string }

/** A condition in the Common Expression Language (cel.dev), ready to be asked again and again. */
export interface Condition {
  /** Never throws: what cannot be told is a problem in words. */
  test(bindings: PreparedBindings): Holding
  /** What it reads of records: `['request', 'product']` for `request.product`. */
  reads: readonly (readonly [record: string, field: string])[]
}

declare const prepared: unique symbol
export interface PreparedBindings {
  readonly [prepared]: true
}

const environment = celEnv({ funcs: functions })

const timestamp = plan(environment, parse('timestamp(at)'))

type Reading = Condition | { problem: string }

/** The same conditions are asked again and again: each is read once. */
const readings = new Map<string, Reading>()
const mostReadings = 5000

/** Reads a condition, or says where it goes wrong. */
export function readCondition(source: string): Reading {
  const known = readings.get(source)
  if (known) return known
  const reading = read(source)
  if (readings.size >= mostReadings) readings.clear()
  readings.set(source, reading)
  return reading
}

function read(source: string): Reading {
  try {
    const { expr: expression } = parse(source)
    if (!expression) return { problem: 'it is empty' }
    if (takesTooLong(expression)) return { problem: tooManySteps }
    const reads = findReads(expression)
    const evaluate = planWithin(environment, expression)
    return {
      reads,
      test(bindings) {
        const answer = evaluate(bindings as unknown as Record<string, CelInput>)
        if (isCelError(answer)) return { problem: answer.message }
        if (typeof answer !== 'boolean') return { problem: `gives ${typeof answer}, not true or false` }
        return { holds: answer }
      },
    }
  } catch (error) {
    // Parser and planner are recursive.
    if (error instanceof RangeError) return { problem: 'it is nested too deeply' }
    return { problem: (error instanceof Error ? error.message : String(error)).replace(/^<input>:/, 'at ') }
  }
}

/** Once for all conditions that are asked about the same case. */
export function prepareBindings(bindings: Bindings): PreparedBindings {
  const values = Object.entries(bindings).map(([name, value]) => [name, toCel(value)] as const)
  // Without what every object has: `constructor` is no name that a condition knows.
  return Object.assign(Object.create(null), Object.fromEntries(values)) as PreparedBindings
}

function toCel(value: unknown): CelInput {
  if (Array.isArray(value)) return value.map(toCel)
  if (value instanceof Date) return timestamp({ at: value.toISOString() }) as CelInput
  if (value !== null && typeof value === 'object')
    return new Map(Object.entries(value).map(([key, inner]) => [key, toCel(inner)]))
  return (value ?? null) as CelInput
}

/** Every `a.b` in the tree whose `a` is a bare name. */
function findReads(tree: unknown): [string, string][] {
  const found: [string, string][] = []
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    const read = readOf(node as Node)
    if (read) found.push(read)
    for (const inner of Object.values(node)) visit(inner)
  }
  visit(tree)
  return found
}

interface Node {
  exprKind?: { case?: string; value?: { name?: string; field?: string; operand?: Node } }
}

function readOf({ exprKind }: Node): [string, string] | undefined {
  if (exprKind?.case !== 'selectExpr') return undefined
  const record = exprKind.value?.operand?.exprKind
  if (record?.case !== 'identExpr') return undefined
  return [record.value?.name ?? '', exprKind.value?.field ?? '']
}
