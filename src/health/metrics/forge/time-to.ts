import { type Asked, bin, chaoss, type Metric, ofItem, shownPart } from '../metric.ts'
import type { MetricParameters } from '../model.ts'
import { isOneOf } from '../selection/is-one-of.ts'
import { within } from '../selection/period.ts'
import { momentOf } from './change-requests.ts'
import { inDays, lasting, middleInDays, timeFrom } from './lasting.ts'
import { clocks, columns, days, humansOnly, middles, reopening } from './messages.ts'

function ofKind({ itemKind }: Pick<MetricParameters, 'itemKind'>, column = 'kind') {
  return itemKind === 'any' ? 'true' : `${column} = '${itemKind}'`
}

/** Items as they stood at the period's end: what they are, and whether somebody answered (few and short columns, as all of it is written); `took`: how long that was, or how long it is known that nobody answered. */
const waiting = (p: Asked, condition: string) => `
  select item, kind = 'issue' as is_issue, kind = 'thread' as is_thread, is_open, opened_at as moment, answered_at is not null as is_answered, ${timeFrom('opened_at', 'coalesce(answered_at, closed_at, judged_at)')} as took
  from (
    select i.item, i.kind, i.opened_at, i.state = 'open' or coalesce(i.closed_at >= judged_at, false) as is_open, least(i.closed_at, judged_at) as closed_at, case when i.answered_at < judged_at then i.answered_at end as answered_at, judged_at
    from item_answered i, span where ${within('i.opened_at', p)} and i.opened_at < judged_at and ${condition})`

/**
 * Kaplan and Meier's estimate over `took` and `is_answered`, for each `bin`: how many were left waiting after so long.
 * The mean is that up to the longest time that was seen.
 */
function survival(rows: string, { aggregator }: Asked) {
  const steps = `
    select bin, took, left_waiting, lead(took) over (partition by bin order by took) as next from (
      select bin, took, product(1 - answers::double / at_risk) over (partition by bin order by took) as left_waiting from (
        select bin, took, count(*) filter (is_answered) as answers,
          sum(count(*)) over (partition by bin order by took desc) as at_risk
        from (${rows}) group by bin, took
      )
    )`
  const quantile = (share: number) => `min(took) filter (left_waiting <= ${share} + 1e-12)`
  const middle = {
    median: quantile(0.5),
    p90: quantile(0.1),
    mean: '(min(took) + coalesce(sum(left_waiting * (next - took)), 0))',
  }[aggregator ?? 'median']
  return `select bin, ${inDays(middle)} as value from (${steps}) group by bin`
}

function waitingMetric(
  metric: Pick<Metric, 'id' | 'name' | 'question' | 'definition' | 'parameters' | 'restsOn'> & { slug: string },
  condition: (p: Asked) => string,
): Metric {
  const { slug, ...rest } = metric
  const over = (p: Asked, key: string) =>
    p.unanswered === 'censored'
      ? survival(`select *, ${key} as bin from shared_rows`, p)
      : `select ${key} as bin, ${middleInDays(p, 'median')} as value from shared_rows where is_answered group by 1`
  return {
    ...rest,
    unit: days,
    format: 'days',
    caveats: [
      humansOnly,
      {
        en: 'What nobody answered is left out, which flatters; with “unanswered” set to censored, it counts as having waited until its closing or the period’s end (Kaplan and Meier’s estimate).',
        zh: '无人回应的默认不计入，结果会偏好看；参数“未回应者”选 censored 时，按一直等到关闭或时期结束计（Kaplan–Meier 估计）。',
      },
      middles,
      clocks,
    ],
    parameters: ['aggregator', 'unanswered', 'responseBy', 'reactionsAnswer', 'closingAnswers', ...rest.parameters],
    source: chaoss(metric.name.en, slug),
    reads: ['items', 'events'],
    gaps: 'none',
    shared: p => waiting(p, condition(p)),
    value: p => `select value from (${over(p, 'null::timestamp')})`,
    series: p => `select bin as moment, value from (${over(p, bin('moment', p))})`,
    beside: [
      {
        name: { en: 'Answered', zh: '已回应' },
        value: () => 'select count(*) filter (is_answered) as value from shared_rows',
      },
      {
        name: { en: 'Open and not answered', zh: '开启且未回应' },
        value: () => 'select count(*) filter (not is_answered and is_open) as value from shared_rows',
      },
      {
        name: { en: 'Closed and never answered', zh: '关闭且从未回应' },
        value: () => 'select count(*) filter (not is_answered and not is_open) as value from shared_rows',
      },
      {
        name: { en: 'Answered before they were opened', zh: '回应早于开启的个数' },
        value: () => 'select count(*) filter (is_answered and took < 0) as value from shared_rows',
      },
    ],
    table: {
      columns: [
        columns.number,
        columns.kind,
        columns.title,
        columns.opened,
        { en: 'Answered', zh: '回应' },
        columns.days,
        columns.address,
      ],
      rows: p => `select ${ofItem('number')} as a, case when is_issue then 'issue' when is_thread then 'thread' else 'change-request' end as b, ${ofItem('title')} as c, strftime(moment, '%Y-%m-%d %H:%M') as d, case when is_answered then strftime(moment + to_microseconds(took), '%Y-%m-%d %H:%M') end as e,
        round(${inDays('took')}, 4) as f, ${ofItem('url')} as g from (select * from shared_rows order by took desc, item ${shownPart(p)})`,
      count: () => 'select count(*) as value from shared_rows',
    },
  }
}

