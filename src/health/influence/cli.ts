import { formatShare } from '../../lib/text/format-share.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { linkUpstream, showInfluence, showUpstream, unlinkUpstream } from './api.ts'
import { deedNames, quadrantNames, words } from './messages.ts'
import { Deed, type InfluenceWish, type Share } from './model.ts'
import { countFixes } from './upstream/find-fixes.ts'
import { contributionNames, words as upstreamWords } from './upstream/messages.ts'
import { Contribution, type Upstream } from './upstream/model.ts'

const span = {
  from: { type: 'string' },
  to: { type: 'string' },
  interval: { type: 'string' },
  projects: { type: 'string' },
  all: { type: 'boolean' },
} as const

/** What does not fit is told by the API in a sentence. */
function wishOf(args: Arguments) {
  return {
    from: text(args, 'from'),
    to: text(args, 'to'),
    interval: text(args, 'interval') as InfluenceWish['interval'] | undefined,
    projects: text(args, 'projects'),
    scope: args.values['all'] === true ? ('all' as const) : ('used' as const),
  }
}

const spanUsage = '[--from DAY] [--to DAY] [--interval month|quarter|year] [--projects ID,…|--all]'

export const influenceCommand: Command = {
  name: 'influence',
  usage: `ORGANIZATION ${spanUsage} [--by ${Deed.options.join('|')}]`,
  summary: {
    en: 'How much say an organization has in the projects that we depend on',
    zh: '某组织在我们所依赖项目中的影响力',
  },
  options: { ...span, by: { type: 'string' } },
  works: true,
  async run(io, args) {
    const [organization, ...more] = args.positionals
    if (organization === undefined || more.length > 0) throw misused(influenceCommand)
    const by = text(args, 'by') as Deed | undefined
    const influence = await io.call(showInfluence, { organization, ...wishOf(args), by })
    if (io.json) io.print(JSON.stringify(influence, undefined, 2))
    else {
      const { locale } = io
      const cells = (shares: Partial<Record<Deed, Share | null>>) =>
        Deed.options.map(deed => shown(shares[deed], locale))
      const heads = [...Deed.options.map(deed => deedNames[deed][locale]), words.criticality[locale], '']
      printRows(io, [
        ['', ...heads],
        [influence.organization.name, ...cells(influence.shares), '', ''],
        ...influence.series.map(({ at, shares }) => [`  ${at}`, ...cells(shares), '', '']),
        ...influence.projects.map(({ project, shares, teams, criticality, quadrant }) => [
          ...[project, ...withTeams(cells(shares), teams, locale), criticality?.toFixed(2) ?? '–'],
          quadrant ? quadrantNames[quadrant][locale] : '',
        ]),
      ])
      io.print(words.meaningUnknown[locale])
    }
    return 0
  },
}

export const upstreamCommand: Command = {
  name: 'upstream',
  usage: spanUsage,
  summary: {
    en: 'What our people did in projects of others, and which fixes were upstreamed',
    zh: '我们的人员在外部项目中的贡献与已进入上游的修复',
  },
  options: span,
  works: true,
  async run(io, args) {
    if (args.positionals.length > 0) throw misused(upstreamCommand)
    const upstream = await io.call(showUpstream, wishOf(args))
    if (io.json) io.print(JSON.stringify(upstream, undefined, 2))
    else print(io, upstream)
    return 0
  },
}

function print(io: Terminal, upstream: Upstream) {
  const { names, contributions, series, projects, fixes } = upstream
  const { locale } = io
  io.print(names.length === 0 ? upstreamWords.nobody[locale] : upstreamWords.ours(names.join(', '))[locale])
  const heads = [...Contribution.options.map(one => contributionNames[one][locale]), upstreamWords.fixes[locale]]
  const cells = (own: Upstream['contributions']) => Contribution.options.map(one => String(own[one]?.own ?? '–'))
  printRows(io, [
    ['', ...heads],
    ['', ...cells(contributions), String(countFixes(upstream) ?? '–')],
    ...series.map(one => [`  ${one.at}`, ...cells(one.contributions), String(one.fixes ?? '–')]),
    ...projects.map(one => [one.project, ...cells(one.contributions), String(one.fixes ?? '–')]),
  ])
  for (const { project, number, title, mergedAt, labels, links } of fixes)
    io.print(
      `${mergedAt.slice(0, 10)} ${project}#${number} ${title} [${[...labels, ...links.map(({ target }) => target)].join(', ')}]`,
    )
}

export const linkUpstreamCommand: Command = {
  name: 'upstream link',
  usage: 'PROJECT NUMBER ISSUE|#REQUEST',
  summary: {
    en: 'Say for which issue or request of ours a change request upstream was made',
    zh: '指明上游变更请求是为我方哪个议题或申请而作',
  },
  options: {},
  async run(io, { positionals: [project, number, target, ...more] }) {
    if (!project || !number || !target || more.length > 0) throw misused(linkUpstreamCommand)
    const link = await io.call(linkUpstream, { project, number, target })
    io.print(io.json ? JSON.stringify(link, undefined, 2) : link.id)
    return 0
  },
}

export const unlinkUpstreamCommand: Command = {
  name: 'upstream unlink',
  usage: 'LINK',
  summary: { en: 'Take such a link back', zh: '取消关联' },
  options: {},
  async run(io, { positionals: [id, ...more] }) {
    if (!id || more.length > 0) throw misused(unlinkUpstreamCommand)
    const link = await io.call(unlinkUpstream, { id })
    io.print(io.json ? JSON.stringify(link, undefined, 2) : link.id)
    return 0
  },
}

function printRows(io: Terminal, rows: string[][]) {
  for (const line of formatTable(rows)) io.print(line)
}

/** Beside the seats by files, which are the last of the deeds. */
function withTeams(cells: string[], teams: readonly string[], locale: Locale): string[] {
  if (teams.length === 0) return cells
  return [...cells.slice(0, -1), `${cells.at(-1)} ${words.teamsShort(String(teams.length))[locale]}`]
}

/** With how much is known of it. */
function shown(share: Share | null | undefined, locale: Locale): string {
  if (!share || share.share === null || share.coverage === null) return '–'
  return `${formatShare(share.share, locale)} (${formatShare(share.coverage, locale)})`
}
