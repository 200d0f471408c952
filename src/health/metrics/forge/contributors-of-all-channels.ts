import { countOfPeople, peopleSeries } from '../distinct-people.ts'
import {
  type Asked,
  bin,
  chaoss,
  countShownPeople,
  countWhere,
  isShown,
  type Metric,
  nameOf,
  shareWhere,
  shownPeople,
} from '../metric.ts'
import { independent } from '../selection/independent.ts'
import { within } from '../selection/period.ts'
import { deeds, deedsByType, ofAllChannels, ofAnyChannel } from './deeds.ts'
import { asTold, channels, columns, ghosts, people as unit } from './messages.ts'

export const contributorsOfAllChannels: Metric = {
  id: 'contributors-of-all-channels',
  name: { en: 'Contributors (all channels)', zh: '贡献者（全渠道）' },
  question: { en: 'Who contributed in any way?', zh: '有谁以任何方式做出了贡献？' },
  definition: {
    en: 'Number of distinct people who did anything in the period: in git, on the forge, by mail; identities merged',
    zh: '该时期内在 git、代码托管平台或邮件中有任何行为的不同人数，身份已合并',
  },
  unit,
  caveats: [channels, ghosts, asTold],
  parameters: [],
  source: chaoss('Contributors', 'contributors'),
  ...ofAllChannels,
  shared: () => `select person, sum(count)::bigint as count from ${deeds('period', { total: true })} group by person`,
  value: () => 'select count(person) as value from shared_rows',
  series: p => peopleSeries(deeds('period'), p),
  beside: [
    {
      name: { en: 'Without any commit', zh: '其中没有提交的' },
      value: () => 'select count(person) - (select count(distinct person) from tally_total) as value from shared_rows',
    },
    {
      name: { en: 'Deeds of deleted accounts', zh: '已注销账号的行为数' },
      value: () => `select ${countWhere('person is null')} as value from shared_rows`,
    },
  ],
  table: {
    columns: [
      ...[columns.name, { en: 'Contributions', zh: '贡献数' }, { en: 'Kinds', zh: '类型数' }],
      ...[columns.first, columns.last],
    ],
    rows: p =>
      shownPeople(p, {
        columns: `${nameOf} as a, count as b, kinds as c, strftime(first_at, '%Y-%m-%d') as d, strftime(last_at, '%Y-%m-%d') as e`,
        order: 'count desc',
        told: 'count(distinct type) as kinds, min(moment) as first_at, max(last_at) as last_at',
        from: deeds('period', { total: true }),
      }),
    count: () => countShownPeople,
  },
}

const firsts = (
  p: Asked,
) => `select person, min(moment) as moment from ${deeds('ever', { total: true })} where person is not null
  group by person having ${within('min(moment)', p)}`

/** A forge labels and assigns in the very second in which something is opened. */
const isNoOpening = "type not in ('issue', 'change-request')"

export const newContributorsOfAllChannels: Metric = {
  id: 'new-contributors-of-all-channels',
  name: { en: 'New Contributors (all channels)', zh: '新贡献者（全渠道）' },
  question: { en: 'Who contributed for the first time, in any way?', zh: '有谁首次以任何方式做出贡献？' },
  definition: {
    en: 'Number of people whose first deed of all that is known lies in the period; the table tells which it was',
    zh: '已知的首次行为发生在该时期的人数；表中列出是哪种行为',
  },
  unit,
  caveats: [
    channels,
    {
      en: 'As far back as was collected: who was there before looks new.',
      zh: '以已采集的范围为限：更早就在的人会显得是新人。',
    },
    ghosts,
  ],
  parameters: [],
  source: chaoss('New Contributors', 'new-contributors'),
  ...ofAllChannels,
  shared: firsts,
  value: () => 'select count(*) as value from shared_rows',
  series: p => `select ${bin('moment', p)} as moment, count(*) as value from shared_rows group by 1`,
  table: {
    columns: [columns.first, columns.name, columns.kind],
    rows: p =>
      shownPeople(p, {
        columns: `strftime(moment, '%Y-%m-%d') as a, ${nameOf} as b, type as c`,
        order: 'moment desc',
        told: `arg_min(type, (moment, ${isNoOpening}, type)) as type`,
        from: deeds('ever', { total: true }),
      }),
    count: () => countShownPeople,
  },
}

/** A closing counts not if the next reopening came within so many days. */
const closers = (p: Asked) => `
  select person, min(moment) as moment from event_ever c where kind = 'closed' and item_kind = 'issue' and person is not null
    ${
      p.reopenedWithinDays > 0
        ? `and not exists (select 1 from event_all r where r.item = c.item and r.kind = 'reopened' and r.moment >= c.moment
      and r.moment < c.moment + interval ${p.reopenedWithinDays} day)`
        : ''
    }
  group by person having ${within('min(moment)', p)}`

