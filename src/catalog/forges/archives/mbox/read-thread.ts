import { openedEvent } from '../../item-events.ts'
import type { EventRecord, ForgeRecord, ItemRecord } from '../../records.ts'
import { told } from '../../told.ts'
import { neverSeen } from '../never-seen.ts'
import type { Mail } from './mail.ts'
import { readAddress } from './mail-address.ts'
import { readSubject, type Subject } from './patch-subject.ts'

/** The first mail of a thread, or of one version of a series of patches. */
interface Root {
  kind: 'thread' | 'change-request'
  number: string
  version: number
}

const mostRemembered = 2_000_000

/**
 * Puts the mails of a list into threads. A series of patches in one version is a change request, all its parts one submission; what answers
 * it are comments, and trailers in those are reviews. Whether it was taken a list does not tell: it stays open.
 */
export class Threads {
  readonly #roots = new Map<string, Root>()
  /** For answers of programs that do not say what they answer. */
  readonly #topics = new Map<string, Root>()

  read(mail: Mail): ForgeRecord[] {
    const subject = readSubject(mail.subject)
    const above = this.#above(mail)
    const series = seriesOf(mail, subject, above)
    if (series) return this.#add(mail, series, partOf(mail, series, above ? undefined : subject))
    if (subject.patch && !subject.isReply) return this.#begin(mail, subject)
    if (above) return this.#add(mail, above, answers(mail, above))
    const outside = rootOutside(mail, subject)
    if (outside) return this.#add(mail, outside, standsFor(mail, subject, outside))
    const same = subject.isReply ? this.#sameTopic(subject) : undefined
    return same ? this.#add(mail, same, answers(mail, same)) : this.#begin(mail, subject)
  }

  #above({ references }: Mail): Root | undefined {
    for (const id of references.toReversed()) {
      const root = this.#roots.get(id)
      if (root) return root
    }
    return undefined
  }

  #sameTopic({ topics }: Subject): Root | undefined {
    for (const topic of topics) {
      const root = this.#topics.get(topic)
      if (root) return root
    }
    return undefined
  }

  #begin(mail: Mail, { patch, topics }: Subject): ForgeRecord[] {
    const root: Root = { kind: patch ? 'change-request' : 'thread', number: mail.id, version: patch?.version ?? 1 }
    if (this.#topics.size >= mostRemembered) this.#topics.clear()
    for (const topic of topics) this.#topics.set(topic, root)
    const item = itemOf(mail, root, patch?.of)
    this.#remember(mail.id, root)
    return [item, openedEvent(item)]
  }

  #add({ id, references }: Mail, root: Root, records: ForgeRecord[]): ForgeRecord[] {
    this.#remember(id, root)
    // What it answers may be in another file, or come later.
    for (const other of references) if (!this.#roots.has(other)) this.#remember(other, root)
    return records
  }

  #remember(id: string, root: Root) {
    if (this.#roots.size >= mostRemembered) this.#roots.clear()
    this.#roots.set(id, root)
  }
}

/** The series that a patch is a part of. Its first part, where there is no letter before it, is the series itself. */
function seriesOf({ references }: Mail, { isReply, patch }: Subject, above: Root | undefined): Root | undefined {
  if (!patch || isReply || patch.part === 0) return undefined
  if (above?.kind === 'change-request' && above.version === patch.version && patch.of > 1) return above
  const nearest = references.at(-1)
  if (above || nearest === undefined || patch.of < 2) return undefined
  return { kind: 'change-request', number: nearest, version: patch.version }
}

/** What it answers lies in another file, or comes later. */
function rootOutside({ references }: Mail, { patch }: Subject): Root | undefined {
  const [number] = references
  return number === undefined
    ? undefined
    : { kind: patch ? 'change-request' : 'thread', number, version: patch?.version ?? 1 }
}

/** A thread of which the first mail is not there, known by what answers it: of mails the first of these stands for it. */
function standsFor(mail: Mail, { title, patch }: Subject, root: Root): ForgeRecord[] {
  const item: ItemRecord = { ...itemOf(mail, root, patch?.of), title: title || '–', updatedAt: neverSeen }
  if (root.kind === 'thread') return [item, ...answers(mail, root).map(told => ({ ...told, kind: 'opened' as const }))]
  const { change: _, ...bare } = item
  return [{ ...bare, author: {} }, ...answers(mail, root)]
}

/** A part of a series belongs to its submission; where the letter before them is not there, it stands for it. */
function partOf(mail: Mail, root: Root, firstSeen: Subject | undefined): ForgeRecord[] {
  const { kind, number } = root
  const { id, author: actor, at } = mail
  return [
    ...(firstSeen ? [{ ...itemOf(mail, root, firstSeen.patch?.of), updatedAt: neverSeen }] : []),
    { record: 'event', id: `pushed:${id}`, kind: 'opened', itemKind: kind, number, actor, at, value: id },
  ]
}

function itemOf(mail: Mail, { kind, number }: Root, commits: number | undefined): ItemRecord {
  return told<ItemRecord>({
    record: 'item',
    kind,
    number,
    title: mail.subject || '–',
    author: mail.author,
    createdAt: mail.at,
    updatedAt: mail.at,
    state: 'open',
    labels: [],
    assignees: [],
    change: kind === 'change-request' ? changeOf(mail.text, commits) : undefined,
  })
}

/** As `git format-patch` sums it up. */
function changeOf(text: string, commits: number | undefined) {
  const sums = /^ (\d+) files? changed(?:, (\d+) insertions?\(\+\))?(?:, (\d+) deletions?\(-\))?/m.exec(text)
  return told<NonNullable<ItemRecord['change']>>({
    baseBranch: '',
    headBranch: '',
    isFromFork: false,
    commits,
    files: sums ? Number(sums[1]) : undefined,
    added: sums ? Number(sums[2] ?? 0) : undefined,
    removed: sums ? Number(sums[3] ?? 0) : undefined,
  })
}

const trailer = /^(Reviewed|Acked|Nacked)-by:[ \t]*(\S.*)$/gim

function answers({ id, author, at, text }: Mail, { kind, number }: Root): EventRecord[] {
  const common = { record: 'event', itemKind: kind, number, at } as const
  const own = text.replaceAll(/^[ \t]*[>|].*$\n?/gm, '').trim()
  const comment: EventRecord = { ...common, id: `comment:${id}`, kind: 'commented', actor: author, length: own.length }
  if (kind !== 'change-request') return [comment]
  const reviews = [...own.matchAll(trailer)].slice(0, 20).map(([, word = '', who = '']): EventRecord => {
    const actor = readAddress(Buffer.from(who, 'utf8').toString('latin1'))
    const verdict = word.toLowerCase() === 'nacked' ? 'changes-requested' : 'approved'
    const by = actor.email ?? actor.name ?? ''
    return { ...common, id: `${verdict}:${id}:${by}`, kind: verdict, actor }
  })
  return [comment, ...reviews]
}
