import { employedAt } from '../../affiliations/model.ts'
import { type Doer, doerOf } from './people-sql.ts'

/** For whom somebody worked at a time, as a column and the join that it needs; null where nobody asks. */
export function employment(
  isRead: boolean,
  person: string,
  at: string,
  as = 'e',
): { organization: string; join: string } {
  if (!isRead) return { organization: 'null::integer', join: '' }
  return { organization: `${as}.organization`, join: employedAt(person, at, { as }) }
}

/** Who did what is in rows `s`, and for whom they worked: columns, and what they need. */
interface Placement extends Doer {
  organization: string
  where: string
}

/** `isRead`: whether somebody asks for whom. */
export function placedAt(isRead: boolean, code: string, at: string): Placement {
  const doer = doerOf(code, 'w')
  const { organization, join } = employment(isRead, doer.person, at)
  return { ...doer, organization, join: `${doer.join} ${join}`, where: 'true' }
}

/** Of all but those who worked at one place after another: it is looked up once, and at no time. */
export function placedAlways(code: string): Placement {
  const join = `left join placed w on w.code = ${code}`
  return { ...doerOf(code, 'w'), organization: 'w.organization', join, where: 'not coalesce(w.moves, false)' }
}
