import { createHash } from 'node:crypto'
import type { Account } from '../../records.ts'
import { decodeHeader } from './decode-text.ts'
import { readAddress } from './mail-address.ts'
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
  return /\bfrom\s+[^<>]*<[^<>]*>\s*$/i.test(text) && !/\bof\b[^<>]*<[^<>]*>\s*$/i.test(text)
    ? []
    : idsIn(text).slice(-1)
}

const longestId = 500

function idsIn(text = ''): string[] {
  return [...text.matchAll(/<\s*([^<>\s]+)\s*>/g)].flatMap(([, id = '']) => (id.length <= longestId ? id : []))
}

/** Lists that write in the name of others say whose it was. */
function authorOf(fields: ReadonlyMap<string, string>): Account {
  const author = readAddress(fields.get('from') ?? fields.get('sender') ?? '')
  const real = fields.get('x-original-from') ?? fields.get('reply-to')
  const [name] = author.name?.split(/\s+via\s+/) ?? []
  if (name === undefined || name === author.name) return author
  const other = real === undefined ? {} : readAddress(real)
  const { email: _, ...known } = author
  return { ...known, ...other, name: other.name ?? name }
}

const month = 30 * 86_400_000

/** The clock of who wrote it; where that cannot be, of who received it, or of who filed it. */
function dateOf(fields: ReadonlyMap<string, string>, separator: string): number | undefined {
  const written = readMailDate(fields.get('date') ?? '')
  const received = readMailDate(fields.get('received')?.replace(/^.*;/s, '') ?? '')
  if (written !== undefined && (received === undefined || Math.abs(written - received) < month)) return written
  return received ?? readMailDate(separator.replace(/^From \S+/, '').replace(/^\s+at\s+\S+/, ''))
}
