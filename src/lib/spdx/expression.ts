import { findExceptionId, findLicenseId, isDeprecated } from './license-list.ts'

/** An SPDX license expression: SPDX 2.3 annex D, SPDX 3.0.1 annex B. */
export type Expression = Term | Operation

/** All members bind (`and`), or one of them is to be chosen (`or`). At least two, none of the operation's own kind. */
export interface Operation {
  kind: 'and' | 'or'
  members: Expression[]
}

export type Term = License | Absence

export interface License {
  kind: 'license'
  /** An id as the SPDX License List spells it, an unknown id as written, or a `[DocumentRef-…:]LicenseRef-…`. */
  id: string
  /** `+`: this version or any later one. */
  orLater?: true
  /** After WITH: the id of an exception, or a `[DocumentRef-…:]AdditionRef-…`. */
  exception?: string
}

/** There is no license (NONE), or nothing is said about one (NOASSERTION). */
type Absence = { kind: 'none' } | { kind: 'no-assertion' }

/** Canonical text. An operation inside another is in parentheses, so that nobody needs to know which binds tighter. */
export function formatExpression(expression: Expression): string {
  if (!isOperation(expression)) return formatTerm(expression)
  return expression.members.map(formatMember).join(expression.kind === 'and' ? ' AND ' : ' OR ')
}

function formatMember(member: Expression): string {
  return isOperation(member) ? `(${formatExpression(member)})` : formatTerm(member)
}

function formatTerm(term: Term): string {
  if (term.kind === 'none') return 'NONE'
  if (term.kind === 'no-assertion') return 'NOASSERTION'
  const version = term.orLater ? `${term.id}+` : term.id
  return term.exception ? `${version} WITH ${term.exception}` : version
}

export function isOperation(expression: Expression): expression is Operation {
  return expression.kind === 'and' || expression.kind === 'or'
}

/** All of them together as one expression, each once, however many there are; undefined for none. */
export function combine(kind: Operation['kind'], expressions: readonly Expression[]): Expression | undefined {
  const members = new Map<string, Expression>()
  for (const expression of expressions) {
    const flat = isOperation(expression) && expression.kind === kind ? expression.members : [expression]
    for (const member of flat) members.set(formatExpression(member), member)
  }
  const [first] = members.values()
  return members.size > 1 ? { kind, members: [...members.values()] } : first
}

/** Every license, NONE and NOASSERTION in the expression, in order, as often as it stands there. */
export function termsOf(expression: Expression): Term[] {
  return isOperation(expression) ? expression.members.flatMap(termsOf) : [expression]
}

/** Ids that the SPDX License List does not know, each once; the `…Ref-` ids, the document's own, are not among them. */
export function unknownIds(expression: Expression): string[] {
  return idsWhere(expression, {
    license: id => !isReference(id) && !findLicenseId(id),
    exception: id => !isReference(id) && !findExceptionId(id),
  })
}

/** Ids that the SPDX License List keeps for old documents only, each once. */
export function deprecatedIds(expression: Expression): string[] {
  return idsWhere(expression, { license: isDeprecated, exception: isDeprecated })
}

function idsWhere(expression: Expression, wanted: Record<'license' | 'exception', (id: string) => boolean>): string[] {
  const found = new Set<string>()
  for (const term of termsOf(expression)) {
    if (term.kind !== 'license') continue
    if (wanted.license(term.id)) found.add(term.id)
    if (term.exception && wanted.exception(term.exception)) found.add(term.exception)
  }
  return [...found]
}

/** Whether the id is defined by the document that uses it. Its prefixes are case-sensitive. */
export function isReference(id: string): boolean {
  return /^(?:DocumentRef-[A-Za-z0-9.-]+:)?(?:License|Addition)Ref-[A-Za-z0-9.-]+$/.test(id)
}
