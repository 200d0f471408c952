import { either } from '../../lib/text/either.ts'
import type { Command } from '../../platform/cli/command.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import { listDueCommitments, listPartners } from './api.ts'
import { kindNames, partnerStateNames } from './model.ts'

export const listPartnersCommand: Command = {
  name: 'partner list',
  usage: '',
  summary: { en: 'List the institutions that work together', zh: '列出合作机构' },
  options: {},
  async run(io) {
    const { partners } = await io.call(listPartners, {})
    const { locale } = io
    const rows = partners.map(({ id, kind, state, place, name }) => [
      id,
      kindNames[kind][locale],
      partnerStateNames[state][locale],
      place || '–',
      either(name, locale),
    ])
    if (io.json) io.print(JSON.stringify({ partners }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const dueCommand: Command = {
  name: 'partner due',
  usage: 'DAY',
  summary: {
    en: 'List what partners promised up to a day and have not done: exit 1 where there is such',
    zh: '列出截至某日尚未履行的承诺：有则退出码为 1',
  },
  options: {},
  async run(io, { positionals: [until, ...more] }) {
    if (until === undefined || more.length > 0) throw oneDay
    const { commitments } = await io.call(listDueCommitments, { until })
    const rows = commitments.map(({ dueOn, partner, ownerName, promise }) => [
      dueOn,
      partner,
      ownerName,
      either(promise, io.locale),
    ])
    if (io.json) io.print(JSON.stringify({ commitments }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return commitments.length > 0 ? 1 : 0
  },
}

const oneDay = new Failure('invalid-input', {
  en: 'Give a day, such as 2026-12-31; usage: ospo partner due DAY',
  zh: '请给出日期，例如 2026-12-31；用法：ospo partner due DAY',
})
