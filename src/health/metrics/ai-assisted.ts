import { bin, chaoss, type Metric } from './metric.ts'

const share = `count(*) filter (assisted or kind = 'ai-agent')::double / nullif(count(*), 0)`

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
  caveats: [
    {
      en: 'Only what people tell: help that no trailer names is not seen, so that the true share is higher.',
      zh: '只统计已声明的：尾注未注明的辅助看不到，实际占比更高。',
    },
  ],
  parameters: [],
  source: chaoss('Bot Activity', 'bot-activity'),
  value: () => `select ${share} as value from selected`,
  series: p => `select ${bin('moment', p)} as moment, ${share} as value from selected group by 1`,
  table: {
    columns: [
      { en: 'Part', zh: '参与方式' },
      { en: 'Commits', zh: '提交' },
    ],
    rows: () => `select case when kind = 'ai-agent' then 'agent' when assisted then 'assisted' else 'none told' end as a, count(*) as b
      from selected group by 1 order by b desc, a`,
  },
}
