import type { NameMask } from '../../identities/model.ts'
import { quoted } from './actor-conditions.ts'

/**
 * Columns name and email of `who` as a reader may see them, and whether they are `masked`. Whoever is in no list has no name:
 * tables of people leave out who has none.
 */
export function maskedWho(who: string, mask: NameMask | undefined): string {
  if (!mask) return `select *, false as masked from ${who}`
  const isHidden = isOneOf(mask.hidden)
  const isMasked = mask.hidesAll ? 'true' : `(${isOneOf([...mask.hidden, ...mask.pseudonymous])})`
  return `select * replace (
      case when ${isHidden} then null when ${isMasked} then ${pseudonymSql(mask)} else name end as name,
      case when ${isMasked} then '' else email end as email), ${isMasked} as masked
    from ${who}`
}

function isOneOf(people: readonly string[]) {
  return people.length > 0 ? `key in (${people.map(quoted).join(', ')})` : 'false'
}

const blockLength = 64

/** As in the lists of people: HMAC-SHA-256 (RFC 2104) of who it is. A salt is shorter than a block. */
function pseudonymSql({ word, salt }: NameMask) {
  const inner = `sha256(${padded(salt, 0x36)} || encode(key))`
  return `${quoted(`${word} `)} || left(sha256(${padded(salt, 0x5c)} || unhex(${inner})), 8)`
}

function padded(salt: string, byte: number) {
  const key = Buffer.alloc(blockLength)
  key.write(salt)
  const bytes = [...key].map(one => String.raw`\x${(one ^ byte).toString(16).padStart(2, '0')}`)
  return `'${bytes.join('')}'::blob`
}
