import type { LossLog } from './loss-log.ts'
import type { Rest, Sbom } from './sbom.ts'

const families = ['cyclonedx', 'spdx2', 'spdx3'] as const
type Family = (typeof families)[number]

export interface WrittenAs {
  /** The family written: what only others can say is lost, all of it. */
  family: Family
  /** Its writer knows itself what it lost of what the family keeps to itself. */
  tellsItself?: boolean
  /** The id that a component, or the document, was written by. */
  rename?(id: string): string
}

interface Holder {
  rest?: Rest
}

/** Enters into the log what families keep to themselves and what was written does not say any more. */
export function logLostRest(before: Sbom, after: Sbom, log: LossLog, as: WrittenAs) {
  const { family, tellsItself = false, rename = (id: string) => id } = as
  const logRest = (holder: Holder, left: Leaves, at: string, id?: string) => {
    for (const one of families) {
      if (one === family && tellsItself) continue
      for (const key of missingIn(holder.rest?.[one], one === family ? left : nothing))
        log.add(`${one}.${at}${key}`, id)
    }
  }
  const leavesOf = (holders: readonly Holder[]) => new Leaves(holders.map(({ rest }) => rest?.[family]))
  const leavesBy = <One extends Holder>(holders: readonly One[], idOf: (one: One) => string) => {
    const groups = Map.groupBy(holders.filter(hasRest), idOf)
    const known = new Map([...groups].map(([id, group]) => [id, leavesOf(group)]))
    return (id: string) => known.get(rename(id)) ?? nothing
  }
  logRest(before, leavesOf([after]), '')
  for (const [name, count] of Object.entries(before.rest?.foreignXml ?? {}))
    log.add(`foreignXml.${name}`, undefined, count)
  const components = leavesBy(after.components, ({ id }) => id)
  for (const one of before.components) if (hasRest(one)) logRest(one, components(one.id), 'component.', one.id)
  const relationships = leavesBy(after.relationships, ({ from }) => from)
  for (const one of before.relationships)
    if (hasRest(one)) logRest(one, relationships(one.from), 'relationship.', one.from)
  const licenses = leavesOf(after.licenses)
  for (const one of before.licenses) if (hasRest(one)) logRest(one, licenses, 'license.', one.id)
}

function hasRest({ rest }: Holder): boolean {
  return rest !== undefined
}

function missingIn(fields: Record<string, unknown> = {}, left: Leaves): string[] {
  return Object.keys(fields).filter(key => !left.haveAll({ [key]: fields[key] }))
}

/** Every text, number and truth value with the names that lead to it, wherever in a list. */
class Leaves {
  readonly #all = new Set<string>()

  constructor(values: readonly unknown[]) {
    for (const value of values) visitLeaves(value, '', leaf => this.#all.add(leaf))
  }

  haveAll(value: unknown): boolean {
    let all = true
    visitLeaves(value, '', leaf => {
      all &&= this.#all.has(leaf)
    })
    return all
  }
}

/** Of an empty list or object nothing is said. */
function visitLeaves(value: unknown, path: string, visit: (leaf: string) => void) {
  if (typeof value !== 'object' || value === null) visit(`${path}=${JSON.stringify(value)}`)
  else if (Array.isArray(value)) for (const one of value) visitLeaves(one, path, visit)
  else for (const [name, one] of Object.entries(value)) visitLeaves(one, `${path}.${name}`, visit)
}

const nothing = new Leaves([])
