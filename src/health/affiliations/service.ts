import { BooleanColumn, type Column, NumberColumn, TextColumn } from '../../lib/parquet/columns.ts'
import type { Context } from '../../platform/context.ts'
import { bringUpToDate } from '../../platform/facts/lookup-table.ts'
import { learnAccountLinks } from '../identities/evidence/service.ts'
import { assistedCondition, identityTable } from '../identities/service.ts'
import * as store from './store.ts'
import { heedIdentities } from './timeline/service.ts'

/**
 * Who the raw identities are and where they work, as SQL table expressions for DuckDB, up to date with all that was decided.
 * - identities: name, email, login, host (null where it has none) → person, kind (person, bot, ai-agent)
 * - affiliations: person, organization (its name), since TIMESTAMP, until TIMESTAMP (null: open), never overlapping
 * - assisted: a condition over a column `c.trailers`, whether an AI had a part in a commit
 */
export interface PeopleTables {
  identities: string
  affiliations: string
  assisted: string
}

export async function identityTables(ctx: Pick<Context, 'db' | 'facts' | 'now'>): Promise<PeopleTables> {
  await learnAccountLinks(ctx)
  await heedIdentities(ctx)
  const [identities, affiliations, assisted] = await Promise.all([
    identityTable(ctx),
    affiliationTable(ctx),
    assistedCondition(ctx, 'c.trailers'),
  ])
  return { identities, affiliations, assisted }
}

async function affiliationTable(ctx: Pick<Context, 'db' | 'facts'>) {
  const folder = ctx.facts.folder('people', 'affiliations')
  const table = { folder, key: 'person', columns: ['person', 'organization', 'since', 'until'] }
  return bringUpToDate(ctx.facts, table, await store.findVersion(ctx.db), async after =>
    tabulate(await store.findChangedAffiliations(ctx.db, after)),
  )
}

function tabulate(rows: Awaited<ReturnType<typeof store.findChangedAffiliations>>): Column[] {
  const person = new TextColumn('person')
  const organization = new TextColumn('organization', { nullable: true })
  const since = new NumberColumn('since', 'timestamp', { nullable: true })
  const until = new NumberColumn('until', 'timestamp', { nullable: true })
  const [version, gone] = [new NumberColumn('version', 'integer'), new BooleanColumn('gone')]
  for (const row of rows) {
    person.append(row.person)
    organization.append(row.name)
    since.append(row.since === null ? null : Date.parse(row.since))
    until.append(row.until === null ? null : Date.parse(row.until))
    version.append(row.version)
    gone.append(row.name === null)
  }
  return [person, organization, since, until, version, gone]
}
