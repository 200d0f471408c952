import { deedOfItem } from '../../../catalog/forges/model.ts'
import type { MetricParameters } from '../model.ts'
import { actorConditions, allOfThem } from './actor-conditions.ts'
import { employment } from './employment-sql.ts'
import { itemConditions } from './forge-sql.ts'
import { doerOf } from './people-sql.ts'
import { within } from './period.ts'
import type { Sources } from './sources.ts'
import { cutMonths, type Grain } from './tally-sql.ts'

/**
 * `forge_deed_ever`, and `forge_deed` in the period: what people did on forges: project, moment, last_at, unit (see `unitSql`), count, type (see
 * `deedOfEvent`; 'issue', 'change-request' and 'mail' are openings), person, organization, actor_kind. What is alike in many deeds
 * may stand in one row, with the moments of the first and last; no row reaches from one interval, employment or period into another.
 * `forge_deed_each`: each deed of the period, in a row of its own.
 */
export function forgeDeedsSql(
  { forges, drawn }: Sources,
  p: MetricParameters,
  grain: Grain,
  knowsOrganizations: boolean,
): string[] {
  const areKept = grain === 'month' && p.standing === 'any' && itemConditions(p).length === 0
  const ever = forges && drawn && areKept ? summed(forges, p, knowsOrganizations ? drawn.moving : undefined) : onceEach
  return [
    `create or replace view forge_deed_ever as ${ever}`,
    `create or replace view forge_deed as select * from forge_deed_ever where ${within('moment', p)}`,
    `create or replace view forge_deed_each as select * from (${onceEach}) where ${within('moment', p)}`,
  ]
}

const onceEach = `select project, opened_at as moment, opened_at as last_at, unit_of(opened_at) as unit, 1 as count, ${deedOfItem} as type, person, organization, author_kind as actor_kind
    from item_ever
  union all select project, moment, moment, unit_of(moment), 1, deed, person, organization, actor_kind from event_ever where deed is not null`

type Forges = NonNullable<Sources['forges']>

/** `moving`: where it is told for whom months are to be told apart: only then one knows who works where. */
function summed(forges: Forges, p: MetricParameters, moving: string | undefined) {
  const doer = doerOf('s.code', 'w')
  const { organization, join } = employment(moving !== undefined, doer.person, 's.first_at')
  return `select * from (
      select s.project, s.first_at as moment, s.last_at, s.unit, s.deeds as count, s.deed as type, ${doer.person} as person,
        ${organization} as organization, ${doer.kind} as actor_kind
      from (${monthsOf(forges, p, moving)}) s ${doer.join} ${join}
    ) where ${allOfThem(actorConditions(p, 'actor_kind'))}`
}

/** Months as sums; of those through which a border of the period or an employment goes, each deed. */
function monthsOf({ deeds, items, events }: Forges, p: MetricParameters, moving: string | undefined) {
  const cut = cutMonths(p)
  const isCut = cut.length === 0 ? 'false' : `s.unit in (${cut.join(', ')})`
  const each = `(select project, author_code as code, ${deedOfItem} as deed, created_at as moment from ${items}
    union all select project, actor_code, deed, "at" from ${events} where deed is not null)`
  const once =
    'd.project, d.code, d.deed, d.moment as first_at, d.moment as last_at, unit_of(d.moment) as unit, 1 as deeds'
  const isIn = (unit: string) => `d.moment >= ${unit} and d.moment < ${unit} + interval 1 month`
  return [
    `select s.project, s.code, s.deed, s.first_at, s.last_at, s.unit, s.deeds from ${deeds} s
      ${moving ? `anti join ${moving} v on v.code = s.code and v.unit = s.unit` : ''} where not ${isCut}`,
    ...cut.map(month => `select ${once} from ${each} d where ${isIn(month)}`),
    ...(moving
      ? [`select ${once} from ${each} d join ${moving} s on s.code = d.code and ${isIn('s.unit')} where not ${isCut}`]
      : []),
  ].join(' union all ')
}
