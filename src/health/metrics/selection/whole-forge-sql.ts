import type { WholeForgeTables } from '../../../catalog/forges/model.ts'
import { reviews } from '../forge/responses.ts'
import type { MetricParameters } from '../model.ts'
import { isOneOf } from './is-one-of.ts'
import type { Sources } from './sources.ts'

const isReview = isOneOf('e.kind', reviews)
const isAnswer = isOneOf('e.kind', ['commented', ...reviews])

/**
 * Items come with their first answer by another account that is no bot's. Now that it is known who is who, that may be the author's
 * own or a bot's after all, or a bot's before it counts: of these items the first answers, from all that happened, as a question of
 * its own. `who` holds everybody.
 */
export function lateAnswersSql({ items, events, accounts }: WholeForgeTables, who: string): string {
  const doer = `(select code, person, kind from ${who} where code is not null)`
  const isOther = (as: string) => `coalesce(${as}.kind, 'person') = 'person' and ${as}.person is distinct from a.person`
  const isDoubtful = (['response', 'review', 'asked'] as const).map(
    (name, i) => `(${name}_at is not null and (${name}_by_ghost or not (${isOther(`d${i}`)})))`,
  )
  return `with doer as materialized ${doer},
    person_after_all as (select d.code from doer d semi join (select code from ${accounts} where bot) b using (code) where d.kind = 'person'),
    doubtful as (
      select i.item from ${items} i left join doer a on a.code = i.author_code left join doer d0 on d0.code = i.response_by
        left join doer d1 on d1.code = i.review_by left join doer d2 on d2.code = i.asked_by where ${isDoubtful.join(' or ')}
      union select item from ${events} semi join person_after_all p on p.code = actor_code),
    found as (
      select e.item, min(e.at) filter (${isAnswer}) as response_at, min(e.at) filter (${isReview}) as review_at,
        bool_or(e.kind = 'changes-requested') as revised
      from ${events} e semi join doubtful using (item) left join doer a on a.code = e.author_code left join doer d on d.code = e.actor_code
      where ${isAnswer} and ${isOther('d')} group by e.item)
    select item, f.response_at, f.review_at, coalesce(f.revised, false) as revised from doubtful left join found f using (item) order by item`
}

/** Whether what items come with tells who answered first, as the parameters want it. */
export function knowsAnswers({ responseBy, reactionsAnswer, closingAnswers }: MetricParameters): boolean {
  return responseBy === 'anybody' && !reactionsAnswer && !closingAnswers
}

/** The columns of `item_all` that only items which lie together have: first answers. */
export function itemExtras(hasAnswers: boolean, late: string): { columns: string; join: string } {
  const pick = (column: string, own: string) =>
    `case when u.item is not null then u.${column} else ${own} end as ${column}`
  return {
    columns: hasAnswers
      ? `${pick('response_at', 'r.response_at')}, ${pick('review_at', 'r.review_at')}, ${pick('revised', 'r.asked_at is not null')}`
      : 'null::timestamp as response_at, null::timestamp as review_at, null::boolean as revised',
    join: hasAnswers ? `left join ${late} u on u.item = r.item` : '',
  }
}

/** What items say of themselves, by their numbers: id, number, title, url, state. Of those that lie together it is known where. */
export function itemTextsSql({ forges }: Sources, items: readonly number[]): string {
  const textsOf = (from: string, items: readonly number[]) =>
    `select item as id, number, title, url, state from ${from} where item in (${items.join(', ')})`
  if (!forges) return textsOf('item_all', items)
  const places = new Map(forges.parts.flatMap(({ numbers, texts }) => numbers.map(number => [number, texts])))
  const asked = Map.groupBy(items, item => places.get(projectOf(item)))
  return [...asked].flatMap(([texts, items]) => (texts ? [textsOf(texts, items)] : [])).join(' union all ')
}

/** The numbers of a project's items begin with its own. */
const projectOf = (item: number) => Math.floor(item / 2 ** 32)
