import { findTarget, requireWord } from '../../catalog/projects/cli.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readBytes, writeTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import {
  compareSboms,
  convertSbom,
  getDocumentLibyears,
  getFolderLibyears,
  getProjectLibyears,
  getProjectSbom,
  scoreSbom,
  validateSbom,
  writeFolderSbom,
} from './api.ts'
import { changeKinds, directions, verdicts, whatLacks, words } from './messages.ts'
import type {
  Change,
  Changes,
  ComponentFreshness,
  Conversion,
  Libyears,
  Quality,
  SbomProblem,
  Validation,
} from './model.ts'

const findings = 1

export const sbomCommand: Command = {
  name: 'sbom',
  usage:
    'PATH|PROJECT [--format cyclonedx-1.6|cyclonedx-1.7|spdx-2.3|spdx-3.0.1] [--output FILE] [--author "NAME <MAIL>"] [--supplier "NAME <MAIL>"] [--as VERSION]',
  summary: {
    en: 'Write the bill of materials of a folder or project; SOURCE_DATE_EPOCH makes it the same each time',
    zh: '输出文件夹或项目的物料清单；设置 SOURCE_DATE_EPOCH 可使每次结果相同',
  },
  options: {
    format: { type: 'string' },
    output: { type: 'string' },
    author: { type: 'string' },
    supplier: { type: 'string' },
    as: { type: 'string' },
  },
  keepsNothing: true,
  async run(io, args) {
    const { project, path } = await findTarget(io, requireWord(sbomCommand, args.positionals))
    const wanted = {
      format: text(args, 'format') ?? 'cyclonedx-1.6',
      author: text(args, 'author'),
      supplier: text(args, 'supplier'),
      version: text(args, 'as'),
      createdAt: readEpoch(process.env['SOURCE_DATE_EPOCH']),
    }
    const written = project
      ? await io.call(getProjectSbom, { project: project.id, ...wanted })
      : await io.call(writeFolderSbom, { path, ...wanted })
    // What the format has no place for was never anywhere else: it is no loss to speak of.
    await give(io, io.json ? written : { ...written, losses: [] }, text(args, 'output'))
    return 0
  },
}

export const convertSbomCommand: Command = {
  name: 'sbom convert',
  usage: 'FILE|- --to FORMAT [--output FILE] [--strict]',
  summary: {
    en: 'Write a bill of materials in another format, and tell what is lost (with --strict any loss is exit 1)',
    zh: '将物料清单转换为其他格式，并说明丢失的内容（加 --strict 时有丢失则退出码为 1）',
  },
  options: { to: { type: 'string' }, output: { type: 'string' }, strict: { type: 'boolean' } },
  keepsNothing: true,
  async run(io, args) {
    const file = requireWord(convertSbomCommand, args.positionals)
    const to = text(args, 'to')
    if (to === undefined) throw noTarget
    const written = await io.call(convertSbom, { to }, await readBytes(file))
    await give(io, written, text(args, 'output'), file)
    return args.values['strict'] && written.losses.length > 0 ? findings : 0
  },
}

export const validateSbomCommand: Command = {
  name: 'sbom validate',
  usage: 'FILE…|-',
  summary: {
    en: 'Hold bills of materials against the rules of their formats: exit 1 where one breaks any',
    zh: '按格式规则校验物料清单：有违反则退出码为 1',
  },
  options: {},
  keepsNothing: true,
  async run(io, { positionals }) {
    if (positionals.length === 0) requireWord(validateSbomCommand, positionals)
    const validations = []
    for (const file of positionals)
      validations.push({ file, ...(await io.call(validateSbom, { name: file }, await readBytes(file))) })
    const isValid = validations.every(({ problems }) => problems.length === 0)
    if (io.json) io.print(JSON.stringify({ validations }, undefined, 2))
    else for (const { file, ...validation } of validations) printValidation(file, validation, io)
    return isValid ? 0 : findings
  },
}

function printValidation(file: string, { format, version, components, problems, notes }: Validation, io: Terminal) {
  if (problems.length === 0) io.print(`${file}: ${words.valid(`${format} ${version}`, components)[io.locale]}`)
  for (const problem of problems) io.print(locate(file, problem, io))
  for (const note of notes) io.note(locate(file, note, io))
}

