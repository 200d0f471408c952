import { nameOfCode } from '../code-names.ts'
import { type Asked, bin, chaoss, type Metric, shownPart } from '../metric.ts'
import { releaseKind } from '../release-frequency.ts'
import { within } from '../selection/period.ts'
import { besideMiddles, inDays, middleInDays, timeFrom } from './lasting.ts'
import { asTold, clocks, columns, days, ghosts } from './messages.ts'
import { spreads } from './spreads.ts'

/** What was there of a project at the period's end by the last count before it, and how that had changed since its start. */
const totals = `(
  select project, what, now_there, now_there - coalesce(then_there, first_there) as grown from (
    select project, what, arg_max(count, (moment, count)) filter (moment < judged_at) as now_there,
      arg_max(count, (moment, count)) filter (moment < starts_at) as then_there, arg_min(count, (moment, -count)) as first_there
    from counted, span where what not in ('clones', 'unique-cloners', 'views') group by project, what
  ))`

export const projectPopularity: Metric = {
  id: 'project-popularity',
  name: { en: 'Project Popularity', zh: '项目受欢迎程度' },
  question: { en: 'How popular is the project?', zh: '项目有多受欢迎？' },
  definition: {
    en: 'Number of people who starred, watched or forked in the period. The table has all that is known of it: stars, watchers, forks, downloads, dependents – how many there are, how many came in the period',
    zh: '该时期内点星、关注或复刻的人数。表中列出已知的各项：星标、关注者、复刻、下载、依赖者的现有数与该时期增量',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    {
      en: 'CHAOSS gives no formula that puts them into one: what weighs how much is for the reader.',
      zh: 'CHAOSS 没有给出合成公式：各项权重由读者自行判断。',
    },
    {
      en: 'Stars can be bought. Mentions elsewhere are entered by hand.',
      zh: '星标可以购买。其他平台上的提及须人工录入。',
    },
    ghosts,
  ],
  parameters: [],
  source: chaoss('Project Popularity', 'project-popularity'),
  reads: ['spreads', 'counts'],
  restsOn: ['spreads'],
  value: () => 'select count(distinct person) as value from spread',
  series: p => `select ${bin('moment', p)} as moment, count(distinct person) as value from spread group by 1`,
  table: {
    columns: [
      { en: 'What', zh: '项目', coded: true },
      { en: 'There are', zh: '现有' },
      { en: 'Came in the period', zh: '该时期新增' },
    ],
    rows: p => `
      with seen as (
        select project, case kind when 'star' then 'stars' when 'fork' then 'forks' else 'watchers' end as what,
          count(*) filter (moment < judged_at) as there, count(*) filter (${within('moment', p)}) as came
        from ${spreads}, span group by 1, 2)
      select what as a, sum(coalesce(now_there, there))::double as b, sum(coalesce(came, grown))::double as c
      from ${totals} full join seen using (project, what) group by what order by a`,
  },
}

const clonesOf = (p: Asked, what: string) => `select * from counted where what = '${what}' and ${within('moment', p)}`

export const clones: Metric = {
  id: 'clones',
  name: { en: 'Clones', zh: '克隆次数' },
  question: { en: 'How often is the repository cloned?', zh: '仓库被克隆了多少次？' },
  definition: {
    en: 'Sum of what the forge counted day by day in the period; beside it the sums of distinct cloners and of views',
    zh: '平台在该时期内逐日统计的克隆次数之和；旁列独立克隆者与浏览次数之和',
  },
  unit: { en: 'clones', zh: '次克隆' },
  caveats: [
    {
      en: 'GitHub keeps these numbers for 14 days: days on which nobody collected them are missing.',
      zh: 'GitHub 仅保留 14 天的数据：未及时采集的日期缺失。',
    },
    {
      en: 'Continuous integration and mirrors clone most. Distinct cloners are distinct within a day only.',
      zh: '大部分克隆来自持续集成和镜像。独立克隆者仅在一天内去重。',
    },
  ],
  parameters: [],
  source: chaoss('Clones', 'clones'),
  reads: ['counts'],
  value: p => `select sum(count)::double as value from (${clonesOf(p, 'clones')})`,
  series: p =>
    `select ${bin('moment', p)} as moment, sum(count)::double as value from (${clonesOf(p, 'clones')}) group by 1`,
  gaps: 'none',
  beside: [
    {
      name: { en: 'Distinct cloners, day by day', zh: '逐日独立克隆者' },
      value: p => `select sum(count)::double as value from (${clonesOf(p, 'unique-cloners')})`,
    },
    {
      name: { en: 'Views', zh: '浏览次数' },
      value: p => `select sum(count)::double as value from (${clonesOf(p, 'views')})`,
    },
    {
      name: { en: 'Days that are known', zh: '有数据的天数' },
      value: p => `select count(distinct moment::date) as value from (${clonesOf(p, 'clones')})`,
    },
  ],
  table: {
    columns: [
      { en: 'Day', zh: '日期' },
      { en: 'Clones', zh: '克隆' },
      { en: 'Distinct cloners', zh: '独立克隆者' },
    ],
    rows: p => `select strftime(moment, '%Y-%m-%d') as a, sum(count) filter (what = 'clones')::double as b,
      sum(count) filter (what = 'unique-cloners')::double as c
      from counted where what in ('clones', 'unique-cloners') and ${within('moment', p)} group by 1 order by 1 desc`,
  },
}

