import { isResponse, isReview } from '../forge/responses.ts'
import type { MetricParameters } from '../model.ts'
import { actorConditions } from './actor-conditions.ts'
import type { Costly } from './commits-sql.ts'
import { isOneOf } from './is-one-of.ts'
import { isOpen } from './period.ts'
import type { Sources } from './sources.ts'
import { knowsAnswers } from './whole-forge-sql.ts'

/**
 * `item_answered`: `item_ever` with answered_at, when somebody else first responded. `item_reviewed`: `item` with first_at, the first
 * review by somebody else, and revised, whether one asked for changes. `item_cycle`: item, n, began, ended: the cycles of change
 * requests in `item`.
 */
export function reviewingSql({ forges }: Sources, p: MetricParameters, costs: ReadonlySet<Costly>): string[] {
  const isKnown = forges !== undefined && knowsAnswers(p)
  const firstReview = p.reviewsAre === 'reviews' ? 'review_at' : 'response_at'
  const cycles = p.cycleEnds === 'update' ? forges?.cycles : undefined
  return [
    ...(costs.has('item_answered') ? (isKnown ? [knownAnswers] : searchedAnswers(p)) : []),
    ...(costs.has('item_reviewed')
      ? isKnown
        ? [`create view item_reviewed as select *, ${firstReview} as first_at from item`]
        : searchedReviews(p, forges !== undefined)
      : []),
    ...(costs.has('item_cycle')
      ? [cycles ? `create view item_cycle as ${cyclesOf(cycles, p)}` : `create table item_cycle as ${cyclesSql(p)}`]
      : []),
  ]
}

/** Whether first answers or cycles of what lies together are looked for among all that happened, where it matters who did it. */
export function isSearched(p: MetricParameters, costs: ReadonlySet<Costly>): boolean {
  const asksAnswers = costs.has('item_answered') || costs.has('item_reviewed')
  return (asksAnswers && !knowsAnswers(p)) || (costs.has('item_cycle') && p.cycleEnds !== 'update')
}

const knownAnswers = 'create view item_answered as select *, response_at as answered_at from item_ever'

function searchedAnswers(p: MetricParameters) {
  return [
    `create table first_answer as select item, min(moment) as answered_at from event_all where ${isResponse(p)} group by item`,
    'create view item_answered as select i.*, r.answered_at from item_ever i left join first_answer r using (item)',
  ]
}

function searchedReviews(p: MetricParameters, hasOwn: boolean) {
  return [
    `create table first_review as select item, min(moment) as first_at, bool_or(kind = 'changes-requested') as revised
      from event_all where item_kind = 'change-request' and ${isReview(p)} group by item`,
    `create view item_reviewed as select i.* ${hasOwn ? 'exclude (revised)' : ''}, r.first_at, r.revised from item i left join first_review r using (item)`,
  ]
}

/** To look up whether each one's item is asked for takes longer than to read them. */
function cyclesOf(cycles: string, p: MetricParameters) {
  const isAnyAsked = isOpen(p) && p.selectBy === 'opened' && actorConditions(p).length === 0
  const ofItems = "semi join (select item from item where kind = 'change-request') using (item)"
  return `select item, n, began, ended from ${cycles} ${isAnyAsked ? '' : ofItems}`
}

/**
 * A cycle begins with the submission and each update, and ends with what comes next: an update, acceptance, rejection (or a review).
 * What was pushed until it was opened belongs to the submission.
 */
function cyclesSql(p: MetricParameters) {
  const reviews = `union all select item, moment, false, false from event_all semi join item using (item)
    where item_kind = 'change-request' and ${isReview(p)}`
  return `select item, n, began, ended from (
    select *, row_number() over (partition by item order by began) as n from (
      select item, moment as began, begins, lead(moment) over (partition by item order by is_first desc, moment, begins) as ended from (
        select item, opened_at as moment, true as begins, true as is_first from item where kind = 'change-request'
        union all select item, e.moment, true, false from event_all e join item i using (item)
          where e.kind = 'pushed' and e.item_kind = 'change-request' and e.moment > i.opened_at
        union all select item, closed_at, false, false from item where kind = 'change-request' and closed_at is not null
        union all select item, moment, false, false from event_all semi join item using (item)
          where ${isOneOf('kind', ['closed', 'merged'])} and item_kind = 'change-request'
        ${p.cycleEnds === 'review' ? reviews : ''}
      )
    ) where begins
  ) where ended is not null`
}
