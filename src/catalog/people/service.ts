import { findPeopleOfEmails, idOfPerson } from '../../health/identities/service.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { Person, PersonSummary } from './model.ts'
import * as store from './store.ts'

export function findPeople(
  ctx: Context,
  search: { text?: string | undefined; project?: string | undefined; limit: number; offset?: number },
): Promise<PersonSummary[]> {
  return store.findPeople(ctx.db, search)
}

/** Those who have one of these e-mails, whatever else they are known by. */
export async function findPeopleByEmails(ctx: Context, emails: readonly string[]): Promise<PersonSummary[]> {
  const named = emails.map(email => idOfPerson(email.toLowerCase()))
  const ids = new Set([...(await findPeopleOfEmails(ctx, emails)), ...named])
  return store.findPeople(ctx.db, { ids: [...ids], limit: 100 })
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
