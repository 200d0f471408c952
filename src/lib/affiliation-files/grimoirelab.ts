import { stringify } from 'yaml'
import { z } from 'zod'
import type { Text } from '../text/text.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import {
  addIdentity,
  type Book,
  type BookEnrollment,
  type BookPerson,
  type BookProblem,
  type BookReading,
  emptyBook,
  isUnknown,
  withoutUndefined,
} from './book.ts'

const List = z
  .union([z.string(), z.array(z.string())])
  .transform(value => [value].flat())
  .optional()
const Day = z
  .union([z.string(), z.date().transform(date => date.toISOString())])
  .transform(text => text.slice(0, 10))
  .optional()
const Entry = z.looseObject({
  profile: z.looseObject({ name: z.string(), is_bot: z.boolean().optional() }),
  email: List,
  github: List,
  gitlab: List,
  gitee: List,
  enrollments: z.array(z.looseObject({ organization: z.string(), start: Day, end: Day })).nullish(),
})
const hosts = { github: 'github.com', gitlab: 'gitlab.com', gitee: 'gitee.com' } as const
const forges = Object.keys(hosts) as (keyof typeof hosts)[]

/** Reads a file of identities as GrimoireLab's configurations have them. */
export function readGrimoireLab(text: string): BookReading {
  const people: BookPerson[] = []
  for (const { rows, above } of partsOf(text)) {
    const reading = readYaml(rows, 'identities', z.array(Entry))
    if ('problem' in reading) return { book: emptyBook(), problems: [problemBelow(reading.problem, above)] }
    people.push(...reading.value.map(personOf))
  }
  return { book: emptyBook({ people }), problems: [] }
}

const enoughAtOnce = 500_000

/** Entries begin at the margin: of a long list as many at once as may be read. */
function* partsOf(text: string): Generator<{ rows: string; above: number }> {
  let [rows, above, line]: [string[], number, number] = [[], 0, 0]
  let length = 0
  for (const row of text.split('\n')) {
    if (length > enoughAtOnce && row.startsWith('- ')) {
      yield { rows: rows.join('\n'), above }
      ;[rows, above, length] = [[], line, 0]
    }
    rows.push(row)
    length += row.length + 1
    line++
  }
  yield { rows: rows.join('\n'), above }
}

function problemBelow({ en, zh }: Text, above: number): BookProblem {
  const place = /^identities:(\d+)/
  const line = Number(place.exec(en)?.[1] ?? 1) + above
  const shown = `identities:${line}`
  return { line, problem: { en: en.replace(place, shown), zh: zh.replace(place, shown) } }
}

function personOf(entry: z.infer<typeof Entry>): BookPerson {
  const { name, is_bot: isBot } = entry.profile
  const person: BookPerson = { identities: [], enrollments: (entry.enrollments ?? []).flatMap(enrollmentOf) }
  for (const email of entry.email ?? []) addIdentity(person, { name, email })
  for (const forge of forges) {
    for (const login of entry[forge] ?? []) addIdentity(person, { name, login, host: hosts[forge] })
  }
  if (person.identities.length === 0) addIdentity(person, { name })
  return isBot ? { ...person, isBot: true } : person
}

function enrollmentOf({
  organization,
  start,
  end,
}: {
  organization: string
  start?: string | undefined
  end?: string | undefined
}) {
  if (isUnknown(organization)) return []
  const since = start === '1900-01-01' ? undefined : start
  const until = end === '2100-01-01' ? undefined : end
  return [withoutUndefined<BookEnrollment>({ organization, since, until })]
}

/** Only what such a file can hold: a name, e-mails, logins at the forges that it knows, and enrollments. */
export function writeGrimoireLab({ people }: Book): string {
  const entries = people.map(({ identities, enrollments, isBot }) => {
    const emails = identities.flatMap(({ email }) => email ?? [])
    const entry: Record<string, unknown> = {
      profile: { name: identities.find(({ name }) => name)?.name ?? emails[0] ?? identities[0]?.login ?? '' },
    }
    if (isBot) entry['profile'] = { ...(entry['profile'] as object), is_bot: true }
    if (emails.length > 0) entry['email'] = [...new Set(emails)]
    for (const forge of forges) {
      const logins = identities.flatMap(({ login, host }) => (login && host === hosts[forge] ? [login] : []))
      if (logins.length > 0) entry[forge] = [...new Set(logins)]
    }
    if (enrollments.length > 0)
      entry['enrollments'] = enrollments.map(({ organization, since, until }) =>
        withoutUndefined({ organization, start: since, end: until }),
      )
    return entry
  })
  return stringify(entries, { lineWidth: 0 })
}
