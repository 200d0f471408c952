import { createHash, randomUUID } from 'node:crypto'
import { record } from '../../../access/ledger/service.ts'
import type { Book, BookIdentity, BookPerson } from '../../../lib/affiliation-files/book.ts'
import { type FormatName, formats, guessFormat } from '../../../lib/affiliation-files/formats.ts'
import type { SortingHatIdentity } from '../../../lib/affiliation-files/sortinghat.ts'
import type { Text } from '../../../lib/text/text.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { addExclusions } from '../../identities/evidence/service.ts'
import { addImported, findImported, undoImported } from '../../identities/imported/service.ts'
import { exportPeople, findPeopleOfKeys, keyOfIdentity, showKey } from '../../identities/service.ts'
import * as enrollmentStore from '../enrollments/store.ts'
import { nameKey } from '../organizations/name-key.ts'
import { ensureOrganization, getOrganizations, touchedBy } from '../organizations/service.ts'
import * as organizationStore from '../organizations/store.ts'
import * as store from '../store.ts'
import { heedIdentities, redraw } from '../timeline/service.ts'
import { withNewRelations } from './new-relations.ts'
import { type ImportCounts, type ImportPlan, type Part, type PeopleImport, shownIdentity } from './plan.ts'
import * as importStore from './store.ts'

export interface Given {
  name: string
  text: string
  format?: FormatName | undefined
  part: Part
}

const mostShown = 200

interface Told {
  relation: 'same' | 'bot'
  left: string
  right: string
  shown: string
}

interface Enrolled {
  key: string
  organization: string
  since: string | null
  until: string | null
}

interface Work {
  plan: ImportPlan
  told: Told[]
  book: Book
  enrollments: Enrolled[]
}

/** What taking in a file would change; nothing is changed. */
export async function previewImport(ctx: Context, given: Given): Promise<ImportPlan> {
  return (await prepare(ctx, given)).plan
}

/** Takes in all of a file that could be read; all of it can be undone at once. */
export async function importFile(ctx: Context, given: Given): Promise<ImportPlan & { id: string }> {
  return inTransaction(ctx, async ctx => {
    const { plan, told, book, enrollments } = await prepare(ctx, given)
    const id = randomUUID()
    const touched = new Set(await addExclusions(ctx, book.exclusions, id))
    const identities = book.people.flatMap(person => person.identities.filter(one => keyOfIdentity(one).length > 0))
    for (const person of await addImported(ctx, id, { identities: identities.map(rawOf), relations: told }))
      touched.add(person)
    for (const person of await saveOrganizations(ctx, book, id)) touched.add(person)
    await saveEnrollments(ctx, enrollments, id)
    for (const person of await findPeopleOfKeys(ctx, [...new Set(enrollments.map(({ key }) => key))]))
      touched.add(person)
    await redraw(ctx, [...touched])
    const at = ctx.now().toISOString()
    const row = { id, format: plan.format, name: given.name, at, by_account: ctx.actor.id }
    await importStore.insertImport(ctx.db, {
      ...row,
      counts: JSON.stringify(plan.counts),
      undone_at: null,
      undone_by: null,
    })
    await record(ctx, {
      verb: 'people.imported',
      subject: { kind: 'people-import', id },
      after: { name: given.name, format: plan.format, counts: plan.counts },
    })
    return { ...plan, id }
  })
}

export async function getImports(ctx: Pick<Context, 'db'>): Promise<PeopleImport[]> {
  return (await importStore.findImports(ctx.db)).map(({ id, format, name, at, by_account: by, counts, undone_at }) => {
    return { id, format, name, at, by, counts: JSON.parse(counts) as ImportCounts, undoneAt: undone_at }
  })
}

