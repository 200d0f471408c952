import { chaoss, countShownPeople, isShown, type Metric, nameOf, shownPart } from '../metric.ts'
import { deeds, ofAllChannels } from './deeds.ts'
import { asTold, columns, ghosts, people } from './messages.ts'

const counted = `select person, sum(count)::bigint as n from ${deeds('period', { total: true })} where person is not null group by person`

/** Of as many as did `n`: how many there are, and what all did who did more. */
const ranks =
  'select n, count(*) as people, sum(count(*) * n) over (order by n desc) - count(*) * n as before from shared_rows group by n'

/** How many it takes until what they did together is no longer less than so much. */
const needed = (least: string) => `sum(least(people, greatest(0, ceil((${least} - before) / n) - 1)))`

export const absenceFactorOfAllChannels: Metric = {
  id: 'contributor-absence-factor-of-all-channels',
  name: { en: 'Contributor Absence Factor (all channels)', zh: '贡献者缺席因子（全渠道）' },
  question: {
    en: 'How few people carry everything that is done, reviews and answers included?',
    zh: '包括评审和答复在内的全部工作由多少人承担？',
  },
  definition: {
    en: 'The smallest number of people whose contributions of any kind together make at least the threshold (50 %) of all of the period',
    zh: '其各类贡献之和至少占该时期全部贡献的阈值（50%）的最少人数',
  },
  unit: people,
  caveats: [
    {
      en: 'Contributions of all kinds weigh the same, a reaction as much as a release.',
      zh: '各类贡献权重相同：一次表情回应与一次发布等价。',
    },
    {
      en: 'Bots count unless they are excluded; a busy one lowers or hides the risk.',
      zh: '除非排除，机器人也计入；活跃的机器人会掩盖风险。',
    },
    ghosts,
    asTold,
  ],
  parameters: ['threshold'],
  source: chaoss('Contributor Absence Factor', 'bus-factor'),
  ...ofAllChannels,
  shared: () => counted,
  value: ({ threshold }) =>
    `select 1 + ${needed(`${threshold} * total`)} as value from (${ranks}), (select sum(n) as total from shared_rows)`,
  table: {
    columns: [columns.name, columns.count, columns.share, { en: 'Running share', zh: '累计占比', share: true }],
    rows: p => `with most as (select * from shared_rows order by n desc, person limit ${p.rowsFrom + p.rowsMost} + (select count(*) from hidden))
      select ${nameOf} as a, n as b, round(n / total, 4) as c, round(running / total, 4) as d
      from (select *, sum(n) over (order by n desc, person rows unbounded preceding) as running from most), (select sum(n) as total from shared_rows)
      where ${isShown} order by running ${shownPart(p)}`,
    count: () => countShownPeople,
  },
}
