import { basename, dirname, join } from 'node:path'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import { openFolderTree, readFileBelow } from '../../platform/files/file-tree.ts'
import { requireFolder } from '../../platform/files/folder.ts'
import {
  getProduct,
  getSbom,
  getSbomDocument,
  listProducts,
  listReleases,
  listSboms,
  saveProduct,
  saveRelease,
  sendProductSbom,
  sendSbom,
} from './api.ts'
import { words } from './messages.ts'
import { type ImportOutcome, type ReleaseChange, ReleaseState, releaseStates, type SbomSummary } from './model.ts'

const refused = 1

export const listProductsCommand: Command = {
  name: 'product list',
  usage: '[TEXT] [--owner NAME]',
  summary: { en: 'List the products of the office', zh: '列出办公室的产品' },
  options: { owner: { type: 'string' } },
  async run(io, args) {
    const search = { text: args.positionals[0], owner: text(args, 'owner'), limit: 1000, offset: 0 }
    const found = await io.call(listProducts, search)
    if (io.json) return printJson(io, found)
    const rows = found.products.map(({ id, name, releases, latestVersion, components }) => [
      id,
      releases,
      components,
      latestVersion ?? '–',
      name,
    ])
    printTable(io, words.productHeads[io.locale], rows)
    return 0
  },
}

export const saveProductCommand: Command = {
  name: 'product save',
  usage: 'ID [--name NAME] [--owner NAME] [--description TEXT]',
  summary: { en: 'Create a product, or change what is given of it', zh: '新建产品，或修改其指定内容' },
  options: { name: { type: 'string' }, owner: { type: 'string' }, description: { type: 'string' } },
  async run(io, args) {
    const product = requireFirst(args, saveProductCommand)
    const before = await io.call(getProduct, { product }).catch(unlessMissing)
    const saved = await io.call(saveProduct, {
      product,
      name: text(args, 'name') ?? before?.name ?? product,
      owner: (text(args, 'owner') ?? before?.owner) || null,
      description: text(args, 'description') ?? before?.description ?? '',
    })
    if (io.json) return printJson(io, saved)
    io.print(saved.id)
    return 0
  },
}

export const listReleasesCommand: Command = {
  name: 'release list',
  usage: '[PRODUCT] [--state STATE] [--ending-by DAY]',
  summary: { en: 'List releases, the newest first', zh: '列出发布版本，最新的在前' },
  options: { state: { type: 'string' }, 'ending-by': { type: 'string' } },
  async run(io, args) {
    const found = await io.call(listReleases, {
      product: args.positionals[0],
      state: stateOf(text(args, 'state')),
      endingBy: text(args, 'ending-by'),
      limit: 1000,
      offset: 0,
    })
    if (io.json) return printJson(io, found)
    const rows = found.releases.map(release => [
      release.id,
      release.product,
      release.version,
      releaseStates[release.state][io.locale],
      release.releasedAt ?? '–',
      release.endOfLife ?? '–',
      release.components,
    ])
    printTable(io, words.releaseHeads[io.locale], rows)
    if (found.total > found.releases.length) io.note(`${found.releases.length} / ${found.total}`)
    return 0
  },
}

export const saveReleaseCommand: Command = {
  name: 'release save',
  usage: 'PRODUCT VERSION [--state STATE] [--released DAY] [--support-ends DAY] [--end-of-life DAY] [--notes TEXT]',
  summary: { en: 'Create a release, or change what is given of it', zh: '新建发布版本，或修改其指定内容' },
  options: {
    state: { type: 'string' },
    released: { type: 'string' },
    'support-ends': { type: 'string' },
    'end-of-life': { type: 'string' },
    notes: { type: 'string' },
  },
  async run(io, args) {
    const [product, version] = args.positionals
    if (product === undefined || version === undefined) throw misused(saveReleaseCommand)
    const change: ReleaseChange = {
      state: stateOf(text(args, 'state')),
      releasedAt: text(args, 'released'),
      supportEnds: text(args, 'support-ends'),
      endOfLife: text(args, 'end-of-life'),
      notes: text(args, 'notes'),
    }
    const saved = await io.call(saveRelease, { product, version, ...change })
    if (io.json) return printJson(io, saved)
    io.print(`${saved.id}  ${saved.product} ${saved.version}`)
    return 0
  },
}

