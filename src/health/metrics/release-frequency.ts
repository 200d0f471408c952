import { bin, chaoss, type Metric } from './metric.ts'

/**
 * Semantic Versioning 2.0.0 with whatever stands before the number, and pre-releases as Python writes them as well. The first number
 * that begins a word is the version; numbers after it are of the pre-release or the build.
 */
const version = String.raw`^(?:(?:.*?[^0-9a-z.])??v?|.*?[a-z])(\d+)\.(\d+)(?:\.(\d+))?((?:-|\.?(?:a|b|rc|alpha|beta|dev|pre)).*)?(?:\+.*)?$`

/** As SQL: major, minor, patch, pre-release, or other, by the name in the column. */
export function releaseKind(column: string): string {
  return `case
    when not regexp_matches(${column}, '${version}', 'i') then 'other'
    when regexp_extract(${column}, '${version}', 4, 'i') <> '' then 'pre-release'
    when coalesce(nullif(regexp_extract(${column}, '${version}', 3, 'i'), ''), '0') <> '0' then 'patch'
    when regexp_extract(${column}, '${version}', 2, 'i') <> '0' then 'minor'
    else 'major' end`
}

const kinds = `select name, moment, ${releaseKind('name')} as kind from tag`

export const releaseFrequency: Metric = {
  id: 'release-frequency',
  name: { en: 'Release frequency', zh: '发布频率' },
  question: { en: 'How often does the project release?', zh: '项目多久发布一次？' },
  definition: {
    en: 'Number of tags in the period, by the tagger’s date or else the commit’s; their kind is read from the name by Semantic Versioning',
    zh: '该时期内的标签数，日期取打标签的时间，否则取提交时间；类型按语义化版本从名称判断',
  },
  unit: { en: 'releases', zh: '次发布' },
  caveats: [
    {
      en: 'A tag need not be a release, and a release need not be tagged.',
      zh: '标签不一定是发布，发布也不一定打标签。',
    },
    { en: 'Pre-releases count; the table tells them apart.', zh: '预发布版本计入总数，表中单独标明。' },
  ],
  parameters: [],
  source: chaoss('Release Frequency', 'release-frequency'),
  value: () => 'select count(*) as value from tag',
  series: p => `select ${bin('moment', p)} as moment, count(*) as value from tag group by 1`,
  table: {
    columns: [
      { en: 'Date', zh: '日期' },
      { en: 'Tag', zh: '标签' },
      { en: 'Kind', zh: '类型', coded: true },
      { en: 'Days since the one before', zh: '距上一个（天）' },
    ],
    rows: () => `select strftime(moment, '%Y-%m-%d') as a, name as b, kind as c,
      date_diff('day', lag(moment) over (order by moment, name), moment) as d from (${kinds}) order by moment desc, name desc`,
  },
}
