import { hmacSql } from '../../../lib/hmac/hmac-sql.ts'
import { quote } from '../../../lib/sql/quote.ts'
import { type NameMask, namingSql } from '../../identities/model.ts'

/**
 * Columns name and email of `who` as a reader may see them, and whether they are `masked`. Whoever is in no list has no name:
 * tables of people leave out who has none.
 */
export function maskedWho(who: string, mask: NameMask | undefined): string {
  if (!mask) return `select *, false as masked from ${who}`
  const { isHidden, isMasked } = namingSql(mask)
  return `select * replace (
      case when ${isHidden} then null when ${isMasked} then ${pseudonymSql(mask)} else name end as name,
      case when ${isMasked} then '' else email end as email), ${isMasked} as masked
    from ${who}`
}

/** As in the lists of people. */
function pseudonymSql({ word, salt }: NameMask) {
  return `${quote(`${word} `)} || left(${hmacSql(salt, 'coalesce(owner, key)')}, 8)`
}
