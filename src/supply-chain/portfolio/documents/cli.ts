import { basename, dirname, join } from 'node:path'
import { misused, printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Arguments, Command, Terminal } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { Failure } from '../../../platform/failure.ts'
import { openFolderTree, readFileBelow } from '../../../platform/files/file-tree.ts'
import { requireFolder } from '../../../platform/files/folder.ts'
import { getSbom, getSbomDocument, listSboms, removeSbom, sendProductSbom, sendSbom } from '../api.ts'
import { said, words } from '../messages.ts'
import type { ImportOutcome } from '../model.ts'
import { sbomRow } from '../sbom-row.ts'

const refused = 1
const toldOneByOne = 20

export const listSbomsCommand: Command = {
  name: 'sbom list',
  usage: '[TEXT] [--product ID] [--project ID] [--format NAME] [--current] [--with-problems]',
  summary: { en: 'List the bills of materials that are kept', zh: '列出保存的物料清单' },
  options: {
    product: { type: 'string' },
    project: { type: 'string' },
    format: { type: 'string' },
    current: { type: 'boolean' },
    'with-problems': { type: 'boolean' },
  },
  async run(io, args) {
    const found = await io.call(listSboms, {
      text: args.positionals[0],
      product: text(args, 'product'),
      project: text(args, 'project'),
      format: text(args, 'format'),
      ...(args.values['current'] === true && { current: true }),
      ...(args.values['with-problems'] === true && { withProblems: true }),
      limit: 1000,
      offset: 0,
    })
    if (io.json) return printJson(io, found)
    printTable(io, words.sbomHeads[io.locale], found.sboms.map(sbomRow))
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
    const [sbom] = requireWords(showSbomCommand, args, 1)
    const format = text(args, 'to')
    if (args.values['document'] === true || format !== undefined) {
      const document = await io.call(getSbomDocument, { sbom, format })
      if (io.json) return printJson(io, document)
      for (const loss of document.losses) io.note(`${loss.what}: ${loss.text[io.locale]} (${loss.count})`)
      io.print(document.text)
      return 0
    }
    const found = await io.call(getSbom, { sbom })
    if (io.json) return printJson(io, found)
    printTable(io, words.sbomHeads[io.locale], [sbomRow(found)])
    for (const { text: problem, path = '', line } of found.problemList)
      io.print([line === undefined ? '' : `:${line}`, path, problem[io.locale]].filter(Boolean).join(' '))
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
    const outcomes: Outcome[] = []
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
    else for (const line of linesOf(outcomes, sum, io)) io.print(line)
    return sum.refused > 0 ? refused : 0
  },
}

export const removeSbomCommand: Command = {
  name: 'sbom remove',
  usage: 'ID',
  summary: {
    en: 'Remove a bill of materials; the one before it holds again',
    zh: '移除物料清单；其前一份重新生效',
  },
  options: {},
  async run(io, args) {
    const [id] = requireWords(removeSbomCommand, args, 1)
    const sbom = await io.call(getSbom, { sbom: id })
    const removed = await io.call(removeSbom, { sbom: sbom.id })
    if (io.json) return printJson(io, removed)
    io.print(said.sbomRemoved(sbom)[io.locale])
    return 0
  },
}

type Outcome = { file: string } & (ImportOutcome | { problem: string })

/** Each document by its id where a person reads them; of many only how many. */
function linesOf(outcomes: readonly Outcome[], sum: Parameters<typeof words.imported>[0], { locale }: Terminal) {
  const taken = outcomes.flatMap(outcome => ('what' in outcome ? [outcome] : []))
  const each =
    taken.length > toldOneByOne
      ? []
      : taken.map(outcome => said.documentTaken(outcome, words.outcomes[outcome.what])[locale])
  return [...each, words.imported(sum)[locale]]
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

function unreadable(path: string) {
  return new Failure('invalid-input', {
    en: `${path} cannot be read, or is larger than ${largest / 1024 ** 2} MiB: check path and rights`,
    zh: `无法读取 ${path}，或其超过 ${largest / 1024 ** 2} MiB：请检查路径和权限`,
  })
}
