import { createHash } from 'node:crypto'
import { BooleanColumn, type Column, NumberColumn, TextColumn } from '../../lib/parquet/columns.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { bringUpToDate } from '../../platform/facts/lookup-table.ts'
import { historyTables } from '../history/service.ts'
import { rebuildContributions } from './activity/service.ts'
import { findActivity, replaceActivity, sumCommits } from './activity/store.ts'
import * as evidenceStore from './evidence/store.ts'
import * as importedStore from './imported/store.ts'
import { type Fresh, resolveAround } from './joining/service.ts'
import { emailKey, keysOf, nodeKey, type RawIdentity } from './keys.ts'
import { isDrawnFrom } from './resolve-people.ts'
import * as store from './store.ts'
import type { ActivityRow, EvidenceRow, IdentityRow } from './tables.ts'

export { shownKey as showKey } from './keys.ts'
export { idOfPerson } from './resolve-people.ts'
export { assistedCondition } from './rules/service.ts'

type Working = Pick<Context, 'db' | 'facts' | 'now'>

interface SeenRow {
  name: string
  email: string
  mapped_name: string
  mapped_email: string
  bot: boolean
  commits: number
  first_at: Date | null
  last_at: Date | null
}

/** Takes in who committed to a project, as it was mined: new identities, what its .mailmap says, and who did how much. */
export async function learnProject(ctx: Working, project: string) {
  const { commits, people } = await historyTables(ctx, project)
  const seen = await ctx.facts.query<SeenRow>(`
    select p.name, p.email, p.mapped_name, p.mapped_email, p.bot, count(c.hash) as commits,
      min(c.authored_at) as first_at, max(c.authored_at) as last_at
    from ${people} p left join ${commits} c on p.name = c.author_name and p.email = c.author_email
    group by all`)
  await inTransaction(ctx, async ctx => {
    const { fresh, met } = await takeIn(
      ctx,
      seen.map(row => ({ raw: rawOf(row), told: row.bot ? 'bot' : null })),
    )
    const changedKeys = await replaceMailmap(ctx, project, seen)
    await replaceActivity(
      ctx.db,
      project,
      seen.flatMap(row => activityOf(project, row)),
    )
    const changed = await resolveAround(ctx, fresh, [...changedKeys, ...met])
    await rebuildContributions(ctx, { people: changed })
    await rebuildContributions(ctx, { project })
  })
}

/** Takes in the accounts that a project's forges and archives told of: `tables` as forges give them, and their profiles. */
export async function learnForge(ctx: Working, tables: AccountTables) {
  const accounts = accountColumns.flatMap(([table, roles]) => {
    const rows = tables[table]
    return rows === undefined ? [] : roles.map(role => accountsOf(rows, role))
  })
  const rows = await ctx.facts.query<RawIdentity & { bots: boolean }>(
    `select name, email, login, host, coalesce(bool_or(kind = 'bot'), false) as bots from (${accounts.join(' union ')}) group by all`,
  )
  await learnAccounts(
    ctx,
    rows.map(({ bots, ...raw }) => ({ ...raw, isBot: bots })),
  )
}

const accountColumns = [
  ['items', ['author', 'closer', 'merger']],
  ['events', ['actor']],
  ['releases', ['author']],
  ['branches', ['actor']],
  ['spreads', ['actor']],
  ['profiles', ['account']],
] as const

type AccountTable = (typeof accountColumns)[number][0]
type AccountTables = Record<Exclude<AccountTable, 'profiles'>, string> & { profiles?: string }

function accountsOf(rows: string, role: string) {
  return `select distinct ${role}_name as name, ${role}_email as email, ${role}_login as login, host, ${role}_kind as kind
    from ${rows} where coalesce(${role}_login, ${role}_email, ${role}_name) is not null`
}

export interface SeenAccount extends RawIdentity {
  /** As the forge says. */
  isBot?: boolean
}