export const listSbomsCommand: Command = {
  name: 'sbom list',
  usage: '[TEXT] [--product ID] [--project ID] [--current] [--with-problems]',
  summary: { en: 'List the bills of materials that are kept', zh: '列出保存的物料清单' },
  options: {
    product: { type: 'string' },
    project: { type: 'string' },
    current: { type: 'boolean' },
    'with-problems': { type: 'boolean' },
  },
  async run(io, args) {
    const found = await io.call(listSboms, {
      text: args.positionals[0],
      product: text(args, 'product'),
      project: text(args, 'project'),
      ...(args.values['current'] === true && { current: true }),
      ...(args.values['with-problems'] === true && { withProblems: true }),
      limit: 1000,
      offset: 0,
    })
    if (io.json) return printJson(io, found)
    printTable(io, words.sbomHeads[io.locale], found.sboms.map(rowOf))
    if (found.total > found.sboms.length) io.note(`${found.sboms.length} / ${found.total}`)
    return 0
  },
}

export const showSbomCommand: Command = {
  name: 'sbom show',
  usage: 'ID [--document] [--to FORMAT]',
  summary: {
    en: 'Show a bill of materials: what it is of, its problems; or the document, as it came or in another format',
    zh: '显示物料清单：所属对象与问题；或输出文档原文及其他格式',
  },
  options: { document: { type: 'boolean' }, to: { type: 'string' } },
  async run(io, args) {
    const sbom = requireFirst(args, showSbomCommand)
    const format = text(args, 'to')
    if (args.values['document'] === true || format !== undefined) {
      const document = await io.call(getSbomDocument, { sbom, format })
      for (const loss of document.losses) io.note(`${loss.what}: ${loss.text[io.locale]} (${loss.count})`)
      io.print(document.text)
      return 0
    }
    const found = await io.call(getSbom, { sbom })
    if (io.json) return printJson(io, found)
    printTable(io, words.sbomHeads[io.locale], [rowOf(found)])
    for (const { text: said, path = '', line } of found.problemList)
      io.print([line === undefined ? '' : `:${line}`, path, said[io.locale]].filter(Boolean).join(' '))
    return 0
  },
}

export const importSbomsCommand: Command = {
  name: 'sbom import',
  usage: 'PATH… [--product ID [--version V] | --project ID | --supplier NAME] [--name NAME] [--lenient]',
  summary: {
    en: 'Take in bills of materials, files and whole folders: one that cannot be read holds up no other; exit 1 where some were refused',
    zh: '接收物料清单文件或整个文件夹：个别无法读取的不影响其他；有被拒绝的则退出码为 1',
  },
  options: {
    product: { type: 'string' },
    version: { type: 'string' },
    project: { type: 'string' },
    supplier: { type: 'string' },
    name: { type: 'string' },
    lenient: { type: 'boolean' },
  },
  async run(io, args) {
    if (args.positionals.length === 0) throw misused(importSbomsCommand)
    const files = (await Promise.all(args.positionals.map(findFiles))).flat()
    const sum = { added: 0, same: 0, again: 0, refused: 0, packages: 0 }
    const outcomes: object[] = []
    const left = files[Symbol.iterator]()
    const takeSome = async () => {
      for (const file of left) {
        const outcome = await take(io, args, file)
        outcomes.push({ file: join(file.folder, file.path), ...outcome })
        if ('what' in outcome) {
          sum[outcome.what]++
          sum.packages += outcome.sbom.packages
        } else sum.refused++
        io.progress(words.importing(outcomes.length, files.length)[io.locale])
      }
    }
    await Promise.all([takeSome(), takeSome(), takeSome()])
    if (io.json) printJson(io, { ...sum, outcomes })
    else io.print(words.imported(sum)[io.locale])
    return sum.refused > 0 ? refused : 0
  },
}

