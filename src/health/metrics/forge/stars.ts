import { besideChaoss, bin, type Metric } from '../metric.ts'
import { asTold } from './messages.ts'
import { spreads } from './spreads.ts'

const counted = `(
  select project, arg_max(count, (moment, count)) as count from counted, span where what = 'stars' and moment < judged_at group by project)`

export const stars: Metric = {
  id: 'stars',
  name: { en: 'Stars', zh: '星标数' },
  question: { en: 'How many stars does the project have?', zh: '项目有多少星标？' },
  definition: {
    en: 'Number of stars at the period’s end: the forge’s last count before it or, where there is none, the people seen to star it until then',
    zh: '期末的星标数：取此前平台的最近一次统计；没有统计时取此前已知的点星人数',
  },
  unit: { en: 'stars', zh: '个星标' },
  caveats: [
    {
      en: 'Stars can be bought, and most are given once and never again thought of.',
      zh: '星标可以购买，且多数点过即忘。',
    },
    {
      en: 'The series has the stars that came in each interval, as far as the forge tells who gave them.',
      zh: '序列为各区间新增的星标，以平台告知点星者的为限。',
    },
    asTold,
  ],
  parameters: [],
  source: besideChaoss.popularity,
  reads: ['spreads', 'counts'],
  restsOn: ['spreads', 'counts'],
  shared: () => `select project, moment from ${spreads} where kind = 'star'`,
  value: () => `select sum(coalesce(c.count, s.count))::double as value from ${counted} c
    full join (select project, count(*) as count from shared_rows, span where moment < judged_at group by project) s using (project)`,
  series: p => `select ${bin('moment', p)} as moment, count(*) as value from shared_rows, span
    where moment >= starts_at and moment < ends_at group by 1`,
}
