import { bitsOfPeople } from '../distinct-people.ts'
import { type Asked, bin, chaoss, countWhere, type Metric, shareWhere } from '../metric.ts'
import { endOfNew } from '../selection/actor-conditions.ts'
import { deeds, ofAllChannels } from './deeds.ts'
import { channels, columns, ghosts } from './messages.ts'

/**
 * By unit, and whether people were established, how often they did something, with a bit for each of them or else by person; groups
 * show no numbers of people. Of the month in which somebody becomes established each day is looked at, where there are some before and some after.
 */
const byStanding = (p: Asked) => {
  const isByPerson = !p.people && p.groupBy === 'none'
  const people = (of: string) => (p.people ? bitsOfPeople(p.people, of) : isByPerson ? of : 'null::integer')
  return `
  with first as materialized (
      select person, stands_at, date_trunc('month', stands_at)::date as edge, (date_trunc('month', stands_at) + interval 1 month)::date as edge_end from (
        select person, ${endOfNew('min(moment)', p.newForDays)} as stands_at
        from ${deeds('ever', { total: true })} where person is not null group by person)),
    done as (
      select unit, count, moment, last_at, case when unit >= edge_end then true when unit < edge then false end as stands, person
      from ${deeds('period')} join first using (person)),
    summed as materialized (
      select unit, stands, sum(count) as count, ${isByPerson ? 'person' : people('case when stands is not null then person end')} as people,
        case when stands is null then person end as at_edge, min(moment) as first_at, max(last_at) as last_at
      from done group by unit, stands, at_edge${isByPerson ? ', person' : ''}),
    edge as materialized (select s.unit, s.count, s.first_at, s.last_at, f.* from summed s join first f on f.person = s.at_edge),
    cut as materialized (select * from first where person in (select person from edge where first_at < stands_at and last_at >= stands_at)),
    told as (
      select unit, person, first_at >= stands_at as stands, count from edge where person not in (select person from cut)
      union all
      select unit_of(moment), person, moment >= stands_at, count from ${deeds('period', { daily: true })}
        join cut using (person) where moment >= edge and moment < edge_end)
  select unit, stands, count::bigint as count, people from summed where stands is not null
  union all select unit, stands, sum(count)::bigint, ${people('person')} from told group by unit, stands${isByPerson ? ', person' : ''}`
}

const share = shareWhere('stands')

function peopleOf(stands: string, { people }: Pick<Asked, 'people'>) {
  return people
    ? `coalesce(bit_count(bit_or(people) filter (${stands})), 0)`
    : `count(distinct people) filter (${stands})`
}

export const establishedShare: Metric = {
  id: 'established-contributions',
  name: { en: 'New and established contributors', zh: '新贡献者与资深贡献者' },
  question: {
    en: 'How much do newcomers do, how much do those who were there before?',
    zh: '新人和老成员各做了多少？',
  },
  definition: {
    en: 'Share of the period’s contributions made by people whose first one lies at least “newForDays” days (UTC) before it; the table has both sides by month or other interval',
    zh: '该时期的贡献中，由首次贡献至少早“新人天数”天（按 UTC 日计）的人完成的比例；表中按区间列出两者',
  },
  unit: { en: 'of the contributions', zh: '的贡献' },
  format: 'share',
  caveats: [
    channels,
    {
      en: 'CHAOSS asks for this view of many metrics, and leaves open when one is new: the days are a parameter. As a filter on any other metric it is “standing”.',
      zh: 'CHAOSS 要求许多指标提供此视角，但未规定多久算新人：天数为参数。作为其他指标的筛选条件，见“新老”参数。',
    },
    ghosts,
  ],
  parameters: ['newForDays'],
  source: chaoss('New Contributors', 'new-contributors'),
  ...ofAllChannels,
  gaps: 'none',
  shared: byStanding,
  value: () => `select ${share} as value from shared_rows`,
  series: p => `select ${bin('unit::timestamp', p)} as moment, ${share} as value from shared_rows group by 1`,
  table: {
    columns: [
      columns.from,
      { en: 'Contributions of new ones', zh: '新人的贡献' },
      { en: 'New people', zh: '新人数' },
      { en: 'Contributions of established ones', zh: '资深者的贡献' },
      { en: 'Established people', zh: '资深人数' },
    ],
    rows: p => `select strftime(bin, '%Y-%m-%d') as a, ${countWhere('not stands')} as b, ${peopleOf('not stands', p)} as c,
      ${countWhere('stands')} as d, ${peopleOf('stands', p)} as e from (select *, ${bin('unit::timestamp', p)} as bin from shared_rows) group by bin order by bin desc`,
  },
}