interface FileToTake {
  folder: string
  path: string
}

const likely = /\.(json|jsonld|xml|spdx|ya?ml|rdf|cdx|tag|gz)$/i
const largest = 100 * 1024 * 1024

/** A file by its name, or all below a folder that may be bills of materials by theirs. */
async function findFiles(path: string): Promise<FileToTake[]> {
  const folder = await requireFolder(path).catch(() => undefined)
  if (folder === undefined) return [{ folder: dirname(path), path: basename(path) }]
  return (await openFolderTree(folder)).paths.filter(path => likely.test(path)).map(path => ({ folder, path }))
}

/** What is wrong with one is told at once, and the others go on. */
async function take(
  io: Terminal,
  args: Arguments,
  { folder, path }: FileToTake,
): Promise<ImportOutcome | { problem: string }> {
  const bytes = await readFileBelow(folder, path, largest)
  try {
    if (!bytes) throw unreadable(join(folder, path))
    const product = text(args, 'product')
    const how = {
      version: text(args, 'version'),
      name: text(args, 'name'),
      file: path.slice(-500),
      ...(args.values['lenient'] === true && { lenient: true }),
    }
    const content = new Uint8Array(bytes)
    if (product !== undefined) return await io.call(sendProductSbom, { product, ...how }, content)
    const of = { project: text(args, 'project'), supplier: text(args, 'supplier') }
    return await io.call(sendSbom, { ...of, ...how }, content)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const problem = error.text[io.locale]
    io.note(problem.includes(path) ? problem : `${path}: ${problem}`)
    return { problem }
  }
}

function rowOf({ id, of, name, version, format, formatVersion, packages, problems, receivedAt }: SbomSummary) {
  const subject = of.product === null ? (of.project ?? of.supplier ?? '–') : `${of.product} ${of.version}`
  return [
    id,
    `${name} ${version}`.trim(),
    subject,
    `${format} ${formatVersion}`,
    packages,
    problems,
    receivedAt.slice(0, 10),
  ]
}

function stateOf(word: string | undefined): ReleaseState | undefined {
  if (word === undefined) return undefined
  const state = ReleaseState.options.find(state => state === word)
  if (state) return state
  throw new Failure('invalid-input', {
    en: `--state ${word} is none of ${ReleaseState.options.join(', ')}`,
    zh: `--state ${word} 无效：可选 ${ReleaseState.options.join('、')}`,
  })
}

function requireFirst({ positionals }: Arguments, command: Pick<Command, 'name' | 'usage'>): string {
  const [first, ...more] = positionals
  if (first !== undefined && more.length === 0) return first
  throw misused(command)
}

function misused({ name, usage }: Pick<Command, 'name' | 'usage'>) {
  return new Failure('invalid-input', { en: `Usage: ospo ${name} ${usage}`, zh: `用法：ospo ${name} ${usage}` })
}

function unreadable(path: string) {
  return new Failure('invalid-input', {
    en: `${path} cannot be read, or is larger than ${largest / 1024 ** 2} MiB: check path and rights`,
    zh: `无法读取 ${path}，或其超过 ${largest / 1024 ** 2} MiB：请检查路径和权限`,
  })
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'not-found') return undefined
  throw error
}

function printTable(io: Terminal, heads: readonly string[], rows: (string | number)[][]) {
  for (const line of formatTable([heads, ...rows])) io.print(line)
}

function printJson(io: Terminal, value: unknown): number {
  io.print(JSON.stringify(value, undefined, 2))
  return 0
}
