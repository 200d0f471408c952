import { employedAt } from '../../affiliations/model.ts'

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
