import { getAffiliations } from '../../health/affiliations/enrollments/service.ts'
import { keepNamed, readMask } from '../../health/identities/display/service.ts'
import { learnAccountLinks, noPerson } from '../../health/identities/evidence/service.ts'
import { findHeir, findIdentities, findPeopleOfEmails, idOfPerson } from '../../health/identities/service.ts'
import type { Context } from '../../platform/context.ts'
import { getProject } from '../projects/service.ts'
import type { Person, PersonSummary } from './model.ts'
import * as store from './store.ts'

/** As this reader may see them; who is looked for by name is found only by who may see it. */
export async function findPeople(
  ctx: Context,
  search: { text?: string | undefined; project?: string | undefined; limit: number; offset?: number },
): Promise<PersonSummary[]> {
  if (search.project) await getProject(ctx, search.project)
  await learnAccountLinks(ctx)
  const mask = await readMask(ctx)
  if (search.text && !mask.seesNames) return []
  const without = search.text ? [...mask.hidden, ...mask.pseudonymous] : mask.hidden
  return (await store.findPeople(ctx.db, { ...search, without })).flatMap(person => mask.show(person) ?? [])
}

/** Those who have one of these e-mails, whatever else they are known by; beside an e-mail a pseudonym would be none. */
export async function findPeopleByEmails(ctx: Context, emails: readonly string[]): Promise<PersonSummary[]> {
  const named = emails.map(email => idOfPerson(email.toLowerCase()))
  const ids = new Set([...(await findPeopleOfEmails(ctx, emails)), ...named])
  return store.findPeople(ctx.db, { ids: await keepNamed(ctx, [...ids]), limit: 100 })
}

export function countPeople(ctx: Context): Promise<number> {
  return store.countPeople(ctx.db)
}

export async function getPerson(ctx: Context, id: string): Promise<Person> {
  const found = await findPerson(ctx, id)
  if ('heir' in found) throw noPerson(id, found.heir)
  return found
}

/** The person; or who they are now, where two turned out to be one and the reader may see the names of both. */
export async function findPerson(ctx: Context, given: string): Promise<Person | { heir: string | undefined }> {
  await learnAccountLinks(ctx)
  const { show, find } = await readMask(ctx)
  const id = find(given)
  if (id === undefined) return { heir: undefined }
  const rows = await store.findContributions(ctx.db, id)
  const main = rows[0] ?? (await findToldOnly(ctx, id))
  if (!main) return { heir: await findHeirOf(ctx, id) }
  const shown = show({ id, name: main.name, email: main.email })
  if (!shown) throw noPerson(given)
  const isNamed = shown.id === id
  return {
    ...shown,
    bot: rows[0]?.bot === 1,
    identities: isNamed ? await findNames(ctx, id, rows) : [],
    affiliations: isNamed ? await getAffiliations(ctx, id) : [],
    contributions: rows.map(({ project, commits, firstAt, lastAt }) => ({ project, commits, firstAt, lastAt })),
  }
}

/** By what somebody is known who was never seen at work here, or only on forges. */
async function findToldOnly(ctx: Context, id: string) {
  const known = await findIdentities(ctx, id)
  return (
    known.find(({ name }) => name !== '' && !name.startsWith('@')) ?? known.find(({ name }) => name !== '') ?? known[0]
  )
}

async function findHeirOf(ctx: Context, id: string): Promise<string | undefined> {
  const { find, seesNames } = await readMask(ctx)
  const heir = seesNames ? await findHeir(ctx, id) : undefined
  if (heir === undefined || heir === id || find(heir) !== heir) return undefined
  return (await store.findContributions(ctx.db, heir)).length > 0 ? heir : undefined
}

/** All names and e-mails seen, those included under which .mailmaps show somebody. */
async function findNames(ctx: Context, id: string, rows: readonly { name: string; email: string }[]) {
  const names = [...rows, ...(await findIdentities(ctx, id))].map(({ name, email }) => ({ name, email }))
  return [...new Map(names.map(one => [`${one.name} <${one.email}>`, one])).values()]
}