export const diffSbomsCommand: Command = {
  name: 'sbom diff',
  usage: 'BEFORE AFTER',
  summary: {
    en: 'What came, went and changed from one bill of materials to another: components, licenses, suppliers, files',
    zh: '比较两份物料清单：组件的新增、移除和更新，许可证、供应商和文件的变化',
  },
  options: {},
  keepsNothing: true,
  async run(io, { positionals: [one, other, ...more] }) {
    if (one === undefined || other === undefined || more.length > 0) throw notTwo
    const [before, after] = [await readBytes(one), await readBytes(other)]
    const both = new Uint8Array(before.length + after.length)
    both.set(before)
    both.set(after, before.length)
    const compared = await io.call(compareSboms, { split: before.length }, both)
    if (io.json) io.print(JSON.stringify(compared, undefined, 2))
    else printChanges(io, compared)
    return 0
  },
}

export function printChanges(io: Terminal, { changes, unchanged }: Changes) {
  for (const line of formatTable(changes.map(change => changeRow(change, io)))) io.print(line)
  io.note(words.unchanged(unchanged)[io.locale])
}

export const scoreSbomCommand: Command = {
  name: 'sbom score',
  usage: 'FILE|- [--against ntia|cisa-2025|bsi|openchain] [--every ID] [--strict]',
  summary: {
    en: 'What a bill of materials lacks by NTIA, CISA, BSI and OpenChain, and where that could come from (with --strict exit 1 unless it conforms)',
    zh: '物料清单按 NTIA、CISA、BSI 和 OpenChain 缺少什么、可从何处补充（加 --strict 时不符合则退出码为 1）',
  },
  options: { against: { type: 'string' }, every: { type: 'string' }, strict: { type: 'boolean' } },
  keepsNothing: true,
  async run(io, args) {
    const file = requireWord(scoreSbomCommand, args.positionals)
    const asked = { against: text(args, 'against'), every: text(args, 'every') }
    const { quality, problems } = await io.call(scoreSbom, asked, await readBytes(file))
    noteProblems(io, file, problems)
    return tellQuality(io, args, quality)
  },
}

/** The exit code too. */
export function tellQuality(io: Terminal, { values }: Arguments, quality: readonly Quality[]): number {
  if (io.json) io.print(JSON.stringify({ quality }, undefined, 2))
  else for (const one of quality) printQuality(io, one)
  return values['strict'] && quality.some(({ conforms }) => !conforms) ? findings : 0
}

export const libyearsCommand: Command = {
  name: 'libyears',
  usage: 'PATH|PROJECT, or --sbom FILE|-',
  summary: {
    en: 'How far what a folder or project uses is behind its newest releases, by the metadata that OSPO_PACKAGE_METADATA names',
    zh: '文件夹或项目所用组件落后于最新版本的程度，元数据来自 OSPO_PACKAGE_METADATA',
  },
  options: { sbom: { type: 'string' } },
  keepsNothing: true,
  async run(io, args) {
    const measured = await measure(io, args.positionals, text(args, 'sbom'))
    if (io.json) io.print(JSON.stringify(measured, undefined, 2))
    else printLibyears(io, measured)
    return 0
  },
}

async function measure(io: Terminal, positionals: string[], file: string | undefined): Promise<Libyears> {
  if (file !== undefined) return io.call(getDocumentLibyears, {}, await readBytes(file))
  const { project, path } = await findTarget(io, requireWord(libyearsCommand, positionals))
  return project ? io.call(getProjectLibyears, { project: project.id }) : io.call(getFolderLibyears, { path })
}

/** The document to where it was asked for; what it lacks to who watches. */
async function give(
  io: Terminal,
  { text: document, losses, problems, format }: Conversion,
  output?: string,
  file = '',
) {
  if (output !== undefined) await writeTextFile(output, document)
  if (io.json) {
    const whole = { format, losses, problems, ...(output === undefined ? { text: document } : { output }) }
    return io.print(JSON.stringify(whole, undefined, 2))
  }
  if (output === undefined) io.print(document.replace(/\n$/, ''))
  noteProblems(io, file, problems)
  for (const { what, count, text: why } of losses) io.note(`${words.lost(what, count)[io.locale]}: ${why[io.locale]}`)
}

/** The same thing at many places is told once, with the first place. */
function noteProblems(io: Terminal, file: string, problems: readonly SbomProblem[]) {
  for (const [first, ...more] of Map.groupBy(problems, ({ text }) => text.en).values()) {
    if (!first) continue
    const told = file === '' ? first.text[io.locale] : locate(file, first, io)
    io.note(more.length === 0 ? told : `${told} ${words.andMore(more.length)[io.locale]}`)
  }
}

function locate(file: string, { text: why, line, path }: SbomProblem, { locale }: Terminal): string {
  const where = line === undefined ? '' : `${line}:`
  return `${file}:${where} ${why[locale]}${path && line === undefined ? ` (${path})` : ''}`
}

