import { bitsOfPeople, countOfBits } from '../distinct-people.ts'
import { type Asked, bin, chaoss, type Metric } from '../metric.ts'
import { withStanding } from '../selection/by-standing-sql.ts'
import { ofAnyChannel } from './deeds.ts'
import { channels, columns, ghosts } from './messages.ts'

const byStanding = (p: Asked) => `(
    select unit, person, fresh, rest from tally_by_standing
    union all select unit, person, fresh, rest from forge_deed_by_standing
    union all select unit_of(moment), person, (moment < stands_on)::integer, (moment >= stands_on)::integer
      from (select * from ${withStanding('release', p)}) where not draft
  )`

/** By unit, how often people who were new then did something, and established ones. */
const byUnit = (p: Asked) =>
  `select unit, sum(fresh)::bigint as fresh, sum(rest)::bigint as rest from ${byStanding(p)} group by unit`

/** Likewise, with a bit for each of them, or else by person. */
const peopleByUnit = (p: Asked) => {
  const people = (when: string) => {
    const person = `case when ${when} then person end`
    return p.people ? bitsOfPeople(p.people, person) : `any_value(${person})`
  }
  return `select unit, sum(fresh)::bigint as fresh, sum(rest)::bigint as rest, ${people('fresh > 0')} as fresh_people, ${people('rest > 0')} as other_people
    from ${byStanding(p)} group by unit${p.people ? '' : ', person'}`
}

const share = 'sum(rest)::double / nullif(sum(fresh) + sum(rest), 0)'

export const establishedShare: Metric = {
  id: 'established-contributions',
  name: { en: 'New and established contributors', zh: '新贡献者与资深贡献者' },
  question: {
    en: 'How much do newcomers do, how much do those who were there before?',
    zh: '新人和老成员各做了多少？',
  },
  definition: {
    en: 'Share of the period’s contributions made by people whose first one, whatever the other filters, lies at least “newForDays” days (UTC) before it; the table has both sides by month or other interval',
    zh: '该时期的贡献中，由首次贡献（不论其他筛选条件）至少早“新人天数”天（按 UTC 日计）的人完成的比例；表中按区间列出两者',
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
  ...ofAnyChannel,
  reads: [...ofAnyChannel.reads, 'standings'],
  gaps: 'none',
  shared: byUnit,
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
    shared: peopleByUnit,
    rows: p => `select strftime(bin, '%Y-%m-%d') as a, sum(fresh) as b, ${countOfBits('fresh_people', p)} as c,
      sum(rest) as d, ${countOfBits('other_people', p)} as e from (select *, ${bin('unit::timestamp', p)} as bin from shared_rows) group by bin order by bin desc`,
  },
}
