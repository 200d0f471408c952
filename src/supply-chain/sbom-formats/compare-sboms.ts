import { findFullName } from './full-name.ts'
import type { LossLog } from './loss-log.ts'
import type { Component, Creator, Party, Relationship, Sbom } from './sbom.ts'

/**
 * Enters into the log what was said before and is not said after: how a writer tells what it lost, by reading what it
 * wrote. What is said in addition is no loss, nor is another order. What families keep to themselves is not compared.
 */
export function logLosses(before: Sbom, after: Sbom, log: LossLog) {
  for (const key of ['id', 'revision', 'name', 'createdAt', 'comment'] as const)
    if (before[key] !== undefined && before[key] !== after[key]) log.add(key)
  compareCreators(before.creators, after.creators, log)
  for (const { name } of missingIn(before.tools, after.tools)) log.add('tools', name)
  for (const key of ['lifecycles', 'roots'] as const)
    for (const missing of missingIn(before[key], after[key])) log.add(key, missing)
  compareComponents(before, after, log)
  compareRelationships(before.relationships, after.relationships, log)
}

function compareComponents(before: Sbom, after: Sbom, log: LossLog) {
  const [had, has] = [licensesOf(before), licensesOf(after)]
  if (before.dataLicense !== undefined && had.meaningOf(before.dataLicense) !== has.meaningOf(after.dataLicense))
    log.add('dataLicense')
  for (const id of had.missingIn(has)) log.add('licenses', id)
  const written = new Map(after.components.map(component => [component.id, component]))
  for (const component of before.components) {
    const other = written.get(component.id)
    if (!other) {
      log.add('components', component.id)
      continue
    }
    compareComponent(component, other, log)
    compareLicenses(component, other, had, has, log)
  }
}

function compareCreators(before: readonly Creator[], after: readonly Creator[], log: LossLog) {
  const left = new Map(after.map(creator => [`${creator.role} ${creator.name}`, creator]))
  for (const creator of before) {
    const other = left.get(`${creator.role} ${creator.name}`)
    if (other) compareParties(creator, other, 'creators', creator.name, log)
    else log.add('creators', creator.name)
  }
}

function compareParties(before: Party, after: Party, what: string, example: string, log: LossLog) {
  if (before.kind !== after.kind) log.add(`${what}.kind`, example)
  if (before.email !== undefined && before.email !== after.email) log.add(`${what}.email`, example)
  if (missingIn(before.urls ?? [], after.urls ?? []).length > 0) log.add(`${what}.urls`, example)
}

interface Licenses {
  /** An expression with what its `LicenseRef-…` stand for in their place: their ids are each document's own. */
  meaningOf(expression: string | undefined): string | undefined
  missingIn(others: Licenses): string[]
  meanings: ReadonlyMap<string, string>
}

function licensesOf({ licenses }: Sbom): Licenses {
  const byId = new Map(licenses.map(license => [license.id, license]))
  const meanings = new Map(
    licenses.map(({ id, name = id, text, urls, comment }) => [id, keyOf([name, text, urls, comment])] as const),
  )
  return {
    meanings,
    meaningOf: expression =>
      expression?.replace(/LicenseRef-[A-Za-z0-9.-]+/g, id => {
        const known = byId.get(id)
        return known ? keyOf([known.name ?? id, known.text]) : id
      }),
    missingIn: others => {
      const there = new Set(others.meanings.values())
      return [...meanings].filter(([, meaning]) => !there.has(meaning)).map(([id]) => id)
    },
  }
}

function compareLicenses(before: Component, after: Component, had: Licenses, has: Licenses, log: LossLog) {
  for (const key of ['declaredLicense', 'concludedLicense'] as const)
    if (before[key] !== undefined && had.meaningOf(before[key]) !== has.meaningOf(after[key]))
      log.add(`component.${key}`, before.id)
}

const scalars = [
  ...(['kind', 'version', 'purl', 'publisher', 'description', 'summary', 'comment'] as const),
  ...(['copyright', 'downloadLocation', 'homepage', 'sourceInfo'] as const),
  ...(['fileName', 'scope', 'builtAt', 'releasedAt', 'validUntil'] as const),
]
const lists = ['cpes', 'identifiers', 'authors', 'attributions', 'hashes', 'references', 'properties'] as const

function compareComponent(before: Component, after: Component, log: LossLog) {
  for (const key of scalars)
    if (before[key] !== undefined && before[key] !== after[key]) log.add(`component.${key}`, before.id)
  compareNames(before, after, log)
  for (const key of lists) {
    const [had, has]: [unknown[], unknown[]] = [before[key], after[key]]
    if (missingIn(had, has).length > 0) log.add(`component.${key}`, before.id)
  }
  for (const key of ['supplier', 'originator'] as const) {
    const [had, has] = [before[key], after[key]]
    if (had && had.name !== has?.name) log.add(`component.${key}`, before.id)
    else if (had && has) compareParties(had, has, `component.${key}`, before.id, log)
  }
}

/** A group may have come to stand in the name, or the other way round. */
function compareNames(before: Component, after: Component, log: LossLog) {
  if (fullNameOf(before) === fullNameOf(after)) return
  for (const key of ['name', 'group'] as const)
    if (before[key] !== undefined && before[key] !== after[key]) log.add(`component.${key}`, before.id)
}

function fullNameOf(component: Component): string {
  return findFullName(component) ?? (component.group ? keyOf([component.group, component.name]) : component.name)
}

function compareRelationships(before: readonly Relationship[], after: readonly Relationship[], log: LossLog) {
  const written = new Map<string, Relationship[]>()
  for (const one of after) for (const edge of edgesOf(one)) append(written, edge, one)
  for (const relationship of before) {
    for (const edge of edgesOf(relationship)) {
      const others = written.get(edge)
      if (others) compareAttributes(relationship, others, log)
      else log.add(`relationships.${relationship.kind}`, relationship.from)
    }
  }
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value) {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

function edgesOf({ from, kind, to }: Relationship): string[] {
  const ends = to.length > 0 ? to : ['']
  return ends.map(end => JSON.stringify([from, kind, end]))
}

function compareAttributes(before: Relationship, after: readonly Relationship[], log: LossLog) {
  for (const key of ['scope', 'comment', 'completeness'] as const)
    if (before[key] !== undefined && !after.some(one => one[key] === before[key]))
      log.add(`relationships.${key}`, before.from)
}

function missingIn<Value>(before: readonly Value[], after: readonly Value[]): Value[] {
  if (before.length === 0) return []
  const there = new Set(after.map(keyOf))
  return before.filter(value => !there.has(keyOf(value)))
}

/** With the keys in order, however deep. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )
}
