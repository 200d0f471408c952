import { type CelValue, isCelList, isCelMap } from '@bufbuild/cel'

type Spend = (steps: number) => void

/**
 * Spends what calling a function takes, before it is called. A step is about what one operator on two numbers takes;
 * texts, lists and records cost by what is in them.
 */
export function spendOnCall(name: string, values: readonly CelValue[], spend: Spend) {
  spend(1 + (extras[name]?.(values) ?? 0))
  const [first, second] = values
  if (isCheap(name, second)) return spendOn(first, spend)
  for (const value of values) spendOn(value, spend)
}

function isCheap(name: string, second: CelValue | undefined) {
  return name === '@in' && isCelMap(second)
}

function spendOn(value: unknown, spend: Spend) {
  if (typeof value === 'string' || value instanceof Uint8Array) return spend(1 + value.length / 50)
  if (isCelList(value)) {
    spend(1)
    for (const member of value) spendOn(member, spend)
  } else if (isCelMap(value)) {
    spend(1)
    for (const [key, member] of value) {
      spendOn(key, spend)
      spendOn(member, spend)
    }
  } else spend(1)
}

/** What takes more than reading its arguments once. */
const extras: Record<string, (values: readonly (CelValue | undefined)[]) => number> = {
  matches: ([text, pattern]) => 200 + statesOf(pattern) + lengthOf(text) * (5 + statesOf(pattern) / 4),
  replace: ([text, part, other]) => (lengthOf(text) / Math.max(1, lengthOf(part))) * (1 + lengthOf(other) / 10),
  satisfies: ([license, allowed]) => (lengthOf(license) + 100) * (0.1 + lengthOf(allowed) / 10),
  glob: searching,
  contains: searching,
  indexOf: searching,
  lastIndexOf: searching,
  split: ([text, separator]) => lengthOf(text) + searching([text, separator]),
  lowerAscii: ([text]) => lengthOf(text),
  upperAscii: ([text]) => lengthOf(text),
  size: ([text]) => (typeof text === 'string' ? text.length : 0),
  format: ([text]) => lengthOf(text) * 50,
  timestamp: () => 50,
  duration: () => 50,
  ...Object.fromEntries(
    [
      'getFullYear',
      'getMonth',
      'getDate',
      'getDayOfMonth',
      'getDayOfWeek',
      'getDayOfYear',
      'getHours',
      'getMinutes',
      'getSeconds',
      'getMilliseconds',
    ].map(name => [name, ([, zone]: readonly (CelValue | undefined)[]) => (zone === undefined ? 10 : 1000)]),
  ),
}

function searching([text, part]: readonly (CelValue | undefined)[]) {
  return (lengthOf(text) * lengthOf(part)) / 50
}

function lengthOf(value: CelValue | undefined): number {
  if (typeof value === 'string') return value.length
  return isCelList(value) ? value.size : 1
}

/**
 * About how large a machine a regular expression (RE2) becomes: counted parts are there as often as they are counted. RE2
 * itself takes no more than a thousand, also of counts within counts.
 */
function statesOf(pattern: CelValue | undefined): number {
  if (typeof pattern !== 'string') return 0
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Number(most || least))
  const most = /\)\{/.test(pattern) ? counts.reduce((product, count) => product * count, 1) : Math.max(1, ...counts)
  return pattern.length * Math.min(1000, Math.max(1, most))
}
