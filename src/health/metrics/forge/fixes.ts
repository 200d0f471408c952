import { besideChaoss, bin, type Metric, ofItem } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { within } from '../selection/period.ts'
import { hasLabel } from './issues.ts'
import { asTold, columns, requests } from './messages.ts'

const saysFix = String.raw`regexp_matches(title, '^(\[[^\]]*\]\s*)?(bug ?|hot)?fix(e[sd])?\b', 'i')`

const isFix = (p: Pick<MetricParameters, 'defectLabels'>) => `(${hasLabel(p.defectLabels)} or ${saysFix})`

const mergedFix = (p: MetricParameters) =>
  `kind = 'change-request' and merged_at is not null and ${within('merged_at', p)} and ${isFix(p)}`

const ofHouse = (p: MetricParameters) =>
  `select item, merged_at from item_ever where ${mergedFix(p)} and organization in (select organization from house)`

export const fixesUpstreamed: Metric = {
  id: 'fixes-upstreamed',
  name: { en: 'Fixes upstreamed', zh: '回馈上游的修复' },
  question: { en: 'How many fixes did our people bring in?', zh: '我们的人员回馈了多少修复？' },
  definition: {
    en: 'Number of change requests merged in the period that repair something, by people who worked for the house when they opened them: with a label of defects, or with a title that begins with fix, bugfix or hotfix',
    zh: '该时期内被合并、由当时任职于本单位的人员提出的修复类变更请求数：带有缺陷标签，或标题以 fix、bugfix、hotfix 开头',
  },
  unit: requests,
  caveats: [
    {
      en: 'Where the office has not said whose it is (the house), there is no number.',
      zh: '未设置本办公室所属组织时没有数值。',
    },
    {
      en: 'What somebody fixed without saying so in label or title does not show.',
      zh: '未在标签或标题中注明的修复不计入。',
    },
    asTold,
  ],
  parameters: ['defectLabels'],
  source: besideChaoss.value,
  reads: ['items', 'house'],
  ofOrganizations: true,
  known: p => `select count(organization)::double / nullif(count(*), 0) as value from item_ever where ${mergedFix(p)}`,
  shared: ofHouse,
  value: () => 'select case when (select count(*) from house) > 0 then count(*) end as value from shared_rows',
  series: p => `select ${bin('merged_at', p)} as moment, count(*) as value from shared_rows group by 1`,
  table: {
    columns: [columns.number, columns.title, { en: 'Merged', zh: '合并' }, columns.address],
    rows: () => `select ${ofItem('number')} as a, ${ofItem('title')} as b, strftime(merged_at, '%Y-%m-%d') as c, ${ofItem('url')} as d from shared_rows
      order by merged_at desc, item`,
  },
}
