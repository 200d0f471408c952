import { quote } from '../../lib/sql/quote.ts'
import type { NameMask } from './model.ts'

/**
 * Conditions on rows with an `owner`, whose an identity is, or null where nobody knows, and the `key` that it goes by until then:
 * which are in no list, and which a reader does not see by name. Nobody can tell whether somebody unknown wants to be named.
 */
export function namingSql({ hidesAll, hidden, pseudonymous }: NameMask): { isHidden: string; isMasked: string } {
  return {
    isHidden: isOneOf('coalesce(owner, key)', hidden),
    isMasked: hidesAll ? 'true' : `(owner is null or ${isOneOf('owner', [...hidden, ...pseudonymous])})`,
  }
}

function isOneOf(person: string, people: readonly string[]) {
  return people.length > 0 ? `coalesce(${person} in (${people.map(quote).join(', ')}), false)` : 'false'
}