/** Takes in accounts that a forge told of, whatever was known of them before. */
export async function learnAccounts(ctx: Working, accounts: readonly SeenAccount[]) {
  await inTransaction(ctx, async ctx => {
    const { fresh, met } = await takeIn(
      ctx,
      accounts.map(({ isBot, ...raw }) => ({ raw, told: isBot ? 'bot' : null })),
    )
    await rebuildContributions(ctx, { people: await resolveAround(ctx, fresh, met) })
  })
}

function rawOf({ name, email }: { name: string; email: string }): RawIdentity {
  return { name, email, login: null, host: null }
}

/** What facts have them by, and nothing else. */
export function identityId({ name, email, login, host }: RawIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([name, email, login, host]))
    .digest('base64url')
    .slice(0, 22)
}

/** Those that are not known, and the keys of those that only files told of until now. */
export async function takeIn(
  ctx: Pick<Context, 'db'>,
  told: readonly { raw: RawIdentity; told: string | null }[],
  { atWork: seen } = { atWork: true },
): Promise<{ fresh: Fresh[]; met: string[] }> {
  const byId = new Map(told.map(one => [identityId(one.raw), one]))
  const known = await store.findKnown(ctx.db, [...byId.keys()])
  const exclusions = await exclusionsOf(ctx)
  const all = [...byId].map(([id, { raw, told }]) => ({ id, raw, told, seen, keys: keysOf(raw, exclusions) }))
  const met = seen ? all.filter(({ id }) => known.get(id) === false) : []
  const version = met.length > 0 ? await store.takeVersion(ctx.db) : 0
  for (const [told, some] of Map.groupBy(met, ({ told }) => told))
    await store.updateIdentities(
      ctx.db,
      some.map(({ id }) => id),
      { told, seen: 1, version },
    )
  return { fresh: all.filter(({ id }) => !known.has(id)), met: met.map(({ keys }) => keys.node) }
}

export async function exclusionsOf(ctx: Pick<Context, 'db'>): Promise<Set<string>> {
  return new Set((await evidenceStore.findExclusions(ctx.db)).map(({ term }) => term))
}

export async function getExclusions(ctx: Pick<Context, 'db'>): Promise<string[]> {
  return [...(await exclusionsOf(ctx))]
}

/** The keys that what a .mailmap says now, and did not before, or no more, is about. */
async function replaceMailmap(ctx: Pick<Context, 'db' | 'now'>, project: string, seen: readonly SeenRow[]) {
  const at = ctx.now().toISOString()
  const rows = new Map(
    seen.flatMap(row => {
      const evidence = mailmapEvidence(project, at, row)
      return evidence ? [[evidence.id, evidence] as const] : []
    }),
  )
  const before = await evidenceStore.findEvidenceFrom(ctx.db, 'mailmap', project)
  const known = new Set(before.map(({ id }) => id))
  const gone = before.filter(({ id }) => !rows.has(id))
  const added = [...rows.values()].filter(({ id }) => !known.has(id))
  await evidenceStore.deleteEvidence(
    ctx.db,
    gone.map(({ id }) => id),
  )
  await evidenceStore.insertEvidence(ctx.db, added)
  return [...gone, ...added].flatMap(({ left_key, right_key }) => [left_key, right_key])
}

/** A .mailmap that only corrects a name joins nobody. */
function mailmapEvidence(project: string, at: string, row: SeenRow): EvidenceRow | undefined {
  if (row.mapped_email.toLowerCase() === row.email.toLowerCase()) return undefined
  const [left_key, proper] = [nodeKey(rawOf(row)), rawOf({ name: row.mapped_name, email: row.mapped_email })]
  const { email, login, node } = keysOf(proper)
  return evidenceRow({ kind: 'mailmap', left_key, right_key: email ?? login ?? node, source: project, at })
}

