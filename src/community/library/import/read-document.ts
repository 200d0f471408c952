import { z } from 'zod'
import { parseCsv } from '../../../lib/csv/csv.ts'
import { parseMarkdown } from '../../../lib/markdown/parse-markdown.ts'
import { textOf } from '../../../lib/markdown/plain-text.ts'
import type { Text } from '../../../lib/text/text.ts'
import { readYaml } from '../../../lib/yaml/read-yaml.ts'
import { LanguageTag, NewItem } from '../model.ts'
import { NewTranslation } from '../translations/model.ts'

/** What a file holds, or a line of it; where it comes from is `path`, by which it is known the next time. */
export type Reading =
  | { path: string; item: NewItem }
  | { path: string; translation: NewTranslation; of: { id: string } | { origin: string } }
  | { path: string; problem: Text }

const List = z.union([z.array(z.string()), z.string().transform(text => text.split(/[,，、;；]/))])
const names = List.transform(all => all.map(name => name.trim()).filter(Boolean))

const AuthorNames = z.union([
  z.array(
    z.union([z.string(), z.object({ name: z.string(), address: z.string().optional(), url: z.string().optional() })]),
  ),
  names,
])

/** What may stand above a text. What is not known here is passed over, for others write more. */
const FrontMatter = z.object({
  title: z.string().optional(),
  id: z.string().optional(),
  kind: z.string().optional(),
  audience: z.string().optional(),
  language: z.string().optional(),
  lang: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: names.optional(),
  authors: AuthorNames.optional(),
  author: AuthorNames.optional(),
  translators: names.optional(),
  license: z.string().optional(),
  attribution: z.string().optional(),
  date: z.string().optional(),
  visited: z.string().optional(),
  address: z.string().optional(),
  url: z.string().optional(),
  'translation-of': z.string().optional(),
})
type FrontMatter = z.infer<typeof FrontMatter>

/** Markdown with YAML between two lines of `---` above it, or a table with a line of names. */
export function readDocument(path: string, text: string): Reading[] {
  return /\.csv$/i.test(path) ? readTable(path, text) : [readMarkdown(path, text)]
}

function readMarkdown(path: string, source: string): Reading {
  const text = source.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n')
  const [whole = '', yaml = ''] = /^---\n([\s\S]*?)\n?---(?:\n|$)/.exec(text) ?? []
  const body = text.slice(whole.length).trim()
  // An empty line in place of the first, so that lines count as in the file.
  const read = readYaml(yaml.trim() === '' ? '{}' : `\n${yaml}`, path, FrontMatter)
  if ('problem' in read) return { path, problem: read.problem }
  const head = read.value
  const own = languageOfName(path)
  const language = head.language ?? head.lang ?? own?.language
  const { title, body: rest } = titleOf(path, head.title, body)
  const of = head['translation-of'] === undefined ? own && { origin: own.origin } : { id: head['translation-of'] }
  if (of && language) {
    const { translators } = head
    const summary = head.summary ?? head.description
    return translationOf(path, { language, title, summary, body: rest, translators }, of)
  }
  return itemOf(path, { ...head, title, language }, rest)
}

/** `guide.zh.md` is `guide.md` in Chinese. */
function languageOfName(path: string) {
  const found = /^(.+)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.(md|markdown)$/.exec(path)
  if (!found || !LanguageTag.safeParse(found[2]).success) return undefined
  return { language: found[2] ?? '', origin: `${found[1]}.${found[3]}` }
}

/** Without a title of its own the first heading is it, and then not said twice. */
function titleOf(path: string, title: string | undefined, body: string): { title: string; body: string } {
  if (title !== undefined) return { title, body }
  const [first] = parseMarkdown(body)
  if (first?.kind === 'heading' && /^#\s/.test(body))
    return { title: textOf(first.content), body: body.replace(/^.*(?:\n|$)/, '').trim() }
  return { title: (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, ''), body }
}

function itemOf(path: string, head: FrontMatter & { title: string }, body: string): Reading {
  const authors = (head.authors ?? head.author ?? []).map(author =>
    typeof author === 'string'
      ? { name: author }
      : { name: author.name, address: author.address ?? author.url ?? null },
  )
  const address = head.address ?? head.url
  const wanted = {
    id: head.id,
    title: head.title,
    kind: head.kind ?? (address && !body ? 'reference' : 'guide'),
    audience: head.audience,
    language: head.language ?? 'en',
    summary: head.summary ?? head.description,
    body,
    address,
    authors,
    license: head.license,
    attribution: head.attribution,
    datedOn: head.date?.slice(0, 10),
    visitedOn: head.visited?.slice(0, 10),
    tags: head.tags,
    origin: path,
  }
  const read = NewItem.safeParse(withoutEmpty(wanted))
  return read.success ? { path, item: read.data } : { path, problem: explain(path, read.error) }
}

function translationOf(
  path: string,
  wanted: Record<string, unknown>,
  of: { id: string } | { origin: string },
): Reading {
  const read = NewTranslation.safeParse(withoutEmpty(wanted))
  return read.success ? { path, translation: read.data, of } : { path, problem: explain(path, read.error) }
}

const columns = [
  'title',
  'id',
  'kind',
  'audience',
  'language',
  'summary',
  'tags',
  'authors',
  'license',
  'attribution',
  'date',
  'visited',
  'address',
  'url',
  'body',
] as const

function readTable(path: string, text: string): Reading[] {
  const [head, ...rows] = parseCsv(text)
  const titles = (head?.cells ?? []).map(cell => cell.trim().toLowerCase())
  if (!titles.includes('title')) return [{ path, problem: noTitles(path) }]
  return rows.map(({ line, cells }) => {
    const cell = (name: (typeof columns)[number]) => {
      const at = titles.indexOf(name)
      return at === -1 ? undefined : cells[at]?.trim() || undefined
    }
    const named = Object.fromEntries(columns.map(name => [name, cell(name)]))
    const key = cell('id') ?? cell('address') ?? cell('url') ?? cell('title') ?? String(line)
    const place = `${path}:${line}`
    const read = FrontMatter.safeParse(withoutEmpty(named))
    if (!read.success) return { path: place, problem: explain(place, read.error) }
    const { title = '' } = read.data
    const reading = itemOf(place, { ...read.data, title }, cell('body') ?? '')
    return 'item' in reading
      ? { ...reading, item: { ...reading.item, origin: `${path}#${key}`.slice(0, 500) } }
      : reading
  })
}

function withoutEmpty(wanted: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined && value !== ''))
}

function explain(place: string, error: z.ZodError): Text {
  const [issue] = error.issues
  const where = issue?.path.map(String).join('.') ?? ''
  const why = issue?.message ?? ''
  return { en: `${place}: ${where}: ${why}`, zh: `${place}：${where}：${why}` }
}

function noTitles(path: string): Text {
  const all = columns.join(', ')
  return {
    en: `${path}:1: the first line names the columns, and one of them is title; there are ${all}`,
    zh: `${path}:1：第一行须为列名且包含 title；可用列名：${all}`,
  }
}
