import { basename } from 'node:path'
import { printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Command } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { readTextFile } from '../../../platform/cli/text-file.ts'
import { listEnds, removeEnd, setEnds } from '../api.ts'
import { said, words } from '../messages.ts'
import { longAgo } from './model.ts'
import { readEndOfLife } from './read-end-of-life.ts'

const someLeft = 1
const atOnce = 5000

export const listEndsCommand: Command = {
  name: 'end-of-life list',
  usage: '[TEXT]',
  summary: { en: 'List until when versions of packages are kept up', zh: '列出各软件包版本的支持期限' },
  options: {},
  async run(io, args) {
    const { rules } = await io.call(listEnds, { text: args.positionals[0], limit: atOnce, offset: 0 })
    if (io.json) return printJson(io, { rules })
    const { locale } = io
    const shown = (ends: string | null) => (ends === longAgo ? words.ended[locale] : (ends ?? words.noEnd[locale]))
    const rows = rules.map(({ package: key, versions, ends, supportEnds, source }) => [
      key,
      versions,
      shown(ends),
      supportEnds ?? '–',
      source || '–',
    ])
    printTable(io, words.endHeads[locale], rows)
    if (rules.length === atOnce) io.note(words.more(String(atOnce))[locale])
    return 0
  },
}

export const setEndCommand: Command = {
  name: 'end-of-life set',
  usage: 'PURL VERSIONS DAY|none [--support DAY] [--source TEXT] [--why TEXT]',
  summary: {
    en: 'Say until when versions are kept up: a cycle (3.9), a range (vers:pypi/<3.9) or *',
    zh: '设置版本的支持期限：周期（3.9）、范围（vers:pypi/<3.9）或 *',
  },
  options: { support: { type: 'string' }, source: { type: 'string' }, why: { type: 'string' } },
  async run(io, args) {
    const [key, versions, day] = requireWords(setEndCommand, args, 3)
    const ends = day === 'none' ? null : day
    const rule = {
      package: key,
      versions,
      ends,
      supportEnds: text(args, 'support') ?? null,
      source: text(args, 'source') ?? '',
    }
    const done = await io.call(setEnds, { rules: [rule], why: text(args, 'why') ?? '' })
    if (io.json) return printJson(io, done)
    io.print(said.endSet(rule)[io.locale])
    return 0
  },
}

export const importEndsCommand: Command = {
  name: 'end-of-life import',
  usage: 'FILE [--package PURL]… [--why TEXT]',
  summary: {
    en: 'Say until when versions are kept up: CSV (package,versions,ends,support) or JSON as endoflife.date gives it',
    zh: '设置各版本的支持期限：CSV（package,versions,ends,support）或 endoflife.date 的 JSON',
  },
  options: { package: { type: 'string', multiple: true }, why: { type: 'string' } },
  async run(io, args) {
    const [file] = requireWords(importEndsCommand, args, 1)
    const packages = [args.values['package'] ?? []].flat().filter(value => typeof value === 'string')
    const { rules, problems } = readEndOfLife(await readTextFile(file), { packages, source: basename(file) })
    for (const problem of problems) io.note(problem[io.locale])
    let set = 0
    for (let at = 0; at < rules.length; at += atOnce)
      set += (await io.call(setEnds, { rules: rules.slice(at, at + atOnce), why: text(args, 'why') ?? '' })).set
    if (io.json) printJson(io, { set, refused: problems.length })
    else io.print(said.endsSet(set, problems.length)[io.locale])
    return problems.length > 0 ? someLeft : 0
  },
}

export const removeEndCommand: Command = {
  name: 'end-of-life remove',
  usage: 'PURL VERSIONS',
  summary: { en: 'Take back what was said of the end of versions', zh: '撤回版本的支持期限' },
  options: {},
  async run(io, args) {
    const [key, versions] = requireWords(removeEndCommand, args, 2)
    const removed = await io.call(removeEnd, { package: key, versions })
    if (io.json) return printJson(io, removed)
    io.print(said.endRemoved(key, versions)[io.locale])
    return 0
  },
}
