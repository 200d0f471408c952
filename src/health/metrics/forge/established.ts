import { bitsOfPeople } from '../distinct-people.ts'
import { type Asked, bin, chaoss, countWhere, type Metric, type PeopleRange, shareWhere } from '../metric.ts'
import { allChannels, deeds } from './deeds.ts'
import { channels, columns, ghosts } from './messages.ts'

/**
 * By unit, and whether people were established, how often they did something, with a bit for each of them or else by person. The month
 * in which somebody becomes established is told deed by deed, all others as sums.
 */
const byStanding = (p: Asked) => {
  const told = (unit: string, from: string, when: string) =>
    `select ${unit} as unit, person, moment >= stands_at as stands, count from ${from} join first using (person) where ${when}`
  const isInEdge = (moment: string) => `${moment} >= edge and ${moment} < edge + interval 1 month`
  return `
  with first as materialized (
      select person, stands_at, case when last_at >= stands_at then date_trunc('month', stands_at)::date end as edge from (
        select person, min(moment) + interval ${p.newForDays} day as stands_at, max(last_at) as last_at
        from ${deeds('ever', { total: true })} where person is not null group by person)),
    told as (${told('unit', deeds('period'), `coalesce(not (${isInEdge('unit')}), true)`)}
      union all ${told('unit_of(moment)', deeds('period', { exact: true }), isInEdge('moment'))})
  ${p.people ? byUnit(p.people) : 'select unit, stands, sum(count)::bigint as count, person as people from told group by unit, stands, person'}`
}

/** In one pass over units, of which there are few. */
function byUnit(range: PeopleRange) {
  const sides = { established: 'stands', newcomers: 'not stands' }
  const sums = Object.entries(sides).map(
    ([side, when]) =>
      `sum(count) filter (${when})::bigint as ${side}_count, ${bitsOfPeople(range)} filter (${when}) as ${side}_people`,
  )
  const rows = Object.entries(sides).map(
    ([side, when]) =>
      `select unit, ${when === 'stands'} as stands, ${side}_count as count, ${side}_people as people from by_unit where ${side}_count > 0`,
  )
  return `, by_unit as materialized (select unit, ${sums.join(', ')} from told group by unit) ${rows.join(' union all ')}`
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
    en: 'Share of the period’s contributions made by people whose first one lies at least “newForDays” days before it; the table has both sides by month or other interval',
    zh: '该时期的贡献中，由首次贡献距今不少于“新人天数”的人完成的比例；表中按区间列出两者',
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
  reads: allChannels,
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
