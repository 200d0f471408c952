import { compileActorRules } from '../../../lib/actors/actor-rules.ts'
import { shippedActorRules } from '../../../lib/actors/shipped-actor-rules.ts'
import { parseRawDate } from '../../../lib/git-log/commit-records.ts'
import { type Mailmap, mapPerson, type Person } from '../../../lib/mailmap/mailmap.ts'
import { BooleanColumn, type Column, NumberColumn, TextColumn } from '../../../lib/parquet/columns.ts'

const kindOf = compileActorRules(shippedActorRules)

/** The people of a history, with whom the mailmap takes them for. A name mapped to a bot's makes a bot. */
export function tabulatePeople(people: readonly Person[], mailmap: Mailmap): Column[] {
  const [name, email] = [new TextColumn('name'), new TextColumn('email')]
  const [mappedName, mappedEmail] = [new TextColumn('mapped_name'), new TextColumn('mapped_email')]
  const bot = new BooleanColumn('bot')
  for (const person of people) {
    const mapped = mapPerson(mailmap, person)
    name.append(person.name)
    email.append(person.email)
    mappedName.append(mapped.name)
    mappedEmail.append(mapped.email)
    bot.append(kindOf(person) !== 'person' || kindOf(mapped) !== 'person')
  }
  return [name, email, mappedName, mappedEmail, bot]
}

/** A tag as `git for-each-ref` tells it in `tagFormat`. */
export interface Tag {
  name: string
  /** The commit's, unless the tag leads to another tag. */
  hash: string
  /** Milliseconds since 1970; undefined where git tells none. */
  at: number | undefined
  annotated: boolean
  isNested: boolean
}

/** A tag's name holds neither space nor control characters (git-check-ref-format(1)). */
export const tagFormat =
  '%(refname:strip=2)%09%(objecttype)%09%(objectname)%09%(committerdate:raw)%09%(taggerdate:raw)%09%(*objecttype)%09%(*objectname)%09%(*committerdate:raw)'

/** Tags of commits, and tags of tags; those of files and folders are left out. */
export function parseTags(listing: string): Tag[] {
  return listing.split('\n').flatMap((line): Tag[] => {
    const [name = '', type, hash = '', date = '', tagDate = '', peeledType, peeled = '', peeledDate = ''] =
      line.split('\t')
    if (type === 'commit') return [{ name, hash, at: parseRawDate(date)?.at, annotated: false, isNested: false }]
    if (type !== 'tag' || (peeledType !== 'commit' && peeledType !== 'tag')) return []
    const at = (parseRawDate(tagDate) ?? parseRawDate(peeledDate))?.at
    return [{ name, hash: peeled, at, annotated: true, isNested: peeledType === 'tag' }]
  })
}

export function tabulateTags(tags: readonly Tag[]): Column[] {
  const [name, hash] = [new TextColumn('name'), new TextColumn('hash')]
  const at = new NumberColumn('tagged_at', 'timestamp')
  const annotated = new BooleanColumn('annotated')
  for (const tag of tags) {
    name.append(tag.name)
    hash.append(tag.hash)
    at.append(tag.at ?? 0)
    annotated.append(tag.annotated)
  }
  return [name, hash, at, annotated]
}

export function tabulateHashes(hashes: Iterable<string>): Column[] {
  const hash = new TextColumn('hash')
  for (const each of hashes) hash.append(each)
  return [hash]
}
