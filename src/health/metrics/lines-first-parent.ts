import { sumOfLines } from './lines.ts'
import { type Asked, bin, chaoss, type Metric } from './metric.ts'

/** Of merges, one row for each whose lines are known. */
const ofMerges = `select s.moment, coalesce(sum(m.added), 0) as added, coalesce(sum(m.removed), 0) as removed, 0 as merges, 1 as known
  from selected s join merge_change m on m.project = s.project and m.hash = s.hash where s.is_merge
  group by s.project, s.hash, s.moment`

const each = `select moment, added, removed, case when is_merge then commits else 0 end as merges, 0 as known from tally union all ${ofMerges}`

/** Of each interval, what merges changed by itself. */
const sums = (p: Asked) => `
  select ${bin('moment', p)} as bin, known = 1 as of_merges, sum(added)::bigint as added, sum(removed)::bigint as removed,
    sum(merges)::bigint as merges, sum(known)::bigint as known
  from (${each}) group by 1, 2`

const isUnknown = 'sum(merges) > 0 and sum(known) = 0'

export const linesFirstParent: Metric = {
  id: 'lines-first-parent',
  name: { en: 'Code changes: lines, merges by first parent', zh: '代码变更：行数，合并按第一父提交' },
  question: {
    en: 'How many lines were touched in the period, when what a merge brought into its branch is the merge’s?',
    zh: '若把合并带入分支的改动算作合并提交的改动，该时期内改动了多少行？',
  },
  definition: {
    en: 'Lines added plus lines removed by the commits of the period; a merge counts by what it changed against its first parent, as git counts it with --diff-merges=first-parent and renames followed (-M)',
    zh: '该时期内提交新增与删除的行数之和；合并提交按其与第一父提交的差异计入，即 git 使用 --diff-merges=first-parent 并识别重命名（-M）的结果',
  },
  formula: {
    en: 'Σ (added + removed) + Σ over merges (added + removed against parent 1)',
    zh: 'Σ（新增 + 删除）+ 对全部合并求 Σ（相对第一父提交的新增 + 删除）',
  },
  unit: { en: 'lines', zh: '行' },
  caveats: [
    {
      en: 'What came by a merge counts twice: in the commits that it merged, and in the merge. With merges left out it is “Code changes: lines”.',
      zh: '经合并进入的改动计两次：一次在被合并的提交中，一次在合并提交中。排除合并提交后即为“代码变更：行数”。',
    },
    {
      en: 'Lines of merges are counted only of projects where that was asked for (on the page of the project, or by “ospo merge-lines”); while none is known there is no number.',
      zh: '仅在项目开启后（项目页面或 “ospo merge-lines”）才统计合并的行数；全部未知时不给出数值。',
    },
    {
      en: 'With a criterion for source code merges do not count: they are told by no file of their own.',
      zh: '设定源代码条件时合并提交不计入：它们没有自己的文件可供判断。',
    },
    { en: 'Binary files have no lines.', zh: '二进制文件没有行数。' },
  ],
  parameters: ['lineKind'],
  reads: ['lines', 'merge-changes'],
  source: chaoss('Code Changes Lines', 'code-changes-lines'),
  shared: sums,
  value: p => `select case when ${isUnknown} then null else ${sumOfLines(p)} end as value from shared_rows`,
  series: p => `select bin as moment, ${sumOfLines(p)} as value from shared_rows
    where (select not coalesce(${isUnknown}, false) from shared_rows) group by 1`,
  beside: [
    {
      name: { en: 'of these, lines of merges', zh: '其中合并提交的行数' },
      value: p =>
        `select case when ${isUnknown} then null else ${sumOfLines(p, 'of_merges')} end as value from shared_rows`,
    },
    {
      name: { en: 'merges whose lines are not counted', zh: '未统计行数的合并提交' },
      value: () => `select coalesce(sum(merges) - sum(known), 0) as value from shared_rows`,
    },
  ],
  table: {
    columns: [
      { en: 'From', zh: '起始' },
      { en: 'Added', zh: '新增' },
      { en: 'Removed', zh: '删除' },
      { en: 'Added by merges', zh: '合并新增' },
      { en: 'Removed by merges', zh: '合并删除' },
      { en: 'Merges not counted', zh: '未统计的合并' },
    ],
    rows: () => `select strftime(bin, '%Y-%m-%d') as a, coalesce(sum(added), 0) as b, coalesce(sum(removed), 0) as c,
      coalesce(sum(added) filter (of_merges), 0) as d, coalesce(sum(removed) filter (of_merges), 0) as e,
      sum(merges) - sum(known) as f from shared_rows group by bin order by bin`,
  },
}
