import {
  addIdentity,
  type BookPerson,
  type BookReading,
  emptyBook,
  People,
  problemAt,
  withoutUndefined,
} from './book.ts'

const contact = String.raw`\s*([^<>]*?)\s*<([^<>]*)>`
const oneContact = new RegExp(`^${contact}`)

/** Reads a .mailmap as what it says of people: whom its proper e-mails are, and what else they are known by. */
export function readMailmapFile(text: string): BookReading {
  const people = new People()
  const problems: BookReading['problems'] = []
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.startsWith('#') || line.trim() === '') return
    const first = oneContact.exec(line)
    if (!first || first[2] === '') {
      problems.push(problemAt(index + 1, 'there is no name <e-mail> in it', '没有“姓名 <邮箱>”'))
      return
    }
    const [all, name = '', email = ''] = first
    const second = oneContact.exec(line.slice(all.length))
    const person = people.at(email)
    addIdentity(person, withoutUndefined({ name: name || undefined, email }))
    if (second) addIdentity(person, withoutUndefined({ name: second[1] || undefined, email: second[2] }))
  })
  return { book: emptyBook({ people: people.list }), problems }
}

/**
 * A .mailmap by which git shows each person under the name and e-mail that come first. Who has one e-mail alone, and one
 * name, needs no line; what git cannot read in a line, and logins, are left out.
 */
export function writeMailmapFile(people: readonly BookPerson[]): string {
  return people
    .flatMap(linesOf)
    .sort()
    .map(line => `${line}\n`)
    .join('')
}

function linesOf({ identities }: BookPerson): string[] {
  const [main, ...others] = identities.filter(({ email, name }) => isWritable(email) && !/[<>\n\r]/.test(name ?? ''))
  if (!main?.email) return []
  const proper = `${properName(main.name)}<${main.email}>`
  const lines = others.map(({ name, email = '' }) => {
    const isSame = email.toLowerCase() === main.email?.toLowerCase()
    return isSame && name === undefined ? '' : `${proper} ${isSame ? '' : properName(name)}<${email}>`
  })
  const needsName = main.name !== undefined && others.length === 0
  return [...new Set([...(needsName ? [proper] : []), ...lines])].filter(line => line !== '')
}

function isWritable(email: string | undefined) {
  return email !== undefined && email !== '' && !/[<>\n\r]/.test(email)
}

/** A line that began with # would be a comment. */
function properName(name: string | undefined) {
  const trimmed = (name ?? '').replace(/^[#\s]+/, '').trim()
  return trimmed === '' ? '' : `${trimmed} `
}
