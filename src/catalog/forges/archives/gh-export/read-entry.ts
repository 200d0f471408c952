import { isRecord, recordsIn, textIn } from '../../../../lib/json/untrusted.ts'
import { openedEvent } from '../../item-events.ts'
import type { ForgeRecord } from '../../records.ts'
import { restComment, restHappening, restReview, type Subject, subjectOf } from '../github-rest/rest-events.ts'
import { restItem, restRelease } from '../github-rest/rest-item.ts'
import { accountIn, type Fields, itemNumberIn, timeIn } from '../github-rest/rest-values.ts'
import { readListedItem, readListedRelease } from './read-listed.ts'

export type Read = ForgeRecord[] | 'incomplete' | 'unknown' | 'noItem'

interface EntryKind {
  is(fields: Fields): boolean
  /** `known` is the item that the file is about, as far as that has shown. */
  read(fields: Fields, known: Subject | undefined): Read
}

/** In the order in which they are told apart. */
const entryKinds: EntryKind[] = [
  { is: has('tagName'), read: fields => whole(readListedRelease(fields)) },
  { is: has('number', 'createdAt'), read: fields => readListedItem(fields) ?? 'incomplete' },
  { is: has('tag_name'), read: fields => whole(restRelease(fields)) },
  { is: has('event'), read: readHappening },
  { is: has('pull_request_url', 'diff_hunk'), read: (fields, known) => ofItem(fields, known, readInline) },
  { is: has('pull_request_url', 'state'), read: (fields, known) => ofItem(fields, known, restReview) },
  { is: has('issue_url', 'created_at'), read: (fields, known) => ofItem(fields, known, restComment) },
  { is: has('number', 'created_at'), read: readItem },
  { is: has('number', 'title'), read: () => 'incomplete' },
  { is: has('starred_at', 'user'), read: readStar },
  { is: fields => fields['fork'] === true && 'html_url' in fields, read: readFork },
]

export function readEntry(fields: Fields, known: Subject | undefined): Read {
  return entryKinds.find(({ is }) => is(fields))?.read(fields, known) ?? 'unknown'
}

/** The item that an entry shows a whole file to be about: comments of a timeline name it where other entries do not. */
export function aboutOf(fields: Fields): Subject | undefined {
  return 'event' in fields ? subjectOf(fields) : undefined
}

function has(...names: string[]) {
  return (fields: Fields) => names.every(name => name in fields)
}

function whole(record: ForgeRecord | undefined): Read {
  return record ? [record] : 'incomplete'
}

function readItem(fields: Fields): Read {
  const item = restItem(fields)
  if (!item) return 'incomplete'
  const subject: Subject = { itemKind: item.kind, number: item.number }
  // Programs that fetch all of an issue put its timeline into it.
  const timeline = ['timeline', 'events'].flatMap(name => recordsIn(fields[name]))
  return [item, openedEvent(item), ...timeline.flatMap(entry => restHappening(entry, subject, item.createdAt))]
}

function ofItem(
  fields: Fields,
  known: Subject | undefined,
  read: (fields: Fields, subject: Subject) => ForgeRecord[],
): Read {
  const subject = subjectOf(fields) ?? known
  return subject ? read(fields, subject) : 'noItem'
}

function readInline(fields: Fields, subject: Subject): ForgeRecord[] {
  return restComment(fields, subject, true)
}

/** Lists of a whole repository's events have the issue in each of them. */
function readHappening(fields: Fields, known: Subject | undefined): Read {
  const issue = isRecord(fields['issue']) ? fields['issue'] : {}
  const number = itemNumberIn(issue['number'])
  const own: Subject | undefined =
    number === undefined
      ? undefined
      : { itemKind: isRecord(issue['pull_request']) ? 'change-request' : 'issue', number: String(number) }
  return ofItem(fields, own ?? known, restHappening)
}

function readStar(fields: Fields): Read {
  const at = timeIn(fields['starred_at'])
  return at ? [{ record: 'spread', kind: 'star', actor: accountIn(fields['user']), at }] : 'incomplete'
}

function readFork(fields: Fields): Read {
  const at = timeIn(fields['created_at'])
  const url = textIn(fields['html_url'])
  return at && url ? [{ record: 'spread', kind: 'fork', actor: accountIn(fields['owner']), at, url }] : 'incomplete'
}
