import { z } from 'zod'
import type { Text } from '../../lib/text/text.ts'
import { readYaml } from '../../lib/yaml/read-yaml.ts'
import { type About, NewWorkingGroup, type Problem, type Status } from './model.ts'

/** What a list would bring in, and what of it could not be taken. */
export interface GroupsReading {
  groups: NewWorkingGroup[]
  problems: Problem[]
  /** Ids of those of whose status the list says nothing. */
  silent: string[]
}

const words = z.string().optional()
const Person = z.union([z.string(), z.looseObject({ name: words, github: words, irc: words, email: words })])
const Meeting = z.looseObject({
  description: words,
  day: words,
  time: z.union([z.string(), z.number()]).optional(),
  tz: words,
  frequency: words,
  url: words,
  archive_url: words,
})

/** Kubernetes' sigs.yaml names things so, OpenStack's by `scope`, `chairs`, `url` and `status` at the top; both may mix. */
const Entry = z.looseObject({
  dir: words,
  id: words,
  name: words,
  name_zh: words,
  mission_statement: words,
  mission: words,
  scope: z.union([z.string(), z.looseObject({ in: words, out: words })]).optional(),
  out_of_scope: words,
  status: words,
  url: words,
  notes: words,
  repository: words,
  cadence: words,
  chairs: z.array(Person).optional(),
  leadership: z.looseObject({ chairs: z.array(Person).optional() }).optional(),
  meetings: z.array(Meeting).optional(),
  contact: z.looseObject({ slack: words, mailing_list: words }).optional(),
  channels: z.array(z.string()).optional(),
})
type Entry = z.infer<typeof Entry>

/** A list, lists under these names, or names with what is said of each. */
const lists = {
  sigs: 'sig',
  workinggroups: 'wg',
  working_groups: 'wg',
  usergroups: 'ug',
  committees: 'wg',
  groups: 'wg',
}
const Document = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])

const statuses: Record<string, Status> = {
  proposed: 'proposed',
  forming: 'proposed',
  active: 'active',
  advisory: 'active',
  paused: 'paused',
  dormant: 'paused',
  retired: 'retired',
  completed: 'retired',
  archived: 'retired',
}

const most = 500

/** Reads a list of groups as communities keep them: `sigs.yaml`, a mapping of names, or a plain list. */
export function readGroups(source: string, name: string): GroupsReading | { problem: Text } {
  const reading = readYaml(source, name, Document)
  if ('problem' in reading) return reading
  const found: GroupsReading = { groups: [], problems: [], silent: [] }
  const entries = entriesOf(reading.value)
  if (entries.length > most) return { problem: tooMany(name) }
  for (const { path, prefix, raw } of entries) readEntry(found, raw, prefix, reading.lineOf(path))
  return found
}

interface Found {
  path: PropertyKey[]
  prefix: string
  raw: unknown
}

function entriesOf(document: z.infer<typeof Document>): Found[] {
  if (Array.isArray(document)) return document.map((raw, index) => ({ path: [index], prefix: 'wg', raw }))
  const known = Object.entries(lists).flatMap(([key, prefix]) => {
    const list = document[key]
    return Array.isArray(list) ? list.map((raw: unknown, index) => ({ path: [key, index], prefix, raw })) : []
  })
  if (known.length > 0) return known
  return Object.entries(document).map(([key, raw]) => ({ path: [key], prefix: 'sig', raw: named(raw, key) }))
}

/** In a mapping the key is the name. */
function named(raw: unknown, name: string): unknown {
  return raw !== null && typeof raw === 'object' && !Array.isArray(raw) ? { name, ...raw } : raw
}

function readEntry(found: GroupsReading, raw: unknown, prefix: string, line: number) {
  const entry = Entry.safeParse(withoutNulls(raw))
  if (!entry.success) return found.problems.push({ line, text: notAGroup })
  const group = NewWorkingGroup.safeParse(groupOf(entry.data, prefix))
  if (!group.success) return found.problems.push({ line, text: noName })
  if (found.groups.some(({ id }) => id === group.data.id))
    return found.problems.push({ line, text: twice(group.data.id) })
  const status = entry.data.status?.trim().toLowerCase()
  if (status !== undefined && !(status in statuses)) found.problems.push({ line, text: unknownStatus(status) })
  if ([entry.data.url, entry.data.notes, entry.data.repository].some(url => url && !linkOf(url)))
    found.problems.push({ line, text: noLink })
  if (status === undefined) found.silent.push(group.data.id)
  return found.groups.push(group.data)
}