/** All that it brought counts no more; organizations stay where others have come to rely on them. */
export async function undoImport(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async ctx => {
    const row = await importStore.findImport(ctx.db, id)
    if (!row) throw new Failure('not-found', { en: `There is no import ${id}`, zh: `没有导入 ${id}` })
    if (row.undone_at !== null) throw new Failure('conflict', { en: 'It is undone already', zh: '已经撤销' })
    const touched = new Set(await undoImported(ctx, id, ctx.actor.id))
    const enrollments = await enrollmentStore.findEnrollmentsFrom(ctx.db, id)
    for (const person of await findPeopleOfKeys(ctx, [...new Set(enrollments.map(({ key }) => key))]))
      touched.add(person)
    for (const organization of await getOrganizations(ctx)) {
      const brought = await importStore.broughtBy(ctx.db, organization.id, id)
      if (brought) for (const person of await touchedBy(ctx, organization.id, organization.domains)) touched.add(person)
    }
    await enrollmentStore.deleteEnrollments(
      ctx.db,
      enrollments.map(({ id }) => id),
    )
    await importStore.deleteOrganizationsFrom(ctx.db, id)
    await redraw(ctx, [...touched])
    await importStore.markUndone(ctx.db, id, ctx.now().toISOString(), ctx.actor.id)
    await record(ctx, {
      verb: 'people.import-undone',
      subject: { kind: 'people-import', id },
      before: { name: row.name, format: row.format },
    })
  })
}

async function prepare(ctx: Pick<Context, 'db' | 'now'>, { name, text, format, part }: Given): Promise<Work> {
  const chosen = format ?? guessFormat(name, text)
  if (!chosen) throw noFormat(name)
  const organizations = await getOrganizations(ctx)
  const known = organizations.map(({ name }) => name)
  const { book: whole, problems } = formats[chosen].read(text, circumstances(ctx, known))
  const wanted = partOf(whole, part)
  const { organizations: related, circles } = withNewRelations(wanted.organizations, organizations)
  const book = { ...wanted, organizations: related }
  const told = part === 'affiliations' ? [] : await findNewlyTold(ctx, book)
  const enrollments = await findNewEnrollments(ctx, book)
  const { changes, conflicts, counts } = compareOrganizations(book, organizations)
  const all = [
    ...told.map(({ shown }) => shown),
    ...changes,
    ...enrollments.map(one => `${showKey(one.key)}: ${one.organization} ${one.since ?? ''}–${one.until ?? ''}`),
  ]
  const plan: ImportPlan = {
    format: chosen,
    counts: {
      people: book.people.length,
      joins: told.filter(({ relation }) => relation === 'same').length,
      bots: told.filter(({ relation }) => relation === 'bot').length,
      exclusions: book.exclusions.length,
      ...counts,
      enrollments: enrollments.length,
    },
    changes: all.slice(0, mostShown),
    problems: problems.slice(0, mostShown),
    conflicts: [...conflicts, ...circles].slice(0, mostShown),
  }
  return { plan, told, book, enrollments }
}

function circumstances(ctx: Pick<Context, 'now'>, organizations: readonly string[]) {
  return { organizations, now: ctx.now().toISOString(), idOf: sortingHatId }
}

/** SHA-1 of what an identity is, in lower case and without accents. */
function sortingHatId({ source, email, name, username }: SortingHatIdentity): string {
  const plain = [source, email, name, username].map(part => (part === null ? 'none' : part)).join(':')
  const text = plain.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return createHash('sha1').update(text).digest('hex')
}

function partOf(book: Book, part: Part): Book {
  if (part === 'identities') return { ...book, organizations: [], people: book.people.map(withoutWork) }
  return part === 'affiliations' ? { ...book, exclusions: [] } : book
}

function withoutWork(person: BookPerson): BookPerson {
  return { ...person, enrollments: [] }
}

/** What each is known by, the first first; a name alone is nothing to know anybody by. */
function keysOf({ identities }: BookPerson): { key: string; identity: BookIdentity }[] {
  const keys = identities.flatMap(identity => keyOfIdentity(identity).map(key => ({ key, identity })))
  return keys.filter(({ key }, index) => keys.findIndex(other => other.key === key) === index)
}

