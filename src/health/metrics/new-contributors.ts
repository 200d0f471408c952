import { type Asked, bin, chaoss, isShown, type Metric, nameOf } from './metric.ts'
import { within } from './selection/period.ts'

const firsts = (p: Asked) =>
  `select person, min(moment) as moment from tally_total_ever group by person having ${within('min(moment)', p)}`

export const newContributors: Metric = {
  id: 'new-contributors',
  name: { en: 'New contributors', zh: '新贡献者' },
  question: { en: 'How many people contributed for the first time?', zh: '有多少人首次做出贡献？' },
  definition: {
    en: 'Number of authors whose first commit ever lies in the period; the whole history decides what is first',
    zh: '首次提交落在该时期内的作者数；是否首次由全部历史判定',
  },
  unit: { en: 'people', zh: '人' },
  caveats: [
    {
      en: 'A known person with a new e-mail looks new unless .mailmap says otherwise.',
      zh: '熟人换了邮箱又未写入 .mailmap 时会被当作新人。',
    },
    {
      en: 'In a shallow clone the oldest commits are missing: too many look new.',
      zh: '浅克隆缺少早期提交，会高估新人数。',
    },
  ],
  parameters: [],
  source: chaoss('New Contributors', 'new-contributors'),
  shared: firsts,
  value: () => 'select count(*) as value from shared_rows',
  series: p => `select ${bin('moment', p)} as moment, count(*) as value from shared_rows group by 1`,
  table: {
    columns: [
      { en: 'First commit', zh: '首次提交' },
      { en: 'Name', zh: '姓名' },
    ],
    rows: () =>
      `select strftime(moment, '%Y-%m-%d') as a, ${nameOf} as b from shared_rows where ${isShown} order by moment desc, person`,
  },
}
