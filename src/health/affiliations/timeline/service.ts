import { findIdentitiesByEmails } from '../../../access/identities/service.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { findIdentitiesOfPeople, findPeopleChangedAfter, getVersion } from '../../identities/service.ts'
import * as enrollmentStore from '../enrollments/store.ts'
import * as organizationStore from '../organizations/store.ts'
import * as profileStore from '../profiles/store.ts'
import {
  type Affiliation,
  type AffiliationEvidence,
  affiliationsByDomain,
  organizationOfDomain,
  resolveAffiliations,
  type Statement,
} from '../resolve-affiliations.ts'
import * as store from '../store.ts'
import type { EnrollmentRow, ProfileRow } from '../tables.ts'

type Working = Pick<Context, 'db' | 'now'>

/** Draws anew where those work of whom it became known who they are. */
export async function heedIdentities(ctx: Working) {
  if ((await store.findHeeded(ctx.db)) >= (await getVersion(ctx))) return
  await inTransaction(ctx, async ctx => {
    const version = await getVersion(ctx)
    const people = await findPeopleChangedAfter(ctx, await store.findHeeded(ctx.db))
    if (await store.hasAnything(ctx.db)) await redraw(ctx, people)
    await store.saveHeeded(ctx.db, version)
  })
}

const atOnce = 2000

/** Where these people work, from all that was said of them. */
export async function redraw(ctx: Pick<Context, 'db'>, people: readonly string[]) {
  if (people.length === 0) return
  const known = await readOrganizations(ctx)
  let version: number | undefined
  for (let at = 0; at < people.length; at += atOnce) {
    const some = people.slice(at, at + atOnce)
    const drawn = await drawTimelines(ctx, await findIdentitiesOfPeople(ctx, some), known)
    const changed = await findChanged(ctx, some, new Map(some.map(person => [person, drawn.get(person) ?? []])))
    if (changed.size === 0) continue
    version ??= await store.takeVersion(ctx.db)
    await store.replaceAffiliations(ctx.db, version, changed)
  }
}

interface Identity {
  person: string
  domain: string | null
  keys: string[]
  firstAt: string | null
}

/** Where those work of whom nothing else is known than how they are named. */
export async function drawNamed(
  ctx: Pick<Context, 'db'>,
  named: readonly Omit<Identity, 'firstAt'>[],
): Promise<Map<string, Affiliation[]>> {
  const identities = named.map(one => ({ ...one, firstAt: null }))
  return drawTimelines(ctx, identities, await readOrganizations(ctx))
}

interface Known {
  domains: Map<string, { organization: string; isTop: boolean }>
  deals: Awaited<ReturnType<typeof organizationStore.findDeals>>
  house: string | null
  /** Ids by every name that organizations have. */
  names: Map<string, string>
}

async function readOrganizations(ctx: Pick<Context, 'db'>): Promise<Known> {
  const domains = (await organizationStore.findDomains(ctx.db)).map(
    row => [row.domain, { organization: row.organization_id, isTop: row.is_top === 1 }] as const,
  )
  return {
    domains: new Map(domains),
    deals: await organizationStore.findDeals(ctx.db),
    house: await store.findHouse(ctx.db),
    names: await readNames(ctx),
  }
}

async function readNames(ctx: Pick<Context, 'db'>): Promise<Map<string, string>> {
  const [organizations, aliases] = [
    await organizationStore.findOrganizations(ctx.db),
    await organizationStore.findAliases(ctx.db),
  ]
  return new Map([
    ...aliases.map(row => [row.name_key, row.organization_id] as const),
    ...organizations.map(row => [row.name_key, row.id] as const),
  ])
}