export const newContributorsClosingIssues: Metric = {
  id: 'new-contributors-closing-issues',
  name: { en: 'New Contributors Closing Issues', zh: '首次关闭议题的贡献者' },
  question: { en: 'Who closes an issue for the first time?', zh: '有谁首次关闭议题？' },
  definition: {
    en: 'Number of people whose first closing of an issue lies in the period; closings that were undone within “reopenedWithinDays” can be left out',
    zh: '首次关闭议题发生在该时期的人数；可用“重开天数”排除很快被重新开启的关闭',
  },
  unit,
  caveats: [
    {
      en: 'Who pressed the button: an issue closed by a merged change counts for whom the forge names.',
      zh: '以操作者为准：由合并的变更自动关闭的议题，算在平台所记录的人名下。',
    },
    {
      en: 'Closing one’s own issue counts as well.',
      zh: '关闭自己的议题也算。',
    },
    ghosts,
  ],
  parameters: ['reopenedWithinDays'],
  source: chaoss('New Contributors Closing Issues', 'new-contributors-closing-issues'),
  reads: ['items', 'events'],
  restsOn: ['issue'],
  shared: closers,
  value: () => 'select count(*) as value from shared_rows',
  series: p => `select ${bin('moment', p)} as moment, count(*) as value from shared_rows group by 1`,
  table: {
    columns: [columns.first, columns.name],
    rows: () =>
      `select strftime(moment, '%Y-%m-%d') as a, ${nameOf} as b from shared_rows where ${isShown} order by moment desc, person`,
  },
}

export const typesOfContributions: Metric = {
  id: 'types-of-contributions',
  name: { en: 'Types of Contributions', zh: '贡献类型' },
  question: { en: 'In which ways do people contribute?', zh: '人们以哪些方式做贡献？' },
  definition: {
    en: 'Number of kinds of contribution that there were in the period; the table has how many there were of each, and by how many people',
    zh: '该时期内出现的贡献类型数；表中列出每种类型的数量和人数',
  },
  unit: { en: 'kinds', zh: '种' },
  caveats: [channels, asTold],
  parameters: [],
  source: chaoss('Types of Contributions', 'types-of-contributions'),
  ...ofAllChannels,
  shared: p => deedsByType(p),
  value: () => 'select count(distinct type) as value from shared_rows',
  series: () => 'select bin as moment, count(distinct type) as value from shared_rows group by 1',
  table: {
    columns: [columns.kind, columns.count, columns.share, columns.people],
    rows: p => `select type as a, n as b, round(n / sum(n) over (), 4) as c, people as d
      from (select type, sum(count) as n from shared_rows group by type)
        join (select type, ${countOfPeople(p)} as people from ${deeds('period', { total: true })} group by type) using (type) order by b desc, a`,
  },
}

const attributed = (p: Asked) => `
  select bin, type, count, o.name as employer, case when o.name is null then 'unknown' when organization in ${independent} then 'volunteer' else 'sponsored' end as attribution
  from (${deedsByType(p, { organizations: true })}) d
    left join organization o using (organization)`

const attributedTo = (attribution: 'sponsored' | 'volunteer' | 'unknown') =>
  shareWhere(`attribution = '${attribution}'`)

export const contributionAttribution: Metric = {
  id: 'contribution-attribution',
  name: { en: 'Contribution Attribution', zh: '贡献归属' },
  question: { en: 'Who stands behind the contributions: employers or volunteers?', zh: '贡献背后是雇主还是志愿者？' },
  definition: {
    en: 'Share of the period’s contributions by people who worked for an organization at that time; the table has each organization, volunteers (Independent) and the unknown',
    zh: '该时期的贡献中，由当时受雇于某组织的人完成的比例；表中列出各组织、志愿者（Independent）及未知部分',
  },
  unit: { en: 'of the contributions', zh: '的贡献' },
  format: 'share',
  caveats: [
    {
      en: 'Who works somewhere need not contribute for it: a date of employment says nothing about spare time. A survey can ask.',
      zh: '受雇于某组织不代表是为其贡献：任职日期无法说明是否业余时间。可用问卷询问。',
    },
    {
      en: 'The unknown are a part of their own, never spread over the others.',
      zh: '未知部分单独列出，绝不分摊给其他部分。',
    },
  ],
  parameters: [],
  source: chaoss('Contribution Attribution', 'contribution-attribution'),
  ...ofAnyChannel,
  ofOrganizations: true,
  known: () => `select ${shareWhere("attribution <> 'unknown'")} as value from shared_rows`,
  gaps: 'none',
  shared: attributed,
  value: () => `select ${attributedTo('sponsored')} as value from shared_rows`,
  series: () => `select bin as moment, ${attributedTo('sponsored')} as value from shared_rows group by 1`,
  beside: (['volunteer', 'unknown'] as const).map(attribution => ({
    name:
      attribution === 'volunteer'
        ? { en: 'Share of volunteers', zh: '志愿者占比' }
        : { en: 'Share of the unknown', zh: '未知占比' },
    share: true as const,
    value: () => `select ${attributedTo(attribution)} as value from shared_rows`,
  })),
  table: {
    columns: [
      { en: 'Attribution', zh: '归属', coded: true },
      columns.organization,
      columns.kind,
      columns.count,
      columns.share,
    ],
    rows: () => `select attribution as a, employer as b, type as c, sum(count) as d, round(sum(count) / sum(sum(count)) over (), 4) as e
      from shared_rows group by 1, 2, 3 order by d desc, a, b, c`,
  },
}
