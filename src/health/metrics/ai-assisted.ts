import { type Asked, bin, chaoss, type Metric } from './metric.ts'

/** Where an AI acted by itself, nobody was assisted. */
const parts = (p: Asked) => `
  select bin, sum(commits)::bigint as commits, sum(agents)::bigint as agents, sum(assisted)::bigint as assisted from (
    select ${bin('moment', p)} as bin, commits, case when kind = 'ai-agent' then commits else 0 end as agents, 0 as assisted from tally
    union all select ${bin('moment', p)}, 0, 0, 1 from assisted_commit where kind is distinct from 'ai-agent'
  ) group by bin`

const share = '(sum(agents) + sum(assisted))::double / nullif(sum(commits), 0)'

export const aiAssisted: Metric = {
  id: 'ai-assisted',
  name: { en: 'AI-assisted work', zh: 'AI 辅助工作' },
  question: { en: 'How much of the work had an AI’s part in it?', zh: '有多少工作有 AI 参与？' },
  definition: {
    en: 'Share of the period’s commits that an AI agent authored, or whose trailers (Co-authored-by, Assisted-by, Generated-by) name one',
    zh: '该时期内由 AI 代理创作，或尾注（Co-authored-by、Assisted-by、Generated-by）中注明 AI 的提交占比',
  },
  unit: { en: 'of the commits', zh: '的提交' },
  format: 'share',
  gaps: 'none',
  caveats: [
    {
      en: 'Only what people tell: help that no trailer names is not seen, so that the true share is higher.',
      zh: '只统计已声明的：尾注未注明的辅助看不到，实际占比更高。',
    },
  ],
  parameters: [],
  source: chaoss('Bot Activity', 'bot-activity'),
  reads: ['assisted'],
  shared: parts,
  value: () => `select ${share} as value from shared_rows`,
  series: () => `select bin as moment, ${share} as value from shared_rows group by 1`,
  table: {
    columns: [
      { en: 'Part', zh: '参与方式', coded: true },
      { en: 'Commits', zh: '提交' },
    ],
    rows: () => `
      select part as a, commits as b from (
        select 'agent' as part, sum(agents) as commits from shared_rows
        union all select 'assisted', sum(assisted) from shared_rows
        union all select 'none told', sum(commits) - sum(agents) - sum(assisted) from shared_rows
      ) where commits > 0 order by b desc, a`,
  },
}
