import type { Text } from '../../../lib/text/text.ts'

/** Somebody who was there. */
export interface Attendee {
  name: string
  email: string | null
  /** Logins and the like that they are known by. */
  handles: readonly string[]
  employer: string | null
  role: string | null
}

export interface Leak {
  /** What gives somebody away, as it stands in the text. */
  found: string
  why: Text
}

/** With fewer there, what is said can be told from who was there. */
const smallGroup = 5

/**
 * What in a text would tell who said it or who was there: names, handles, e-mails, employers, unique roles (Chatham House
 * Rule: “neither the identity nor the affiliation of the speaker(s), nor that of any other participant, may be revealed”).
 * Those who allow their name are not passed in. Finds what is written; what only readers of the room can tell, it can't.
 */
export function findLeaks(text: string, attendees: readonly Attendee[]): Leak[] {
  const folded = fold(text)
  const leaks = [
    ...findEmails(text),
    ...findHandles(text),
    ...attendees.flatMap(attendee => findPerson(folded, attendee)),
  ]
  const seen = new Set<string>()
  return leaks.filter(({ found }) => !seen.has(fold(found)) && seen.add(fold(found)))
}

/** A warning about the whole: too few people, or only one of an employer. */
export function findSmallGroups(attendees: readonly Attendee[]): Text[] {
  const warnings: Text[] = []
  if (attendees.length < smallGroup)
    warnings.push({
      en: `Only ${attendees.length} were there: with fewer than ${smallGroup}, statements can be told from who was there`,
      zh: `仅有 ${attendees.length} 人参加：少于 ${smallGroup} 人时，可由参会名单推断发言人`,
    })
  const employers = Map.groupBy(
    attendees.filter(({ employer }) => employer),
    ({ employer }) => fold(employer ?? ''),
  )
  const single = [...employers.values()].filter(people => people.length === 1).length
  if (single > 0)
    warnings.push({
      en: `${single} of the organizations sent one person: a statement about such an organization names its speaker`,
      zh: `有 ${single} 个机构仅一人参加：涉及这些机构的内容等同于指明发言人`,
    })
  return warnings
}

const email = /[^\s<>()[\]:;,"']{1,64}@[^\s<>()[\]:;,"']{1,255}\.[a-z]{2,}/giu
const handle = /(?<![\w/.@])@[a-z\d][\w-]{1,38}/giu

function findEmails(text: string): Leak[] {
  return [...text.matchAll(email)].map(([found]) => ({ found, why: { en: 'an e-mail address', zh: '邮箱地址' } }))
}

function findHandles(text: string): Leak[] {
  const rest = text.replaceAll(email, ' ')
  return [...rest.matchAll(handle)].map(([found]) => ({ found, why: { en: 'a handle', zh: '账号名' } }))
}

function findPerson(folded: string, { name, email, handles, employer, role }: Attendee): Leak[] {
  const parts = partsOf(name).map(found => ({
    found,
    why: { en: 'a name of somebody who was there', zh: '参会者姓名' },
  }))
  const known = [email?.split('@')[0] ?? '', ...handles].filter(word => word.length > 2)
  const all: Leak[] = [
    ...parts,
    ...known.map(found => ({ found, why: { en: 'a login of somebody who was there', zh: '参会者账号' } })),
    ...(employer
      ? [{ found: employer, why: { en: 'an employer of somebody who was there', zh: '参会者所在机构' } }]
      : []),
    ...(role ? [{ found: role, why: { en: 'a role that somebody who was there has', zh: '参会者职务' } }] : []),
  ]
  return all.filter(({ found }) => holdsWord(folded, fold(found)))
}

/** The whole name and each part of it that is long enough to be one; a Chinese name, also without its family name. */
function partsOf(name: string): string[] {
  const whole = name.trim()
  // Family names of two characters are rare, but there are some: both ways of cutting are tried.
  if (/^\p{Script=Han}{2,5}$/u.test(whole))
    return [whole, whole.slice(1), whole.slice(2)].filter(part => [...part].length > 1)
  return [whole, ...whole.split(/[\s.,]+/)].filter(part => [...part].length > 2)
}

/** As a word of its own; Chinese has no spaces between words. */
function holdsWord(text: string, word: string): boolean {
  if (word === '') return false
  if (/\p{Script=Han}/u.test(word)) return text.includes(word)
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text[at + word.length] ?? ' '
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true
  }
  return false
}

/** Without case and accents: Zoë is zoe. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}
