import type { ActorKind } from '../../../lib/actors/actor-rules.ts'
import type { Context } from '../../../platform/context.ts'
import * as evidenceStore from '../evidence/store.ts'
import { type IdentityKeys, namesOf, type RawIdentity } from '../keys.ts'
import { type Edge, resolvePeople } from '../resolve-people.ts'
import { readKinds } from '../rules/service.ts'
import * as store from '../store.ts'
import type { EvidenceRow, IdentityRow } from '../tables.ts'

/** An identity that is seen for the first time. */
export interface Fresh {
  id: string
  raw: RawIdentity
  told: string | null
  /** At work. */
  seen: boolean
  keys: IdentityKeys
}

/** Beyond so many keys, all that there is is read at once. */
const manyKeys = 20_000

/**
 * Finds out anew who is who among all that these keys and new identities hang together with, keeps it, and gives the ids of
 * the people whom it changed, those included who are no more.
 */
export async function resolveAround(
  ctx: Pick<Context, 'db'>,
  fresh: readonly Fresh[],
  keys: readonly string[],
): Promise<string[]> {
  if (fresh.length === 0 && keys.length === 0) return []
  const { rows, evidence } = await readRegion(ctx, fresh, keys)
  const known = rows.map(row => ({ keys: store.keysOfRow(row), person: row.person }))
  const graph = {
    identities: [...known, ...fresh.map(({ keys }) => ({ keys }))],
    edges: evidence.filter(({ relation }) => relation === 'same').map(edgeOf),
    apart: evidence
      .filter(({ relation }) => relation === 'different')
      .map(({ left_key, right_key }) => [left_key, right_key] as const),
  }
  const people = await resolveUnique(ctx, graph, rows)
  const kinds = kindsOf(evidence, [...rows.map(store.keysOfRow), ...fresh.map(({ keys }) => keys)], people)
  return save(ctx, rows, fresh, people, kinds)
}

/** The name of somebody new may be another's, from whom they were told apart before. */
async function resolveUnique(
  ctx: Pick<Context, 'db'>,
  graph: Parameters<typeof resolvePeople>[0],
  rows: readonly IdentityRow[],
) {
  const before = new Set(rows.map(({ person }) => person))
  const here = new Set(rows.map(({ id }) => id))
  const first = resolvePeople(graph)
  const named = [...new Set(first)].filter(person => !before.has(person))
  const taken = await store.findTakenIds(ctx.db, named, here)
  return taken.size === 0 ? first : resolvePeople({ ...graph, taken })
}

function edgeOf({ kind, left_key: left, right_key: right }: EvidenceRow): Edge {
  return { kind: kind as Edge['kind'], left, right }
}

async function readRegion(ctx: Pick<Context, 'db'>, fresh: readonly Fresh[], seeds: readonly string[]) {
  const keys = new Set([...seeds, ...fresh.flatMap(({ keys }) => namesOf(keys))])
  if (keys.size > manyKeys) {
    return { rows: await store.findAllIdentities(ctx.db), evidence: await evidenceStore.findAllEvidence(ctx.db) }
  }
  const rows = new Map<string, IdentityRow>()
  const evidence = new Map<string, EvidenceRow>()
  let frontier = [...keys]
  while (frontier.length > 0) {
    const next = new Set<string>()
    for (const row of await store.findIdentitiesByKeys(ctx.db, frontier)) {
      rows.set(row.id, row)
      for (const key of namesOf(store.keysOfRow(row))) next.add(key)
    }
    for (const row of await evidenceStore.findEvidenceAt(ctx.db, frontier)) {
      evidence.set(row.id, row)
      if (row.relation === 'same') next.add(row.left_key).add(row.right_key)
    }
    frontier = [...next].filter(key => !keys.has(key))
    for (const key of frontier) keys.add(key)
  }
  return { rows: [...rows.values()], evidence: [...evidence.values()] }
}

/** What somebody decided that a person is, by the person's id; the latest word counts. */
function kindsOf(evidence: readonly EvidenceRow[], keys: readonly IdentityKeys[], people: readonly string[]) {
  const decided = new Map<string, ActorKind>()
  const byKey = new Map<string, string>()
  keys.forEach((one, index) => {
    for (const key of namesOf(one)) byKey.set(key, people[index] ?? '')
  })
  for (const { relation, left_key } of evidence.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const person = byKey.get(left_key)
    if (person && relation !== 'same' && relation !== 'different') decided.set(person, relation as ActorKind)
  }
  return decided
}

/** Of somebody who lost an identity, those that are left are changed, too: by them it is seen that this person changed. */
async function save(
  ctx: Pick<Context, 'db'>,
  rows: readonly IdentityRow[],
  fresh: readonly Fresh[],
  people: readonly string[],
  kinds: ReadonlyMap<string, ActorKind>,
): Promise<string[]> {
  const version = await store.takeVersion(ctx.db)
  const kindByRules = await readKinds(ctx)
  const added = fresh.map(({ raw, keys, id, told, seen }, index) => {
    const person = people[rows.length + index] ?? ''
    const kind = kinds.get(person) ?? kindByRules(raw, told)
    return store.toRow(raw, keys, { id, told, person, kind, version, seen: Number(seen) })
  })
  await store.insertIdentities(ctx.db, added)
  const changed = new Set(added.map(({ person }) => person))
  const losing = new Set(rows.flatMap(({ person }, index) => (people[index] === person ? [] : [person])))
  const groups = new Map<string, { person: string; kind: ActorKind; ids: string[] }>()
  rows.forEach((row, index) => {
    const person = people[index] ?? row.person
    const kind = kinds.get(person) ?? kindByRules(row, row.told)
    if (person === row.person && kind === row.kind && !losing.has(person)) return
    changed.add(person).add(row.person)
    const group = groups.get(`${person} ${kind}`) ?? { person, kind, ids: [] }
    group.ids.push(row.id)
    groups.set(`${person} ${kind}`, group)
  })
  for (const { person, kind, ids } of groups.values())
    await store.updateIdentities(ctx.db, ids, { person, kind, version })
  return [...changed]
}