export function evidenceRow({
  relation = 'same',
  kind,
  left_key,
  right_key,
  source,
  at,
  by_account = null,
  why = null,
}: Pick<EvidenceRow, 'kind' | 'left_key' | 'right_key' | 'source' | 'at'> & Partial<EvidenceRow>): EvidenceRow {
  const told = JSON.stringify([relation, kind, left_key, right_key, source])
  const id = createHash('sha256').update(told).digest('base64url').slice(0, 22)
  return { id, relation, kind, left_key, right_key, source, at, by_account, why, undone_at: null, undone_by: null }
}

function activityOf(project: string, row: SeenRow): ActivityRow[] {
  if (row.commits === 0 || !row.first_at || !row.last_at) return []
  return [
    {
      project_id: project,
      identity_id: identityId(rawOf(row)),
      mapped_name: row.mapped_name,
      mapped_email: row.mapped_email,
      commits: row.commits,
      first_at: row.first_at.toISOString(),
      last_at: row.last_at.toISOString(),
    },
  ]
}

/** As an SQL table expression for DuckDB: name, email, login, host (null where it has none) → person, kind. */
export async function identityTable(ctx: Pick<Context, 'db' | 'facts'>): Promise<string> {
  const folder = ctx.facts.folder('people', 'identities')
  const table = { folder, key: 'id', columns: ['name', 'email', 'login', 'host', 'person', 'kind'] }
  return bringUpToDate(ctx.facts, table, await store.findVersion(ctx.db), async after =>
    tabulate(await store.findChangedIdentities(ctx.db, after)),
  )
}

function tabulate(rows: readonly IdentityRow[]): Column[] {
  const id = new TextColumn('id')
  const raw = (['name', 'email', 'login', 'host'] as const).map(name => ({
    name,
    column: new TextColumn(name, { nullable: true }),
  }))
  const [person, kind] = [new TextColumn('person'), new TextColumn('kind')]
  const [version, gone] = [new NumberColumn('version', 'integer'), new BooleanColumn('gone')]
  for (const row of rows) {
    id.append(row.id)
    for (const { name, column } of raw) column.append(row[name])
    person.append(row.person)
    kind.append(row.kind)
    version.append(row.version)
    gone.append(false)
  }
  return [id, ...raw.map(({ column }) => column), person, kind, version, gone]
}

/** Whose an e-mail is. */
export async function findPeopleOfEmails(ctx: Pick<Context, 'db'>, emails: readonly string[]): Promise<string[]> {
  const rows = await store.findIdentitiesByKeys(ctx.db, emails.map(emailKey))
  return [...new Set(rows.map(({ person }) => person))].sort()
}

/** What a person is known by: names and e-mails, or logins with their hosts. */
export async function findIdentities(ctx: Pick<Context, 'db'>, person: string) {
  return (await store.findIdentitiesOf(ctx.db, [person])).map(row => ({
    name: row.name ?? (row.login === null ? '' : `@${row.login}`),
    email: row.email ?? row.host ?? '',
    kind: row.kind,
    /** By which to name it. */
    key: row.email_key ?? row.login_key ?? row.node,
    node: row.node,
  }))
}

export function getVersion(ctx: Pick<Context, 'db'>): Promise<number> {
  return store.findVersion(ctx.db)
}

/** What affiliations are drawn from: all identities of people, with when each was at work. */
export async function findIdentitiesOfPeople(ctx: Pick<Context, 'db'>, people: readonly string[]) {
  const rows = await store.findIdentitiesOf(ctx.db, people)
  const activity = Map.groupBy(
    await findActivity(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ identity_id }) => identity_id,
  )
  return rows.map(row => ({
    person: row.person,
    kind: row.kind,
    domain: row.domain,
    keys: [row.node, row.email_key, row.login_key].filter(key => key !== null),
    firstAt: (activity.get(row.id) ?? []).map(one => one.first_at).sort()[0] ?? null,
  }))
}

