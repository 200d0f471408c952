import { findFullName } from './full-name.ts'
import type { LossLog } from './loss-log.ts'
import { logLostRest, type WrittenAs } from './lost-rest.ts'
import type { Component, Party, Relationship, Sbom } from './sbom.ts'

/**
 * Enters into the log what was said before and is not said after: how a writer tells what it lost, by reading what it
 * wrote. Another order is no loss. What is said in addition is one only where the log knows a reason for it: then it was
 * made up.
 */
export function logLosses(before: Sbom, after: Sbom, log: LossLog, as: WrittenAs) {
  const { rename = (id: string) => id } = as
  for (const key of ['id', 'name', 'createdAt'] as const)
    if (before[key] !== undefined && before[key] !== after[key]) log.add(key, before[key])
  for (const key of ['revision', 'comment'] as const)
    if (before[key] !== undefined && before[key] !== after[key]) log.add(key)
  compareNamed(before.creators, after.creators, 'creators', log)
  compareNamed(before.tools, after.tools, 'tools', log)
  for (const missing of missingIn(before.lifecycles, after.lifecycles)) log.add('lifecycles', missing)
  for (const missing of missingIn(before.roots.map(rename), after.roots)) log.add('roots', missing)
  logMadeUp(before, after, log)
  compareComponents(before, after, log, rename)
  compareRelationships(before.relationships, after.relationships, log, rename)
  logLostRest(before, after, log, as)
}

function logMadeUp(before: Sbom, after: Sbom, log: LossLog) {
  for (const key of ['createdAt', 'dataLicense'] as const)
    if (before[key] === undefined && after[key] !== undefined && log.explains(key)) log.add(key)
  if (before.roots.length === 0 && log.explains('roots')) for (const root of after.roots) log.add('roots', root)
}

function compareComponents(before: Sbom, after: Sbom, log: LossLog, rename: (id: string) => string) {
  const [had, has] = [licensesOf(before), licensesOf(after)]
  if (before.dataLicense !== undefined && had.meaningOf(before.dataLicense) !== has.meaningOf(after.dataLicense))
    log.add('dataLicense')
  for (const id of had.missingIn(has)) log.add('licenses', id)
  const written = new Map(after.components.map(component => [component.id, component]))
  for (const component of before.components) {
    const id = rename(component.id)
    const other = written.get(id)
    if (!other) {
      log.add('components', component.id)
      continue
    }
    if (id !== component.id) log.add('component.id', component.id)
    compareComponent(component, other, log)
    compareLicenses(component, other, had, has, log)
  }
}

/** What is not there just so is held beside one of its name. */
function compareNamed<One extends { name: string }>(
  before: readonly One[],
  after: readonly One[],
  what: string,
  log: LossLog,
) {
  const left = Map.groupBy(missingIn(after, before), ({ name }) => name)
  for (const one of missingIn(before, after)) {
    const other = left.get(one.name)?.shift()
    if (other) compareFields(one, other, what, one.name, log)
    else log.add(what, one.name)
  }
}

function compareParties(before: Party, after: Party, what: string, example: string, log: LossLog) {
  if (before.name === after.name) compareFields(before, after, what, example, log)
  else log.add(what, example)
}

function compareFields(before: object, after: object, what: string, example: string, log: LossLog) {
  const said = new Map<string, unknown>(Object.entries(after))
  for (const [key, value] of Object.entries(before)) {
    const isKept = Array.isArray(value)
      ? missingIn(value, (said.get(key) ?? []) as unknown[]).length === 0
      : value === undefined || value === said.get(key)
    if (!isKept) log.add(`${what}.${key}`, example)
  }
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
        return keyOf([known?.name ?? id, known?.text])
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
    if (had && has) compareParties(had, has, `component.${key}`, before.id, log)
    else if (had) log.add(`component.${key}`, before.id)
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

function compareRelationships(
  before: readonly Relationship[],
  after: readonly Relationship[],
  log: LossLog,
  rename: (id: string) => string,
) {
  const written = new Map<string, Relationship[]>()
  for (const one of after) for (const edge of edgesOf(one)) append(written, edge, one)
  for (const relationship of before) {
    for (const edge of edgesOf(renameEnds(relationship, rename))) {
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

function renameEnds(one: Relationship, rename: (id: string) => string): Relationship {
  return { ...one, from: rename(one.from), to: one.to.map(rename) }
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
