import { type Expression, termsOf } from '../../../lib/spdx/expression.ts'
import { type ParsedExpression, parseExpression } from '../../../lib/spdx/parse-expression.ts'

const licenseReference = /^LicenseRef-[A-Za-z0-9.-]+$/

export function isLicenseReference(id: string): boolean {
  return licenseReference.test(id)
}

/** NONE and NOASSERTION stand alone: they are no members of an expression. */
export function isSilence(text: string): boolean {
  return text === 'NONE' || text === 'NOASSERTION'
}

/** Reads each text once: documents repeat a few licenses thousands of times. */
export class ExpressionReader {
  readonly #known = new Map<string, ParsedExpression>()

  read(text: string): ParsedExpression {
    const known = this.#known.get(text)
    if (known) return known
    const parsed = parseExpression(text)
    this.#known.set(text, parsed)
    return parsed
  }
}

/** The references of an expression, each with the external document that it leads to where it names one. */
export function referencesOf(expression: Expression): { id: string; document?: string }[] {
  const found: { id: string; document?: string }[] = []
  for (const term of termsOf(expression)) {
    if (term.kind !== 'license') continue
    const [first, ...rest] = term.id.split(':')
    if (rest.length > 0 && first) found.push({ id: rest.join(':'), document: first })
    else if (isLicenseReference(term.id)) found.push({ id: term.id })
  }
  return found
}

export function additionsOf(expression: Expression): string[] {
  return termsOf(expression).flatMap(term =>
    term.kind === 'license' && term.exception?.includes('AdditionRef-') ? [term.exception] : [],
  )
}
