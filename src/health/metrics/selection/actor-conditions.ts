import { quote } from '../../../lib/sql/quote.ts'
import type { MetricParameters } from '../model.ts'

/** Whose deeds count, as conditions over columns `kind`, `person` and `organization`, the latter two after `of`. Of whom nothing is told, nobody says that it is a bot. */
export function actorConditions(p: MetricParameters, kind = 'kind', moment = 'moment', of = ''): string[] {
  const doer = `${of}person`
  return [
    ...kindConditions(p, kind),
    ...personConditions(p, doer),
    ...(p.organization === undefined ? [] : [`${of}${isEmployer(p.organization)}`]),
    ...standingConditions(p, doer, moment),
  ]
}

/** Whether people, bots or AI agents count, whoever they are. */
export function kindConditions({ bots, aiAgents }: MetricParameters, kind: string): string[] {
  const is = (value: string) => ({
    include: [],
    exclude: [`${kind} is distinct from ${quote(value)}`],
    only: [`${kind} = ${quote(value)}`],
  })
  return [...is('bot')[bots], ...is('ai-agent')[aiAgents]]
}

/** What holds for everybody whom the filters may let through, as conditions over `who`: of most questions nothing. */
export function askedConditions(p: MetricParameters): string[] {
  const { organization, bots, aiAgents } = p
  return [
    ...personConditions(p, 'person'),
    ...(organization === undefined
      ? []
      : [`person in (select person from employed where ${isEmployer(organization)})`]),
    ...(bots === 'only' ? ["kind = 'bot'"] : []),
    ...(aiAgents === 'only' ? ["kind = 'ai-agent'"] : []),
  ]
}

/** Where projects lie together: nobody else's rows need to be looked at (see `asked_code` in people-sql.ts). */
export function isAsked(p: MetricParameters, code: string): string {
  return askedConditions(p).length > 0 ? `${code} in (select code from asked_code)` : 'true'
}

function personConditions({ person, group }: MetricParameters, doer: string) {
  return [
    ...(person === undefined ? [] : [`${doer} in (select person from who where key = ${quote(person)})`]),
    ...(group === undefined ? [] : [`${doer} in (select person from member where name = ${quote(group)})`]),
  ]
}

const isEmployer = (name: string) =>
  `organization in (select organization from organization where name = ${quote(name)})`

/** Which commits count, as conditions over columns `is_merge` and `is_empty` and those of `actorConditions`. */
export function commitConditions(p: MetricParameters): string[] {
  return [
    ...(p.merges ? [] : ['not is_merge']),
    ...(p.emptyCommits ? [] : ['not coalesce(is_empty, false)']),
    ...actorConditions(p),
  ]
}

/** Of what was told apart before by who was new then. */
export function ofAnyStanding(p: MetricParameters): MetricParameters {
  return { ...p, standing: 'any' }
}

/** When who did something first at a time is new no longer: by days in UTC, as who is new on a day is so all day. */
export const endOfNew = (first: string, newForDays: number) =>
  `date_trunc('day', ${first}) + interval ${newForDays} day`

/** New: the day of the first deed of all, whatever the other filters, lies fewer days before; or there is none, but a star, say. */
function standingConditions({ standing, newForDays }: MetricParameters, who: string, moment: string): string[] {
  const until = `(select ${endOfNew('first_at', newForDays)} from first_deed where doer = ${who})`
  return {
    any: [],
    new: [`${who} is not null and coalesce(${moment} < ${until}, true)`],
    established: [`${moment} >= ${until}`],
  }[standing]
}

/** For `where`: what holds when nothing is asked is left out. */
export function allOfThem(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}
