import { findFullName } from './full-name.ts'
import type { Component, Relationship, Rest, Sbom } from './sbom.ts'
import type { SbomLoss } from './sbom-format.ts'

/**
 * What two readings of a document say differently, field by field, whatever fields the model has: found apart from how the
 * writers find their losses, to hold them to it. Order means nothing.
 */
interface Differences {
  /** Said before and not after, or otherwise: by the names of `SbomLoss`, each with an id for an example. */
  lost: Map<string, string>
  /** Said after and not before. */
  added: Map<string, string>
}

type Fields = Record<string, unknown>

/**
 * What is lost and not told, and what is told and not lost. What a family keeps to itself is not looked at where other
 * versions of it spell it otherwise.
 */
export function findMistold(before: Sbom, after: Sbom, losses: readonly SbomLoss[], spelled?: keyof Rest): string[] {
  const { lost, added } = findDifferences(before, after)
  const told = new Map(losses.map(({ what, examples }) => [what, examples[0] ?? '']))
  const isSeen = (what: string) => spelled === undefined || !what.startsWith(`${spelled}.`)
  return [
    ...[...lost].flatMap(([what, id]) => (told.has(what) || !isSeen(what) ? [] : [`untold ${what} of ${id}`])),
    ...[...told].flatMap(([what, id]) =>
      lost.has(what) || added.has(what) || !isSeen(what) ? [] : [`not lost: ${what} of ${id}`],
    ),
  ]
}

function findDifferences(before: Sbom, renamed: Sbom): Differences {
  const differences: Differences = { lost: new Map(), added: new Map() }
  const after = withIdsOf(before, renamed)
  const note: Note = (what, example) => void (differences.lost.has(what) || differences.lost.set(what, example))
  if (before.components.some(({ id }) => renamed.components.every(one => one.id !== id))) noteId(before, renamed, note)
  compareDocuments(before, after, note)
  compareComponents(before, after, note)
  compareEdges(before, after, note)
  compareDocuments(after, before, (what, example) => differences.added.set(what, example))
  return differences
}

type Note = (what: string, example: string) => void

function noteId(before: Sbom, after: Sbom, note: Note) {
  const ids = new Set(after.components.map(({ id }) => id))
  const lost = before.components.find(({ id }) => !ids.has(id))
  if (lost && before.components.length === after.components.length) note('component.id', lost.id)
}

const apart = new Set(['components', 'relationships', 'licenses', 'rest', 'creators', 'tools', 'dataLicense'])

function compareDocuments(before: Sbom, after: Sbom, note: Note) {
  for (const [key, value] of Object.entries(before)) {
    if (!apart.has(key)) compareField(key, value, (after as unknown as Fields)[key], '', note)
  }
  const [had, has] = [meanings(before), meanings(after)]
  if (before.dataLicense !== undefined && had(before.dataLicense) !== has(after.dataLicense)) note('dataLicense', '')
  for (const key of ['creators', 'tools'] as const) compareNamed(key, before[key], after[key], note)
  const texts = new Set(after.licenses.map(contentOf))
  for (const one of before.licenses) if (!texts.has(contentOf(one))) note('licenses', one.id)
  compareRest(before.rest, [after.rest], '', '', note)
}

function contentOf({ id, name = id, text, urls, comment }: Sbom['licenses'][number]): string {
  return keyOf([name, text, urls.toSorted(), comment])
}

function compareNamed(what: string, before: readonly object[], after: readonly object[], note: Note) {
  const same = new Set(after.map(keyOf))
  const had = new Set(before.map(keyOf))
  const left = after.filter(one => !had.has(keyOf(one))) as Fields[]
  for (const one of before.filter(one => !same.has(keyOf(one))) as Fields[]) {
    const at = left.findIndex(other => other['name'] === one['name'])
    const [other] = at === -1 ? [] : left.splice(at, 1)
    const name = String(one['name'])
    if (!other) note(what, name)
    else for (const [key, value] of Object.entries(one)) compareField(`${what}.${key}`, value, other[key], name, note)
  }
}

function compareField(what: string, before: unknown, after: unknown, example: string, note: Note) {
  if (before === undefined || keyOf(before) === keyOf(after)) return
  if (!Array.isArray(before)) return note(what, example)
  const there = new Set(Array.isArray(after) ? after.map(keyOf) : [])
  if (before.some(one => !there.has(keyOf(one)))) note(what, example)
}

const ofComponent = new Set(['id', 'name', 'group', 'rest', 'declaredLicense', 'concludedLicense'])
const parties = new Set(['supplier', 'originator'])

function compareComponents(before: Sbom, after: Sbom, note: Note) {
  const written = new Map(after.components.map(component => [component.id, component]))
  const [had, has] = [meanings(before), meanings(after)]
  for (const component of before.components) {
    const other = written.get(component.id)
    if (!other) {
      note('components', component.id)
      continue
    }
    for (const key of ['declaredLicense', 'concludedLicense'] as const)
      if (component[key] !== undefined && had(component[key]) !== has(other[key]))
        note(`component.${key}`, component.id)
    compareComponent(component, other, note)
  }
}

