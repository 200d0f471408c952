import { createHash } from 'node:crypto'
import type { Account } from '../../records.ts'
import { decodeHeader } from './decode-text.ts'
import { readAddress, readAddresses } from './mail-address.ts'
import { readMailDate } from './mail-date.ts'
import { readFields, textOf } from './mail-text.ts'
import type { RawMessage } from './split-messages.ts'

export interface Mail {
  id: string
  /** What it answers, the nearest last. */
  references: string[]
  at: string
  author: Account
  subject: string
  text: string
}

/** Undefined where no date of it can be read. */
export function readMail({ separator, head, body }: RawMessage): Mail | undefined {
  const fields = readFields(head)
  const at = dateOf(fields, separator)
  if (at === undefined) return undefined
  const subject = decodeHeader(fields.get('subject') ?? '')
  return {
    id: idOf(fields, at, subject),
    references: referencesOf(fields),
    at: new Date(at).toISOString().replace('.000Z', 'Z'),
    author: authorOf(fields),
    subject,
    text: textOf(fields, body),
  }
}

/** A message without an id is known by what it has. */
function idOf(fields: ReadonlyMap<string, string>, at: number, subject: string): string {
  const [id] = idsIn(fields.get('message-id'))
  if (id !== undefined) return id
  const what = JSON.stringify([at, fields.get('from') ?? '', subject])
  return `${createHash('sha256').update(what).digest('hex').slice(0, 32)}@no-id.invalid`
}

function referencesOf(fields: ReadonlyMap<string, string>): string[] {
  const ids = [...idsIn(fields.get('references')), ...answeredIn(fields.get('in-reply-to'))]
  return [...new Set(ids.toReversed())].toReversed()
}

/** Old programs write whose message of which day it was, with an address that looks like an id: the id stands first or last. */
function answeredIn(text = ''): string[] {
  const leading = /^\s*(?:<[^<>]*>[\s,]*)+/.exec(text)?.[0]
  if (leading !== undefined) return idsIn(leading)
  const said = beforeLastOf(text.trimEnd())
  return /\bfrom\s/i.test(said) && !/\bof\b/i.test(said) ? [] : idsIn(text).slice(-1)
}

/** What is said before the <…> that a text ends with. */
function beforeLastOf(text: string): string {
  const open = text.lastIndexOf('<')
  if (open === -1 || text.indexOf('>', open) !== text.length - 1) return ''
  const before = text.slice(0, open)
  return before.slice(Math.max(before.lastIndexOf('<'), before.lastIndexOf('>')) + 1)
}

const longestId = 500

function idsIn(text = ''): string[] {
  return [...text.matchAll(/<\s*([^<>\s]+)\s*>/g)].flatMap(([, id = '']) => (id.length <= longestId ? id : []))
}

/** Lists that write in the name of others say whose it was, or only that person's name: where answers go may be the list itself. */
function authorOf(fields: ReadonlyMap<string, string>): Account {
  const author = readAddress(fields.get('from') ?? fields.get('sender') ?? '')
  const [before] = author.name?.split(/\s+via\s+/) ?? []
  if (before === undefined || before === author.name) return author
  const { email: list, ...known } = author
  const lists = new Set(
    [list, ...addressesIn(fields, 'to', 'list-post', 'mailing-list')].map(email => email?.toLowerCase()),
  )
  const told = ['x-original-from', 'reply-to'].flatMap(name => readAddresses(fields.get(name) ?? ''))
  const real = told.find(({ email }) => email !== undefined && !lists.has(email.toLowerCase()))
  return { ...known, ...real, name: real?.name ?? before.replaceAll(/^["']+|["']+$/g, '') }
}

function addressesIn(fields: ReadonlyMap<string, string>, ...names: string[]): string[] {
  const all = names.map(name => fields.get(name)?.replaceAll(/\bmailto:|\blist\s+/gi, '') ?? '')
  return all.flatMap(readAddresses).flatMap(({ email }) => email ?? [])
}

const month = 30 * 86_400_000

/** The clock of who wrote it; where that cannot be, of who received it, or of who filed it. */
function dateOf(fields: ReadonlyMap<string, string>, separator: string): number | undefined {
  const written = readMailDate(fields.get('date') ?? '')
  const received = readMailDate(fields.get('received')?.replace(/^.*;/s, '') ?? '')
  if (written !== undefined && (received === undefined || Math.abs(written - received) < month)) return written
  return received ?? readMailDate(separator.replace(/^From \S+/, '').replace(/^\s+at\s+\S+/, ''))
}
