import { bin, chaoss, type Metric } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { within } from '../selection/period.ts'
import { counting } from './counting.ts'
import { byHand, ratio, requests as unit } from './messages.ts'

/** Merged, or closed although what it proposed is in the history. */
export function isAccepted({ landedByHand }: Pick<MetricParameters, 'landedByHand'>) {
  return landedByHand === 'accepted' ? '(merged_at is not null or landed)' : 'merged_at is not null'
}

/** Closed, and not accepted. */
function isDeclined(p: Pick<MetricParameters, 'landedByHand'>) {
  return `(state = 'closed' and not ${isAccepted(p)})`
}

/** In which interval one counts: that of the time that put it into the period. */
export function momentOf({ selectBy }: Pick<MetricParameters, 'selectBy'>) {
  return selectBy === 'closed' ? 'closed_at' : 'opened_at'
}

const ofPeriod = (p: MetricParameters, condition: string) =>
  `select *, ${momentOf(p)} as moment from item where kind = 'change-request' and ${condition}`

export const changeRequests = counting({
  id: 'change-requests',
  name: { en: 'Change Requests', zh: '变更请求' },
  question: { en: 'How many changes are proposed?', zh: '提出了多少变更？' },
  definition: {
    en: 'Number of change requests (pull requests, merge requests, patches) opened in the period',
    zh: '该时期内开启的变更请求（拉取请求、合并请求、补丁）数',
  },
  unit,
  slug: 'change-requests',
  kind: 'change-request',
  parameters: ['drafts', 'branch', 'origin', 'label'],
  from: p => `select *, opened_at as moment from item_ever where kind = 'change-request' and ${within('opened_at', p)}`,
})

export const changeRequestsAccepted = counting({
  id: 'change-requests-accepted',
  name: { en: 'Change Requests Accepted', zh: '已接受的变更请求' },
  question: { en: 'How many proposed changes were accepted?', zh: '有多少变更被接受？' },
  definition: {
    en: 'Number of the period’s change requests that were merged by now',
    zh: '该时期的变更请求中至今已合并的数量',
  },
  unit,
  slug: 'change-requests-accepted',
  kind: 'change-request',
  caveats: [byHand],
  parameters: ['selectBy', 'landedByHand'],
  from: p => ofPeriod(p, isAccepted(p)),
})

export const changeRequestsDeclined = counting({
  id: 'change-requests-declined',
  name: { en: 'Change Requests Declined', zh: '已拒绝的变更请求' },
  question: { en: 'How many proposed changes were turned down?', zh: '有多少变更被拒绝？' },
  definition: {
    en: 'Number of the period’s change requests that were closed without being merged; beside it, their share of all of the period',
    zh: '该时期的变更请求中未合并即关闭的数量；旁列其占该时期全部变更请求的比例',
  },
  unit,
  slug: 'change-requests-declined',
  kind: 'change-request',
  caveats: [byHand],
  parameters: ['selectBy', 'landedByHand'],
  from: p => ofPeriod(p, isDeclined(p)),
  beside: [
    {
      name: { en: 'Share of all', zh: '占全部的比例' },
      share: true,
      value: p =>
        `select count(*) filter (${isDeclined(p)})::double / nullif(count(*), 0) as value from item where kind = 'change-request'`,
    },
  ],
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
  unit: ratio,
  format: 'ratio',
  caveats: [
    byHand,
    {
      en: 'Other tools show the second reading and call it by the same name: compare like with like.',
      zh: '其他工具以同样的名称显示第二种解读：比较时须口径一致。',
    },
    {
      en: 'Where none was declined, the first reading has no number.',
      zh: '没有被拒绝的变更请求时，第一种解读没有数值。',
    },
  ],
  parameters: ['acceptance', 'selectBy', 'landedByHand'],
  source: chaoss('Change Request Acceptance Ratio', 'change-request-acceptance-ratio'),
  reads: ['items'],
  restsOn: ['change-request'],
  gaps: 'none',
  value: p => `select ${acceptance(p)} as value from item where kind = 'change-request'`,
  series: p =>
    `select ${bin(momentOf(p), p)} as moment, ${acceptance(p)} as value from item where kind = 'change-request' group by 1`,
}
