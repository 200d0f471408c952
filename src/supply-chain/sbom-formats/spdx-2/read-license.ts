import { isRecord, recordsIn, textIn, textsIn } from '../../../lib/json/untrusted.ts'
import { combine, type Expression, formatExpression } from '../../../lib/spdx/expression.ts'
import { licenseReferenceOf } from '../license-reference.ts'
import type { BroughtLicense } from '../sbom.ts'
import { ExpressionReader, isSilence } from './license.ts'
import { UniqueNames } from './unique-names.ts'

/** Reads the licenses of one document; what is no expression becomes a license that the document brings along. */
export class LicenseReader {
  readonly licenses: BroughtLicense[]
  readonly #expressions = new ExpressionReader()
  readonly #names: UniqueNames
  readonly #broughtByName = new Map<string, string>()

  constructor(extracted: unknown) {
    this.licenses = recordsIn(extracted).flatMap(readExtracted)
    this.#names = new UniqueNames(this.licenses.map(({ id }) => id))
  }

  /** Canonical, whatever parentheses it was written with: the four ways of writing a document read alike. */
  read(text: unknown): string | undefined {
    if (typeof text !== 'string' || text.trim() === '') return undefined
    if (isSilence(text)) return text
    const parsed = this.#expressions.read(text)
    return parsed.ok ? formatExpression(parsed.expression) : this.#bring(text)
  }

  /** All of them together; NONE and NOASSERTION only where nothing else is said. */
  readAll(texts: unknown): string | undefined {
    const read = textsIn(texts).flatMap(text => this.read(text) ?? [])
    const said = read.filter(text => !isSilence(text))
    if (said.length === 0) return read[0]
    const together = combine('and', said.flatMap(this.#parse))
    return together && formatExpression(together)
  }

  readonly #parse = (text: string): Expression[] => {
    const parsed = this.#expressions.read(text)
    return parsed.ok ? [parsed.expression] : []
  }

  #bring(name: string): string {
    const known = this.#broughtByName.get(name)
    if (known) return known
    const id = this.#names.take(licenseReferenceOf(name))
    this.#broughtByName.set(name, id)
    this.licenses.push({ id, name, urls: [] })
    return id
  }
}

function readExtracted(one: Record<string, unknown>): BroughtLicense[] {
  const id = textIn(one['licenseId'])
  if (!id) return []
  const license: BroughtLicense = { id, urls: textsIn(one['seeAlsos']) }
  const [name, text, comment] = [saidIn(one['name']), saidIn(one['extractedText']), textIn(one['comment'])]
  if (name) license.name = name
  if (text) license.text = text
  if (comment) license.comment = comment
  const crossRefs = one['crossRefs']
  if (Array.isArray(crossRefs) && crossRefs.some(isRecord)) license.rest = { spdx2: { crossRefs } }
  return [license]
}

function saidIn(value: unknown): string | undefined {
  return value === 'NOASSERTION' ? undefined : textIn(value)
}
