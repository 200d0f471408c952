import type { Text } from '../../../lib/text/text.ts'
import { bin, chaoss, type Metric } from '../metric.ts'
import type { MetricParameters } from '../model.ts'

const unit: Text = { en: 'change requests', zh: '个变更请求' }
const asTold: Text = {
  en: 'Only what a forge or an archive told: what was deleted there is not counted.',
  zh: '仅统计代码托管平台或存档所记录的：已在那里删除的不计。',
}
const byHand: Text = {
  en: 'One that was closed and whose commits landed by hand or by a squashing bot is declined, unless “landed by hand” says otherwise.',
  zh: '被关闭、但其提交由人工或机器人压缩合入的，默认视为拒绝，可用“人工合入”参数更改。',
}

/** Merged, or closed while a commit of the base branch is known that it became. */
export function isAccepted({ landedByHand }: Pick<MetricParameters, 'landedByHand'>) {
  return landedByHand === 'accepted'
    ? `(merged_at is not null or (state <> 'open' and merge_commit is not null))`
    : 'merged_at is not null'
}

/** Closed, and not accepted. */
export function isDeclined(p: Pick<MetricParameters, 'landedByHand'>) {
  return `(state = 'closed' and not ${isAccepted(p)})`
}

const rows = (condition: string) => `select number as a, title as b, strftime(opened_at, '%Y-%m-%d') as c, state as d,
  strftime(closed_at, '%Y-%m-%d') as e, url as f from item where kind = 'change-request' and ${condition} order by opened_at desc, number`
const columns: Text[] = [
  { en: 'Number', zh: '编号' },
  { en: 'Title', zh: '标题' },
  { en: 'Opened', zh: '开启' },
  { en: 'State', zh: '状态' },
  { en: 'Closed', zh: '关闭' },
  { en: 'Address', zh: '网址' },
]

interface Counted extends Pick<Metric, 'id' | 'name' | 'question' | 'definition'> {
  slug: string
  condition(p: MetricParameters): string
  caveats?: Text[]
  parameters?: Metric['parameters']
}

function counting({ id, name, question, definition, slug, condition, caveats = [], parameters = [] }: Counted): Metric {
  return {
    ...{ id, name, question, definition, unit, parameters },
    caveats: [asTold, ...caveats],
    source: chaoss(name.en, slug),
    reads: ['items'],
    value: p => `select count(*) as value from item where kind = 'change-request' and ${condition(p)}`,
    series: p =>
      `select ${bin(momentOf(p), p)} as moment, count(*) as value from item where kind = 'change-request' and ${condition(p)} group by 1`,
    table: { columns, rows: p => rows(condition(p)) },
  }
}

/** In which interval one counts: that of the time that put it into the period. */
export function momentOf({ selectBy }: Pick<MetricParameters, 'selectBy'>) {
  return selectBy === 'closed' ? 'closed_at' : 'opened_at'
}

export const changeRequests = counting({
  id: 'change-requests',
  name: { en: 'Change Requests', zh: '变更请求' },
  question: { en: 'How many changes are proposed?', zh: '提出了多少变更？' },
  definition: {
    en: 'Number of change requests (pull requests, merge requests, patches) opened in the period',
    zh: '该时期内开启的变更请求（拉取请求、合并请求、补丁）数',
  },
  slug: 'change-requests',
  condition: () => 'true',
})

export const changeRequestsAccepted = counting({
  id: 'change-requests-accepted',
  name: { en: 'Change Requests Accepted', zh: '已接受的变更请求' },
  question: { en: 'How many proposed changes were accepted?', zh: '有多少变更被接受？' },
  definition: {
    en: 'Number of the period’s change requests that were merged by now',
    zh: '该时期的变更请求中至今已合并的数量',
  },
  slug: 'change-requests-accepted',
  condition: isAccepted,
  caveats: [byHand],
  parameters: ['selectBy', 'landedByHand'],
})

export const changeRequestsDeclined = counting({
  id: 'change-requests-declined',
  name: { en: 'Change Requests Declined', zh: '已拒绝的变更请求' },
  question: { en: 'How many proposed changes were turned down?', zh: '有多少变更被拒绝？' },
  definition: {
    en: 'Number of the period’s change requests that were closed without being merged',
    zh: '该时期的变更请求中未合并即关闭的数量',
  },
  slug: 'change-requests-declined',
  condition: isDeclined,
  caveats: [byHand],
  parameters: ['selectBy', 'landedByHand'],
})

const acceptance = (p: MetricParameters) =>
  p.acceptance === 'merged-to-declined'
    ? `count(*) filter (${isAccepted(p)})::double / nullif(count(*) filter (${isDeclined(p)}), 0)`
    : `count(*) filter (${isAccepted(p)})::double / nullif(count(*) filter (${isAccepted(p)} or ${isDeclined(p)}), 0)`

export const changeRequestAcceptanceRatio: Metric = {
  id: 'change-request-acceptance-ratio',
  name: { en: 'Change Request Acceptance Ratio', zh: '变更请求接受率' },
  question: { en: 'How do accepted changes stand to declined ones?', zh: '被接受与被拒绝的变更之比如何？' },
  definition: {
    en: 'CHAOSS’s reading: merged ÷ closed without merge. With “acceptance” set to merged-of-closed: merged ÷ (merged + closed without merge)',
    zh: 'CHAOSS 的解读：已合并 ÷ 未合并即关闭；参数“接受率口径”选 merged-of-closed 时：已合并 ÷（已合并 + 未合并即关闭）',
  },
  unit: { en: '(ratio)', zh: '（比值）' },
  format: 'ratio',
  caveats: [
    byHand,
    {
      en: 'Other tools show the second reading and call it by the same name: compare like with like.',
      zh: '其他工具以同样的名称显示第二种解读：比较时须口径一致。',
    },
  ],
  parameters: ['acceptance', 'selectBy', 'landedByHand'],
  source: chaoss('Change Request Acceptance Ratio', 'change-request-acceptance-ratio'),
  reads: ['items'],
  gaps: 'none',
  value: p => `select ${acceptance(p)} as value from item where kind = 'change-request'`,
  series: p =>
    `select ${bin(momentOf(p), p)} as moment, ${acceptance(p)} as value from item where kind = 'change-request' group by 1`,
}
