import type { MetricParameters } from '../model.ts'

/** Whose deeds count, as conditions over columns `kind`, `person` and `organization`, the latter two after `of`. Of whom nothing is told, nobody says that it is a bot. */
export function actorConditions(p: MetricParameters, kind = 'kind', moment = 'moment', of = ''): string[] {
  const { organization, group } = p
  const [doer, employer] = [`${of}person`, `${of}organization`]
  const is = (value: string) => ({
    include: [],
    exclude: [`${kind} is distinct from ${quoted(value)}`],
    only: [`${kind} = ${quoted(value)}`],
  })
  return [
    ...is('bot')[p.bots],
    ...is('ai-agent')[p.aiAgents],
    ...(p.person === undefined ? [] : [`${doer} in (select person from who where key = ${quoted(p.person)})`]),
    ...(organization === undefined
      ? []
      : [`${employer} in (select organization from organization where name = ${quoted(organization)})`]),
    ...(group === undefined ? [] : [`${doer} in (select person from member where name = ${quoted(group)})`]),
    ...standingConditions(p, doer, moment),
  ]
}

/** Which commits count, as conditions over columns `is_merge` and `is_empty` and those of `actorConditions`. */
export function commitConditions(p: MetricParameters): string[] {
  return [
    ...(p.merges ? [] : ['not is_merge']),
    ...(p.emptyCommits ? [] : ['not coalesce(is_empty, false)']),
    ...actorConditions(p),
  ]
}

/** New: the first deed of all, whatever the other filters, lies so many days before or fewer. */
function standingConditions({ standing, newForDays }: MetricParameters, who: string, moment: string): string[] {
  const until = `(select first_at + interval ${newForDays} day from first_deed where doer = ${who})`
  return { any: [], new: [`${moment} < ${until}`], established: [`${moment} >= ${until}`] }[standing]
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** For `where`: what holds when nothing is asked is left out. */
export function allOfThem(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}
