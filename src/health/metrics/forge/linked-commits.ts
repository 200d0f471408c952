import { type Asked, besideChaoss, bin, type Metric } from '../metric.ts'
import { asTold } from './messages.ts'
import { bySomeoneElse, isReviewing } from './responses.ts'

/** By `bin` the commits of the period, those of change requests, and, where asked, those of change requests that another person reviewed. Nothing where no forge told of any. */
const commits = (p: Asked, which: Which) => `
  with linked as materialized (select row_number() over () as n, moment, items from linked_commit),
    reviewed as (select distinct n from (select n, unnest(items) as item from linked) where item in (
      select item from event_all where ${which === 'reviewed' ? `item_kind = 'change-request' and ${isReviewing(p)} and ${bySomeoneElse}` : 'false'}))
  select bin, sum(commits) as commits, sum(linked) as linked, sum(reviewed) as reviewed from (
    select ${bin('unit::timestamp', p)} as bin, sum(commits) as commits, 0 as linked, 0 as reviewed from tally group by 1
    union all select ${bin('moment', p)}, 0, count(*), count(r.n) from linked left join reviewed r using (n) group by 1
  ) where exists (select 1 from item_all where kind = 'change-request') group by bin`

type Which = 'linked' | 'reviewed'

const countOf = (which: Which) => `coalesce(sum(${which}), 0)`
const share = (which: Which) => `${countOf(which)}::double / nullif(sum(commits), 0)`

const linking = {
  en: 'By what the forge tells of a change request: its commits, and the one that it became when it was merged or squashed. A rebase that the forge does not tell of looks like a direct push.',
  zh: '依据平台所告知的变更请求提交，以及合并或压缩后形成的提交。平台未告知的变基会被当作直接推送。',
}

function ofCommits(
  about: Pick<Metric, 'id' | 'name' | 'question' | 'definition' | 'formula' | 'parameters'>,
  which: Which,
): Metric {
  return {
    ...about,
    unit: { en: 'of the commits', zh: '的提交' },
    format: 'share',
    caveats: [linking, asTold],
    source: besideChaoss.collaboration,
    reads: ['items', 'events', 'links'],
    gaps: 'none',
    shared: p => commits(p, which),
    value: () => `select ${share(which)} as value from shared_rows`,
    series: () => `select bin as moment, ${share(which)} as value from shared_rows group by 1`,
    beside: [
      {
        name: { en: 'Commits of which it holds', zh: '符合条件的提交数' },
        value: () => `select ${countOf(which)} as value from shared_rows`,
      },
      {
        name: { en: 'Commits outside of any change request', zh: '不属于任何变更请求的提交数' },
        value: () => `select coalesce(sum(commits - linked), 0) as value from shared_rows`,
      },
    ],
  }
}

export const commitsLinked = ofCommits(
  {
    id: 'commits-linked',
    name: { en: 'Commits that belong to a change request', zh: '属于变更请求的提交' },
    question: { en: 'How much comes in by a change request?', zh: '有多少提交来自变更请求？' },
    definition: {
      en: 'Commits of the period that belong to a change request, or are what one became ÷ all commits of the period',
      zh: '该时期内属于某个变更请求（或由其合入形成）的提交 ÷ 该时期的全部提交',
    },
    formula: {
      en: 'commits of change requests ÷ commits',
      zh: '属于变更请求的提交数 ÷ 提交数',
    },
    parameters: [],
  },
  'linked',
)

export const commitsReviewed = ofCommits(
  {
    id: 'commits-reviewed',
    name: { en: 'Commits that another reviewed', zh: '经他人评审的提交' },
    question: { en: 'How much of the code did somebody else look at?', zh: '有多少代码经过他人审阅？' },
    definition: {
      en: 'Commits of the period that belong to a change request which a person other than its author reviewed ÷ all commits of the period',
      zh: '该时期内属于某个经作者以外的人评审的变更请求的提交 ÷ 该时期的全部提交',
    },
    formula: {
      en: 'commits of reviewed change requests ÷ commits',
      zh: '属于经评审的变更请求的提交数 ÷ 提交数',
    },
    parameters: ['reviewsAre'],
  },
  'reviewed',
)
