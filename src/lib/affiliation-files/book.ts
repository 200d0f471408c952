import type { Text } from '../text/text.ts'

/** Who people are and where they worked, as files of many programs tell it; each format holds a part of this. */
export interface Book {
  people: BookPerson[]
  organizations: BookOrganization[]
  /** Names and e-mails that are nobody's own. */
  exclusions: string[]
}

export interface BookPerson {
  /** The first is the one to show. */
  identities: BookIdentity[]
  enrollments: BookEnrollment[]
  /** Where a file says so. */
  isBot?: boolean
}

export interface BookIdentity {
  name?: string
  email?: string
  login?: string
  /** Of the login: `github.com`. */
  host?: string
}

/** Days: the first is included, the last is not; left out where it is open. */
export interface BookEnrollment {
  organization: string
  since?: string
  until?: string
}

export interface BookOrganization {
  name: string
  aliases?: string[]
  domains?: { domain: string; isTop: boolean }[]
  parent?: string
  acquiredBy?: { organization: string; since?: string }
}

export interface BookProblem {
  line: number
  problem: Text
}

/** What could be read, and which lines could not. */
export interface BookReading {
  book: Book
  problems: BookProblem[]
}

export function emptyBook(part: Partial<Book> = {}): Book {
  return { people: [], organizations: [], exclusions: [], ...part }
}

export function problemAt(line: number, en: string, zh: string): BookProblem {
  return { line, problem: { en, zh } }
}

/** Parts that are there, in the order of a writer's own. */
export function withoutUndefined<Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value
}

/** Statements that nothing is known. */
export function isUnknown(organization: string): boolean {
  return ['', '-', '?', 'notfound', '(unknown)', 'unknown', '(none)'].includes(organization.trim().toLowerCase())
}

/** By its identities, one person told in several places of a file is one. */
export class People {
  readonly #people: BookPerson[] = []
  readonly #byKey = new Map<string, BookPerson>()

  get list(): BookPerson[] {
    return this.#people
  }

  at(key: string): BookPerson {
    const known = this.#byKey.get(key.toLowerCase())
    if (known) return known
    const person = { identities: [], enrollments: [] }
    this.#people.push(person)
    this.#byKey.set(key.toLowerCase(), person)
    return person
  }
}

export function addIdentity(person: BookPerson, identity: BookIdentity) {
  const same = (other: BookIdentity) =>
    (['name', 'email', 'login', 'host'] as const).every(part => other[part] === identity[part])
  if (!person.identities.some(same)) person.identities.push(identity)
}
