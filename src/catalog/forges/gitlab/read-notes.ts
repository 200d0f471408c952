import { eventId } from '../event-id.ts'
import type { Account, EventKind, EventRecord, ItemRecord } from '../records.ts'
import { told } from '../told.ts'
import type { Note, User } from './shapes.ts'

/** Of a deleted account nothing is known: its work is the ghost user's. Tokens of projects and groups have users that are bots. */
export function accountOf(user: User): Account {
  if (!user || user.username === 'ghost') return {}
  const isBot = /^(project|group)_\d+_bot/.test(user.username)
  const id = user.id?.toString()
  return told<Account>({ login: user.username, name: user.name, kind: isBot ? 'bot' : undefined, id })
}

type Told = [kind: EventKind, value?: string]

/** What GitLab writes below an item by itself, in the words of its API; states and labels have lists of their own. */
const phrases: [RegExp, (found: RegExpExecArray) => Told[]][] = [
  [/^approved this merge request/, () => [['approved']]],
  [/^unapproved this merge request/, () => [['review-dismissed']]],
  [/^requested changes/, () => [['changes-requested']]],
  [/^reviewed this merge request|^left review comments/, () => [['reviewed']]],
  [
    /^requested review from (.+?)(?: and removed review request for .*)?$/,
    found => namesIn(found[1]).map(name => ['review-requested', name]),
  ],
  [/^marked this merge request as \*\*ready\*\*|^unmarked (this merge request )?as a/i, () => [['ready']]],
  [/^marked (this merge request )?as (\*\*draft\*\*|a \*\*work in progress\*\*)/i, () => [['drafted']]],
  [/^changed title from .* to \*\*(.*)\*\*$/s, found => [['renamed', plain(found[1])]]],
  [/^mentioned in (?:issue|merge request|commit|epic) (\S+)/, found => [['referenced', found[1] ?? '']]],
  [/^added \d+ (?:new )?commits?/, () => [['pushed']]],
]

/** What was added to or taken from a title is marked in it. */
function plain(title = '') {
  return title.replaceAll(/\{[+-] ?| ?[+-]\}/g, '')
}

function namesIn(text = ''): string[] {
  return [...text.matchAll(/@([\w.-]+)/g)].map(([, name = '']) => name)
}

/** `assigned to @a and unassigned @b` */
function assignments(body: string): Told[] {
  const [given = '', taken = ''] = body.split(/unassigned/)
  const added = /assigned to/.test(given) ? namesIn(given).map((name): Told => ['assigned', name]) : []
  return [...added, ...namesIn(taken).map((name): Told => ['unassigned', name])]
}

export function readNote(note: Note, number: string, itemKind: ItemRecord['kind']): EventRecord[] {
  const base = { record: 'event', itemKind, number, actor: accountOf(note.author), at: note.created_at } as const
  if (!note.system) {
    const isInline = note.type === 'DiffNote'
    const id = `comment:${note.id}`
    return [{ ...base, id, kind: 'commented', length: note.body.length, ...(isInline && { isInline }) }]
  }
  return saidBy(note.body).map(([kind, value]) =>
    told<EventRecord>({ ...base, id: eventId(kind, number, note.created_at, value), kind, value }),
  )
}

function saidBy(body: string): Told[] {
  if (/^(un)?assigned /.test(body)) return assignments(body)
  for (const [phrase, read] of phrases) {
    const found = phrase.exec(body)
    if (found) return read(found)
  }
  return []
}
