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

/** Sums of deeds by month. */
export function deedsSql(from: Told): string {
  return sumOfDeedsSql(`(select *, 1 as deeds from (${toldDeedsSql(from)}) where moment is not null)`)
}

/** The same of deeds as `deedsOnceSql` has them. */
export function sumOfDeedsSql(once: string): string {
  return `select project, code, deed, draft, date_trunc('month', moment)::date as unit, sum(deeds)::integer as deeds,
      min(moment) as first_at, max(moment) as last_at, bit_or(1::uinteger << (day(moment) - 1)) as day_bits
    from ${once} group by project, code, deed, draft, date_trunc('month', moment)`
}

/** Of the deeds that lie in `deeds` as sums by month, those of which such a row does not tell the moment: neither its first nor its last. */
export function betweenSql(from: Told, deeds: string): string {
  const left = 'count(*) - (t.moment = s.first_at)::integer - (t.moment = s.last_at)::integer'
  return `select t.project, t.code, t.deed, t.draft, t.moment, (${left})::integer as deeds
    from (${toldDeedsSql(from)}) t join (select * from ${deeds} where deeds > 2) s
      on s.project = t.project and s.code is not distinct from t.code and s.deed = t.deed and s.draft = t.draft
        and s.unit = date_trunc('month', t.moment)
    group by t.project, t.code, t.deed, t.draft, t.moment, s.first_at, s.last_at having ${left} > 0`
}

/** Each deed, of the sums by month and those between: project, code, deed, draft, moment, and how many at that moment. */
export function deedsOnceSql({ deeds, between }: { deeds: string; between: string }): string {
  const some = 'project, code, deed, draft'
  return `select ${some}, first_at as moment, 1 as deeds from ${deeds}
    union all select ${some}, last_at, 1 from ${deeds} where deeds > 1
    union all select ${some}, moment, deeds from ${between}`
}

/** The same at any time. */
export function totalsOfDeedsSql(deeds: string): string {
  return `select project, code, deed, draft, sum(deeds)::integer as deeds, min(first_at) as first_at, max(last_at) as last_at,
      sum(bit_count(day_bits))::integer as days from ${deeds} group by project, code, deed, draft`
}