/** Whose each key is, and what kind of actor; a key that several have, or nobody, is left out. */
export async function findOwnersOfKeys(
  ctx: Pick<Context, 'db'>,
  keys: readonly string[],
): Promise<Map<string, { person: string; kind: string }>> {
  const rows = await store.findIdentitiesByKeys(ctx.db, keys)
  const owners = Map.groupBy(
    rows.flatMap(row => [row.node, row.email_key, row.login_key].map(key => ({ key, row }))),
    ({ key }) => key,
  )
  return new Map(
    keys.flatMap(key => {
      const own = (owners.get(key) ?? []).map(({ row }) => row)
      const [first] = own
      const isOne = first !== undefined && own.every(({ person }) => person === first.person)
      return isOne ? [[key, { person: first.person, kind: first.kind }] as const] : []
    }),
  )
}

export async function findPeopleOfKeys(ctx: Pick<Context, 'db'>, keys: readonly string[]): Promise<string[]> {
  return [...new Set((await store.findIdentitiesByKeys(ctx.db, keys)).map(({ person }) => person))]
}

/** Who has the identity now that an id of a person was drawn from; undefined where it was drawn from none that is known. */
export async function findHeir(ctx: Pick<Context, 'db'>, id: string): Promise<string | undefined> {
  for await (const rows of store.readKeys(ctx.db))
    for (const { node, email_key, login_key, person } of rows)
      if ([email_key, login_key, node].some(key => key !== null && isDrawnFrom(id, key))) return person
  return undefined
}

export function findPeopleOfDomain(ctx: Pick<Context, 'db'>, domain: string, isTop: boolean): Promise<string[]> {
  return store.findPeopleOfDomain(ctx.db, domain, isTop)
}

export function findPeopleChangedAfter(ctx: Pick<Context, 'db'>, version: number): Promise<string[]> {
  return store.findPeopleChangedAfter(ctx.db, version)
}

/** By e-mail and login; where they are nobody's own, by the name and the e-mail together; none for a name alone. */
export function keyOfIdentity(identity: { name?: string; email?: string; login?: string; host?: string }): string[] {
  const { name = null, email = null, login = null, host = null } = identity
  const keys = keysOf({ name: null, email, login, host })
  const noReply = login && email ? keysOf({ name: null, email, login: null, host: null }).login : null
  const own = [keys.email, keys.login, noReply].filter(key => key !== null)
  return own.length === 0 && email ? [nodeKey({ name, email, login, host })] : own
}

/** Of an e-mail that is somebody's own: neither made up by a machine nor by a forge. */
export function domainOfEmail(email: string): string | null {
  return keysOf({ name: null, email, login: null, host: null }).domain
}

export interface ExportedPerson {
  identities: { name?: string; email?: string; login?: string; host?: string }[]
  isBot: boolean
}

/** All people with all that they are known by, the identity with the most commits first, else as a file had them. */
export async function exportPeople(
  ctx: Pick<Context, 'db'>,
): Promise<{ people: Map<string, ExportedPerson>; exclusions: string[] }> {
  const rows = await store.findAllIdentities(ctx.db)
  const commits = await sumCommits(ctx.db)
  const positions = await importedStore.findPositions(ctx.db)
  const weight = (row: IdentityRow) => commits.get(row.id) ?? 0
  const place = (row: IdentityRow) => positions.get(row.id) ?? positions.size
  const byPerson = Map.groupBy(
    rows.toSorted((a, b) => weight(b) - weight(a) || place(a) - place(b) || (a.id < b.id ? -1 : 1)),
    ({ person }) => person,
  )
  const people = [...byPerson].map(([person, own]) => {
    const identities = own.map(({ name, email, login, host }) => ({
      ...(name && { name }),
      ...(email && { email }),
      ...(login && { login, host: host ?? '' }),
    }))
    return [person, { identities, isBot: own.every(({ kind }) => kind !== 'person') }] as const
  })
  people.sort(([a], [b]) => (a < b ? -1 : 1))
  return { people: new Map(people), exclusions: [...(await exclusionsOf(ctx))] }
}
