import type { MetricParameters } from '../model.ts'

/** Whose deeds count, as conditions over columns `kind`, `person` and `organization`. */
export function actorConditions(p: MetricParameters): string[] {
  const { person, organization } = p
  return [
    ...{ include: [], exclude: ["kind <> 'bot'"], only: ["kind = 'bot'"] }[p.bots],
    ...{ include: [], exclude: ["kind <> 'ai-agent'"], only: ["kind = 'ai-agent'"] }[p.aiAgents],
    ...(person === undefined ? [] : [`person in (select person from who where key = ${quoted(person)})`]),
    ...(organization === undefined
      ? []
      : [`organization in (select organization from organization where name = ${quoted(organization)})`]),
  ]
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** For `where`: what holds when nothing is asked is left out. */
export function allOfThem(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}
