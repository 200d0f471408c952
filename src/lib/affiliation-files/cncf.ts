import { stringify } from 'yaml'
import { z } from 'zod'
import { isDay } from '../calendar-day/is-day.ts'
import { readJson } from '../json/read-json.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import {
  addIdentity,
  type Book,
  type BookEnrollment,
  type BookIdentity,
  type BookOrganization,
  type BookPerson,
  type BookProblem,
  type BookReading,
  emptyBook,
  isUnknown,
  People,
  problemAt,
  withoutUndefined,
} from './book.ts'
import { asHistory, historyOf } from './gitdm.ts'

const host = 'github.com'

/** Whom these files say to work there is a program. */
const robots = '(Robots)'

function isRobots(organization: string): boolean {
  return organization.trim().toLowerCase() === robots.toLowerCase()
}

/** `login: mail1!host, mail2!host`, and below it, indented, `Company from 2015-01-01 until 2016-01-01`. */
export function readDevelopersAffiliations(text: string): BookReading {
  const people = new People()
  const problems: BookProblem[] = []
  let person: BookPerson | undefined
  const readLine = (line: string) => {
    if (/^\s/.test(line)) return person ? addTerm(person, line.trim()) : belowNobody
    person = readDeveloper(people, line)
    return person ? undefined : noDeveloper
  }
  text.split(/\r?\n/).forEach((line, index) => {
    const problem = line.trim() === '' || line.startsWith('#') ? undefined : readLine(line)
    if (problem) problems.push({ line: index + 1, problem })
  })
  return { book: emptyBook({ people: people.list.map(inTurn) }), problems }
}

function readDeveloper(people: People, line: string): BookPerson | undefined {
  const [, login = '', rest = ''] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? []
  if (login === '') return undefined
  const person = people.at(login)
  addIdentity(person, { login, host })
  for (const email of rest.split(',')) {
    const address = email.trim().replaceAll('!', '@')
    if (address !== '') addIdentity(person, { email: address.toLowerCase() })
  }
  return person
}

const belowNobody = { en: 'it stands below nobody', zh: '没有对应的开发者' }
const noDeveloper = { en: 'it is not “login: e-mail, e-mail”', zh: '不是“登录名: 邮箱, 邮箱”' }
const noDays = { en: 'its days are not like 2026-01-31', zh: '日期不是形如 2026-01-31' }

function addTerm(person: BookPerson, line: string) {
  const [, organization = '', since, until] = /^(.*?)(?:\s+from\s+(\S+))?(?:\s+until\s+(\S+))?$/.exec(line) ?? []
  if ([since, until].some(day => day !== undefined && !isDay(day))) return noDays
  if (isRobots(organization)) person.isBot = true
  else if (!isUnknown(organization))
    person.enrollments.push(withoutUndefined<BookEnrollment>({ organization, since, until }))
  return undefined
}

/** What says only until when is from the end of the one before. */
function inTurn(person: BookPerson): BookPerson {
  const sorted = person.enrollments.toSorted((a, b) => ((a.until ?? '9999') < (b.until ?? '9999') ? -1 : 1))
  const enrollments = sorted.map((one, index) => {
    const before = sorted[index - 1]?.until
    return one.since === undefined && before !== undefined ? { ...one, since: before } : one
  })
  return { ...person, enrollments }
}

/** Those who have a login at GitHub, or several: each with all e-mails, by which they are one when it is read. */
export function writeDevelopersAffiliations({ people }: Book): string {
  return people
    .flatMap(({ identities, enrollments, isBot }) => {
      const emails = new Set(identities.flatMap(({ email }) => email?.toLowerCase().replaceAll('@', '!') ?? []))
      const terms = enrollments.map(({ organization, since, until }) =>
        [organization, since && `from ${since}`, until && `until ${until}`].filter(Boolean).join(' '),
      )
      const shown = [...(terms.length > 0 || isBot ? terms : ['NotFound']), ...(isBot ? [robots] : [])]
      return accountsOf(identities).map(({ login }) =>
        [`${login}: ${[...emails].join(', ')}`.trimEnd(), ...shown.map(term => `\t${term}`)].join('\n'),
      )
    })
    .map(entry => `${entry}\n`)
    .join('')
}

function accountsOf(identities: readonly BookIdentity[]): { login: string; name: string | undefined }[] {
  const accounts = identities.flatMap(({ host: where, login, name }) =>
    where === host && login !== undefined ? [{ login, name }] : [],
  )
  return accounts.filter(({ login }, index) => accounts.findIndex(other => other.login === login) === index)
}

const User = z.looseObject({
  login: z.string(),
  email: z.string(),
  name: z.string().nullish(),
  affiliation: z.string().nullish(),
})

