import { recordsIn } from '../../../lib/json/untrusted.ts'
import {
  type Expression,
  formatExpression,
  isOperation,
  type License,
  unknownIds,
} from '../../../lib/spdx/expression.ts'
import { findLicenseId } from '../../../lib/spdx/license-list.ts'
import { licenseReferenceOf } from '../license-reference.ts'
import type { BroughtLicense, Sbom } from '../sbom.ts'
import { ExpressionReader, isLicenseReference, isSilence } from './license.ts'
import { UniqueNames } from './unique-names.ts'

/** Writes expressions that SPDX 2 allows, and brings along every license that they refer to. */
export class LicenseWriter {
  readonly #expressions = new ExpressionReader()
  readonly #written = new Map<string, string>()
  readonly #ids = new Map<string, string>()
  readonly #names = new UniqueNames()
  readonly #extracted: Record<string, unknown>[] = []
  readonly #externalDocuments: ReadonlySet<unknown>

  constructor(sbom: Sbom) {
    const { externalDocumentRefs } = sbom.rest?.spdx2 ?? {}
    this.#externalDocuments = new Set(recordsIn(externalDocumentRefs).map(one => one['externalDocumentId']))
    const isOwn = ({ id }: BroughtLicense) => isLicenseReference(id)
    for (const license of [...sbom.licenses.filter(isOwn), ...sbom.licenses.filter(one => !isOwn(one))]) {
      if (!this.#ids.has(license.id)) this.#add(license.id, license)
    }
  }

  /** Each license that was brought or referred to. */
  get extracted(): readonly Record<string, unknown>[] {
    return this.#extracted
  }

  write(text: string): string {
    if (isSilence(text)) return text
    const known = this.#written.get(text) ?? this.#writeNew(text)
    this.#written.set(text, known)
    return known
  }

  /** One text for each that is joined by AND, as lists of licenses found in files have it. */
  writeAll(text: string): string[] {
    const whole = this.write(text)
    const parsed = isSilence(whole) ? undefined : this.#expressions.read(whole)
    if (!parsed?.ok || !isOperation(parsed.expression) || parsed.expression.kind === 'or') return [whole]
    return parsed.expression.members.map(formatExpression)
  }

  #writeNew(text: string): string {
    const parsed = this.#expressions.read(text)
    if (!parsed.ok) return this.#reference(text)
    const unknown = new Set(unknownIds(parsed.expression))
    return formatExpression(this.#rewrite(parsed.expression, unknown))
  }

  /** As deep as the parser let parentheses nest. */
  #rewrite(expression: Expression, unknown: ReadonlySet<string>): Expression {
    if (isOperation(expression)) {
      return { kind: expression.kind, members: expression.members.map(member => this.#rewrite(member, unknown)) }
    }
    return expression.kind === 'license' ? this.#rewriteTerm(expression, unknown) : expression
  }

  #rewriteTerm(term: License, unknown: ReadonlySet<string>): License {
    const { exception } = term
    const isStrange = exception !== undefined && (unknown.has(exception) || exception.includes('AdditionRef-'))
    if (isStrange || (unknown.has(term.id) && !findLicenseId(term.id)))
      return { kind: 'license', id: this.#reference(formatExpression(term)) }
    const [document, reference] = term.id.split(':')
    if (reference !== undefined)
      return this.#externalDocuments.has(document) ? term : { ...term, id: this.#reference(term.id) }
    return isLicenseReference(term.id) ? { ...term, id: this.#reference(term.id) } : term
  }

  #reference(name: string): string {
    return this.#ids.get(name) ?? this.#add(name, isLicenseReference(name) ? undefined : { name })
  }

  #add(name: string, license: Partial<BroughtLicense> | undefined): string {
    const id = this.#names.take(isLicenseReference(name) ? name : licenseReferenceOf(name))
    this.#ids.set(name, id)
    this.#extracted.push(extractedOf(id, license))
    return id
  }
}

function extractedOf(licenseId: string, license: Partial<BroughtLicense> = {}): Record<string, unknown> {
  const { name, text, urls = [], comment, rest } = license
  const crossRefs = rest?.spdx2?.['crossRefs']
  return {
    licenseId,
    extractedText: text || 'NOASSERTION',
    ...(name ? { name } : {}),
    ...(comment ? { comment } : {}),
    ...(urls.length > 0 ? { seeAlsos: urls } : {}),
    ...(crossRefs === undefined ? {} : { crossRefs }),
  }
}
