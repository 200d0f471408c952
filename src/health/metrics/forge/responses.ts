import type { MetricParameters } from '../model.ts'
import { isOneOf } from '../selection/is-one-of.ts'

type Of = Pick<MetricParameters, 'reviewsAre' | 'responseBy' | 'reactionsAnswer' | 'closingAnswers'>

/** Over `event_all`: done by a person who is not the item's author. Two ghosts may be the same. */
export const bySomeoneElse = "(coalesce(actor_kind, 'person') = 'person' and person is distinct from item_author)"

/** Those who have merged or closed what others opened, at any time. */
const maintainers = `(select person from (
    select merger as person from item_all where item_all.merger is distinct from item_all.person and merger is not null
    union select closer from item_all where item_all.closer is distinct from item_all.person and closer is not null
    union select person from event_all where ${isOneOf('kind', ['merged', 'closed'])} and person is distinct from item_author and person is not null))`

function byWhom({ responseBy }: Of) {
  return responseBy === 'maintainers' ? `${bySomeoneElse} and person in ${maintainers}` : bySomeoneElse
}

/** Of these kinds are reviews; comments are none, unless somebody asks so. */
export const reviews = ['approved', 'changes-requested', 'reviewed'] as const

/** Of what kind reviews are. */
export function isReviewing({ reviewsAre }: Pick<Of, 'reviewsAre'>) {
  return isOneOf('kind', [...reviews, ...(reviewsAre === 'reviews' ? [] : ['commented'])])
}

/** Over `event_all`: a review of a change request by another person. */
export function isReview(p: Of) {
  return `${isReviewing(p)} and ${byWhom(p)}`
}

/** Over `event_all`: a response to whoever opened the item. */
export function isResponse(p: Of) {
  const kinds = [
    ...['commented', ...reviews],
    ...(p.reactionsAnswer ? ['reacted'] : []),
    ...(p.closingAnswers ? ['closed', 'merged'] : []),
  ]
  return `${isOneOf('kind', kinds)} and ${byWhom(p)}`
}
