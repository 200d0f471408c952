import { inDays, timeFrom } from './forge/lasting.ts'
import { bin, chaoss, type Metric } from './metric.ts'

/** Merges of the period with the tip of the branch that they took in, where that is known. */
const merges = `(select *, ${timeFrom('tip_at', 'moment')} as took from branch_merge)`

const known = `${merges} where author is not null`

export const branchLifecycle: Metric = {
  id: 'branch-lifecycle-git',
  name: { en: 'Branch Lifecycle: merges in git', zh: '分支生命周期（git 合并）' },
  question: { en: 'How are branches brought back?', zh: '分支如何合入？' },
  definition: {
    en: 'Number of merge commits in the period: branches, or updates of them, that were taken in; beside it the median of the days from a branch’s last commit to its merge',
    zh: '该时期内的合并提交数，即被合入的分支或其更新；另列分支最后一次提交到合入的天数中位数',
  },
  unit: { en: 'merges', zh: '次合并' },
  caveats: [
    {
      en: 'Git forgets branches: deleted ones, and those that were squashed, rebased or fast-forwarded, leave no merge.',
      zh: 'git 不记录分支本身：已删除、压缩、变基或快进的分支不留合并提交。',
    },
    { en: 'Merges of the main branch into a branch count as well.', zh: '把主分支合入分支的提交也计入。' },
  ],
  parameters: [],
  source: chaoss('Branch Lifecycle', 'branch-lifecycle'),
  value: () => `select count(*) as value from ${merges}`,
  series: p => `select ${bin('moment', p)} as moment, count(*) as value from ${merges} group by 1`,
  beside: [
    {
      name: { en: 'median days from the last commit to the merge', zh: '最后提交到合入的天数中位数' },
      value: () => `select ${inDays('median(took)')} as value from ${known}`,
    },
  ],
  table: {
    columns: [
      { en: 'From', zh: '起始' },
      { en: 'Merges', zh: '合并' },
      { en: 'Median days to merge', zh: '合入天数中位数' },
      { en: 'Longest', zh: '最长' },
    ],
    rows: p => `select strftime(${bin('moment', p)}, '%Y-%m-%d') as a, count(*) as b, round(${inDays('median(took)')}, 4) as c, round(${inDays('max(took)')}, 4) as d
      from ${merges} group by 1 order by 1`,
  },
}

const share = 'count(*) filter (merger = author)::double / nullif(count(*), 0)'

export const selfMerges: Metric = {
  id: 'self-merges-git',
  name: { en: 'Self Merge Rates: in git', zh: '自行合并率（git）' },
  question: { en: 'How often do people merge their own branches?', zh: '人们多常合并自己的分支？' },
  definition: {
    en: 'Merge commits of the period whose author wrote the last commit of the branch that they took in ÷ merge commits of which that is known',
    zh: '合并者即被合入分支最后一次提交作者的合并提交 ÷ 该信息已知的合并提交',
  },
  formula: {
    en: 'merges by the branch’s last author ÷ merges',
    zh: '由分支最后一位作者完成的合并数 ÷ 合并数',
  },
  unit: { en: 'of the merges', zh: '的合并' },
  format: 'share',
  gaps: 'none',
  caveats: [
    {
      en: 'Git knows no reviews: one who merges the own branch may have been reviewed. Forges tell that.',
      zh: 'git 不记录评审：自行合并者也可能经过评审，需由平台数据得知。',
    },
    {
      en: 'Squashed and rebased changes leave no merge; updates of a branch from the main one count.',
      zh: '压缩和变基的变更不留合并；从主分支更新分支的合并计入。',
    },
  ],
  parameters: [],
  source: chaoss('Self Merge Rates', 'self-merge-rates'),
  value: () => `select ${share} as value from ${known}`,
  series: p => `select ${bin('moment', p)} as moment, ${share} as value from ${known} group by 1`,
}
