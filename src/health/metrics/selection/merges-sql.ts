import type { MetricParameters } from '../model.ts'
import { actorConditions, allOfThem } from './actor-conditions.ts'
import type { Costly } from './commits-sql.ts'
import { employment } from './employment-sql.ts'
import { doerOf } from './people-sql.ts'
import { between } from './period.ts'
import type { Sources } from './sources.ts'

/**
 * `branch_merge`: merges of the period: project, moment, utc_offset, organization, kind, merger, and of the branch's tip that was
 * taken in author and tip_at, null where it is not known or the parameters do not let it through.
 */
export function mergesSql(sources: Sources, p: MetricParameters, costs: ReadonlySet<Costly>): string {
  const { whole, standing } = sources
  // To look up twice who was new when takes longer than the rest, and metrics read it more than once.
  const isKept = standing !== undefined && costs.has('merged')
  const rows = whole ? wholeMerges(whole.merges, p, costs.has('organization')) : joined
  return `create ${isKept ? 'table' : 'view'} branch_merge as ${rows}`
}

const joined = `select m.project, m.moment, m.utc_offset, m.organization, m.kind, m.person as merger, t.person as author, t.moment as tip_at
  from selected m left join ever t on t.project = m.project and t.hash = m.merged where m.is_merge and m.hash is not null`

function wholeMerges(merges: string, p: MetricParameters, knowsOrganizations: boolean) {
  const { role, dateKind } = p
  const at = dateKind === 'author' ? 'authored_at' : 'committed_at'
  const isEmpty = (column: string) => (p.emptyCommits ? [] : [`not coalesce(${column}, false)`])
  const own = [
    ...(p.merges ? [] : ['false']),
    ...isEmpty('is_empty'),
    ...actorConditions(p),
    ...[between('moment', p)].filter(condition => condition !== 'true'),
  ]
  const tips = [...isEmpty('tip_is_empty'), ...actorConditions(p, 'tip_kind', 'tip_moment', 'tip_')]
  const [doer, tip] = [doerOf(`c.${role}`, 'w'), doerOf(`c.tip_${role}`, 't')]
  const employed = employment(knowsOrganizations, doer.person, `c.${at}`)
  const tipEmployed = employment(knowsOrganizations, tip.person, `c.tip_${at}`, 'te')
  return `select project, moment, utc_offset, organization, kind, person as merger, case when ${allOfThem(tips)} then tip_person end as author,
      case when ${allOfThem(tips)} then tip_moment end as tip_at
    from (
      select c.project, c.${at} as moment, c.${dateKind}_offset as utc_offset, ${employed.organization} as organization, ${doer.kind} as kind, ${doer.person} as person, c.is_empty, c.tip_is_empty,
        c.tip_${at} as tip_moment, ${tip.person} as tip_person, ${tip.kind} as tip_kind, ${tipEmployed.organization} as tip_organization
      from ${merges} c ${doer.join} ${tip.join}
        ${employed.join} ${tipEmployed.join}
    ) where ${allOfThem(own)}`
}
