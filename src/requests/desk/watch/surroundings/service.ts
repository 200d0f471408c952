import { findAccounts } from '../../../../access/accounts/service.ts'
import { getProjects } from '../../../../catalog/projects/service.ts'
import type { Context } from '../../../../platform/context.ts'
import type { Reopenable } from '../../../grants/model.ts'
import { findReopenable } from '../../../grants/service.ts'
import { getDecidingPolicies } from '../../../policies/service.ts'
import { pause } from '../../pause.ts'
import { hangsOn, type Surroundings } from './hangs-on.ts'
import * as store from './store.ts'

const atOnce = 500

/** Grants for which something may have changed since they were last held to what is so, some at a time. */
export async function* findMoved(ctx: Context): AsyncGenerator<{ id: string; heldTo: string }[]> {
  const office = await lookAround(ctx)
  let after: Reopenable | undefined
  for (;;) {
    const grants = await findReopenable(ctx, { after, limit: atOnce })
    const surroundings = await lookAt(ctx, grants, office)
    yield grants.flatMap(grant => {
      const heldTo = hangsOn(grant, surroundings)
      return heldTo === grant.heldTo ? [] : [{ id: grant.id, heldTo }]
    })
    if (grants.length < atOnce) return
    after = grants.at(-1)
    await pause()
  }
}

interface Office extends Pick<Surroundings, 'agreements' | 'policies'> {
  /** Ids by name and by id, as subjects are found. */
  projects: ReadonlyMap<string, string>
}

async function lookAround(ctx: Context): Promise<Office> {
  const projects = await getProjects(ctx)
  const deciding = await getDecidingPolicies(ctx)
  const policies = new Map<string, string>()
  for (const { policy, version } of deciding)
    for (const form of policy.forms) policies.set(form, `${policies.get(form) ?? ''} ${policy.id}@${version}`)
  const named = projects.map(({ id, name }) => [name.toLowerCase(), id] as const)
  const known = projects.map(({ id }) => [id.toLowerCase(), id] as const)
  return {
    agreements: await store.findAgreements(ctx.db),
    policies,
    // The first of a name, and an id before any name.
    projects: new Map([...named.toReversed(), ...known.toReversed()]),
  }
}

async function lookAt(ctx: Context, grants: readonly Reopenable[], office: Office): Promise<Surroundings> {
  const keysOf = (kind: string) => [
    ...new Set(grants.flatMap(({ subject }) => (subject.kind === kind ? [subject.key] : []))),
  ]
  const projects = keysOf('project').flatMap(key => {
    const id = office.projects.get(key)
    return id === undefined ? [] : [[key, id] as const]
  })
  const summaries = await store.findSummaries(
    ctx.db,
    projects.map(([, id]) => id),
  )
  const analyses = projects.map(([key, id]) => [key, summaries.get(id) ?? ''] as const)
  return {
    ...office,
    subjects: new Map([...(await store.findVersionsInUse(ctx.db, keysOf('package'))), ...analyses]),
    held: await findHeld(ctx, grants),
  }
}

/** Requests whose requester is here. */
async function findHeld(ctx: Context, grants: readonly Reopenable[]): Promise<Set<number>> {
  const numbers = grants.flatMap(({ request, reopenWhen }) => (reopenWhen.includes('owner-left') ? [request] : []))
  const requesters = await store.findRequesters(ctx.db, [...new Set(numbers)])
  const accounts = await findAccounts(ctx, [...requesters.values()])
  const here = new Set(accounts.flatMap(({ id, active }) => (active ? [id] : [])))
  return new Set([...requesters].flatMap(([number, requester]) => (here.has(requester) ? [number] : [])))
}
