import { listIn, recordsIn, textIn } from '../../../lib/json/untrusted.ts'
import { combine, type Expression, formatExpression, isReference, type License } from '../../../lib/spdx/expression.ts'
import { type ParsedExpression, parseExpression } from '../../../lib/spdx/parse-expression.ts'
import { licenseReferenceOf } from '../license-reference.ts'
import type { BroughtLicense } from '../sbom.ts'
import type { GraphNode, Properties } from './graph.ts'
import { additionIdOf, broughtOf, countTerms, listedLicense, textElementOf } from './license-parts.ts'
import type { Reading } from './reading.ts'
import { compactTerm } from './terms.ts'

/** Of licenses within sets within sets. */
const mostTerms = 200
const deepest = 50
/** In all sets of a document together. */
const mostTermsInAll = 500_000
/** In all places that point at a license together: one long license may have very many. */
const mostLetters = 100_000_000

const textClasses: Record<string, string> = {
  expandedlicensing_CustomLicense: 'custom',
  simplelicensing_SimpleLicensingText: 'text',
}

/** Licenses of a document as expressions, and the texts that it brings along. */
export class LicenseElements {
  readonly #reading: Reading
  readonly #known = new Map<string, Expression | undefined>()
  /** `LicenseRef-…` by the id of the element that it stands for. */
  readonly #texts = new Map<string, string>()
  readonly #references = new Set<string>()
  readonly #brought = new Map<string, BroughtLicense>()
  readonly #parsed = new Map<string, ParsedExpression>()
  readonly #written = new Map<string, string | undefined>()
  #depth = 0
  #terms = 0
  #letters = 0

  constructor(reading: Reading) {
    this.#reading = reading
    for (const node of reading.graph.nodes.values()) this.#readKeys(node)
    for (const node of reading.graph.nodes.values()) if (Object.hasOwn(textClasses, node.type)) this.#bring(node)
  }

  get brought(): BroughtLicense[] {
    return [...this.#brought.values()]
  }

  /** The license as an expression; undefined where it is none. What it stands in is taken over by that. */
  read(id: unknown): string | undefined {
    if (typeof id !== 'string') return undefined
    if (!this.#written.has(id)) this.#written.set(id, this.#readText(id))
    const text = this.#written.get(id)
    this.#letters += text?.length ?? 0
    return this.#letters > mostLetters ? undefined : text
  }

  #readText(id: string): string | undefined {
    const expression = this.#expressionOf(id)
    if (!expression) return undefined
    const node = this.#reading.graph.nodes.get(id)
    const written = node?.type === 'simplelicensing_LicenseExpression' ? node.properties[expressionKey] : undefined
    const isReadable = typeof written === 'string' && this.#parse(written).ok
    const text = isReadable ? written.trim() : formatExpression(expression)
    this.#take(id, text)
    return text
  }

  #parse(text: string): ParsedExpression {
    const known = this.#parsed.get(text)
    if (known) return known
    const parsed = parseExpression(text)
    this.#parsed.set(text, parsed)
    return parsed
  }

  /** Every reference that expressions use, with what it stands for. */
  #readKeys(node: GraphNode) {
    if (node.type !== 'simplelicensing_LicenseExpression') return
    for (const { key, value } of recordsIn(node.properties['simplelicensing_customIdToUri'])) {
      if (typeof key !== 'string' || typeof value !== 'string' || !isReference(key)) continue
      if (this.#texts.has(value) || this.#references.has(key)) continue
      this.#name(value, key)
      if (!this.#reading.graph.nodes.has(value)) this.#reading.keepId(`custom ${key}`, value)
    }
  }

  #name(element: string, reference: string) {
    this.#texts.set(element, reference)
    this.#references.add(reference)
  }

  #bring(node: GraphNode) {
    const id = this.#texts.get(node.id) ?? this.#newReference(node)
    this.#name(node.id, id)
    const license = broughtOf(id, node.properties)
    this.#brought.set(id, license)
    const isKept = this.#reading.keepId(`${textClasses[node.type]} ${id}`, node.id)
    if (isKept && this.#reading.isAll(node, textElementOf(license, node.type))) this.#reading.taken.add(node.id)
  }