/** A count is of all since the beginning: what came between two of them. The first count of all says nothing of when. */
const growth = `(
  select project, moment, count - lag(count) over (partition by project order by moment, count) as came from counted where what = 'downloads')`
const downloaded = (p: Asked) => `(select * from ${growth} where came is not null and ${within('moment', p)})`

export const downloads: Metric = {
  id: 'downloads',
  name: { en: 'Number of Downloads', zh: '下载次数' },
  question: { en: 'How often is it downloaded?', zh: '被下载了多少次？' },
  definition: {
    en: 'Growth of the registries’ and forges’ download counts between the counts of the period and those before; beside it, the downloads of the period’s releases up to now',
    zh: '该时期内各次统计相对前一次的下载增量之和；旁列该时期发布至今的下载次数',
  },
  unit: { en: 'downloads', zh: '次下载' },
  caveats: [
    {
      en: 'Mirrors, caches and continuous integration download as well; copies passed on are not counted. Registries count differently.',
      zh: '镜像、缓存与持续集成也会下载；转手的副本不计。各仓库统计方式不同。',
    },
    {
      en: 'A count that fell (a release was deleted) lowers the sum.',
      zh: '统计数下降（如删除发布）会使总和减少。',
    },
  ],
  parameters: [],
  source: chaoss('Number of Downloads', 'number-of-downloads'),
  reads: ['counts', 'releases'],
  restsOn: ['counts', 'releases'],
  gaps: 'none',
  value: p => `select sum(came)::double as value from ${downloaded(p)}`,
  series: p => `select ${bin('moment', p)} as moment, sum(came)::double as value from ${downloaded(p)} group by 1`,
  beside: [
    {
      name: { en: 'Of the period’s releases, up to now', zh: '该时期发布至今的下载' },
      value: () => 'select sum(downloads)::double as value from release where not draft',
    },
    {
      name: { en: 'Last count', zh: '最近一次统计' },
      value: () => `select sum(now_there)::double as value from ${totals} where what = 'downloads'`,
    },
  ],
  table: {
    columns: [
      { en: 'Release', zh: '发布' },
      { en: 'Date', zh: '日期' },
      { en: 'Downloads', zh: '下载' },
    ],
    rows: () =>
      "select tag as a, strftime(moment, '%Y-%m-%d') as b, downloads as c from release where not draft order by moment desc, tag",
  },
}

const released = `(select tag, name, moment, downloads, case when prerelease then 'pre-release' else ${releaseKind('tag')} end as kind
  from release where not draft)`

export const releasesOnForge: Metric = {
  id: 'release-frequency-forge',
  name: { en: 'Release Frequency (forge)', zh: '发布频率（平台）' },
  question: { en: 'How often are releases published?', zh: '多久发布一次？' },
  definition: {
    en: 'Number of releases published on the forge in the period, drafts left out; the kind by Semantic Versioning, unless the forge says that it is a pre-release. Beside it the median of days between two that are no pre-releases',
    zh: '该时期内在平台上发布的数量（草稿除外）；类型按语义化版本判断，平台标为预发布的从其标记。旁列相邻正式发布间隔天数的中位数',
  },
  unit: { en: 'releases', zh: '次发布' },
  caveats: [
    {
      en: 'Tags, releases on the forge and versions in a registry are three things: this counts the second.',
      zh: '标签、平台发布与仓库版本是三回事：此处统计第二种。',
    },
    asTold,
  ],
  parameters: [],
  source: chaoss('Release Frequency', 'release-frequency'),
  reads: ['releases'],
  value: () => `select count(*) as value from ${released}`,
  series: p => `select ${bin('moment', p)} as moment, count(*) as value from ${released} group by 1`,
  beside: [
    {
      name: { en: 'Days between two, median', zh: '间隔天数中位数' },
      value: () => `select ${inDays('median(gap)')} as value from (
        select ${timeFrom('lag(moment) over (order by moment, tag)', 'moment')} as gap from ${released} where kind <> 'pre-release')`,
    },
    ...(['major', 'minor', 'patch', 'pre-release', 'other'] as const).map(kind => ({
      name: nameOfCode(kind),
      value: () => `select count(*) as value from ${released} where kind = '${kind}'`,
    })),
  ],
  table: {
    columns: [
      { en: 'Date', zh: '日期' },
      { en: 'Tag', zh: '标签' },
      columns.name,
      columns.kind,
      { en: 'Downloads', zh: '下载' },
    ],
    rows: () =>
      `select strftime(moment, '%Y-%m-%d') as a, tag as b, name as c, kind as d, downloads as e from ${released} order by moment desc, tag desc`,
  },
}

