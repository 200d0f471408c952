import type { z } from 'zod'
import { printJson, printTable, requireWords } from '../../platform/cli/answer.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { parameterHints, parameterOptions, readParameters } from '../metrics/cli.ts'
import { listBadges, removeBadge, saveBadge } from './api.ts'
import { words } from './messages.ts'
import { addressOfBadge, type Badge } from './model.ts'

export const listBadgesCommand: Command = {
  name: 'badge list',
  usage: '',
  summary: { en: 'List the badges and where they are', zh: '列出徽章及其地址' },
  options: {},
  async run(io) {
    return print(io, (await io.call(listBadges, {})).badges)
  },
}

export const saveBadgeCommand: Command = {
  name: 'badge set',
  usage:
    'NAME METRIC [--project PROJECT] [--days DAYS] [--good NUMBER --poor NUMBER] [--label TEXT] [--public] [--bots exclude] …',
  summary: { en: 'Make a badge of a metric, or write it anew', zh: '以指标创建徽章或修改徽章' },
  options: {
    ...parameterOptions,
    project: { type: 'string' },
    days: { type: 'string' },
    good: { type: 'string' },
    poor: { type: 'string' },
    label: { type: 'string' },
    public: { type: 'boolean' },
  },
  // Its label is not that of issues.
  hints: { ...parameterHints, label: {} },
  async run(io, args) {
    const [badge, metric] = requireWords(saveBadgeCommand, args, 2)
    const [project, days] = [text(args, 'project') ?? null, text(args, 'days') ?? null]
    const limits = { good: text(args, 'good') ?? null, poor: text(args, 'poor') ?? null }
    const isPublic = args.values['public'] === true
    const said = { badge, metric, project, days, ...limits, label: text(args, 'label'), isPublic }
    const wish = { ...said, parameters: readParameters(args) } as z.input<typeof saveBadge.input>
    return print(io, [await io.call(saveBadge, wish)])
  },
}

export const removeBadgeCommand: Command = {
  name: 'badge remove',
  usage: 'NAME',
  summary: { en: 'Remove a badge', zh: '删除徽章' },
  options: {},
  async run(io, args) {
    const [badge] = requireWords(removeBadgeCommand, args, 1)
    const removed = await io.call(removeBadge, { badge })
    if (io.json) return printJson(io, removed)
    io.print(words.removed(removed.id)[io.locale])
    return 0
  },
}

function print(io: Terminal, badges: Badge[]): number {
  if (io.json) return printJson(io, { badges })
  const { locale } = io
  const heads = [words.badge, words.metric, words.project, words.who].map(head => head[locale])
  const rows = badges.map(badge => [
    addressOfBadge(badge),
    badge.metric,
    badge.project ?? words.allProjects[locale],
    (badge.isPublic ? words.public : words.private)[locale],
  ])
  printTable(io, heads, rows)
  return 0
}
