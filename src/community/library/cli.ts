import { basename } from 'node:path'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import { openFolderTree } from '../../platform/files/file-tree.ts'
import { requireFolder } from '../../platform/files/folder.ts'
import {
  addLibraryItem,
  checkLibraryLinks,
  importLibrary,
  listLibrary,
  listLibraryLinks,
  publishLibraryItem,
} from './api.ts'
import { linkStateNames } from './links/model.ts'
import { outcomes as outcomeNames } from './messages.ts'
import { ItemKind, kindNames, stateNames } from './model.ts'

export const listCommand: Command = {
  name: 'library list',
  usage: '[WORDS…] [--kind KIND] [--tag TAG] [--language LANGUAGE] [--limit NUMBER]',
  summary: { en: 'Find in the library', zh: '检索资料库' },
  options: {
    kind: { type: 'string' },
    tag: { type: 'string' },
    language: { type: 'string' },
    limit: { type: 'string' },
  },
  async run(io, args) {
    const found = await io.call(listLibrary, {
      text: args.positionals.join(' ') || undefined,
      kind: kindOf(text(args, 'kind')),
      tag: text(args, 'tag'),
      language: text(args, 'language'),
      limit: text(args, 'limit') ?? '50',
      offset: 0,
    })
    if (io.json) io.print(JSON.stringify(found, undefined, 2))
    else {
      const { locale } = io
      const rows = found.items.map(item => [
        item.id,
        kindNames[item.kind][locale],
        stateNames[item.state][locale],
        item.license,
        item.title,
      ])
      for (const line of formatTable(rows)) io.print(line)
      io.note(`${found.items.length} / ${found.total}`)
    }
    return 0
  },
}

export const addCommand: Command = {
  name: 'library add',
  usage:
    'TITLE [--kind KIND] [--address URL] [--author NAME]… [--tag TAG]… [--license SPDX] [--language LANGUAGE] [--body FILE] [--publish]',
  summary: { en: 'Add an item to the library', zh: '向资料库添加条目' },
  options: {
    kind: { type: 'string' },
    address: { type: 'string' },
    author: { type: 'string', multiple: true },
    tag: { type: 'string', multiple: true },
    license: { type: 'string' },
    language: { type: 'string' },
    body: { type: 'string' },
    publish: { type: 'boolean' },
  },
  async run(io, args) {
    const title = args.positionals.join(' ')
    const file = text(args, 'body')
    const address = text(args, 'address')
    const added = await io.call(addLibraryItem, {
      title,
      kind: kindOf(text(args, 'kind')) ?? (address ? 'reference' : 'guide'),
      authors: listOf(args.values['author']).map(name => ({ name })),
      tags: listOf(args.values['tag']),
      ...(address !== undefined && { address }),
      ...(file !== undefined && { body: await readTextFile(file) }),
      ...given('license', text(args, 'license')),
      ...given('language', text(args, 'language')),
    })
    const item = args.values['publish'] ? await io.call(publishLibraryItem, { item: added.id }) : added
    io.print(io.json ? JSON.stringify(item, undefined, 2) : item.id)
    return 0
  },
}

export const checkCommand: Command = {
  name: 'library check',
  usage: '[--now]',
  summary: {
    en: 'Show the links that do not work: exit 1 where one is broken; --now first checks those that are due',
    zh: '显示异常链接：有失效链接时退出码为 1；--now 先检查到期的链接',
  },
  options: { now: { type: 'boolean' } },
  async run(io, args) {
    if (args.values['now']) {
      const { checked } = await io.call(checkLibraryLinks, {})
      io.note(String(checked))
    }
    const { links, total } = await io.call(listLibraryLinks, { limit: 200, offset: 0 })
    if (io.json) io.print(JSON.stringify({ links, total }, undefined, 2))
    else {
      const rows = links.map(link => [
        linkStateNames[link.state][io.locale],
        link.status ?? '–',
        link.checkedAt?.slice(0, 10) ?? '–',
        link.item,
        link.address,
      ])
      for (const line of formatTable(rows)) io.print(line)
    }
    return links.some(({ state }) => state === 'broken') ? 1 : 0
  },
}

