import { accountRoles } from '../../../catalog/forges/model.ts'
import { quote } from '../../../lib/sql/quote.ts'
import type { MetricParameters } from '../model.ts'
import { allOfThem, askedConditions } from './actor-conditions.ts'
import { maskedWho } from './mask-sql.ts'
import { allOf, type Draw, type Drawn, type Sources } from './sources.ts'
import { lateAnswersSql } from './whole-forge-sql.ts'

/**
 * `hidden`: persons of whom no name is to be shown. `member`: person, name of a group that they are in. `who`: every raw identity
 * (name, email, login, host) as a number, which is quicker to count by than a name: one an identity, one a person; with the name
 * to show (null: none is to be shown; `masked`: it is not the real one) and what kind of actor it is; `owner`: whose it is as far as that is known, also where identities are not to be joined. `alias`, where projects lie
 * together: code, person and kind of whoever is not simply the person of their code (see `doerOf`); `asked_code`, there, too: of
 * whom the filters on people let through, if there are any. `house`: the organization whose office this is, where that is told. `employed`: person, organization, since, until. `placed`: of whom it is always the same, where projects lie together (see `Drawn`).
 */
export function peopleSql(sources: Sources, p: MetricParameters, reads: ReadonlySet<string>): string[] {
  return [
    ...(sources.drawn ? drawnPeople(sources, sources.drawn) : ownPeople(sources, p, reads)),
    `create table house as select organization from organization where name = ${sources.house === undefined ? 'null' : quote(sources.house)}`,
    `create table member as select distinct w.person, g."group" as name
      from ${sources.people?.groups ?? '(select null as "group", null as person where false)'} g join who w on w.key = g.person`,
    ...(sources.whole ? askedSql(p) : []),
    `create view hidden as select distinct person from ${sources.mask ? 'who where name is null' : 'who where false'}`,
  ]
}

function askedSql(p: MetricParameters) {
  const conditions = askedConditions(p)
  return conditions.length > 0
    ? [`create table asked_code as select code from who where code is not null and ${allOfThem(conditions)}`]
    : []
}

/** Of persons, by their numbers, a name to show and an e-mail: of several that with the most commits. */
export function namesSql(numbers: readonly number[]): string {
  const asked = `person in (${numbers.join(', ')})`
  const best = (column: string) => `coalesce(arg_max(w.${column}, u.commits), min(w.${column}))`
  return `select w.person as id, ${best('name')} as person, ${best('email')} as email
    from who w left join (select identity, sum(commits) as commits from tally_total_ever where ${asked} group by identity) u using (identity)
    where w.${asked} and w.name is not null group by w.person`
}

function drawnPeople({ mask }: Sources, { who, aliases, organizations, employed, placed }: Drawn) {
  return [
    `create view who as ${maskedWho(who, mask)}`,
    `create table alias as from ${aliases}`,
    `create table organization as from ${organizations}`,
    `create view employed as from ${employed}`,
    `create view placed as from ${placed}`,
  ]
}

function ownPeople(sources: Sources, p: MetricParameters, reads: ReadonlySet<string>) {
  const raw = [gitPeople(sources, p), ...forgeAccounts(sources, reads)].filter(part => part !== undefined)
  const work = workOf(sources)
  return [
    ...whoSql(raw, sources, p),
    ...(sources.whole ? ['create table alias as select code, person, kind from who where code is not null'] : []),
    `create table organization as ${organizationsSql(work)}`,
    `create table employed as ${employedSql(work, 'who', 'organization')}`,
  ]
}

function knownPeople({ people }: Sources, { mailmap }: MetricParameters) {
  return people && mailmap ? people.identities : none('name, email, login, host, person, kind')
}

function workOf({ people }: Sources) {
  return (
    people?.affiliations ??
    '(select null::varchar as person, null::varchar as organization, null::timestamp as since, null::timestamp as until where false)'
  )
}

function organizationsSql(work: string) {
  return `select name, (row_number() over (order by name))::integer as organization from (select distinct organization as name from ${work})`
}

