import { hmacSql } from '../../../lib/hmac/hmac-sql.ts'
import { quote } from '../../../lib/sql/quote.ts'
import { type NameMask, namingSql } from '../../identities/model.ts'

interface Known {
  /** As WholeTables of history have them; undefined where nothing was mined. */
  commits?: { commits: string; identities: string }
  /** As PeopleTables of affiliations have them. */
  identities: string
  affiliations: string
}

/**
 * Statements whose rows are the tables of PeopleSources: who is who, as a reader may see it. Who is not named to them has another
 * id, which nobody can find out by trying, and counts all the same.
 */
export function peopleSql(known: Known, mask: NameMask | undefined) {
  const who = whoSql(known, mask)
  return {
    who: `select code, name, email, login, host, person, kind, is_listed, is_shown from (${who})`,
    persons: personsSql(known, who, mask),
    employed: `select distinct w.person, a.organization, a.since, a.until, w.is_listed
      from ${known.affiliations} a join (select distinct key, person, is_listed from (${who})) w on w.key = a.person
      where a.organization is not null`,
  }
}

/** What was mined a moment ago, and of which nobody knows yet whose it is, goes by its e-mail, and is named to nobody from whom some are hidden. */
function whoSql({ commits, identities }: Known, mask: NameMask | undefined) {
  const whole = commits?.identities ?? nobody
  return `with known as (select * from ${identities}),
      git as (
        select w.code, w.name, w.email, null::varchar as login, null::varchar as host, w.mapped_name as used_name, w.mapped_email as used_email,
          coalesce(k.person, nullif(lower(w.mapped_email), ''), lower(w.mapped_name)) as key,
          coalesce(k.kind, case when w.bot then 'bot' else 'person' end) as kind, k.person as owner
        from ${whole} w left join known k on k.name = w.name and k.email = w.email and k.login is null and k.host is null),
      others as (
        select null::integer as code, name, email, login, host, coalesce(name, login, email) as used_name, email as used_email, person as key, kind, person as owner
        from known k where k.login is not null or k.host is not null
          or not exists (select 1 from ${whole} w where w.name = k.name and w.email = k.email))
    select *, ${columnsOf(mask)} from (select * from git union all select * from others)`
}

const nobody =
  "(select 0 as code, '' as name, '' as email, '' as mapped_name, '' as mapped_email, false as bot where false)"

function columnsOf(mask: NameMask | undefined) {
  if (!mask) return 'key as person, true as is_listed, true as is_shown'
  const { isHidden, isMasked } = namingSql(mask)
  return `case when ${isMasked} then left(${hmacSql(mask.salt, 'key')}, 16) else key end as person,
    not (${isHidden}) as is_listed, not (${isMasked}) as is_shown`
}

/** Of somebody's names and e-mails, those with the most commits. */
function personsSql({ commits }: Known, who: string, mask: NameMask | undefined) {
  const weights = commits
    ? `select author as code, count(*) as weight from ${commits.commits} group by author`
    : 'select 0 as code, 0 as weight where false'
  const most = 'order by weight desc, code is null, used_name, used_email'
  const pseudonym = mask ? `${quote(`${mask.word} `)} || left(person, 8)` : 'null'
  return `with weighed as (select w.*, coalesce(u.weight, 0) as weight from (${who}) w left join (${weights}) u using (code))
    select person, case when bool_and(is_shown) then first(used_name ${most}) else ${pseudonym} end as name,
      case when bool_and(is_shown) then first(nullif(used_email, '') ${most}) end as email, min(kind) as kind,
      case when bool_and(is_shown) then count(distinct (name, email, login, host))::integer end as identities
    from weighed where is_listed group by person`
}
