import { isDay } from '../calendar-day/is-day.ts'
import { formatCsvLine, parseCsv } from '../csv/csv.ts'
import {
  addIdentity,
  type Book,
  type BookEnrollment,
  type BookIdentity,
  type BookOrganization,
  type BookReading,
  emptyBook,
  isUnknown,
  People,
  problemAt,
  withoutUndefined,
} from './book.ts'

const columns = ['email', 'name', 'login', 'host', 'organization', 'parent', 'since', 'until'] as const
type ColumnName = (typeof columns)[number]

/**
 * Reads an organization's own list: a line for each term of somebody in an organization or part of one, whose parent may
 * stand beside it. E-mail or login tells who it is.
 */
export function readOrgChart(text: string): BookReading {
  const [heading, ...rows] = parseCsv(text)
  const names = (heading?.cells ?? []).map(name => name.trim().toLowerCase())
  if (!names.includes('organization') || !(names.includes('email') || names.includes('login'))) {
    const problem = problemAt(
      heading?.line ?? 1,
      `the first line must name the columns: ${columns.join(',')}; organization and email or login are needed`,
      `首行必须写明各列：${columns.join(',')}；organization 以及 email 或 login 不可缺少`,
    )
    return { book: emptyBook(), problems: [problem] }
  }
  const people = new People()
  const organizations = new Map<string, BookOrganization>()
  const problems: BookReading['problems'] = []
  for (const { line, cells } of rows) {
    const cell = (name: ColumnName) => cells[names.indexOf(name)]?.trim() || undefined
    const wrong = problemOf(cell)
    if (wrong) problems.push(problemAt(line, wrong.en, wrong.zh))
    else addRow(people, organizations, cell)
  }
  return { book: emptyBook({ people: people.list, organizations: [...organizations.values()] }), problems }
}

function problemOf(cell: (name: ColumnName) => string | undefined) {
  if (!cell('email') && !cell('login')) return { en: 'it names neither e-mail nor login', zh: '缺少邮箱和登录名' }
  if (!cell('organization')) return { en: 'it names no organization', zh: '缺少组织' }
  const wrong = [cell('since'), cell('until')].find(day => day !== undefined && !isDay(day))
  return wrong && { en: `${wrong} is no day like 2026-01-31`, zh: `${wrong} 不是形如 2026-01-31 的日期` }
}

function addRow(
  people: People,
  organizations: Map<string, BookOrganization>,
  cell: (name: ColumnName) => string | undefined,
) {
  const [email, login, organization = ''] = [cell('email')?.toLowerCase(), cell('login'), cell('organization')]
  const host = login ? (cell('host') ?? 'github.com') : undefined
  const person = people.at(email ?? `${login}@${host}`)
  addIdentity(person, withoutUndefined<BookIdentity>({ name: cell('name'), email, login, host }))
  if (isUnknown(organization)) return
  person.enrollments.push(
    withoutUndefined<BookEnrollment>({ organization, since: cell('since'), until: cell('until') }),
  )
  const parent = cell('parent')
  const known = organizations.get(organization)
  if (!known || (parent && !known.parent))
    organizations.set(organization, withoutUndefined<BookOrganization>({ name: organization, parent }))
}

/** By the first name, e-mail and login of each person. */
export function writeOrgChart({ people, organizations }: Book): string {
  const parents = new Map(organizations.map(({ name, parent }) => [name, parent]))
  const rows = people.flatMap(({ identities, enrollments }) => {
    const name = identities.find(({ name }) => name)?.name
    const email = identities.find(({ email }) => email)?.email
    const account = identities.find(({ login }) => login)
    if (!email && !account) return []
    const identity = { name, email, login: account?.login, host: account?.host }
    return enrollments.map(({ organization, since, until }) =>
      columns.map(
        column => ({ ...identity, organization, parent: parents.get(organization), since, until })[column] ?? null,
      ),
    )
  })
  return [columns, ...rows].map(row => `${formatCsvLine([...row])}\n`).join('')
}