/** From each creation to the next deletion, or creation where no deletion was seen between; how it was put to use is told by a change request from it since. */
const branches = `(
  select b.*, ${timeFrom('began', 'ended')} as took, (
    select case when bool_or(i.merged_at is not null) then 'merged' when bool_or(i.state = 'open') then 'open' when count(*) > 0 then 'declined' else 'none' end
    from item_all i where i.kind = 'change-request' and i.project = b.project and i.head_branch = b.name and not coalesce(i.from_fork, false)
      and (b.ended is null or i.opened_at < b.ended) and coalesce(i.closed_at, 'infinity'::timestamp) >= b.began
  ) as request
  from (
    select project, host, name, kind, moment as began,
      lead(moment) over (partition by project, host, name order by moment, kind) as ended
    from (select * from branch_event where kind in ('created', 'deleted'))
  ) b where kind = 'created')`

/**
 * Branches are often called after who made them: those that one created, or asked to merge, who is not named to the reader, or
 * is not known while somebody is not named. To who may see all names none tells more.
 */
const tellingNames = `(
  select project, name
  from (
    select project, name, person from branch_event where kind = 'created'
    union all select project, head_branch, person from item_all
      where kind = 'change-request' and head_branch is not null and not coalesce(from_fork, false)
  ) left join (select person, bool_or(masked) as masked from who group by person) k using (person)
  where exists (select 1 from who where masked) and coalesce(k.masked, true)
  group by all)`

const gone = (p: Asked) => `(select * from ${branches} where ${within('ended', p)})`

export const branchLifecycleOnForge: Metric = {
  id: 'branch-lifecycle-forge',
  name: { en: 'Branch Lifecycle (forge)', zh: '分支生命周期（平台）' },
  question: { en: 'How long do branches live, and what becomes of them?', zh: '分支存活多久，去向如何？' },
  definition: {
    en: 'Median of deletion − creation over the branches deleted in the period, as the forge told; where a branch was created anew, it had been deleted by then. The table has every branch, and whether a change request from it was merged',
    zh: '该时期内被删除的分支，其删除 − 创建时间的中位数，以平台所告知的为准；再次创建的分支视为此前已删除。表中列出每个分支以及由它发起的变更请求是否合并',
  },
  unit: days,
  format: 'days',
  caveats: [
    {
      en: 'Of branches in forks and on people’s machines nobody tells; git itself keeps no trace of a deleted one.',
      zh: '复刻与个人电脑上的分支无从得知；git 本身不保留已删除分支的痕迹。',
    },
    clocks,
  ],
  parameters: ['aggregator'],
  source: chaoss('Branch Lifecycle', 'branch-lifecycle'),
  reads: ['branches', 'items'],
  gaps: 'none',
  value: p => `select ${middleInDays(p, 'median')} as value from ${gone(p)}`,
  series: p => `select ${bin('ended', p)} as moment, ${middleInDays(p, 'median')} as value from ${gone(p)} group by 1`,
  beside: [
    ...besideMiddles(gone),
    {
      name: { en: 'Created in the period', zh: '该时期新建' },
      value: p => `select count(*) as value from ${branches} where ${within('began', p)}`,
    },
    {
      name: { en: 'Deleted after a merge', zh: '合并后删除' },
      value: p => `select count(*) as value from ${gone(p)} where request = 'merged'`,
    },
    {
      name: { en: 'Deleted without a merge', zh: '未合并即删除' },
      value: p => `select count(*) as value from ${gone(p)} where request <> 'merged'`,
    },
    {
      name: { en: 'There at the end', zh: '期末仍存在' },
      value: () =>
        `select count(*) as value from ${branches}, span where began < judged_at and (ended is null or ended >= judged_at)`,
    },
  ],
  table: {
    columns: [
      { en: 'Branch', zh: '分支' },
      { en: 'Created', zh: '创建' },
      { en: 'Deleted', zh: '删除' },
      columns.days,
      { en: 'Change request', zh: '变更请求', coded: true },
    ],
    rows: p => `select case when t.project is null then b.name end as a, strftime(began, '%Y-%m-%d') as b, strftime(ended, '%Y-%m-%d') as c, round(${inDays('took')}, 4) as d,
        request as e
      from (select * from ${branches} where ${within('began', p)} or ${within('ended', p)} order by began desc, name ${shownPart(p)}) b
        left join ${tellingNames} t on t.project = b.project and t.name = b.name order by began desc, b.name`,
    count: p => `select count(*) as value from ${branches} where ${within('began', p)} or ${within('ended', p)}`,
  },
}
