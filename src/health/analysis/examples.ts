import type { Text } from '../../lib/text/text.ts'

interface Example {
  id: string
  name: Text
  sql: string
}

/** Questions that ship, to begin with. They hold on an office without facts, too: then they have no rows. */
export const examples: readonly Example[] = [
  {
    id: 'commits-by-month',
    name: { en: 'Commits and authors by month', zh: '每月提交数与作者数' },
    sql: `select date_trunc('month', authored_at)::date as month, count(*) as commits, count(distinct author) as authors
from commits
group by month
order by month desc`,
  },
  {
    id: 'who-carries',
    name: { en: 'Who carries each project: share of the busiest person', zh: '谁在支撑各项目：最活跃者的提交占比' },
    sql: `with counted as (
  select project, author, count(*) as commits, count(*) / sum(count(*)) over (partition by project) as share
  from commits
  where author_kind = 'person' and not is_merge
  group by project, author
)
select project, name, commits, round(share, 3) as share
from counted left join people on person = author
qualify row_number() over (partition by project order by commits desc, author) = 1
order by share desc`,
  },
  {
    id: 'organizations',
    name: { en: 'Organizations by commits; unknown stays unknown', zh: '各组织的提交数（未知单列）' },
    sql: `select coalesce(organization, '(not known)') as organization, count(*) as commits, count(distinct author) as people,
  round(count(*) / sum(count(*)) over (), 3) as share
from commits
where author_kind = 'person'
group by all
order by commits desc`,
  },
  {
    id: 'absence-factor',
    name: { en: 'Contributor absence factor of each project', zh: '各项目的贡献者缺席因子' },
    sql: `with counted as (
  select project, author, count(*) as commits,
    sum(count(*)) over (partition by project order by count(*) desc, author rows unbounded preceding) as running,
    sum(count(*)) over (partition by project) as total
  from commits
  group by project, author
)
select project, 1 + count(*) filter (running < 0.5 * total) as absence_factor, any_value(total) as commits
from counted
group by project
order by absence_factor, commits desc`,
  },
  {
    id: 'first-response',
    name: { en: 'Days until somebody else answers an issue, by month', zh: '议题首次获他人回应所需天数（按月）' },
    sql: `with answered as (
  select i.project, i.host, i.number, i.created_at, min(c.happened_at) as answered_at
  from items i join comments c on c.project = i.project and c.host = i.host and c.number = i.number and c.item_kind = i.kind
  where i.kind = 'issue' and c.author_kind = 'person' and c.author is distinct from i.author
  group by all
)
select date_trunc('month', created_at)::date as month, count(*) as issues,
  round(median((epoch_us(answered_at) - epoch_us(created_at)) / 86400e6), 2) as median_days
from answered
group by month
order by month desc`,
  },
  {
    id: 'reviewers',
    name: { en: 'Who reviews, and how', zh: '评审人及其结论' },
    sql: `select name, count(*) as reviews, count(*) filter (verdict = 'approved') as approved,
  count(*) filter (verdict = 'changes-requested') as changes_requested
from reviews left join people on person = reviewer
group by reviewer, name
order by reviews desc`,
  },
  {
    id: 'hot-files',
    name: { en: 'Files that change most often', zh: '变更最频繁的文件' },
    sql: `select project, path, count(*) as changes, sum(added) as added, sum(removed) as removed
from changes
where not generated
group by project, path
order by changes desc
limit 100`,
  },
  {
    id: 'shared-components',
    name: { en: 'Components that most projects use', zh: '使用项目最多的组件' },
    sql: `select package, count(distinct project) as projects, count(distinct version) as versions,
  string_agg(distinct license, ', ' order by license) as licenses
from components
group by package
order by projects desc, package
limit 100`,
  },
  {
    id: 'ai-assisted',
    name: { en: 'Commits in which an AI had a part, by month', zh: '每月有 AI 参与的提交' },
    sql: `select date_trunc('month', authored_at)::date as month, count(*) as commits,
  count(*) filter (ai_assisted or author_kind = 'ai-agent') as with_ai
from commits
group by month
order by month desc`,
  },
  {
    id: 'dictionary',
    name: { en: 'What each column means', zh: '各列的含义' },
    sql: 'from dictionary',
  },
]
