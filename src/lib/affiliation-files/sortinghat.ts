import { z } from 'zod'
import { readJson } from '../json/read-json.ts'
import { explainUnfit } from '../text/explain-unfit.ts'
import type { Text } from '../text/text.ts'
import {
  type Book,
  type BookEnrollment,
  type BookIdentity,
  type BookReading,
  emptyBook,
  isUnknown,
  problemAt,
  withoutUndefined,
} from './book.ts'

const Maybe = z.string().nullish()
const Identity = z.looseObject({ name: Maybe, email: Maybe, username: Maybe, source: Maybe })
const Individual = z.looseObject({
  enrollments: z.array(z.looseObject({ organization: z.string(), start: Maybe, end: Maybe })).default([]),
  identities: z.array(Identity).default([]),
  profile: z.looseObject({ name: Maybe, email: Maybe, is_bot: z.boolean().nullish() }).nullish(),
})
const File = z.looseObject({
  blacklist: z.array(z.string()).nullish(),
  organizations: z
    .record(z.string(), z.array(z.looseObject({ domain: z.string(), is_top: z.boolean().nullish() })).nullable())
    .nullish(),
  uidentities: z.record(z.string(), Individual).nullish(),
})

/** What SortingHat calls the ends of time. */
const [start, end] = ['1900-01-01', '2100-01-01']

/** Where its `source` names a forge, the user name is a login there. */
const hosts: Record<string, string> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  gitee: 'gitee.com',
  bitbucket: 'bitbucket.org',
}
const sources = new Map(Object.entries(hosts).map(([source, host]) => [host, source]))

/** Reads SortingHat's JSON export. */
export function readSortingHat(text: string): BookReading {
  const json = readJson(text)
  if ('problem' in json) return { book: emptyBook(), problems: [{ line: json.line, problem: json.problem }] }
  const file = File.safeParse(json.value)
  if (!file.success) return { book: emptyBook(), problems: [notSortingHat(explainUnfit(File, json.value))] }
  const { blacklist, organizations, uidentities } = file.data
  return {
    book: {
      people: Object.values(uidentities ?? {}).map(individual => ({
        identities: identitiesOf(individual),
        enrollments: individual.enrollments.filter(one => !isUnknown(one.organization)).map(enrollmentOf),
        ...(individual.profile?.is_bot && { isBot: true }),
      })),
      organizations: Object.entries(organizations ?? {}).map(([name, domains]) => ({
        name,
        domains: (domains ?? []).map(({ domain, is_top: isTop }) => ({ domain, isTop: isTop ?? false })),
      })),
      exclusions: blacklist ?? [],
    },
    problems: [],
  }
}

function notSortingHat({ en, zh }: Text) {
  return problemAt(1, `not as SortingHat has it: ${en}`, `不符合 SortingHat 格式：${zh}`)
}

/** The profile's name and e-mail are those to show. */
function identitiesOf({ identities, profile }: z.infer<typeof Individual>): BookIdentity[] {
  const all = identities.map(({ name, email, username, source }) => {
    const host = hosts[(source ?? '').toLowerCase()]
    return withoutUndefined<BookIdentity>({
      name: name ?? undefined,
      email: email ?? undefined,
      login: host ? (username ?? undefined) : undefined,
      host: username ? host : undefined,
    })
  })
  const isShown = (one: BookIdentity) =>
    one.email === (profile?.email ?? undefined) && one.name === (profile?.name ?? undefined)
  const shown = profile?.email || profile?.name ? all.find(isShown) : undefined
  return shown ? [shown, ...all.filter(one => one !== shown)] : all
}

function enrollmentOf({ organization, start: since, end: until }: z.infer<typeof Individual>['enrollments'][number]) {
  return withoutUndefined<BookEnrollment>({ organization, since: dayOf(since, start), until: dayOf(until, end) })
}

function dayOf(time: string | null | undefined, open: string) {
  const day = time?.slice(0, 10)
  return day === undefined || day === open ? undefined : day
}

/** The same for others to read; `idOf` gives an individual's or identity's id as SortingHat makes them. */
export function writeSortingHat(book: Book, time: string, idOf: (identity: SortingHatIdentity) => string): string {
  const uidentities = book.people.map(({ identities, enrollments, isBot }) => {
    const all = identities.map(one => identityOf(one, idOf))
    const uuid = all[0]?.id ?? ''
    const individual = {
      uuid,
      identities: all.map(identity => ({ ...identity, uuid })),
      enrollments: enrollments.map(one => ({
        uuid,
        organization: one.organization,
        start: `${one.since ?? start}T00:00:00`,
        end: `${one.until ?? end}T00:00:00`,
      })),
      profile: {
        uuid,
        name: all[0]?.name ?? null,
        email: all[0]?.email ?? null,
        gender: null,
        gender_acc: null,
        is_bot: isBot ?? false,
        country: null,
      },
    }
    return [uuid, individual] as const
  })
  const organizations = book.organizations.map(
    ({ name, domains }) => [name, (domains ?? []).map(({ domain, isTop }) => ({ domain, is_top: isTop }))] as const,
  )
  const file = {
    source: null,
    time,
    blacklist: book.exclusions,
    organizations: Object.fromEntries(organizations),
    uidentities: Object.fromEntries(uidentities),
  }
  return `${JSON.stringify(file, undefined, 1)}\n`
}

export interface SortingHatIdentity {
  source: string
  email: string | null
  name: string | null
  username: string | null
}

function identityOf({ name, email, login, host }: BookIdentity, idOf: (identity: SortingHatIdentity) => string) {
  const source = login ? (sources.get(host ?? '') ?? host ?? 'unknown') : 'git'
  const identity = { source, email: email ?? null, name: name ?? null, username: login ?? null }
  return { id: idOf(identity), ...identity }
}
