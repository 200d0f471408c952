/** Negative, zero or positive, as `Array.sort` takes it. */
export type Order<Value> = (a: Value, b: Value) => number

/** By UTF-16 code units: the order of ASCII. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Numbers of any length, as their digits; nothing counts as 0. */
export function compareDigits(a: string, b: string): number {
  const [one, other] = [stripZeros(a), stripZeros(b)]
  return one.length - other.length || compareText(one, other)
}

/** Item by item; a list that ends is filled up, or else comes before what continues it. */
export function compareLists<Item>(a: readonly Item[], b: readonly Item[], order: Order<Item>, filler?: Item): number {
  const length = Math.max(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const [one, other] = [a[at] ?? filler, b[at] ?? filler]
    if (one === undefined || other === undefined) return a.length - b.length
    const result = order(one, other)
    if (result !== 0) return result
  }
  return 0
}

/** The first of several comparisons that decides. */
export function firstDifference(...results: readonly number[]): number {
  return results.find(result => result !== 0) ?? 0
}

export function isDigits(text: string): boolean {
  return /^[0-9]+$/.test(text)
}

/** The number one higher. */
export function increment(digits: string): string {
  let at = digits.length
  while (digits[at - 1] === '9') at--
  const zeros = '0'.repeat(digits.length - at)
  return at === 0 ? `1${zeros}` : `${digits.slice(0, at - 1)}${Number(digits[at - 1]) + 1}${zeros}`
}

/** Canonical digits: no zeros in front. */
export function plain(digits: string): string {
  return stripZeros(digits) || '0'
}

function stripZeros(digits: string): string {
  let start = 0
  while (digits[start] === '0') start++
  return start === 0 ? digits : digits.slice(start)
}

/** A list without the items at its end that count for nothing. */
export function trimEnd<Item>(items: readonly Item[], isNothing: (item: Item) => boolean): readonly Item[] {
  return items.slice(0, items.findLastIndex(item => !isNothing(item)) + 1)
}

export function isZero(digits: string): boolean {
  return /^0+$/.test(digits)
}
