import type { Context } from '../../../platform/context.ts'
import { readMask } from '../../identities/display/service.ts'
import type { AffiliationEvidence } from '../model.ts'
import { getOrganization } from '../organizations/service.ts'
import * as store from '../store.ts'
import { heedIdentities } from '../timeline/service.ts'

export interface Employee {
  id: string
  name: string
  email: string
  commits: number
  since: string | null
  until: string | null
  evidence: AffiliationEvidence
}

/** Those who work there on a day, or did at any time, the busiest first. */
export async function getPeopleAt(ctx: Context, organization: string, on?: string): Promise<Employee[]> {
  await heedIdentities(ctx)
  const { id } = await getOrganization(ctx, organization)
  const { show } = await readMask(ctx)
  const terms = (await store.findAffiliationsAt(ctx.db, id)).filter(
    ({ since, until }) => on === undefined || ((since === null || since <= on) && (until === null || on < until)),
  )
  const people = new Map(
    (
      await store.findContributors(
        ctx.db,
        terms.map(({ person }) => person),
      )
    ).map(one => [one.id, one]),
  )
  const shown = terms.flatMap(({ person, since, until, evidence }) => {
    const one = people.get(person)
    const seen = one && show(one)
    return seen ? [{ ...seen, since, until, evidence: evidence as AffiliationEvidence }] : []
  })
  return shown.sort((a, b) => b.commits - a.commits || (a.id < b.id ? -1 : 1))
}

/** Whose organization nobody knows, the busiest first. */
export async function getUnknown(ctx: Context, limit: number) {
  const { show } = await readMask(ctx)
  return (await store.findUnknown(ctx.db, limit)).flatMap(person => show(person) ?? [])
}