export const timeToFirstResponse = waitingMetric(
  {
    id: 'time-to-first-response',
    name: { en: 'Time to First Response', zh: '首次响应时间' },
    question: { en: 'How long does one wait for the first answer?', zh: '需要等多久才得到第一次回应？' },
    definition: {
      en: 'Median of first comment or review by another person − opening, over issues, change requests and mail threads opened in the period; what came after its end does not count',
      zh: '该时期内开启的议题、变更请求和邮件主题，其首次由他人评论或评审的时间 − 开启时间的中位数；时期结束后的不计入',
    },
    slug: 'time-to-first-response',
    parameters: ['itemKind'],
  },
  p => ofKind(p, 'i.kind'),
)

export const issueResponseTime = waitingMetric(
  {
    id: 'issue-response-time',
    name: { en: 'Issue Response Time', zh: '议题响应时间' },
    question: { en: 'How long does an issue wait for its first answer?', zh: '议题要等多久才得到第一次回应？' },
    definition: {
      en: 'Median of first comment by another person − opening, over issues opened in the period; what came after its end does not count',
      zh: '该时期内开启的议题，其首次由他人评论的时间 − 开启时间的中位数；时期结束后的不计入',
    },
    slug: 'issue-response-time',
    restsOn: ['issue'],
    parameters: [],
  },
  () => "i.kind = 'issue'",
)

const closedFirst = `(select item, min(moment) as first_at from event_all where ${isOneOf('kind', ['closed', 'merged'])} group by item)`

const medianWhere = (condition: string) =>
  `select ${middleInDays({ aggregator: 'median' }, 'median', ` filter (${condition})`)} as value from shared_rows`

export const timeToClose = lasting({
  id: 'time-to-close',
  name: { en: 'Time to Close', zh: '关闭用时' },
  question: { en: 'How long does it take until something is closed?', zh: '从创建到关闭需要多久？' },
  definition: {
    en: 'Median of closing − creation over issues, change requests (merged or not) and threads of the period that are closed; with “close” set to first, until the first closing, also of what was reopened',
    zh: '该时期内已关闭的议题、变更请求（无论是否合并）和主题，其关闭 − 创建时间的中位数；参数“关闭时点”选 first 时计至首次关闭，重新开启的也包括在内',
  },
  slug: 'time-to-close',
  middle: 'median',
  caveats: [
    reopening,
    {
      en: 'Merged and turned down are put together here: beside stand the medians of both.',
      zh: '此处合并与拒绝合在一起：旁边分别列出两者的中位数。',
    },
  ],
  parameters: ['close', 'itemKind', 'selectBy'],
  reads: ['items', 'events'],
  from: p =>
    p.close === 'final'
      ? `select item, state = 'merged' as is_merged, opened_at as began, closed_at as ended, ${momentOf(p)} as moment from item
        where closed_at is not null and ${ofKind(p)}`
      : `select item, state = 'merged' as is_merged, opened_at as began, first_at as ended, ${p.selectBy === 'closed' ? 'first_at' : 'opened_at'} as moment
        from item_ever join ${closedFirst} using (item) where ${within(p.selectBy === 'closed' ? 'first_at' : 'opened_at', p)} and ${ofKind(p)}`,
  beside: [
    { name: { en: 'Median of the merged', zh: '已合并者的中位数' }, value: () => medianWhere('is_merged') },
    { name: { en: 'Median of the others', zh: '其余的中位数' }, value: () => medianWhere('not is_merged') },
  ],
})