function compareComponent(component: Component, other: Component, note: Note) {
  compareNames(component, other, note)
  compareRest(component.rest, [other.rest], 'component.', component.id, note)
  const after = other as unknown as Fields
  for (const [key, value] of Object.entries(component)) {
    if (ofComponent.has(key)) continue
    const [what, now] = [`component.${key}`, after[key]]
    if (parties.has(key)) compareParty(what, value as Fields, now as Fields, component.id, note)
    else compareField(what, value, now, component.id, note)
  }
}

function compareParty(what: string, before: Fields | undefined, after: Fields | undefined, id: string, note: Note) {
  if (!before) return
  if (before['name'] !== after?.['name']) return note(what, id)
  for (const [key, value] of Object.entries(before)) compareField(`${what}.${key}`, value, after?.[key], id, note)
}

function compareNames(before: Component, after: Component, note: Note) {
  if (labelOf(before) === labelOf(after)) return
  for (const key of ['name', 'group'] as const)
    if (before[key] !== undefined && before[key] !== after[key]) note(`component.${key}`, before.id)
}

function labelOf(component: Component): string {
  return findFullName(component) ?? (component.group ? keyOf([component.group, component.name]) : component.name)
}

/** An expression with what its references stand for in their place. */
function meanings({ licenses }: Sbom): (expression: string | undefined) => string | undefined {
  const byId = new Map(licenses.map(one => [one.id, one]))
  return expression =>
    expression?.replace(/LicenseRef-[A-Za-z0-9.-]+/g, id => {
      const known = byId.get(id)
      return known ? keyOf([known.name ?? id, known.text]) : keyOf([id, undefined])
    })
}

function compareEdges(before: Sbom, after: Sbom, note: Note) {
  const edges = new Map<string, Relationship[]>()
  for (const one of after.relationships)
    for (const edge of edgesOf(one)) edges.set(edge, [...(edges.get(edge) ?? []), one])
  for (const one of before.relationships)
    for (const edge of edgesOf(one)) {
      const others = edges.get(edge)
      if (!others) note(`relationships.${one.kind}`, one.from)
      compareEdge(one, others ?? [], note)
    }
}

function compareEdge(one: Relationship, others: readonly Relationship[], note: Note) {
  for (const key of ['scope', 'comment', 'completeness'] as const)
    if (others.length > 0 && one[key] !== undefined && !others.some(other => other[key] === one[key]))
      note(`relationships.${key}`, one.from)
  compareRest(
    one.rest,
    others.map(({ rest }) => rest),
    'relationship.',
    one.from,
    note,
  )
}

function edgesOf({ from, kind, to }: Relationship): string[] {
  return (to.length > 0 ? to : ['']).map(end => keyOf([from, kind, end]))
}

/** What a family keeps to itself: all of it where nothing of that family is left, else what of it is nowhere any more. */
function compareRest(before: Rest | undefined, after: (Rest | undefined)[], at: string, example: string, note: Note) {
  for (const [family, fields] of Object.entries(before ?? {})) {
    if (family === 'spdx3Ids' || family === 'signed' || fields === undefined) continue
    const left = new Set(after.flatMap(rest => leavesOf(rest?.[family as keyof Rest])))
    for (const [key, value] of Object.entries(fields))
      if (leavesOf({ [key]: value }).some(leaf => !left.has(leaf))) note(`${family}.${at}${key}`, example)
  }
}

function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}=${JSON.stringify(value)}`]
  if (Array.isArray(value)) return value.flatMap(one => leavesOf(one, path))
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, `${path}.${key}`))
}

function withIdsOf(before: Sbom, after: Sbom): Sbom {
  const renamed = namesBefore(before.components, after.components)
  if (before.id !== undefined && after.id !== undefined) renamed.set(after.id, before.id)
  const rename = (id: string) => renamed.get(id) ?? id
  return {
    ...after,
    roots: after.roots.map(rename),
    components: after.components.map(component => ({ ...component, id: rename(component.id) })),
    relationships: after.relationships.map(one => ({ ...one, from: rename(one.from), to: one.to.map(rename) })),
  }
}

/** A format may have its own rules for ids: components are the same by id, else by name and version, else by their place. */
function namesBefore(before: readonly Component[], after: readonly Component[]): Map<string, string> {
  const [had, has] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))]
  const lost = Map.groupBy(
    before.filter(({ id }) => !has.has(id)),
    wholeLabelOf,
  )
  const renamed = new Map<string, string>()
  const unsure: string[] = []
  for (const component of after.filter(({ id }) => !had.has(id))) {
    const same = lost.get(wholeLabelOf(component))?.shift()
    if (same) renamed.set(component.id, same.id)
    else unsure.push(component.id)
  }
  const left = [...lost.values()].flat()
  if (left.length === unsure.length) for (const [at, { id }] of left.entries()) renamed.set(unsure[at] ?? id, id)
  return renamed
}

function wholeLabelOf(component: Component): string {
  return keyOf([labelOf(component), component.version ?? '', component.purl ?? ''])
}

function keyOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
        : member,
    ) ?? ''
  )
}
