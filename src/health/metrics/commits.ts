import { chaoss, commitsByInterval, type Metric } from './metric.ts'

export const commits: Metric = {
  id: 'commits',
  name: { en: 'Code changes: commits', zh: '代码变更：提交数' },
  question: { en: 'How many changes to the code were made in the period?', zh: '该时期内对代码做了多少次变更？' },
  definition: {
    en: 'Number of commits reachable from HEAD whose date lies in the period',
    zh: '从 HEAD 可达、日期落在该时期内的提交数',
  },
  unit: { en: 'commits', zh: '次提交' },
  caveats: [
    { en: 'Commits on branches that were never merged are not counted.', zh: '未合并分支上的提交不计入。' },
    {
      en: 'A squash merge is one commit, whatever went into it; a cherry-pick counts again.',
      zh: '压缩合并只算一次提交；拣选的提交会重复计数。',
    },
    {
      en: 'Merge commits count, as CHAOSS has it; forges’ own graphs often leave them out.',
      zh: '按 CHAOSS 定义计入合并提交；托管平台的图表常常不计。',
    },
  ],
  parameters: [],
  source: chaoss('Code Changes Commits', 'code-changes-commits'),
  value: () => 'select coalesce(sum(commits), 0) as value from tally',
  series: commitsByInterval,
}