/** github_users.json: an entry for each e-mail, its affiliation being `iGATE < 2015-12-01, HSBC`. */
export function readGitHubUsers(text: string): BookReading {
  const json = readJson(text)
  if ('problem' in json) return { book: emptyBook(), problems: [{ line: json.line, problem: json.problem }] }
  const people = new People()
  const problems: BookProblem[] = []
  const users = Array.isArray(json.value) ? json.value : []
  if (!Array.isArray(json.value)) problems.push(problemAt(1, 'it is no list', '不是列表'))
  users.forEach((value, index) => {
    const user = User.safeParse(value)
    if (user.success) addUser(people, user.data)
    else problems.push(problemAt(1, `entry ${index + 1} has no login and e-mail`, `第 ${index + 1} 项缺少登录名和邮箱`))
  })
  return { book: emptyBook({ people: people.list }), problems }
}

function addUser(people: People, { login, email, name, affiliation }: z.infer<typeof User>) {
  const person = people.at(login)
  const named = name ? { name } : {}
  addIdentity(person, { ...named, login, host })
  const address = email.replaceAll('!', '@').toLowerCase()
  if (address.includes('@')) addIdentity(person, { ...named, email: address })
  const [told, isBot] = readAffiliation(affiliation ?? '')
  if (isBot) person.isBot = true
  if (person.enrollments.length === 0) person.enrollments.push(...told)
}

/** And whether it is a program's. */
function readAffiliation(text: string): [BookEnrollment[], boolean] {
  const employers = text.split(',').map(part => {
    const [company = '', until] = part.split('<').map(word => word.trim())
    return { company, until: until !== undefined && isDay(until) ? until : undefined }
  })
  const ofPeople = employers.filter(({ company }) => !isRobots(company))
  return [historyOf(ofPeople), ofPeople.length < employers.length]
}

export function writeGitHubUsers({ people }: Book): string {
  const users = people.flatMap(({ identities, enrollments, isBot }) => {
    const history = [...asHistory(enrollments), ...(isBot ? [{ company: robots }] : [])]
    const affiliation = history
      .map(({ company, until }) => (until === undefined ? company : `${company} < ${until}`))
      .join(', ')
    const emails = [...new Set(identities.flatMap(({ email }) => email?.toLowerCase() ?? []))]
    return accountsOf(identities).flatMap(({ login, name = identities.find(one => one.name)?.name ?? null }) => {
      const told = emails.length > 0 ? emails : [`${login}@users.noreply.github.com`]
      return told.map(email => ({
        login,
        email: email.replaceAll('@', '!'),
        affiliation: affiliation || 'NotFound',
        source: 'manual',
        name,
      }))
    })
  })
  return `${JSON.stringify(users, undefined, 2)}\n`
}

/** A pattern that names companies, who bought them, and since when where that is told. */
export interface AcquisitionPattern {
  pattern: string
  acquirer: string
  since?: string
}

const Companies = z.looseObject({
  acquisitions: z.array(z.array(z.string().max(500)).min(2).max(3)).nullish(),
})

/** companies.yaml: `acquisitions` is a list of pairs, a regular expression of names and the acquirer; a day may follow. */
export function readCompanies(text: string): { acquisitions: AcquisitionPattern[]; problems: BookProblem[] } {
  const reading = readYaml(text, 'companies', Companies)
  if ('problem' in reading) {
    const line = Number(/:(\d+):/.exec(reading.problem.en)?.[1] ?? 1)
    return { acquisitions: [], problems: [{ line, problem: reading.problem }] }
  }
  const problems: BookProblem[] = []
  const acquisitions = (reading.value.acquisitions ?? []).flatMap(([pattern = '', acquirer = '', since], index) => {
    if (compilePattern(pattern) && (since === undefined || isDay(since)))
      return [withoutUndefined<AcquisitionPattern>({ pattern, acquirer, since })]
    const line = reading.lineOf(['acquisitions', index])
    problems.push(problemAt(line, `${pattern} is no pattern that is understood`, `无法理解模式 ${pattern}`))
    return []
  })
  return { acquisitions, problems }
}

/** Of the names, those that the patterns mean. */
export function acquiredAmong(
  acquisitions: readonly AcquisitionPattern[],
  names: readonly string[],
): BookOrganization[] {
  const compiled = acquisitions.map(deal => ({ deal, names: compilePattern(deal.pattern) }))
  return names.flatMap(name => {
    const { deal } = compiled.find(({ names, deal }) => names?.test(name) && deal.acquirer !== name) ?? {}
    if (!deal) return []
    return [
      {
        name,
        acquiredBy: withoutUndefined<{ organization: string; since?: string }>({
          organization: deal.acquirer,
          since: deal.since,
        }),
      },
    ]
  })
}

/** Go's `(?i)` is a flag here; what repeats repetitions would take for ever, and is no name of a company. */
function compilePattern(pattern: string): RegExp | undefined {
  const plain = pattern.replaceAll('(?i)', '')
  if (/[)\]][+*{]|[+*}][+*]/.test(plain)) return undefined
  try {
    return new RegExp(plain, 'iu')
  } catch {
    return undefined
  }
}

export function writeCompanies({ organizations }: Book): string {
  const acquisitions = organizations.flatMap(({ name, acquiredBy }) => {
    if (!acquiredBy) return []
    const pattern = `^${name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`
    return [[pattern, acquiredBy.organization, ...(acquiredBy.since ? [acquiredBy.since] : [])]]
  })
  return stringify({ acquisitions }, { lineWidth: 0 })
}