/** `chairs:` with nothing behind it says as much as no chairs at all. */
function withoutNulls(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.filter(one => one !== null).map(withoutNulls)
  if (raw === null || typeof raw !== 'object') return raw
  const said = Object.entries(raw).filter(([, value]) => value !== null)
  return Object.fromEntries(said.map(([name, value]) => [name, withoutNulls(value)]))
}

function groupOf(entry: Entry, prefix: string) {
  const name = (entry.name ?? entry.dir ?? '').trim().slice(0, 300)
  return {
    id: idOf(entry.id ?? entry.dir ?? name, prefix),
    name: { en: name, zh: (entry.name_zh ?? '').trim().slice(0, 300) },
    status: statuses[entry.status?.trim().toLowerCase() ?? 'active'] ?? 'proposed',
    about: aboutOf(entry),
  }
}

function aboutOf(entry: Entry): Partial<About> {
  const { scope, meetings = [], contact } = entry
  const written = (text: string | undefined) => ({ en: (text ?? '').trim().slice(0, 5000), zh: '' })
  const chairs = entry.leadership?.chairs ?? entry.chairs ?? []
  const channels = [...(entry.channels ?? []), contact?.slack && `Slack: #${contact.slack}`, contact?.mailing_list]
  return {
    mission: written(entry.mission_statement ?? entry.mission),
    scopeIn: written(typeof scope === 'string' ? scope : scope?.in),
    scopeOut: written(typeof scope === 'string' ? entry.out_of_scope : (scope?.out ?? entry.out_of_scope)),
    cadence: written(entry.cadence ?? meetings.map(meetingLine).join('\n')),
    channels: [...channels, ...meetings.map(({ url }) => url)]
      .flatMap(line => line?.trim().slice(0, 500) || [])
      .slice(0, 20),
    notes: linkOf(entry.notes ?? meetings.find(({ archive_url }) => archive_url)?.archive_url ?? entry.url),
    repository: linkOf(entry.repository),
    listedChairs: chairs.flatMap(chair => nameOf(chair) ?? []).slice(0, 50),
  }
}

function meetingLine({ description, day, time, tz, frequency }: z.infer<typeof Meeting>): string {
  const when = [day, time, tz].filter(part => part !== undefined).join(' ')
  return [description, when, frequency && `(${frequency})`].filter(Boolean).join(' ')
}

/** Without addresses of mail, which are nobody else's business. */
function nameOf(person: z.infer<typeof Person>): string | undefined {
  if (typeof person === 'string')
    return (
      person
        .replaceAll(/\s*<[^>]*>/g, '')
        .trim()
        .slice(0, 200) || undefined
    )
  const handle = person.github ?? person.irc
  const name = person.name ?? handle
  return name && (handle && handle !== name ? `${name} (@${handle})` : name).slice(0, 200)
}

function linkOf(url: string | undefined): string {
  const parsed = url === undefined ? null : URL.parse(url)
  return parsed && /^https?:$/.test(parsed.protocol) && parsed.href.length <= 1000 ? parsed.href : ''
}

function idOf(name: string, prefix: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  const whole = /^(wg|sig|ug|cohort)-./.test(slug) ? slug : `${prefix}-${slug}`
  return whole.slice(0, 53).replace(/-+$/, '')
}

function tooMany(name: string): Text {
  return { en: `${name}: more than ${most} groups in one list`, zh: `${name}：一份清单超过 ${most} 个组` }
}
function twice(id: string): Text {
  return { en: `${id} is there twice: the first is taken`, zh: `${id} 重复：只取第一个` }
}
function unknownStatus(status: string): Text {
  const shown = status.slice(0, 40)
  return {
    en: `status ${shown} is not known: taken as proposed`,
    zh: `状态 ${shown} 无法识别：按“筹建中”处理`,
  }
}
const notAGroup: Text = {
  en: 'this is no group: it needs a name, and texts where texts are expected',
  zh: '这不是一个组：需要名称，各项须为文本',
}
const noName: Text = {
  en: 'a group needs a name or a dir with Latin letters or digits, or an id',
  zh: '组需要名称，以及由拉丁字母或数字组成的 dir 或 id',
}
const noLink: Text = { en: 'a link that is no web address was left out', zh: '已略去不是网址的链接' }
