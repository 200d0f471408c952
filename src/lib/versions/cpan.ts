import { compareDigits, compareLists, isDigits, plain } from './order.ts'
import { majorOfNumbers, type Scheme, schemeOf } from './scheme.ts'

/**
 * Perl, version(3): a decimal number is a dotted one in disguise, three digits a part: `1.002003` is `v1.2.3`, and
 * `1.10` is `v1.100`. With a `v` in front or two dots it is dotted as it stands.
 */
export const cpan: Scheme = schemeOf({
  read: readPerlVersion,
  compare: (a, b) => compareLists(a, b, compareDigits, '0'),
  majorOf: majorOfNumbers,
})

function readPerlVersion(text: string): readonly string[] | undefined {
  // An underscore marks a trial release; it does not count in the comparison.
  const version = text
    .trim()
    .replaceAll('_', '')
    .replace(/-TRIAL\d*$/, '')
  const isMarked = version.startsWith('v')
  const numbers = (isMarked ? version.slice(1) : version).split('.')
  if (numbers[0] === '' && numbers.length === 2) numbers[0] = '0'
  if (!numbers.every(isDigits)) return undefined
  if (isMarked || numbers.length > 2) return numbers.map(plain)
  const [whole = '0', fraction = ''] = numbers
  return [plain(whole), ...(fraction.match(/\d{1,3}/g) ?? []).map(part => plain(part.padEnd(3, '0')))]
}
