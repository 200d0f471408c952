import { createHash } from 'node:crypto'
import { historyTables } from '../../health/history/service.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import type { Person, PersonSummary } from './model.ts'
import * as store from './store.ts'

interface Row {
  key: string
  name: string
  email: string
  bot: boolean
  commits: number
  first_at: Date
  last_at: Date
}

/** Sums up who committed how much to a project, as the mailmap of its newest commit tells people apart. */
export async function updateContributions(ctx: Context, projectId: string) {
  const { commits, people } = await historyTables(ctx, projectId)
  const rows = await ctx.facts.query<Row>(`
    with named as (
      select coalesce(nullif(lower(p.mapped_email), ''), lower(p.mapped_name)) as key,
        p.mapped_name as name, p.mapped_email as email, p.bot, c.authored_at as moment
      from ${commits} c join ${people} p on p.name = c.author_name and p.email = c.author_email
    )
    select key, mode(name) as name, mode(email) as email, bool_or(bot) as bot,
      count(*) as commits, min(moment) as first_at, max(moment) as last_at
    from named group by key order by commits desc, key`)
  const contributions = rows.map(({ key, bot, first_at, last_at, ...row }) => ({
    ...row,
    person_id: idOf(key),
    bot: bot ? 1 : 0,
    first_at: first_at.toISOString(),
    last_at: last_at.toISOString(),
  }))
  await inTransaction(ctx, ctx => store.replaceContributions(ctx.db, projectId, contributions))
}

export function findPeople(
  ctx: Context,
  search: { text?: string | undefined; project?: string | undefined; limit: number; offset?: number },
): Promise<PersonSummary[]> {
  return store.findPeople(ctx.db, search)
}

/** Those that these e-mails are known as, where their .mailmaps leave the e-mails as they are. */
export function findPeopleByEmails(ctx: Context, emails: readonly string[]): Promise<PersonSummary[]> {
  return store.findPeople(ctx.db, { ids: emails.map(email => idOf(email.toLowerCase())), limit: 100 })
}

export function countPeople(ctx: Context): Promise<number> {
  return store.countPeople(ctx.db)
}

export async function getPerson(ctx: Context, id: string): Promise<Person> {
  const rows = await store.findContributions(ctx.db, id)
  const [main] = rows
  if (!main) throw new Failure('not-found', { en: `There is no person ${id}`, zh: `没有人员 ${id}` })
  const identities = new Map(rows.map(({ name, email }) => [`${name} <${email}>`, { name, email }]))
  return {
    id,
    name: main.name,
    email: main.email,
    bot: main.bot === 1,
    identities: [...identities.values()],
    contributions: rows.map(({ project, commits, firstAt, lastAt }) => ({ project, commits, firstAt, lastAt })),
  }
}

function idOf(key: string) {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16)
}