function employedSql(work: string, who: string, organizations: string) {
  return `select distinct w.person, o.organization, a.since, a.until
    from ${work} a join ${who} w on w.key = a.person join ${organizations} o on o.name = a.organization`
}

/** Whose employment begins or ends at some time: and the months in which that is on another day than the first, else null. */
function changesSql(employed: string, who: string) {
  return `select distinct w.code, case when b.at > date_trunc('month', b.at) then date_trunc('month', b.at)::date end as unit
    from (select person, since as at from ${employed} union select person, until from ${employed}) b join ${who} w using (person)
    where b.at is not null`
}

/** As `Drawn`: an employment without beginning and end is the only one. */
function placedSql({ who, employed, movers }: Pick<Drawn, 'who' | 'employed' | 'movers'>) {
  return `select w.code, w.person, w.kind, e.organization, m.code is not null as moves
    from ${who} w left join ${employed} e on e.person = w.person and e.since is null and e.until is null left join ${movers} m on m.code = w.code
    where w.code is not null and (w.person <> w.code or w.kind <> 'person' or e.organization is not null or m.code is not null)`
}

/**
 * Works out once what many questions about the same people need alike, of projects that lie together. `draw` gives where it
 * lies what a statement gives.
 */
export async function drawPeople(
  sources: Sources & Required<Pick<Sources, 'whole'>>,
  p: MetricParameters,
  draw: Draw,
): Promise<Sources & Required<Pick<Sources, 'whole' | 'drawn'>>> {
  const work = workOf(sources)
  const [who, organizations] = await Promise.all([
    draw('who', wholeWhoSql(sources, p)),
    draw('organizations', organizationsSql(work)),
  ])
  const aliases = await draw(
    'aliases',
    `select code, person, kind from ${who} where person <> code or kind <> 'person'`,
  )
  const employed = await draw('employed', employedSql(work, who, organizations))
  const [changes, lateAnswers] = await Promise.all([
    draw('moving', changesSql(employed, who)),
    sources.forges && draw('answers', lateAnswersSql(sources.forges, who)),
  ])
  const movers = `(select distinct code from ${changes})`
  const drawn = {
    ...{ who, aliases, organizations, employed, movers },
    moving: `(select code, unit from ${changes} where unit is not null)`,
    placed: await draw('placed', placedSql({ who, employed, movers })),
  }
  return { ...sources, drawn, ...(sources.forges && lateAnswers && { forges: { ...sources.forges, lateAnswers } }) }
}

/** Who is who among all that is told of the projects that lie together, as a question of its own. */
function wholeWhoSql(sources: Sources, p: MetricParameters): string {
  const raw = [gitPeople(sources, p), ...(sources.forges ? [wholeAccounts(sources.forges.accounts)] : [])]
  const rows = `(select * from (${raw.filter(part => part !== undefined).join(' union all ') || nobody}))`
  const numbers = { identity: 'code', person: 'min(code) over (partition by key)' }
  return `select * from (${whoQuery(rows, sources, p, numbers)}) order by code`
}

function whoSql(raw: readonly string[], sources: Sources, p: MetricParameters) {
  return [
    // Two projects may take one raw identity for different people: it is one here.
    `create table raw_identity as select distinct on (name, email, login, host) *
      from (${raw.length > 0 ? raw.join(' union ') : nobody}) order by name, email, login, host, bot desc, fallback, code`,
    `create table who as ${maskedWho(`(${whoQuery('raw_identity', sources, p)})`, sources.mask)}`,
  ]
}

const ownNumbers = {
  identity: '(row_number() over (order by name, email, login, host))::integer',
  person: '(dense_rank() over (order by key))::integer',
}

function whoQuery(raw: string, sources: Sources, p: MetricParameters, { identity, person } = ownNumbers) {
  const isJoined = p.mailmap || !sources.people
  return `with keyed as (
        select r.*, coalesce(k.person, r.fallback) as key, coalesce(k.kind, case when r.bot then 'bot' else 'person' end) as kind,
          ${isJoined ? 'k' : 'o'}.person as owner
        from ${raw} r left join ${knownPeople(sources, p)} k on ${sameIdentity('k')}
          ${isJoined ? '' : `left join ${sources.people?.identities} o on ${sameIdentity('o')}`}
      )
      select name as raw_name, email as raw_email, login as raw_login, host as raw_host, shown_name as name,
        shown_email as email, kind, key, owner, code,
        ${identity} as identity, ${person} as person
      from keyed`
}

