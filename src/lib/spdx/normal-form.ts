import { type Expression, isOperation, type Term, termsOf } from './expression.ts'
import { licenseKey, modernize } from './license-version.ts'

/** Up to so many different licenses are two expressions compared by all their choices: a table of 4,096 bits. */
const maxVariables = 12

/** Deprecated ids replaced, members sorted, each once. The same text for expressions that differ in no more than that. */
export function normalizeExpression(expression: Expression): Expression {
  return normalize(expression).expression
}

/**
 * Whether two expressions ask and offer the same, however they are written. Exact for up to 12 different licenses, by all
 * choices among them; for more (the question is coNP-complete) by their normal form, which may miss that two are the same
 * but never takes two for the same that are not.
 */
export function areEquivalent(one: Expression, other: Expression): boolean {
  const keys = [...new Set([...termsOf(one), ...termsOf(other)].map(termKey))]
  if (keys.length > maxVariables) return normalize(one).key === normalize(other).key
  const columns = new Map(keys.map((key, index) => [key, columnOf(index, 2 ** keys.length)]))
  const [left, right] = [tabulate(one, columns), tabulate(other, columns)]
  return left.every((bit, row) => bit === right[row])
}

interface Normalized {
  expression: Expression
  key: string
  /** Of an operation. */
  members: Normalized[]
}

function normalize(expression: Expression): Normalized {
  if (!isOperation(expression)) return { expression: modernizeTerm(expression), key: termKey(expression), members: [] }
  const { kind } = expression
  const byKey = new Map<string, Normalized>()
  for (const member of expression.members.map(normalize)) {
    // A member becomes an operation of its parent's kind when all its own members turn out to be the same one.
    const flat = member.expression.kind === kind ? member.members : [member]
    for (const one of flat) byKey.set(one.key, one)
  }
  const members = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const [first] = members
  if (first && members.length === 1) return first
  const keys = members.map(({ key }) => key)
  return {
    expression: { kind, members: members.map(member => member.expression) },
    key: `(${keys.join(kind === 'and' ? ' & ' : ' | ')})`,
    members,
  }
}

function modernizeTerm(term: Term): Term {
  return term.kind === 'license' ? modernize(term) : term
}

function termKey(term: Term): string {
  return term.kind === 'license' ? licenseKey(term) : term.kind.toUpperCase()
}

/** Row n of the table is the choice in which the licenses of n's set bits are complied with. */
function columnOf(variable: number, rows: number): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, row) => (row >> variable) & 1)
}

function tabulate(expression: Expression, columns: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (!isOperation(expression)) return columns.get(termKey(expression)) ?? new Uint8Array()
  const [first = new Uint8Array(), ...rest] = expression.members.map(member => tabulate(member, columns))
  const result = first.slice()
  for (const column of rest) {
    for (let row = 0; row < result.length; row++) {
      const bit = column[row] ?? 0
      result[row] = expression.kind === 'and' ? (result[row] ?? 0) & bit : (result[row] ?? 0) | bit
    }
  }
  return result
}
