import { importOfAccounts } from '../../access/identities/cli.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readBytes, writeTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import {
  addOrganization,
  changeOrganization,
  enrollPerson,
  exportPeopleFile,
  importPeople,
  listClaimedEmployers,
  listOrganizations,
  listPeopleImports,
  previewPeopleImport,
  setHouse,
  undoPeopleImport,
} from './api.ts'
import { FormatName, type ImportPlan, type Part } from './exchange/plan.ts'

const fileOptions = {
  format: { type: 'string' },
  preview: { type: 'boolean' },
} as const

const formatList = FormatName.options.join('|')

export const importIdentitiesCommand: Command = {
  name: 'identity import',
  usage: `FILE [--format ${formatList}] [--preview]`,
  summary: {
    en: 'Import who is who; from CSV that begins with account,kind,host,value,since,until, whose identities accounts have',
    zh: '导入“谁是谁”；若 CSV 首行为 account,kind,host,value,since,until，则导入账户身份',
  },
  options: fileOptions,
  async run(io, args) {
    const [name = ''] = args.positionals
    const file = await readBytes(name)
    const isOfAccounts = args.values['format'] === undefined && nameColumnsOfAccounts(file)
    return isOfAccounts ? importOfAccounts(io, name, file) : importPart(io, args, { part: 'identities', file })
  },
}

export const exportIdentitiesCommand: Command = {
  name: 'identity export',
  usage: `--format ${formatList} [FILE]`,
  summary: { en: 'Export who is who', zh: '导出“谁是谁”' },
  options: { format: { type: 'string' } },
  run: (io, args) => exportPart(io, args, 'identities'),
}

export const importAffiliationsCommand: Command = {
  name: 'affiliation import',
  usage: `FILE [--format ${formatList}] [--only-affiliations] [--preview]`,
  summary: {
    en: 'Import who works where, and who is who, from a file whose format is guessed where none is said',
    zh: '导入任职与身份文件；未指定格式时自动判断',
  },
  options: { ...fileOptions, 'only-affiliations': { type: 'boolean' } },
  run: (io, args) => importPart(io, args, { part: args.values['only-affiliations'] ? 'affiliations' : 'both' }),
}

export const exportAffiliationsCommand: Command = {
  name: 'affiliation export',
  usage: `--format ${formatList} [FILE]`,
  summary: { en: 'Export who works where', zh: '导出任职情况' },
  options: { format: { type: 'string' } },
  run: (io, args) => exportPart(io, args, 'both'),
}