  #newReference({ id, properties }: GraphNode): string {
    const last = id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf('#')) + 1)
    const wished = /LicenseRef-[A-Za-z0-9.-]+$/.exec(id)?.[0] ?? licenseReferenceOf(textIn(properties['name']) ?? last)
    let reference = wished
    for (let count = 2; this.#references.has(reference); count++) reference = `${wished}-${count}`
    return reference
  }

  #expressionOf(id: string): Expression | undefined {
    if (this.#known.has(id)) return this.#known.get(id)
    // Until it is known it is nothing: so a license that holds itself holds nothing.
    this.#known.set(id, undefined)
    if (this.#depth >= deepest) return undefined
    this.#depth++
    const expression = this.#build(id)
    this.#depth--
    this.#known.set(id, expression)
    return expression
  }

  #build(id: string): Expression | undefined {
    const individual = compactTerm(id)
    if (individual === 'expandedlicensing_NoneLicense') return { kind: 'none' }
    if (individual === 'expandedlicensing_NoAssertionLicense') return { kind: 'no-assertion' }
    const node = this.#reading.graph.nodes.get(id)
    if (!node) return listedLicense(id)
    const text = this.#texts.get(id)
    if (text !== undefined && Object.hasOwn(textClasses, node.type)) return { kind: 'license', id: text }
    return this.#buildElement(node)
  }

  #buildElement({ id, type, properties }: GraphNode): Expression | undefined {
    switch (type) {
      case 'simplelicensing_LicenseExpression':
        return this.#readExpression(String(properties[expressionKey]))
      case 'expandedlicensing_ListedLicense':
        return listedLicense(id) ?? listedLicense(textIn(properties['name']) ?? '')
      case 'expandedlicensing_ConjunctiveLicenseSet':
        return this.#combine('and', properties)
      case 'expandedlicensing_DisjunctiveLicenseSet':
        return this.#combine('or', properties)
      case 'expandedlicensing_OrLaterOperator':
        return this.#orLater(properties)
      case 'expandedlicensing_WithAdditionOperator':
        return this.#withAddition(properties)
      default:
        return undefined
    }
  }

  /** What is no expression is brought along under a name of its own. */
  #readExpression(text: string): Expression | undefined {
    const parsed = this.#parse(text)
    if (parsed.ok) return parsed.expression
    const id = licenseReferenceOf(text)
    if (!this.#brought.has(id)) this.#brought.set(id, { id, name: text, urls: [] })
    return { kind: 'license', id }
  }

  #combine(kind: 'and' | 'or', properties: Properties): Expression | undefined {
    const members: Expression[] = []
    let terms = 0
    for (const member of listIn(properties['expandedlicensing_member'])) {
      const expression = typeof member === 'string' ? this.#expressionOf(member) : undefined
      if (!expression || isAbsence(expression)) return undefined
      terms += countTerms(expression)
      if (terms > mostTerms) return undefined
      members.push(expression)
    }
    this.#terms += terms
    if (this.#terms > mostTermsInAll) return undefined
    return combine(kind, members)
  }

  #license(id: unknown): License | undefined {
    const expression = typeof id === 'string' ? this.#expressionOf(id) : undefined
    return expression?.kind === 'license' ? expression : undefined
  }

  #orLater(properties: Properties): Expression | undefined {
    const license = this.#license(properties['expandedlicensing_subjectLicense'])
    return license && { ...license, orLater: true }
  }

  #withAddition(properties: Properties): Expression | undefined {
    const license = this.#license(properties['expandedlicensing_subjectExtendableLicense'])
    const addition = properties['expandedlicensing_subjectAddition']
    if (!license || typeof addition !== 'string') return undefined
    const node = this.#reading.graph.nodes.get(addition)
    const exception = additionIdOf(addition)
    if (node) this.#reading.keepId(`addition ${exception}`, node.id)
    return { ...license, exception }
  }

  #take(id: string, text: string) {
    const node = this.#reading.graph.nodes.get(id)
    if (this.#reading.taken.has(id) || (node && Object.hasOwn(textClasses, node.type))) return
    // Those two exist once for all documents.
    if (!node && /^expandedlicensing_No/.test(String(compactTerm(id)))) return
    const isSet = node !== undefined && node.type !== 'simplelicensing_LicenseExpression'
    const isKept = this.#reading.keepId(`${isSet ? 'set' : 'license'} ${text}`, id)
    if (!node || !isKept || !this.#isPlain(node)) return
    this.#reading.taken.add(id)
    for (const member of partsOf(node.properties)) this.read(member)
  }

  #isPlain(node: GraphNode): boolean {
    const { properties } = node
    if (!this.#reading.isUsual(properties['creationInfo'])) return false
    return Object.keys(properties).every(key => {
      if (key === 'simplelicensing_customIdToUri') return this.#areKeysKnown(properties[key])
      return plainKeys.has(key)
    })
  }

  #areKeysKnown(keys: unknown): boolean {
    return recordsIn(keys).every(({ key, value }) => typeof value === 'string' && this.#texts.get(value) === key)
  }
}

const expressionKey = 'simplelicensing_licenseExpression'
const plainKeys = new Set([
  'type',
  'spdxId',
  'creationInfo',
  expressionKey,
  'expandedlicensing_member',
  'expandedlicensing_subjectLicense',
  'expandedlicensing_subjectExtendableLicense',
  'expandedlicensing_subjectAddition',
])

function partsOf(properties: Properties): unknown[] {
  return [
    ...listIn(properties['expandedlicensing_member']),
    properties['expandedlicensing_subjectLicense'],
    properties['expandedlicensing_subjectExtendableLicense'],
  ]
}

function isAbsence({ kind }: Expression): boolean {
  return kind === 'none' || kind === 'no-assertion'
}
