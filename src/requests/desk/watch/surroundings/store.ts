import type { Db } from '../../../../platform/context.ts'

type Tables = {
  component_use: { component_id: number; license_id: number | null }
  component: { id: number; package_id: number; version: string }
  package: { id: number; purl: string }
  component_term: { id: number; said: string }
  project_summary: { project_id: string; summary: string }
  request: { number: number; form_id: string; subject_key: string; state: string; requester_id: string }
  grant_record: { request_number: number; form_id: string; state: string }
}

/** By package, the versions of it that are in use, each with the licenses that are stated. */
export async function findVersionsInUse(db: Db, packages: readonly string[]): Promise<Map<string, string>> {
  if (packages.length === 0) return new Map()
  const rows = await db
    .withTables<Tables>()
    .selectFrom('component_use')
    .innerJoin('component', 'component.id', 'component_use.component_id')
    .innerJoin('package', 'package.id', 'component.package_id')
    .leftJoin('component_term', 'component_term.id', 'component_use.license_id')
    .select(['package.purl', 'component.version', 'component_term.said as license'])
    .distinct()
    .where('package.purl', 'in', packages)
    .execute()
  const byPackage = Map.groupBy(rows, row => row.purl)
  return new Map(
    [...byPackage].map(([purl, uses]) => [purl, asText(uses.map(({ version, license }) => [version, license]))]),
  )
}

/** By project, what its analysis found. */
export async function findSummaries(db: Db, projects: readonly string[]): Promise<Map<string, string>> {
  if (projects.length === 0) return new Map()
  const rows = await db
    .withTables<Tables>()
    .selectFrom('project_summary')
    .select(['project_id', 'summary'])
    .where('project_id', 'in', projects)
    .execute()
  return new Map(rows.map(row => [row.project_id, row.summary]))
}

/** By what they are about, how things stand with agreements: asked for, decided, holding. */
export async function findAgreements(db: Db): Promise<Map<string, string>> {
  const tables = db.withTables<Tables>()
  const requests = await tables
    .selectFrom('request')
    .select(['number', 'subject_key', 'state'])
    .where('form_id', '=', 'cla')
    .where('state', '!=', 'withdrawn')
    .execute()
  const grants = await tables
    .selectFrom('grant_record')
    .select('request_number')
    .where('form_id', '=', 'cla')
    .where('state', '=', 'active')
    .execute()
  const holding = new Set(grants.map(row => row.request_number))
  const bySubject = Map.groupBy(requests, row => row.subject_key)
  return new Map(
    [...bySubject].map(([key, rows]) => [
      key,
      asText(rows.map(({ number, state }) => [number, state, holding.has(number)])),
    ]),
  )
}

/** By number of the request. */
export async function findRequesters(db: Db, numbers: readonly number[]): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await db
    .withTables<Tables>()
    .selectFrom('request')
    .select(['number', 'requester_id'])
    .where('number', 'in', numbers)
    .execute()
  return new Map(rows.map(row => [row.number, row.requester_id]))
}

/** The same rows in whichever order they come. */
function asText(rows: readonly unknown[]): string {
  return rows
    .map(row => JSON.stringify(row))
    .sort()
    .join('\n')
}