function rawOf({ name, email, login, host }: BookIdentity) {
  return { name: name ?? null, email: email ?? null, login: login ?? null, host: host ?? null }
}

async function findNewlyTold(ctx: Pick<Context, 'db'>, { people }: Book): Promise<Told[]> {
  const all = people.flatMap(person => {
    const [main, ...others] = keysOf(person)
    if (!main) return []
    const joins = others.map(({ key, identity }): Told => {
      const [left = '', right = ''] = [main.key, key].sort()
      return { relation: 'same', left, right, shown: `${shownIdentity(main.identity)} = ${shownIdentity(identity)}` }
    })
    const bot: Told = {
      relation: 'bot',
      left: main.key,
      right: main.key,
      shown: `${shownIdentity(main.identity)}: bot`,
    }
    return person.isBot ? [...joins, bot] : joins
  })
  const known = await findImported(ctx, [...new Set(all.map(({ left }) => left))])
  return all.filter(({ relation, left, right }) => !known.has(`${relation} ${left} ${right}`))
}

async function findNewEnrollments(ctx: Pick<Context, 'db'>, { people }: Book): Promise<Enrolled[]> {
  const wanted = people.flatMap(person =>
    keysOf(person).flatMap(({ key }) =>
      person.enrollments.map(({ organization, since = null, until = null }) => ({ key, organization, since, until })),
    ),
  )
  const before = await enrollmentStore.findEnrollments(ctx.db, [...new Set(wanted.map(({ key }) => key))])
  const ids = await organizationIds(ctx)
  const told = (key: string, organization: string | undefined, since: string | null, until: string | null) =>
    [key, organization, since, until].join('\n')
  const known = new Set(before.map(row => told(row.key, row.organization_id, row.since, row.until)))
  return wanted.filter(one => !known.has(told(one.key, ids.get(nameKey(one.organization)), one.since, one.until)))
}

async function organizationIds(ctx: Pick<Context, 'db'>): Promise<Map<string, string>> {
  const organizations = await getOrganizations(ctx)
  return new Map(organizations.flatMap(({ id, name, aliases }) => [name, ...aliases].map(name => [nameKey(name), id])))
}

function compareOrganizations(book: Book, known: Awaited<ReturnType<typeof getOrganizations>>) {
  const byName = new Map(known.flatMap(one => [one.name, ...one.aliases].map(name => [nameKey(name), one] as const)))
  const byDomain = new Map(known.flatMap(one => one.domains.map(({ domain }) => [domain, one] as const)))
  const named = [
    ...book.organizations.flatMap(({ name, parent, acquiredBy }) => [name, parent, acquiredBy?.organization]),
    ...book.people.flatMap(({ enrollments }) => enrollments.map(({ organization }) => organization)),
  ].filter(name => name !== undefined)
  const fresh = new Map(named.filter(name => !byName.has(nameKey(name))).map(name => [nameKey(name), name]))
  const conflicts: Text[] = []
  const domains = book.organizations.flatMap(({ name, domains }) =>
    (domains ?? []).flatMap(({ domain }) => {
      const holder = byDomain.get(domain)
      if (!holder) return [`${domain}: ${name}`]
      if (nameKey(holder.name) !== nameKey(name)) conflicts.push(otherHolder(domain, holder.name, name))
      return []
    }),
  )
  const deals = book.organizations.flatMap(({ name, acquiredBy }) =>
    acquiredBy ? [`${name} → ${acquiredBy.organization} ${acquiredBy.since ?? ''}`.trim()] : [],
  )
  const parts = book.organizations.flatMap(({ name, parent }) => (parent ? [`${name} ⊂ ${parent}`] : []))
  const counts = { organizations: fresh.size, domains: domains.length, acquisitions: deals.length }
  return { changes: [...fresh.values(), ...domains, ...parts, ...deals], conflicts, counts }
}

function otherHolder(domain: string, holder: string, name: string): Text {
  return {
    en: `${domain} is a domain of ${holder} here, of ${name} in the file: it stays as it is`,
    zh: `域名 ${domain} 在此属于 ${holder}，文件中属于 ${name}：保持不变`,
  }
}