/** As a raw identity `r`. */
function sameIdentity(as: string) {
  return ['name', 'email', 'login', 'host'].map(part => `${as}.${part} is not distinct from r.${part}`).join(' and ')
}

export interface Doer {
  identity: string
  person: string
  kind: string
  /** What the columns need. */
  join: string
}

/**
 * Who did what has a code, where projects lie together: nearly everybody is known by one code alone, which is the person's
 * number too; looked up are the others, and those who are no people. Nobody where there is no code.
 */
export function doerOf(code: string, as: string): Doer {
  return {
    identity: code,
    person: `coalesce(${as}.person, ${code})`,
    kind: `case when ${code} is not null then coalesce(${as}.kind, 'person') end`,
    join: `left join alias ${as} on ${as}.code = ${code}`,
  }
}

/** Who did a commit `c`. */
export function whoseCommit({ whole }: Sources, role: 'author' | 'committer', as: string): Doer {
  if (whole) return doerOf(`c.${role}`, as)
  return {
    ...{ identity: `${as}.identity`, person: `${as}.person`, kind: `${as}.kind` },
    join: `join who ${as} on ${as}.raw_name = c.${role}_name and ${as}.raw_email = c.${role}_email and ${as}.raw_login is null`,
  }
}

/** Without the tables of identities: the e-mail of .mailmap, or the login that a no-reply address of a forge holds. */
function gitPeople(sources: Sources, { mailmap }: MetricParameters) {
  const people = sources.whole?.identities ?? allOf(sources, 'people')
  const [name, email] = mailmap ? ['mapped_name', 'mapped_email'] : ['name', 'email']
  return (
    people &&
    `select distinct name, email, null::varchar as login, null::varchar as host, ${name} as shown_name, ${email} as shown_email,
      ${gitKey(name, email)} as fallback, bot, ${sources.whole ? 'code' : 'null::integer as code'} from ${people}`
  )
}

function gitKey(name: string, email: string) {
  const login = `regexp_extract(lower(${email}), '^(?:[0-9]+[+-])?([^@]+)@users\\.noreply\\.(.+)$', ['login', 'host'])`
  return `case when lower(${email}) like '%@users.noreply.%' then ${login}.login || '@' || ${login}.host
    else coalesce(nullif(lower(${email}), ''), lower(${name})) end`
}

function wholeAccounts(accounts: string) {
  return `select name, email, login, host, coalesce(name, login, email) as shown_name, coalesce(email, '') as shown_email,
    coalesce(lower(login) || '@' || host, nullif(lower(email), ''), lower(name)) as fallback, bot, code from ${accounts}`
}

function forgeAccounts(sources: Sources, reads: ReadonlySet<string>): string[] {
  return Object.entries(accountRoles).flatMap(([table, all]) => {
    const rows = reads.has(table) ? allOf(sources, table as keyof typeof accountRoles) : undefined
    if (!rows) return []
    return all.map(
      role => `select distinct ${role}_name as name, ${role}_email as email, ${role}_login as login, host,
        coalesce(${role}_name, ${role}_login, ${role}_email) as shown_name, coalesce(${role}_email, '') as shown_email,
        coalesce(lower(${role}_login) || '@' || host, nullif(lower(${role}_email), ''), lower(${role}_name)) as fallback,
        coalesce(${role}_kind = 'bot' or ${role}_login like '%[bot]', false) as bot, null::integer as code
      from ${rows} where coalesce(${role}_login, ${role}_email, ${role}_name) is not null`,
    )
  })
}

function none(columns: string) {
  return `(select ${columns
    .split(', ')
    .map(column => `null::varchar as ${column}`)
    .join(', ')} where false)`
}

const nobody = `select null::varchar as name, null::varchar as email, null::varchar as login, null::varchar as host,
  null::varchar as shown_name, null::varchar as shown_email, null::varchar as fallback, false as bot, null::integer as code where false`
