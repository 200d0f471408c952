import { isDay } from '../calendar-day/is-day.ts'
import {
  addIdentity,
  type Book,
  type BookEnrollment,
  type BookOrganization,
  type BookProblem,
  type BookReading,
  emptyBook,
  isUnknown,
  People,
  problemAt,
  withoutUndefined,
} from './book.ts'

interface Line {
  number: number
  text: string
}

/** Comments begin with #, wherever they stand. */
function linesOf(text: string): Line[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line.replace(/#.*$/, '').trim() }))
    .filter(line => line.text !== '')
}

interface Employer {
  subject: string
  company: string
  /** Until this day. */
  until: string | undefined
}

const employerLine = /^(\S+)\s+(.+?)(?:\s*<\s*(\S+))?$/

function readEmployers(text: string): { employers: (Employer & { line: number })[]; problems: BookProblem[] } {
  const problems: BookProblem[] = []
  const employers = linesOf(text).flatMap(({ number, text }) => {
    const [, subject = '', company = '', until] = employerLine.exec(text) ?? []
    if (subject === '' || company === '') {
      problems.push(problemAt(number, 'it names no employer', '没有写明雇主'))
      return []
    }
    if (until !== undefined && !isDay(until)) {
      problems.push(problemAt(number, `${until} is no day like 2026-01-31`, `${until} 不是形如 2026-01-31 的日期`))
      return []
    }
    return [{ line: number, subject: subject.replaceAll('!', '@'), company: company.trim(), until }]
  })
  return { employers, problems }
}

/** `user@host Company < 2015-01-01`: lines of one e-mail are its history, the one without a day being the present. */
export function readEmailMap(text: string): BookReading {
  const { employers, problems } = readEmployers(text)
  const people = new People()
  for (const { subject } of employers) addIdentity(people.at(subject), { email: subject.toLowerCase() })
  for (const [email, all] of Map.groupBy(employers, ({ subject }) => subject.toLowerCase())) {
    people.at(email).enrollments.push(...historyOf(all))
  }
  return { book: emptyBook({ people: people.list }), problems }
}

/** One after the other, each from the day on which the one before ended. */
export function historyOf(employers: readonly Pick<Employer, 'company' | 'until'>[]): BookEnrollment[] {
  const last = '9999'
  const inTurn = employers.toSorted((a, b) => ((a.until ?? last) < (b.until ?? last) ? -1 : 1))
  return inTurn.flatMap(({ company, until }, index) => {
    if (isUnknown(company)) return []
    const since = inTurn[index - 1]?.until
    return [withoutUndefined<BookEnrollment>({ organization: company, since, until })]
  })
}

/**
 * Of a history, as `Company < until`, what such a notation can say: gaps are told as unknown, and what begins some day is
 * unknown before.
 */
export function asHistory(enrollments: readonly BookEnrollment[]): { company: string; until?: string }[] {
  const inTurn = enrollments.toSorted((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1))
  const lines: { company: string; until?: string }[] = []
  let reached: string | undefined = ''
  for (const { organization, since, until } of inTurn) {
    if (since !== undefined && since !== reached) lines.push({ company: 'NotFound', until: since })
    lines.push(withoutUndefined<{ company: string; until?: string }>({ company: organization, until }))
    reached = until
  }
  if (reached) lines.push({ company: 'NotFound' })
  return lines
}

export function writeEmailMap({ people }: Book): string {
  const lines = people.flatMap(({ identities, enrollments }) => {
    const emails = new Set(identities.flatMap(({ email }) => email?.toLowerCase() ?? []))
    const history = asHistory(enrollments)
    return [...emails].flatMap(email =>
      history.map(({ company, until }) => `${email} ${company}${until === undefined ? '' : ` < ${until}`}`),
    )
  })
  return lines.map(line => `${line}\n`).join('')
}

/** `domain Company`: domains below count, too. What ended some day is told, and left out. */
export function readDomainMap(text: string): BookReading {
  const { employers, problems } = readEmployers(text)
  const organizations = new Map<string, BookOrganization>()
  for (const { subject, company, until, line } of employers) {
    if (until !== undefined) {
      problems.push(
        problemAt(
          line,
          'a domain is an organization’s for good here: this line is left out',
          '此处域名长期属于某组织：已忽略此行',
        ),
      )
      continue
    }
    const organization = organizations.get(company) ?? { name: company, domains: [] }
    organization.domains?.push({ domain: subject.replace(/^@/, '').toLowerCase(), isTop: true })
    organizations.set(company, organization)
  }
  return { book: emptyBook({ organizations: [...organizations.values()] }), problems }
}

export function writeDomainMap({ organizations }: Book): string {
  const lines = organizations.flatMap(({ name, domains }) => (domains ?? []).map(({ domain }) => `${domain} ${name}`))
  return lines.map(line => `${line}\n`).join('')
}

/** `alias@host proper@host`. */
export function readAliases(text: string): BookReading {
  const people = new People()
  const problems: BookProblem[] = []
  for (const { number, text: line } of linesOf(text)) {
    const [, alias, proper] = /^(.*\S)\s+(\S+)$/.exec(line) ?? []
    if (!alias || !proper?.includes('@')) {
      problems.push(problemAt(number, 'it needs an alias and an e-mail', '需要别名和邮箱'))
      continue
    }
    const person = people.at(proper)
    addIdentity(person, { email: proper.toLowerCase() })
    addIdentity(person, alias.includes('@') ? { email: alias.toLowerCase() } : { name: alias })
  }
  return { book: emptyBook({ people: people.list }), problems }
}

export function writeAliases({ people }: Book): string {
  const lines = people.flatMap(({ identities }) => {
    const emails = [...new Set(identities.flatMap(({ email }) => email?.toLowerCase() ?? []))]
    const [proper, ...others] = emails
    const names = identities.flatMap(({ name, email }) => (name && !email ? [name] : []))
    return proper === undefined ? [] : [...others, ...names].map(alias => `${alias} ${proper}`)
  })
  return lines.map(line => `${line}\n`).join('')
}

export interface VirtualEmployer {
  name: string
  /** Percent by organization, together 100. */
  shares: { organization: string; percent: number }[]
}

/** `VirtualEmployer name`, lines of `50% Company`, `end`: contributions to be split among several. */
export function readVirtualEmployers(text: string): { employers: VirtualEmployer[]; problems: BookProblem[] } {
  const employers: VirtualEmployer[] = []
  const problems: BookProblem[] = []
  let open: (VirtualEmployer & { line: number }) | undefined
  for (const { number, text: line } of linesOf(text)) {
    const [, name] = /^VirtualEmployer\s+(.+)$/i.exec(line) ?? []
    if (!open && name !== undefined) open = { name, shares: [], line: number }
    else if (open && /^end$/i.test(line)) {
      const problem = sumProblem(open)
      if (problem) problems.push(problem)
      else employers.push({ name: open.name, shares: open.shares })
      open = undefined
    } else if (!open || !addShare(open, line)) problems.push(problemAt(number, ...noShare))
  }
  if (open) problems.push(problemAt(open.line, 'it has no end', '缺少 end'))
  return { employers, problems }
}

const noShare = ['it is neither VirtualEmployer, a share, nor end', '既不是 VirtualEmployer、份额，也不是 end'] as const

function addShare({ shares }: VirtualEmployer, line: string): boolean {
  const [, percent, organization] = /^(\d{1,3})%?\s+(.+)$/.exec(line) ?? []
  if (!percent || !organization) return false
  shares.push({ organization, percent: Number(percent) })
  return true
}

function sumProblem({ shares, line }: VirtualEmployer & { line: number }) {
  const sum = shares.reduce((sum, { percent }) => sum + percent, 0)
  return sum === 100
    ? undefined
    : problemAt(line, `its shares are ${sum} %, not 100 %`, `各份额合计 ${sum}%，而非 100%`)
}

export function writeVirtualEmployers(employers: readonly VirtualEmployer[]): string {
  return employers
    .map(({ name, shares }) =>
      [
        `VirtualEmployer ${name}`,
        ...shares.map(({ organization, percent }) => `${percent}% ${organization}`),
        'end',
        '',
      ].join('\n'),
    )
    .join('')
}