/** Those whose timelines it touches. */
async function saveOrganizations(ctx: Pick<Context, 'db' | 'now'>, { organizations }: Book, source: string) {
  const touched = new Set<string>()
  for (const { name, aliases, domains, parent, acquiredBy } of organizations) {
    const id = await ensureOrganization(ctx, name, source)
    await organizationStore.addAliases(
      ctx.db,
      id,
      new Map((aliases ?? []).map(alias => [nameKey(alias), alias])),
      source,
    )
    for (const { domain, isTop } of domains ?? []) await organizationStore.addDomain(ctx.db, id, domain, isTop, source)
    if (parent) await organizationStore.setParent(ctx.db, id, await ensureOrganization(ctx, parent, source), source)
    if (acquiredBy) {
      const acquirer_id = await ensureOrganization(ctx, acquiredBy.organization, source)
      await organizationStore.saveAcquisition(ctx.db, {
        organization_id: id,
        acquirer_id,
        since: acquiredBy.since ?? null,
        source,
      })
    }
    for (const person of await touchedBy(ctx, id, domains ?? [])) touched.add(person)
  }
  return touched
}

async function saveEnrollments(ctx: Context, enrollments: readonly Enrolled[], source: string) {
  const ids = new Map<string, string>()
  for (const { organization } of enrollments) {
    const key = nameKey(organization)
    if (!ids.has(key)) ids.set(key, await ensureOrganization(ctx, organization, source))
  }
  const at = ctx.now().toISOString()
  const rows = enrollments.map(({ key, organization, since, until }) => ({
    ...{ id: randomUUID(), key, organization_id: ids.get(nameKey(organization)) ?? '', since, until },
    ...{ evidence: 'import', source, at, by_account: ctx.actor.id, why: null, undone_at: null, undone_by: null },
  }))
  await enrollmentStore.insertEnrollments(ctx.db, rows)
}

/** All that is known, as others read it. */
export async function exportFile(ctx: Context, format: FormatName, part: Part): Promise<string> {
  const { write } = formats[format]
  if (!write) throw cannotWrite(format)
  return write(partOf(await readBook(ctx), part), circumstances(ctx, []))
}

async function readBook(ctx: Context): Promise<Book> {
  await heedIdentities(ctx)
  const organizations = await getOrganizations(ctx)
  const names = new Map(organizations.map(({ id, name }) => [id, name]))
  const { people, exclusions } = await exportPeople(ctx)
  const timelines = Map.groupBy(await store.findAffiliations(ctx.db, [...people.keys()]), ({ person }) => person)
  return {
    people: [...people].map(([person, { identities, isBot }]) => ({
      identities,
      enrollments: (timelines.get(person) ?? []).map(({ organization_id, since, until }) => ({
        organization: names.get(organization_id) ?? '',
        ...(since !== null && { since }),
        ...(until !== null && { until }),
      })),
      ...(isBot && { isBot }),
    })),
    organizations: organizations.map(({ name, aliases, domains, parent, acquiredBy }) => ({
      ...{ name, aliases, domains },
      ...(parent && { parent: names.get(parent) ?? parent }),
      ...(acquiredBy && {
        acquiredBy: {
          organization: names.get(acquiredBy.organization) ?? '',
          ...(acquiredBy.since && { since: acquiredBy.since }),
        },
      }),
    })),
    exclusions,
  }
}

function noFormat(name: string) {
  const all = Object.keys(formats).join(', ')
  return new Failure('invalid-input', {
    en: `What kind of file ${name} is cannot be told: say one of ${all}`,
    zh: `无法判断 ${name} 的格式：请指定 ${all} 之一`,
  })
}

function cannotWrite(format: string) {
  return new Failure('invalid-input', {
    en: `${format} can be read, but nothing that is known here could be written so`,
    zh: `${format} 只能读入，无法导出`,
  })
}
