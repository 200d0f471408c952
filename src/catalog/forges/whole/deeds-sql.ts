/** By kind of event. What is left out is no contribution of its own: pushes are commits, and openings are items. */
const deeds = {
  comment: ['commented'],
  review: ['approved', 'changes-requested', 'reviewed'],
  merge: ['merged'],
  triage: [
    ...['labeled', 'unlabeled', 'assigned', 'unassigned', 'review-requested', 'review-dismissed'],
    ...['closed', 'reopened', 'renamed'],
  ],
  reaction: ['reacted'],
}

const whens = Object.entries(deeds).map(
  ([deed, kinds]) => `when kind in (${kinds.map(kind => `'${kind}'`).join(', ')}) then '${deed}'`,
)

/** SQL over `kind` and `item_kind` of events: what kind of contribution it is; null where it is none. */
export const deedOfEvent = `case when item_kind = 'thread' and kind = 'commented' then 'mail' ${whens.join(' ')} end`

/** Likewise of what was opened. */
export const deedOfItem = "case kind when 'thread' then 'mail' else kind end"

/** Where items and events lie, as in `WholeForgeTables`. */
interface Told {
  items: string
  events: string
}

/** Each deed on forges: project, code, deed, moment, draft. */
function toldDeedsSql({ items, events }: Told): string {
  return `select project, author_code as code, ${deedOfItem} as deed, created_at as moment, coalesce(draft, false) as draft from ${items}
    union all select project, actor_code, deed, "at", draft from ${events} where deed is not null`
}

/** Sums of deeds by month: `between_at` are the moments of all but the first and the last, if there are more. */
export function deedsSql(from: Told): string {
  return `select project, code, deed, draft, date_trunc('month', moment)::date as unit, count(*)::integer as deeds,
      min(moment) as first_at, max(moment) as last_at, bit_or(1::uinteger << (day(moment) - 1)) as day_bits,
      case when count(*) > 2 then list_sort(list(moment))[2:-2] end as between_at
    from (${toldDeedsSql(from)}) where moment is not null group by project, code, deed, draft, date_trunc('month', moment)`
}

/** The same shape with each deed as a row of its own: of few items sums are hardly fewer, and take three times as long. */
export function singleDeedsSql(from: Told): string {
  return `select project, code, deed, draft, date_trunc('month', moment)::date as unit, 1 as deeds, moment as first_at, moment as last_at,
      1::uinteger << (day(moment) - 1) as day_bits, null::timestamp[] as between_at
    from (${toldDeedsSql(from)}) where moment is not null`
}

/** Each deed of sums by month: project, code, deed, draft, moment. */
export function deedsOnceSql(deeds: string): string {
  const each = (moment: string) => `select project, code, deed, draft, ${moment} as moment from ${deeds}`
  return `${each('first_at')} union all ${each('last_at')} where deeds > 1 union all ${each('unnest(between_at)')} where deeds > 2`
}

/** The same at any time. */
export function totalsOfDeedsSql(deeds: string): string {
  return `select project, code, deed, draft, sum(deeds)::integer as deeds, min(first_at) as first_at, max(last_at) as last_at,
      sum(bit_count(day_bits))::integer as days from ${deeds} group by project, code, deed, draft`
}
