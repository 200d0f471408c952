import { nameOfIri, type RdfNode } from './graph.ts'
import { findValue } from './properties.ts'

/** Sets of licenses nest no deeper than anybody writes; one that holds itself has no end. */
const deepest = 100
const listed = /^https?:\/\/spdx\.org\/licenses\//

/** No longer expression is read. */
const longest = 40_000

/** Makes expressions of licenses, which RDF writes as nodes: sets of members, with exceptions, or later versions. */
export class LicenseNames {
  readonly #idOf: (iri: string) => string
  readonly #known = new Map<RdfNode, string>()

  constructor(idOf: (iri: string) => string) {
    this.#idOf = idOf
  }

  readonly make = (value: RdfNode | string): string => this.#expressionOf(value, 0)

  /** Each node once, however often it is pointed to. */
  #expressionOf(value: RdfNode | string, depth: number): string {
    if (typeof value === 'string') return value.trim()
    const known = this.#known.get(value)
    if (known !== undefined || depth > deepest) return known ?? ''
    const made = this.#write(value, depth).slice(0, longest)
    this.#known.set(value, made)
    return made
  }

  #write(value: RdfNode, depth: number): string {
    switch (value.type) {
      case 'ConjunctiveLicenseSet':
        return this.#join(value, ' AND ', depth)
      case 'DisjunctiveLicenseSet':
        return this.#join(value, ' OR ', depth)
      case 'OrLaterOperator':
        return `${this.#members(value, depth)[0] ?? ''}+`
      case 'WithExceptionOperator':
        return `${this.#members(value, depth)[0] ?? ''} WITH ${this.#exceptionOf(value)}`
      default:
        return this.#nameOf(value)
    }
  }

  #join(node: RdfNode, operator: string, depth: number): string {
    const members = this.#members(node, depth)
    return members.length > 1 ? `(${members.join(operator)})` : (members[0] ?? '')
  }

  #members({ statements }: RdfNode, depth: number): string[] {
    const members: string[] = []
    let length = 0
    for (const { property, value } of statements) {
      if (property !== 'member') continue
      const member = this.#expressionOf(value, depth + 1)
      members.push(member)
      length += member.length + ' AND '.length
      if (length > longest) break
    }
    return members
  }

  #exceptionOf(node: RdfNode): string {
    const exception = findValue(node, 'licenseException') ?? ''
    if (typeof exception === 'string') return exception.trim()
    const id = findValue(exception, 'licenseExceptionId')
    return typeof id === 'string' ? id.trim() : (exception.iri ?? '').replace(listed, '')
  }

  #nameOf(node: RdfNode): string {
    const { iri = '' } = node
    const silence = nameOfIri(iri)
    if (silence === 'noassertion') return 'NOASSERTION'
    if (silence === 'none') return 'NONE'
    if (listed.test(iri)) return iri.replace(listed, '').replace(/\.html$/, '')
    const said = findValue(node, 'licenseId')
    return iri === '' && typeof said === 'string' ? said.trim() : this.#idOf(iri)
  }
}
