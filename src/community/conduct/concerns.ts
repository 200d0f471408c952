import type { Report } from './model.ts'

interface Person {
  name: string
  login: string | null
  email: string | null
}

/**
 * Whether a report is about somebody, or by them. Better once too often than judged by who is part of it: their whole name,
 * sign-in name or e-mail anywhere, and of the field that says whom it is about, any part of the name.
 */
export function concerns(
  { what, where, concerned, contact }: Report,
  more: readonly string[],
  person: Person,
): boolean {
  const all = [what, where, concerned, contact, ...more].join('\n')
  const whole = [person.name, person.login, person.email].flatMap(name => name?.trim() || [])
  if (whole.some(name => mentions(all, name))) return true
  const parts = person.name.split(/\s+/).filter(part => part.length > 2)
  return parts.some(part => mentions(`${concerned}\n${contact}`, part))
}

/** As a word of its own; Chinese has no spaces between words. */
function mentions(text: string, name: string): boolean {
  const [where, what] = [text.normalize('NFKC').toLowerCase(), name.normalize('NFKC').toLowerCase()]
  if (/\p{Script=Han}/u.test(what)) return where.includes(what)
  const escaped = what.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(where)
}
