import { countOfPeople, peopleSeries } from '../distinct-people.ts'
import {
  type Asked,
  besideChaoss,
  bin,
  countShownPeople,
  isShown,
  type Metric,
  nameOf,
  shownPeople,
} from '../metric.ts'
import { isOneOf } from '../selection/is-one-of.ts'
import { deeds, deedsByType, ofAllChannels } from './deeds.ts'
import { onLevel } from './levels.ts'
import { asTold, columns, ghosts, people } from './messages.ts'

const whoIs = {
  0: {
    name: { en: 'People who take an interest (D0)', zh: '关注者（D0）' },
    definition: {
      en: 'Number of people who starred, watched or forked in the period',
      zh: '该时期内点星、关注或复刻的人数',
    },
  },
  1: {
    name: { en: 'People who have their say (D1)', zh: '参与讨论者（D1）' },
    definition: {
      en: 'Number of people who opened an issue, commented or reviewed in the period',
      zh: '该时期内提出议题、评论或评审的人数',
    },
  },
  2: {
    name: { en: 'People whose changes are accepted (D2)', zh: '代码贡献者（D2）' },
    definition: {
      en: 'Number of people of whom a change request was merged in the period',
      zh: '该时期内有变更请求被合并的人数',
    },
  },
}

const anExample = {
  en: 'CHAOSS gives these levels as an example: a project may have others. Conversion Rate divides them.',
  zh: 'CHAOSS 仅以这些层级举例：各项目可有不同的层级。“转化率”由它们相除而得。',
}

const reads = { 0: ['spreads'], 1: ['items', 'events', 'deeds'], 2: ['items'] } as const

function contributorsOn(level: 0 | 1 | 2): Metric {
  const there = (p: Asked) => `(${onLevel(p)[level]})`
  const total = (p: Asked) => `(${onLevel(p, { total: true })[level]})`
  return {
    ...whoIs[level],
    id: `contributors-d${level}`,
    question: { en: 'How many people are that far in?', zh: '有多少人处于这一参与层级？' },
    unit: people,
    caveats: [anExample, ghosts, asTold],
    parameters: [],
    source: besideChaoss.engagement,
    reads: reads[level],
    shared: p => `select person, sum(count) as count from ${total(p)} group by 1`,
    value: () => 'select count(*) as value from shared_rows',
    // Of few deeds, in no order of people, bits are slower.
    series: p => peopleSeries(there(p), level === 1 ? p : { ...p, people: undefined }),
    table: {
      columns: [columns.name, columns.count, columns.first, columns.last],
      rows: p =>
        shownPeople(p, {
          columns: `${nameOf} as a, count as b, strftime(first_at, '%Y-%m-%d') as c, strftime(last_at, '%Y-%m-%d') as d`,
          order: 'count desc',
          told: 'min(moment) as first_at, max(last_at) as last_at',
          from: total(p),
        }),
      count: () => countShownPeople,
    },
  }
}

export const contributorsOnLevels: [Metric, Metric, Metric] = [contributorsOn(0), contributorsOn(1), contributorsOn(2)]

export const contributions: Metric = {
  id: 'contributions',
  name: { en: 'Contributions', zh: '贡献数' },
  question: { en: 'How much is done, of whatever kind?', zh: '各类贡献总共有多少？' },
  definition: {
    en: 'Number of commits, issues, change requests, mails, comments, reviews, merges, triage, reactions and releases of the period; the table has each',
    zh: '该时期内提交、议题、变更请求、邮件、评论、评审、合并、分类处理、表情回应和发布的总数；表中逐类列出',
  },
  unit: { en: 'contributions', zh: '次贡献' },
  caveats: [
    {
      en: 'A reaction counts as much as a release: look at the kinds. That what is merged is closed as well is no contribution of its own.',
      zh: '一次表情回应与一次发布同样计一次：请看分类。合并同时带来的关闭不另计。',
    },
    asTold,
  ],
  parameters: [],
  source: besideChaoss.engagement,
  ...ofAllChannels,
  shared: p => deedsByType(p),
  value: () => 'select coalesce(sum(count), 0) as value from shared_rows',
  series: () => 'select bin as moment, sum(count) as value from shared_rows group by 1',
  table: {
    columns: [columns.kind, columns.count, columns.people],
    rows: p => `select type as a, count as b, people as c from (select type, sum(count) as count from shared_rows group by type)
      join (select type, ${countOfPeople(p)} as people from ${deeds('period', { total: true })} group by type) using (type) order by b desc, a`,
  },
}

/** Only who may can merge, close what others opened, or publish a release. */
const trusted = `(
  select person, moment, kind = 'merged' as merged, kind = 'closed' as closed from event
    where ${isOneOf('kind', ['merged', 'closed'])} and deed is not null and person is not null and person is distinct from item_author
  union all select person, moment, false, false from release where person is not null and not draft)`

export const maintainers: Metric = {
  id: 'maintainers',
  name: { en: 'Maintainers at work', zh: '活跃的维护者' },
  question: { en: 'How many do what only maintainers may?', zh: '有多少人在履行维护者职责？' },
  definition: {
    en: 'Number of people who in the period merged or closed what others opened, or published a release',
    zh: '该时期内合并或关闭他人所提条目，或发布过版本的人数',
  },
  unit: people,
  caveats: [
    {
      en: 'By what they did, not by a list: a maintainer who only reviewed does not show, and on some forges whoever opened an issue may close others’ as well.',
      zh: '按行为而非名单判断：只做评审的维护者不计入；在某些平台上，非维护者也可关闭他人的议题。',
    },
    ghosts,
    asTold,
  ],
  parameters: [],
  source: besideChaoss.engagement,
  reads: ['items', 'events', 'releases'],
  shared: p =>
    `select person, ${bin('moment', p)} as bin, count(*) as count, count(*) filter (merged) as merged, count(*) filter (closed) as closed,
      max(moment) as last_at from ${trusted} group by 1, 2`,
  value: () => 'select count(distinct person) as value from shared_rows',
  series: () => 'select bin as moment, count(person) as value from shared_rows group by 1',
  table: {
    columns: [
      columns.name,
      { en: 'Merged', zh: '合并' },
      { en: 'Closed', zh: '关闭' },
      { en: 'Released', zh: '发布' },
      columns.last,
    ],
    rows: () => `select ${nameOf} as a, sum(merged) as b, sum(closed) as c, sum(count - merged - closed) as d,
        strftime(max(last_at), '%Y-%m-%d') as e
      from shared_rows where ${isShown} group by person order by sum(count) desc, person`,
  },
}
