import { chaoss, type Metric } from './metric.ts'
import { zoneName } from './selection/group-sql.ts'

const label = zoneName('utc_offset')

export const timeZones: Metric = {
  id: 'time-zones',
  name: { en: 'Contributor location: time zones', zh: '贡献者所在时区' },
  question: { en: 'In which time zones do people contribute?', zh: '贡献来自哪些时区？' },
  definition: {
    en: 'Number of distinct UTC offsets of the commits in the period, to the minute; the table counts commits and people for each',
    zh: '该时期内提交的不同 UTC 偏移量个数（精确到分钟）；表中列出各偏移的提交数和人数',
  },
  unit: { en: 'offsets', zh: '个偏移' },
  caveats: [
    {
      en: 'An offset is no place: summer time moves it, and some set their machine to UTC.',
      zh: '偏移量不等于地点：夏令时会改变它，有人将电脑设为 UTC。',
    },
    {
      en: 'Commits made in a forge’s web page often carry the forge’s zone.',
      zh: '在托管平台网页上的提交常带平台的时区。',
    },
  ],
  parameters: [],
  source: chaoss('Contributor Location', 'contributor-location'),
  value: () => 'select count(distinct utc_offset) as value from tally_total',
  table: {
    columns: [
      { en: 'Offset', zh: '偏移' },
      { en: 'Commits', zh: '提交' },
      { en: 'People', zh: '人数' },
    ],
    rows: () =>
      `select ${label} as a, sum(commits) as b, count(distinct person) as c from tally_total group by utc_offset order by utc_offset`,
  },
}