async function drawTimelines(
  ctx: Pick<Context, 'db'>,
  identities: readonly Identity[],
  { domains, deals, house, names }: Known,
): Promise<Map<string, Affiliation[]>> {
  const enrollments = Map.groupBy(
    await enrollmentStore.findEnrollments(ctx.db, [...new Set(identities.flatMap(({ keys }) => keys))]),
    ({ key }) => key,
  )
  const employed = house === null ? new Map<string, Statement[]>() : await findEmployed(ctx, identities, house)
  const keys = [...new Set(identities.flatMap(({ keys }) => keys))]
  const profiles = Map.groupBy(await profileStore.findProfiles(ctx.db, keys), ({ key }) => key)
  const byPerson = Map.groupBy(identities, ({ person }) => person)
  const timelines = new Map<string, Affiliation[]>()
  for (const [person, own] of byPerson) {
    const keys = [...new Set(own.flatMap(({ keys }) => keys))]
    const stated = keys.flatMap(key => (enrollments.get(key) ?? []).map(statementOf))
    const addresses = own.flatMap(({ domain, firstAt }) => {
      const organization = domain === null ? undefined : organizationOfDomain(domain, domains)
      return organization === undefined ? [] : [{ organization, firstAt }]
    })
    const byDomain = affiliationsByDomain(addresses).map(one => ({ ...one, at: '' }))
    const claimed = keys.flatMap(key => (profiles.get(key) ?? []).flatMap(row => claimOf(row, names)))
    const statements = [...stated, ...claimed, ...keys.flatMap(key => employed.get(key) ?? []), ...byDomain]
    timelines.set(person, resolveAffiliations(statements, deals))
  }
  return timelines
}

/** What a profile says counts where it is the name of an organization that the office knows. */
function claimOf({ company_key, since, until, at }: ProfileRow, names: ReadonlyMap<string, string>): Statement[] {
  const organization = names.get(company_key)
  return organization === undefined ? [] : [{ organization, since, until, evidence: 'profile', at }]
}

function statementOf({ organization_id, since, until, evidence, at }: EnrollmentRow): Statement {
  return { organization: organization_id, since, until, evidence: evidence as AffiliationEvidence, at }
}

/** Those whom the directory or whoever signs them in vouches for, by the keys of their e-mails. */
async function findEmployed(
  ctx: Pick<Context, 'db'>,
  identities: readonly { keys: string[] }[],
  house: string,
): Promise<Map<string, Statement[]>> {
  const emails = new Set(
    identities.flatMap(({ keys }) => keys.filter(key => key.startsWith('e:')).map(key => key.slice(2))),
  )
  const vouched = (await findIdentitiesByEmails(ctx, [...emails])).filter(
    ({ proof }) => proof === 'directory' || proof === 'single-sign-on',
  )
  const statements = vouched.map(({ value, since, until, provenAt }) => {
    const statement: Statement = {
      organization: house,
      evidence: 'directory',
      since,
      until: until === null ? null : dayAfter(until),
      at: provenAt,
    }
    return { key: `e:${value.toLowerCase()}`, statement }
  })
  return new Map(
    [...Map.groupBy(statements, ({ key }) => key)].map(([key, all]) => [key, all.map(({ statement }) => statement)]),
  )
}

function dayAfter(day: string) {
  return new Date(Date.parse(day) + 24 * 3600_000).toISOString().slice(0, 10)
}

/** So that the cost of a change is the size of the change. */
async function findChanged(
  ctx: Pick<Context, 'db'>,
  people: readonly string[],
  timelines: ReadonlyMap<string, Affiliation[]>,
) {
  const before = Map.groupBy(await store.findAffiliations(ctx.db, people), ({ person }) => person)
  const same = (one: Affiliation) => [one.organization, one.since, one.until, one.evidence].join('\n')
  return new Map(
    [...timelines].filter(([person, timeline]) => {
      const old = (before.get(person) ?? []).map(row =>
        same({ ...row, organization: row.organization_id } as Affiliation),
      )
      return old.sort().join('\n\n') !== timeline.map(same).sort().join('\n\n')
    }),
  )
}
