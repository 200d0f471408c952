import { formatCsvLine } from '../../lib/csv/csv.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import { eraseLedgerEntry, eraseLedgerOfAccount, listEntries, verifyLedger } from './api.ts'
import { problems, verbs, words } from './messages.ts'
import type { LedgerEntry } from './model.ts'

export const listLedgerCommand: Command = {
  name: 'ledger list',
  usage: '[--verb VERB] [--actor ID] [--from DAY] [--to DAY] [--limit N]',
  summary: { en: 'List the newest entries of the ledger', zh: '列出账本的最新条目' },
  options: {
    verb: { type: 'string' },
    actor: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    limit: { type: 'string' },
  },
  async run(io, args) {
    const { entries } = await io.call(listEntries, {
      verb: text(args, 'verb'),
      actor: text(args, 'actor'),
      from: text(args, 'from'),
      to: text(args, 'to'),
      limit: text(args, 'limit') ?? 50,
      order: 'newest',
    })
    const rows = entries.map(({ seq, at, actor, verb, subject }) => [
      seq,
      at,
      actor,
      verbs[verb]?.[io.locale] ?? verb,
      `${subject.kind} ${subject.id}`,
    ])
    if (io.json) io.print(JSON.stringify({ entries }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const verifyLedgerCommand: Command = {
  name: 'ledger verify',
  usage: '[--anchor HASH]',
  summary: {
    en: 'Verify that nothing in the ledger was changed, cut off or put in',
    zh: '校验账本未被改动、截断或插入',
  },
  options: { anchor: { type: 'string' } },
  async run(io, args) {
    const found = await io.call(verifyLedger, { anchor: text(args, 'anchor') })
    const { broken, entries, erased, hash } = found
    if (io.json) io.print(JSON.stringify(found, undefined, 2))
    else if (broken) io.print(problems[broken.problem](String(broken.seq))[io.locale])
    else {
      io.print(words.intact(String(entries), String(erased))[io.locale])
      io.print(`${words.newestHash[io.locale]}: ${hash}`)
    }
    return broken ? 1 : 0
  },
}

const entriesAtOnce = 1000

export const exportLedgerCommand: Command = {
  name: 'ledger export',
  usage: '[--format jsonl|csv]',
  summary: { en: 'Print the whole ledger, the oldest entry first', zh: '输出整个账本，最早的条目在前' },
  options: { format: { type: 'string' } },
  async run(io, args) {
    const format = formatOf(args)
    if (format === 'csv') io.print(formatCsvLine(csvColumns.map(([name]) => name)))
    let after = 0
    for (;;) {
      const { entries } = await io.call(listEntries, { after, limit: entriesAtOnce })
      for (const entry of entries) io.print(format === 'csv' ? csvLine(entry) : JSON.stringify(entry))
      if (entries.length < entriesAtOnce) return 0
      after = entries.at(-1)?.seq ?? after
    }
  },
}

export const eraseLedgerCommand: Command = {
  name: 'ledger erase',
  usage: '--entry NUMBER | --account ID --why TEXT',
  summary: {
    en: 'Erase personal data: the detail of an entry, or all that names the owner of an account',
    zh: '删除个人数据：单个条目的详情，或指向某账户所有者的全部内容',
  },
  options: { entry: { type: 'string' }, account: { type: 'string' }, why: { type: 'string' } },
  async run(io, args) {
    const { erased } = await erase(io, args, text(args, 'why') ?? '')
    io.print(io.json ? JSON.stringify({ erased }) : words.wasErased(String(erased))[io.locale])
    return 0
  },
}

function erase(io: Terminal, args: Arguments, why: string) {
  const [seq, account] = [text(args, 'entry'), text(args, 'account')]
  if ((seq === undefined) === (account === undefined) || why.trim() === '') throw oneOfBoth
  return seq === undefined
    ? io.call(eraseLedgerOfAccount, { account: account ?? '', why })
    : io.call(eraseLedgerEntry, { seq, why })
}

const csvColumns: [string, (entry: LedgerEntry) => string | number | null][] = [
  ['seq', entry => entry.seq],
  ['at', entry => entry.at],
  ['actor', entry => entry.actor],
  ['actingFor', entry => entry.actingFor],
  ['verb', entry => entry.verb],
  ['subjectKind', entry => entry.subject.kind],
  ['subjectId', entry => entry.subject.id],
  ['detail', entry => entry.detail && JSON.stringify(entry.detail)],
  ['erasedAt', entry => entry.erasedAt],
  ['detailHash', entry => entry.detailHash],
  ['previousHash', entry => entry.previousHash],
  ['hash', entry => entry.hash],
]

function csvLine(entry: LedgerEntry) {
  return formatCsvLine(csvColumns.map(([, cell]) => cell(entry)))
}

function formatOf(args: Arguments): 'jsonl' | 'csv' {
  const format = text(args, 'format') ?? 'jsonl'
  if (format === 'jsonl' || format === 'csv') return format
  throw new Failure('invalid-input', {
    en: `--format ${format} is none: it takes jsonl or csv`,
    zh: `--format ${format} 无效：可选 jsonl 或 csv`,
  })
}

const oneOfBoth = new Failure('invalid-input', {
  en: 'Say what to erase, --entry NUMBER or --account ID, and --why',
  zh: '请说明删除对象（--entry 序号 或 --account 编号）以及原因 --why',
})
