import type { Metric } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { isAccepted, momentOf } from './change-requests.ts'
import { lasting } from './lasting.ts'
import { byHand, humansOnly } from './messages.ts'

export const changeRequestDuration: Metric = lasting({
  id: 'change-request-duration',
  name: { en: 'Change Requests Duration', zh: '变更请求时长' },
  question: { en: 'How long does it take until a change is accepted?', zh: '变更从提出到接受需要多久？' },
  definition: {
    en: 'Median of merging − opening over the accepted change requests opened in the period. With “durationOf” set to closed: until merging or closing, of all that were closed',
    zh: '该时期内开启且已接受的变更请求，其合并时间 − 开启时间的中位数；参数“时长范围”选 closed 时，取全部已关闭者至合并或关闭的时间',
  },
  slug: 'change-requests-duration',
  middle: 'median',
  restsOn: ['change-request'],
  caveats: [
    byHand,
    {
      en: 'CHAOSS asks for “accepted or closed” and then counts the accepted only: both readings are there.',
      zh: 'CHAOSS 的问题写“接受或关闭”，正文只算已接受的：两种解读都可选。',
    },
  ],
  parameters: ['durationOf', 'selectBy', 'landedByHand'],
  from: p => `select item, opened_at as began, coalesce(merged_at, closed_at) as ended, ${momentOf(p)} as moment
    from item where kind = 'change-request' and ${p.durationOf === 'accepted' ? isAccepted(p) : 'closed_at is not null'}`,
})

/**
 * Whether one that was merged without a change being asked for took no time in review, as CHAOSS's text has it. Otherwise
 * the first review by somebody else ends it, and what nobody reviewed has no duration.
 */
export const reviewed = (p: MetricParameters) => `
  select i.*, ${p.unrevised === 'zero' ? 'case when merged_at is not null and not coalesce(revised, false) then opened_at else first_at end' : 'first_at'} as reviewed_at
  from item_reviewed i where kind = 'change-request'`

const reviewDurationRows = (p: MetricParameters) => `
  select item, opened_at as began, reviewed_at as ended, ${momentOf(p)} as moment
  from (${reviewed(p)}) where reviewed_at is not null`

export const changeRequestReviewDuration: Metric = lasting({
  id: 'change-request-review-duration',
  name: { en: 'Change Request Review Duration', zh: '变更请求评审时长' },
  question: { en: 'How long until a change is reviewed?', zh: '变更多久后得到评审？' },
  definition: {
    en: 'Median of first review by another person − opening; zero where it was merged and no change was asked for, or, with “unrevised” set to first-review, until that review as well',
    zh: '首次由他人评审的时间 − 开启时间的中位数；合并前未被要求修改的记为零，参数“未修改者”选 first-review 时同样计至首次评审',
  },
  slug: 'change-request-review-duration',
  middle: 'median',
  restsOn: ['change-request'],
  reads: ['items', 'events'],
  caveats: [
    humansOnly,
    {
      en: 'What was neither reviewed nor merged has no duration and is left out: how many stands beside.',
      zh: '既未评审也未合并的没有时长，不计入：其个数列在旁边。',
    },
  ],
  parameters: ['unrevised', 'reviewsAre', 'responseBy', 'selectBy'],
  from: reviewDurationRows,
  beside: [
    {
      name: { en: 'Without a review', zh: '没有评审的个数' },
      value: () =>
        "select (select count(*) from item where kind = 'change-request') - (select count(*) from shared_rows) as value",
    },
  ],
})

const cycles = (p: MetricParameters) => `
  select item, n, began, ended, ${p.selectBy === 'closed' ? 'ended' : 'began'} as moment
  from item_cycle`

export const reviewCycleDuration: Metric = lasting({
  id: 'review-cycle-duration',
  name: { en: 'Review Cycle Duration within a Change Request', zh: '变更请求内的评审周期时长' },
  question: { en: 'How long does one round of review take?', zh: '一轮评审需要多久？' },
  definition: {
    en: 'Median over cycles, each from the submission or an update to the next update, acceptance or rejection; with “cycleEnds” set to review, the next review ends it as well. Of change requests of the period',
    zh: '各评审周期的中位数：每个周期自提交或更新起，至下一次更新、接受或拒绝；参数“周期终点”选 review 时，下一次评审也结束周期。范围为该时期的变更请求',
  },
  slug: 'review-cycle-duration-within-a-change-request',
  middle: 'median',
  restsOn: ['change-request'],
  reads: ['items', 'events'],
  caveats: [
    {
      en: 'Updates are known as far as the forge tells of pushes; several commits pushed one after the other are several updates.',
      zh: '更新以平台所告知的推送为准；先后推送的多个提交算多次更新。',
    },
    { en: 'A cycle that has not ended is left out.', zh: '尚未结束的周期不计入。' },
  ],
  parameters: ['cycleEnds', 'reviewsAre', 'responseBy', 'selectBy'],
  from: cycles,
  number: "{'number': item, 'after': case when n = 1 then '' else ' #' || n end}",
})
