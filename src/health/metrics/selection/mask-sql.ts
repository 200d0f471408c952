import { hmacSql } from '../../../lib/hmac/hmac-sql.ts'
import type { NameMask } from '../../identities/model.ts'
import { quoted } from './actor-conditions.ts'

/**
 * Columns name and email of `who` as a reader may see them, and whether they are `masked`. Whoever is in no list has no name:
 * tables of people leave out who has none. Of whom it is not known who they are, nobody can tell whether they want to be named.
 */
export function maskedWho(who: string, mask: NameMask | undefined): string {
  if (!mask) return `select *, false as masked from ${who}`
  const isHidden = isOneOf(mask.hidden)
  const isMasked = mask.hidesAll ? 'true' : `(owner is null or ${isOneOf([...mask.hidden, ...mask.pseudonymous])})`
  return `select * replace (
      case when ${isHidden} then null when ${isMasked} then ${pseudonymSql(mask)} else name end as name,
      case when ${isMasked} then '' else email end as email), ${isMasked} as masked
    from ${who}`
}

function isOneOf(people: readonly string[]) {
  return people.length > 0 ? `owner in (${people.map(quoted).join(', ')})` : 'false'
}

/** As in the lists of people. */
function pseudonymSql({ word, salt }: NameMask) {
  return `${quoted(`${word} `)} || left(${hmacSql(salt, 'coalesce(owner, key)')}, 8)`
}