function changeRow({ kind, before, after, direction, of, algorithms }: Change, { locale }: Terminal): string[] {
  const component = after ?? before
  const name = component?.purl?.replace(/@.*$/, '') ?? component?.name ?? ''
  const [was, is] = [before, after].map(side => {
    if (kind === 'license')
      return (of === 'declared' ? side?.declaredLicense : side?.concludedLicense) ?? words.none[locale]
    if (kind === 'supplier') return side?.supplier ?? words.none[locale]
    return side?.version ?? ''
  })
  const detail = direction ? directions[direction][locale] : (algorithms?.join(', ') ?? '')
  return [changeKinds[kind][locale], name, was ?? '', is ?? '', detail]
}

function printQuality(io: Terminal, { title, edition, score, conforms, answers }: Quality) {
  const { locale } = io
  io.print(words.scored(title[locale], edition, score === null ? '–' : score.toFixed(0), conforms)[locale])
  for (const { id, level, verdict, title, met, unmet, missing, from } of answers) {
    if (verdict !== 'unmet') continue
    const told = missing.map(({ purl, name }) => purl?.replace(/[?#].*$/s, '') ?? name).join(', ')
    const asked = met + unmet > 1 ? ` · ${words.missing(unmet, met + unmet)[locale]}` : ''
    io.print(`  ${verdicts[verdict][locale]} (${level}): ${title[locale]} [${id}]${asked}`)
    if (told) io.print(`      ${words.such[locale]}: ${told}`)
    io.print(`      ${words.from[locale]}: ${from.map(source => source[locale]).join('; ')}`)
  }
}

function printLibyears(io: Terminal, measured: Libyears) {
  const { method, direct, all, components } = measured
  const { locale } = io
  const { headings } = words
  const rows = components.filter(isWorthTelling).map(one => freshnessRow(one, io))
  const heads = [
    headings.component,
    headings.used,
    headings.newest,
    headings.libyears,
    headings.behind,
    headings.remarks,
  ]
  if (rows.length > 0) for (const line of formatTable([heads.map(head => head[locale]), ...rows])) io.print(line)
  for (const [name, sum] of [
    [words.direct, direct],
    [words.all, all],
  ] as const) {
    const years = words.libyears(sum.libyears?.toFixed(1) ?? '–', sum.dated, sum.components)[locale]
    io.print(`${name[locale]}: ${years}; ${words.current(sum.current, sum.compared)[locale]}`)
  }
  io.print(`${words.method[locale]}: ${method}`)
  const lack = whatLacks(measured)
  if (lack) io.note(lack[locale])
}

function isWorthTelling({ libyears = 0, behind, deprecated, yanked }: ComponentFreshness): boolean {
  return libyears > 0 || (behind?.releases ?? 0) > 0 || deprecated !== undefined || yanked === true
}

function freshnessRow(
  { purl, releasedAt, newest, libyears, behind, deprecated, yanked }: ComponentFreshness,
  io: Terminal,
) {
  const { locale } = io
  const remarks = [
    yanked && words.yanked[locale],
    deprecated !== undefined && [words.deprecated[locale], deprecated].filter(Boolean).join(': '),
  ]
  return [
    purl,
    releasedAt?.slice(0, 10) ?? '–',
    newest?.version ?? '–',
    libyears === undefined ? '–' : libyears.toFixed(1),
    behind ? words.behind(behind.major, behind.minor, behind.patch)[locale] : '–',
    remarks.filter(Boolean).join('; '),
  ]
}

/** Seconds since 1970: https://reproducible-builds.org/specs/source-date-epoch/ */
function readEpoch(seconds: string | undefined): string | undefined {
  if (!seconds) return undefined
  const time = new Date(Number(seconds) * 1000)
  if (/^\d{1,12}$/.test(seconds) && !Number.isNaN(time.getTime())) return `${time.toISOString().slice(0, 19)}Z`
  throw badEpoch(seconds)
}

function badEpoch(seconds: string) {
  const sentence: Text = {
    en: `SOURCE_DATE_EPOCH=${seconds} is no time: it is a number of seconds since 1970`,
    zh: `SOURCE_DATE_EPOCH=${seconds} 不是有效时间：应为自 1970 年起的秒数`,
  }
  return new Failure('invalid-input', sentence)
}

const noTarget = new Failure('invalid-input', {
  en: '--to is missing: name a format, such as cyclonedx-1.6 or spdx-2.3',
  zh: '缺少 --to：请指定格式，例如 cyclonedx-1.6 或 spdx-2.3',
})

const notTwo = new Failure('invalid-input', {
  en: 'Name two files: ospo sbom diff BEFORE AFTER',
  zh: '请指定两个文件：ospo sbom diff BEFORE AFTER',
})
