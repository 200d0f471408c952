import { misused, printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Command, Terminal } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { words } from '../messages.ts'
import { ReportKind } from '../model.ts'
import { listSubscriptions, subscribeToReport, unsubscribeFromReport } from './api.ts'
import { Every, type Subscription } from './model.ts'

export const listReportsCommand: Command = {
  name: 'report list',
  usage: '',
  summary: { en: 'List the reports that you get by mail', zh: '列出您订阅的报告' },
  options: {},
  async run(io) {
    const { subscriptions } = await io.call(listSubscriptions, {})
    if (io.json) return printJson(io, { subscriptions })
    const heads = [words.report, words.everyLabel, words.since].map(head => head[io.locale])
    const rows = subscriptions.map(one => [
      one.id,
      nameOf(one, io),
      words.every[one.every][io.locale],
      one.createdAt.slice(0, 10),
    ])
    printTable(io, ['id', ...heads], rows)
    return 0
  },
}

export const subscribeCommand: Command = {
  name: 'report subscribe',
  usage: 'portfolio|project|cohort|organization|person [SUBJECT] [--every month|week]',
  summary: { en: 'Get a report by mail: what changed since the last time', zh: '订阅报告邮件：与上次相比的变化' },
  options: { every: { type: 'string' } },
  async run(io, args) {
    const [word, subject = '', ...more] = args.positionals
    const [kind, every] = [ReportKind.safeParse(word), Every.safeParse(text(args, 'every') ?? 'month')]
    if (!kind.success || !every.success || more.length > 0) throw misused(subscribeCommand)
    const made = await io.call(subscribeToReport, { kind: kind.data, subject, every: every.data })
    if (io.json) return printJson(io, made)
    io.print(words.isSubscribed(`${nameOf(made, io)} (${made.id})`)[io.locale])
    return 0
  },
}

export const unsubscribeCommand: Command = {
  name: 'report unsubscribe',
  usage: 'ID',
  summary: { en: 'Get a report by mail no more', zh: '取消订阅报告' },
  options: {},
  async run(io, args) {
    const [subscription] = requireWords(unsubscribeCommand, args, 1)
    const removed = await io.call(unsubscribeFromReport, { subscription })
    if (io.json) return printJson(io, removed)
    io.print(words.isUnsubscribed(nameOf(removed, io))[io.locale])
    return 0
  },
}

function nameOf({ kind, subject, name }: Subscription, { locale }: Terminal): string {
  const what = name ?? `${subject} (${words.gone[locale]})`
  return `${words.kinds[kind][locale]} ${what}`.trim()
}
