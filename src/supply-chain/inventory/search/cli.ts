import { basename } from 'node:path'
import type { Command, Terminal } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { formatTable } from '../../../platform/cli/table.ts'
import { readTextFile } from '../../../platform/cli/text-file.ts'
import { Failure } from '../../../platform/failure.ts'
import { findComponents, setComponentOwners, setEnds } from '../api.ts'
import { readEndOfLife } from '../end-of-life/read-end-of-life.ts'
import { shortKey } from '../holdings/model.ts'
import { readOwners } from '../owners/model.ts'
import type { FoundComponent } from './model.ts'

const someLeft = 1
const atOnce = 5000

export const findComponentsCommand: Command = {
  name: 'component find',
  usage: 'QUERY… [--limit NUMBER]',
  summary: {
    en: 'Who holds what: log4j-core < 2.17, a package URL, license:MIT, supplier:, owner:, product:, eol:past; exit 1 where nobody does',
    zh: '查找谁在使用什么：log4j-core < 2.17、软件包 URL、license:MIT、supplier:、owner:、product:、eol:past；无结果时退出码为 1',
  },
  options: { limit: { type: 'string' } },
  async run(io, args) {
    const query = args.positionals.join(' ')
    const found = await io.call(findComponents, { text: query, limit: text(args, 'limit') ?? '100', offset: 0 })
    if (found.problem) throw new Failure('invalid-input', found.problem)
    if (io.json) io.print(JSON.stringify(found, undefined, 2))
    else {
      for (const line of formatTable([heads[io.locale], ...found.uses.map(rowOf)])) io.print(line)
      io.note(`${found.uses.length} / ${found.total}`)
    }
    return found.uses.length > 0 ? 0 : someLeft
  },
}

export const setOwnerCommand: Command = {
  name: 'component own',
  usage: 'PURL OWNER | --csv FILE',
  summary: {
    en: 'Say who answers for a package or a version of it; or for many, from a table purl,owner; exit 1 where some are not known',
    zh: '设置软件包或其版本的负责人，或从 purl,owner 表格批量设置；有未知组件时退出码为 1',
  },
  options: { csv: { type: 'string' } },
  async run(io, args) {
    const file = text(args, 'csv')
    const [purl, owner] = args.positionals
    if (file === undefined && (purl === undefined || owner === undefined)) throw misused(setOwnerCommand)
    const read =
      file === undefined
        ? { owners: [{ purl: purl ?? '', owner: owner || null }], problems: [] }
        : readOwners(await readTextFile(file), basename(file))
    for (const problem of read.problems) io.note(problem[io.locale])
    const sum = { set: 0, unknown: [] as string[] }
    for (let at = 0; at < read.owners.length; at += atOnce) {
      const done = await io.call(setComponentOwners, { owners: read.owners.slice(at, at + atOnce) })
      sum.set += done.set
      sum.unknown.push(...done.unknown)
    }
    for (const purl of sum.unknown) io.note({ en: `Nobody holds ${purl}`, zh: `没有使用 ${purl}` }[io.locale])
    io.print(io.json ? JSON.stringify(sum) : String(sum.set))
    return sum.unknown.length + read.problems.length > 0 ? someLeft : 0
  },
}

export const setEndsCommand: Command = {
  name: 'component ends',
  usage: 'FILE [--package PURL]… [--why TEXT]',
  summary: {
    en: 'Say until when versions are kept up: CSV (package,versions,ends,support) or JSON as endoflife.date gives it',
    zh: '设置各版本的支持期限：CSV（package,versions,ends,support）或 endoflife.date 的 JSON',
  },
  options: { package: { type: 'string', multiple: true }, why: { type: 'string' } },
  async run(io, args) {
    const [file] = args.positionals
    if (file === undefined) throw misused(setEndsCommand)
    const packages = [args.values['package'] ?? []].flat().filter(value => typeof value === 'string')
    const { rules, problems } = readEndOfLife(await readTextFile(file), { packages, source: basename(file) })
    for (const problem of problems) io.note(problem[io.locale])
    let sum = 0
    for (let at = 0; at < rules.length; at += atOnce)
      sum += (await io.call(setEnds, { rules: rules.slice(at, at + atOnce), why: text(args, 'why') ?? '' })).set
    printSum(io, sum)
    return problems.length > 0 ? someLeft : 0
  },
}

function printSum(io: Terminal, set: number) {
  io.print(io.json ? JSON.stringify({ set }) : String(set))
}

function rowOf({ purl, license, holder, way, ownerName, relation }: FoundComponent): string[] {
  const by = holder.productName ?? holder.projectName ?? holder.supplier ?? ''
  const held =
    holder.kind === 'manifest'
      ? `${by} ${holder.name}`
      : `${by} ${holder.kind === 'delivery' ? holder.name : ''} ${holder.version}`
  return [
    purl,
    held.replaceAll(/\s+/g, ' ').trim(),
    holder.releaseState ?? '–',
    relation,
    license ?? '–',
    ownerName ?? '–',
    way.map(shortKey).join(' → '),
  ]
}

function misused({ name, usage }: Pick<Command, 'name' | 'usage'>) {
  return new Failure('invalid-input', { en: `Usage: ospo ${name} ${usage}`, zh: `用法：ospo ${name} ${usage}` })
}

const heads = {
  en: ['component', 'held by', 'state', 'relation', 'license', 'owner', 'by way of'],
  zh: ['组件', '使用方', '状态', '关系', '许可证', '负责人', '依赖路径'],
}