export const importCommand: Command = {
  name: 'library import',
  usage: 'FOLDER|FILE [--preview] [--publish]',
  summary: {
    en: 'Import Markdown with front matter, or a table (CSV): exit 1 where something could not be read',
    zh: '导入带前置信息的 Markdown 或表格（CSV）：有无法读取的内容时退出码为 1',
  },
  options: { preview: { type: 'boolean' }, publish: { type: 'boolean' } },
  async run(io, args) {
    const [path, ...more] = args.positionals
    if (path === undefined || more.length > 0) throw onePath
    const files = await readFiles(path)
    const how = { preview: args.values['preview'] === true, publish: args.values['publish'] === true }
    const outcomes = []
    for (const batch of batchesOf(files)) {
      outcomes.push(...(await io.call(importLibrary, { files: batch, ...how })).outcomes)
      io.progress(`${outcomes.length} / ${files.length}`)
    }
    if (io.json) io.print(JSON.stringify({ outcomes }, undefined, 2))
    else printOutcomes(io, outcomes)
    return outcomes.some(({ what }) => what === 'problem') ? 1 : 0
  },
}

type Outcome = Awaited<ReturnType<typeof importLibrary.handle>>['outcomes'][number]

function printOutcomes(io: Terminal, outcomes: readonly Outcome[]) {
  const counts = Map.groupBy(outcomes, ({ what }) => what)
  for (const { problem } of outcomes) if (problem) io.note(problem[io.locale])
  const rows = outcomes.flatMap(({ what, id, title, path }) =>
    what === 'same' || what === 'problem' ? [] : [[outcomeNames[what][io.locale], id ?? '–', title, path]],
  )
  for (const line of formatTable(rows)) io.print(line)
  io.print([...counts].map(([what, all]) => `${outcomeNames[what][io.locale]} ${all.length}`).join(' · '))
}

interface TextFile {
  path: string
  text: string
}

async function readFiles(path: string): Promise<TextFile[]> {
  if (/\.(md|markdown|csv)$/i.test(path)) return [{ path: basename(path), text: await readTextFile(path) }]
  const tree = await openFolderTree(await requireFolder(path))
  const files: TextFile[] = []
  for (const name of tree.paths.filter(name => /\.(md|markdown|csv)$/i.test(name))) {
    const content = await tree.read(name)
    if (content) files.push({ path: name, text: content.toString('utf8') })
  }
  return files
}

const mostOfABatch = 400_000

/** As many as a request holds. Translations come after what they are of: their names are longer. */
function batchesOf(files: readonly TextFile[]): TextFile[][] {
  const isTranslation = ({ path }: TextFile) => /\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\.(md|markdown)$/.test(path)
  const ordered = [...files.filter(file => !isTranslation(file)), ...files.filter(isTranslation)]
  const batches: TextFile[][] = [[]]
  let size = 0
  for (const file of ordered) {
    size += file.text.length + file.path.length
    if (size > mostOfABatch && (batches.at(-1)?.length ?? 0) > 0) {
      batches.push([])
      size = file.text.length
    }
    batches.at(-1)?.push(file)
  }
  return batches.filter(batch => batch.length > 0)
}

function kindOf(word: string | undefined): ItemKind | undefined {
  if (word === undefined) return undefined
  const kind = ItemKind.safeParse(word)
  if (kind.success) return kind.data
  const all = ItemKind.options.join(', ')
  throw new Failure('invalid-input', {
    en: `--kind ${word} is none: there are ${all}`,
    zh: `--kind ${word} 无效：可选 ${all}`,
  })
}

function listOf(values: string | boolean | (string | boolean)[] | undefined): string[] {
  return [values ?? []].flat().filter(value => typeof value === 'string')
}

function given<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>)
}

const onePath = new Failure('invalid-input', {
  en: 'Give one folder, or one file that ends in .md or .csv; usage: ospo library import FOLDER|FILE',
  zh: '请给出一个文件夹，或一个以 .md 或 .csv 结尾的文件；用法：ospo library import FOLDER|FILE',
})
