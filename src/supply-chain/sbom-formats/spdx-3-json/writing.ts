import { isDeepStrictEqual } from 'node:util'
import { isRecord, listIn, recordIn, textIn } from '../../../lib/json/untrusted.ts'
import type { Party, Sbom, Tool } from '../sbom.ts'
import { agentOf, elementOfTool, partyOf, toolOf } from './agents.ts'
import { isSound } from './check-objects.ts'
import { findClass } from './classes.ts'
import type { Properties } from './graph.ts'
import { addressOf, Names } from './names.ts'

export const usualCreation = '_:creationInfo'

/** What the writers of one document's parts share. */
export class Writing {
  readonly sbom: Sbom
  readonly document: string
  readonly names: Names
  /** Who and what acts, as far as they were needed, in that order. */
  readonly agents: Properties[] = []
  /** Elements of the rest that are written as they stand, by id. */
  readonly kept: ReadonlyMap<string, Properties>
  readonly #used = new Set<string>()
  readonly #isNameOfDocument: boolean
  readonly #agentIds = new Map<string, string>()

  constructor(sbom: Sbom) {
    this.sbom = sbom
    this.document = addressOf(sbom)
    this.names = new Names(this.document)
    this.#used.add(this.document)
    for (const { id } of sbom.components) this.#used.add(this.names.addressOf(id))
    this.#isNameOfDocument = !sbom.components.some(({ id }) => id === sbom.id)
    this.kept = this.#readKept(recordIn(sbom.rest?.spdx3))
  }

  /** Of what a relationship leads from or to: the document too can be that. */
  addressOfEnd(id: string): string {
    return id === this.sbom.id && this.#isNameOfDocument ? this.document : this.names.addressOf(id)
  }

  /** The address for an element: the wished one if nobody has it, else a new one. */
  claim(wished: string | undefined, kind: string): string {
    let address = wished
    while (address === undefined || this.#used.has(address)) address = this.names.make(kind)
    this.#used.add(address)
    return address
  }

  /** Id of something that the model holds by value. */
  findId(key: string): string | undefined {
    const ids = this.sbom.rest?.spdx3Ids ?? {}
    const id = Object.hasOwn(ids, key) ? textIn(ids[key]) : undefined
    return id === undefined ? undefined : this.names.addressOf(id)
  }

  /** How an element came about: as the document did, unless it says otherwise. */
  creationOf(stated: unknown): unknown {
    if (typeof stated === 'string') return this.kept.has(stated) ? stated : usualCreation
    return isRecord(stated) && isSound(stated) ? stated : usualCreation
  }

  party(party: Party): string {
    if (party.id === 'SpdxOrganization') return party.id
    const content = agentOf(party)
    return this.#agent('Agent', party.id, content, known => isDeepStrictEqual(partyOf(known), partyOf(content)))
  }

  tool(tool: Tool): string {
    const content = elementOfTool(tool)
    return this.#agent('Tool', tool.id, content, known => isDeepStrictEqual(toolOf(known), toolOf(content)))
  }

  #agent(kind: string, id: string | undefined, content: Properties, isSame: (known: Properties) => boolean): string {
    const wished = id === undefined ? undefined : this.names.addressOf(id)
    const kept = wished === undefined ? undefined : this.kept.get(wished)
    if (kept && isSame(kept)) return String(wished)
    const key = JSON.stringify([wished, content])
    const known = this.#agentIds.get(key)
    if (known !== undefined) return known
    const spdxId = this.claim(wished, kind)
    this.#agentIds.set(key, spdxId)
    this.agents.push({ spdxId, creationInfo: usualCreation, ...content })
    return spdxId
  }

  #readKept(rest: Properties): Map<string, Properties> {
    const kept = new Map<string, Properties>()
    for (const [type, list] of Object.entries(rest)) {
      if (type === 'SpdxDocument') continue
      for (const element of listIn(list)) {
        const node = this.#asNode(element)
        const id = textIn(node?.['spdxId']) ?? textIn(node?.['@id'])
        if (node && id !== undefined && !this.#used.has(id) && id !== usualCreation) kept.set(id, node)
        if (id !== undefined) this.#used.add(id)
      }
    }
    return kept
  }

  #asNode(element: unknown): Properties | undefined {
    if (!isRecord(element)) return undefined
    const isElement = findClass(element['type'])?.isElement === true
    const node = isElement && !('creationInfo' in element) ? { ...element, creationInfo: usualCreation } : element
    return element['type'] !== 'SpdxDocument' && isSound(node) ? node : undefined
  }
}
