import { bin, chaoss, isShown, type Metric, nameOf } from './metric.ts'

const share = 'coalesce(sum(commits) filter (bot), 0)::double / sum(commits)'

export const botShare: Metric = {
  id: 'bot-activity',
  name: { en: 'Bot activity', zh: '机器人活动' },
  question: { en: 'How much of the activity is automated?', zh: '有多少活动是自动化的？' },
  definition: { en: 'Share of the period’s commits that a bot authored', zh: '该时期内由机器人创作的提交占比' },
  unit: { en: 'of the commits', zh: '的提交' },
  format: 'share',
  gaps: 'none',
  caveats: [
    {
      en: 'Bots are known by name and e-mail (“[bot]”, well-known services): some go unseen, as does a person who runs a script.',
      zh: '机器人按名称和邮箱识别（“[bot]”、知名服务）：可能有遗漏，个人运行的脚本也识别不出。',
    },
  ],
  parameters: [],
  source: chaoss('Bot Activity', 'bot-activity'),
  value: () => `select ${share} as value from tally`,
  series: p => `select ${bin('moment', p)} as moment, ${share} as value from tally group by 1`,
  table: {
    columns: [
      { en: 'Bot', zh: '机器人' },
      { en: 'Commits', zh: '提交' },
    ],
    rows: () =>
      `select ${nameOf} as a, sum(commits) as b from tally_total where bot and ${isShown} group by person order by b desc, person`,
  },
}