export const listImportsCommand: Command = {
  name: 'affiliation imports',
  usage: '',
  summary: { en: 'List the files that were taken in', zh: '列出已导入的文件' },
  options: {},
  async run(io) {
    const { imports } = await io.call(listPeopleImports, {})
    const rows = imports.map(one => [one.id, one.at, one.format, one.name, one.undoneAt ?? '–'])
    if (io.json) io.print(JSON.stringify({ imports }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const undoImportCommand: Command = {
  name: 'affiliation undo',
  usage: 'IMPORT',
  summary: { en: 'Undo all that a file brought', zh: '撤销某次导入的全部内容' },
  options: {},
  async run(io, { positionals: [id = ''] }) {
    const answer = await io.call(undoPeopleImport, { id })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

export const setAffiliationCommand: Command = {
  name: 'affiliation set',
  usage: 'E-MAIL|@LOGIN@HOST ORGANIZATION [--since DAY] [--until DAY] [--why TEXT]',
  summary: { en: 'Say where somebody worked', zh: '登记某人的任职' },
  options: { since: { type: 'string' }, until: { type: 'string' }, why: { type: 'string' } },
  async run(io, args) {
    const [key = '', organization = ''] = args.positionals
    const days = { since: text(args, 'since') ?? null, until: text(args, 'until') ?? null }
    const enrollment = await io.call(enrollPerson, { key, organization, ...days, why: text(args, 'why') })
    io.print(io.json ? JSON.stringify(enrollment, undefined, 2) : enrollment.id)
    return 0
  },
}

export const listOrganizationsCommand: Command = {
  name: 'organization list',
  usage: '',
  summary: { en: 'List organizations with their domains', zh: '列出组织及其域名' },
  options: {},
  async run(io) {
    const { organizations } = await io.call(listOrganizations, {})
    const rows = organizations.map(({ name, aliases, domains }) => [
      name,
      aliases.join(', '),
      domains.map(({ domain, isTop }) => (isTop ? `*.${domain}` : domain)).join(' '),
    ])
    if (io.json) io.print(JSON.stringify({ organizations }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const claimedEmployersCommand: Command = {
  name: 'organization claimed',
  usage: '[--limit N]',
  summary: {
    en: 'List employers that profiles on forges name and that are no organization yet',
    zh: '列出个人资料中提到、尚无对应组织的雇主',
  },
  options: { limit: { type: 'string' } },
  async run(io, args) {
    const { employers } = await io.call(listClaimedEmployers, { limit: text(args, 'limit') })
    if (io.json) io.print(JSON.stringify({ employers }, undefined, 2))
    else for (const line of formatTable(employers.map(one => [one.company, String(one.accounts)]))) io.print(line)
    return 0
  },
}

export const setOrganizationCommand: Command = {
  name: 'organization set',
  usage:
    'NAME [--rename NAME] [--domains D,*.D] [--aliases NAME,…] [--parent NAME] [--acquired-by NAME] [--acquired-since DAY]',
  summary: {
    en: 'Add or change an organization; *.example.org stands for all domains below, too',
    zh: '添加或修改组织；*.example.org 也代表其下所有域名',
  },
  options: {
    rename: { type: 'string' },
    domains: { type: 'string' },
    aliases: { type: 'string' },
    parent: { type: 'string' },
    'acquired-by': { type: 'string' },
    'acquired-since': { type: 'string' },
  },
  async run(io, args) {
    const [word = ''] = args.positionals
    const change = changeOf(args, word)
    const { organizations } = await io.call(listOrganizations, {})
    const isKnown = organizations.some(({ id, name, aliases }) => [id, name, ...aliases].includes(word))
    const saved = isKnown
      ? await io.call(changeOrganization, { ...change, organization: word })
      : await io.call(addOrganization, change)
    io.print(io.json ? JSON.stringify(saved, undefined, 2) : saved.id)
    return 0
  },
}

export const setHouseCommand: Command = {
  name: 'organization house',
  usage: '[NAME]',
  summary: {
    en: 'Say whose office this is; without a name, nobody’s',
    zh: '设置本办公室所属组织；不给名称则清除',
  },
  options: {},
  async run(io, { positionals: [organization = null] }) {
    const answer = await io.call(setHouse, { organization })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

function changeOf(args: Arguments, word: string) {
  const [domains, aliases, parent, acquirer] = ['domains', 'aliases', 'parent', 'acquired-by'].map(name =>
    text(args, name),
  )
  const list = (words: string) =>
    words
      .split(',')
      .map(part => part.trim())
      .filter(Boolean)
  return {
    name: text(args, 'rename') ?? word,
    ...(aliases !== undefined && { aliases: list(aliases) }),
    ...(parent !== undefined && { parent: parent || null }),
    ...(domains !== undefined && {
      domains: list(domains).map(domain => ({ domain: domain.replace(/^\*\./, ''), isTop: domain.startsWith('*.') })),
    }),
    ...(acquirer !== undefined && {
      acquiredBy: acquirer ? { organization: acquirer, since: text(args, 'acquired-since') ?? null } : null,
    }),
  }
}

/** Whether the first line names a column that only the office's own list of accounts has. */
function nameColumnsOfAccounts(file: Uint8Array): boolean {
  const [heading = ''] = new TextDecoder().decode(file.subarray(0, 1000)).split(/\r?\n/)
  const columns = heading.split(/[,;\t]/).map(name => name.trim().toLowerCase())
  return columns.includes('account') || (columns.includes('kind') && columns.includes('value'))
}

async function importPart(
  io: Terminal,
  args: Arguments,
  { part, file }: { part: Part; file?: Uint8Array<ArrayBuffer> },
): Promise<number> {
  const [name = ''] = args.positionals
  const given = { name, part, ...formatOf(args) }
  const endpoint = args.values['preview'] ? previewPeopleImport : importPeople
  const plan = await io.call(endpoint, given, file ?? (await readBytes(name)))
  if (io.json) io.print(JSON.stringify(plan, undefined, 2))
  else printPlan(io, plan, name)
  return plan.problems.length > 0 ? 1 : 0
}

function printPlan(io: Terminal, plan: ImportPlan, file: string) {
  for (const { line, problem } of plan.problems) io.note(`${file}:${line}: ${problem[io.locale]}`)
  for (const conflict of plan.conflicts) io.note(conflict[io.locale])
  for (const change of plan.changes) io.print(change)
  const counts = Object.entries(plan.counts).map(([what, count]) => `${what} ${count}`)
  io.print(`${plan.format}: ${counts.join(' · ')}`)
}

async function exportPart(io: Terminal, args: Arguments, part: Part): Promise<number> {
  const { format } = formatOf(args)
  if (!format) throw noFormat('')
  const answer = await io.call(exportPeopleFile, { format, part })
  const [file] = args.positionals
  if (file !== undefined) await writeTextFile(file, answer.text)
  else io.print(answer.text.replace(/\n$/, ''))
  return 0
}

function formatOf(args: Arguments): { format?: FormatName } {
  const word = text(args, 'format')
  if (word === undefined) return {}
  const format = FormatName.safeParse(word)
  if (format.success) return { format: format.data }
  throw noFormat(word)
}

function noFormat(word: string) {
  const all = FormatName.options.join(', ')
  return new Failure('invalid-input', {
    en: `--format ${word} is none: it takes ${all}`,
    zh: `--format ${word} 无效：可选 ${all}`,
  })
}
