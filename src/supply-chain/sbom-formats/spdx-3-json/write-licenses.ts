import {
  type Expression,
  formatExpression,
  isOperation,
  isReference,
  type License,
  termsOf,
} from '../../../lib/spdx/expression.ts'
import { parseExpression } from '../../../lib/spdx/parse-expression.ts'
import type { BroughtLicense } from '../sbom.ts'
import type { Properties } from './graph.ts'
import { textElementOf } from './license-parts.ts'
import { usualCreation, type Writing } from './writing.ts'

const listed = /^https?:\/\/spdx\.org\/licenses\//

/** Licenses as elements: each expression once, and the texts that it refers to. */
export class LicenseWriter {
  readonly elements: Properties[] = []
  readonly #writing: Writing
  readonly #ids = new Map<string, string>()
  readonly #texts = new Map<string, string>()

  constructor(writing: Writing) {
    this.#writing = writing
    for (const license of writing.sbom.licenses) this.#writeText(license)
  }

  /** The id of the license; undefined for what is no expression. */
  write(text: string): string | undefined {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    const parsed = parseExpression(text)
    if (!parsed.ok) return undefined
    const id = this.#writeExpression(text, parsed.expression)
    this.#ids.set(text, id)
    return id
  }

  #writeText(license: BroughtLicense) {
    if (this.#texts.has(license.id)) return
    const plain = this.#writing.findId(`text ${license.id}`)
    const type = plain === undefined ? 'expandedlicensing_CustomLicense' : 'simplelicensing_SimpleLicensingText'
    const wished = plain ?? this.#writing.findId(`custom ${license.id}`)
    if (wished !== undefined && this.#writing.kept.has(wished)) return void this.#texts.set(license.id, wished)
    // So it is found again under its own name.
    const spdxId = this.#writing.claim(wished ?? this.#writing.names.addressOf(license.id), license.id)
    this.#texts.set(license.id, spdxId)
    this.elements.push({ spdxId, creationInfo: usualCreation, ...textElementOf(license, type) })
  }

  #writeExpression(text: string, expression: Expression): string {
    const whole = this.#writing.findId(`set ${text}`)
    if (whole !== undefined && this.#writing.kept.has(whole)) return whole
    if (whole !== undefined) {
      const written = this.#writeSet(whole, expression)
      if (written !== undefined) return written
    }
    const single = this.#writing.findId(`license ${text}`)
    if (single !== undefined && (this.#writing.kept.has(single) || listed.test(single))) return single
    const reference = this.#texts.get(text)
    if (single === undefined && expression.kind === 'none') return 'expandedlicensing_NoneLicense'
    if (single === undefined && expression.kind === 'no-assertion') return 'expandedlicensing_NoAssertionLicense'
    if (single === undefined && reference !== undefined) return reference
    return this.#writeElement(single, { type: 'simplelicensing_LicenseExpression', ...this.#say(text, expression) })
  }

  #say(text: string, expression: Expression): Properties {
    const keys = [...new Set(termsOf(expression).flatMap(term => (term.kind === 'license' ? referencesOf(term) : [])))]
    const entries = keys.flatMap(key => {
      const elsewhere = this.#writing.findId(`addition ${key}`) ?? this.#writing.findId(`custom ${key}`)
      const value = this.#texts.get(key) ?? elsewhere
      return value === undefined ? [] : [{ type: 'DictionaryEntry', key, value }]
    })
    return {
      simplelicensing_licenseExpression: text,
      ...(entries.length > 0 && { simplelicensing_customIdToUri: entries }),
    }
  }

  /** As it was before: a set of licenses, or a license with an operator. */
  #writeSet(id: string, expression: Expression): string | undefined {
    const content = isOperation(expression)
      ? this.#saySet(expression.kind, expression.members)
      : expression.kind === 'license'
        ? this.#sayOperator(expression)
        : undefined
    return content && this.#writeElement(id, content)
  }

  #saySet(kind: 'and' | 'or', members: readonly Expression[]): Properties | undefined {
    const ids = members.map(member => this.write(formatExpression(member)))
    if (ids.some(id => id === undefined)) return undefined
    const type = kind === 'and' ? 'expandedlicensing_ConjunctiveLicenseSet' : 'expandedlicensing_DisjunctiveLicenseSet'
    return { type, expandedlicensing_member: ids }
  }

  /** An operator wants elements that stand for one license each, not expressions. */
  #sayOperator({ id, orLater, exception }: License): Properties | undefined {
    const { kept } = this.#writing
    const subject = this.#texts.get(id) ?? this.#writing.findId(`set ${id}`) ?? `https://spdx.org/licenses/${id}`
    if (!kept.has(subject) && !listed.test(subject) && !this.#texts.has(id)) return undefined
    if (exception === undefined) {
      return { type: 'expandedlicensing_OrLaterOperator', expandedlicensing_subjectLicense: subject }
    }
    const addition = this.#writing.findId(`addition ${exception}`) ?? `https://spdx.org/licenses/${exception}`
    if (!kept.has(addition) && !listed.test(addition)) return undefined
    const later = orLater ? this.write(`${id}+`) : subject
    if (later === undefined) return undefined
    return {
      type: 'expandedlicensing_WithAdditionOperator',
      expandedlicensing_subjectExtendableLicense: later,
      expandedlicensing_subjectAddition: addition,
    }
  }

  #writeElement(wished: string | undefined, content: Properties): string {
    const spdxId = this.#writing.claim(wished, 'License')
    const { type, ...rest } = content
    this.elements.push({ type, spdxId, creationInfo: usualCreation, ...rest })
    return spdxId
  }
}

function referencesOf({ id, exception }: License): string[] {
  return [id, ...(exception === undefined ? [] : [exception])].filter(isReference)
}
