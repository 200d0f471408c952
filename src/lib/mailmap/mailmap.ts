/** A name and an e-mail as a commit has them. */
export interface Person {
  name: string
  email: string
}

interface Mapping {
  name?: string
  email?: string
}

interface Entry extends Mapping {
  /** Mappings that hold for one name only, by that name in lower case. */
  byName: Map<string, Mapping>
}

/** By the commit's e-mail in lower case. */
export type Mailmap = ReadonlyMap<string, Entry>

/**
 * Reads a .mailmap (gitmailmap(5)), as git does: what git passes over is passed over, later lines win, and a simple line
 * changes only what it names.
 */
export function parseMailmap(text: string): Mailmap {
  const map = new Map<string, Entry>()
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue
    const first = readContact(line)
    if (!first || first.email === '') continue
    const second = readContact(first.rest)
    if (second) add(map, { name: first.name, email: first.email }, second)
    else add(map, { name: first.name }, { name: undefined, email: first.email })
  }
  return map
}

/** Who it is, as `git check-mailmap` answers. */
export function mapPerson(map: Mailmap, person: Person): Person {
  const entry = map.get(lower(person.email))
  if (!entry) return person
  const mapping = entry.byName.get(lower(person.name)) ?? entry
  return { name: mapping.name ?? person.name, email: mapping.email ?? person.email }
}

interface Named {
  name: string | undefined
  email?: string
}

interface Contact extends Named {
  email: string
  rest: string
}

function readContact(text: string): Contact | undefined {
  const left = text.indexOf('<')
  const right = text.indexOf('>', left + 1)
  if (left < 0 || right < 0) return undefined
  const name = trim(text.slice(0, left))
  return { name: name === '' ? undefined : name, email: text.slice(left + 1, right), rest: text.slice(right + 1) }
}

function add(map: Map<string, Entry>, proper: Named, commit: Named & { email: string }) {
  const key = lower(commit.email)
  const entry = map.get(key) ?? { byName: new Map() }
  map.set(key, entry)
  const mapping = {
    ...(proper.name === undefined ? {} : { name: proper.name }),
    ...(proper.email === undefined ? {} : { email: proper.email }),
  }
  if (commit.name === undefined) Object.assign(entry, mapping)
  else entry.byName.set(lower(commit.name), mapping)
}

/** Git folds ASCII only, whatever the locale. */
function lower(text: string) {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}

/** Git's white space: not that of Unicode. */
function trim(text: string) {
  let [start, end] = [0, text.length]
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isSpace(code: number) {
  return code === 32 || code === 9 || code === 10 || code === 13
}
