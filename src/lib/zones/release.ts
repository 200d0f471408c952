/** A release of the IANA database: the year, and letters from `a` on, after `z` `za`. */
const grammar = /^(\d{4})([a-z]{1,2})$/

export function isRelease(text: string): boolean {
  return grammar.test(text)
}

/** Whether the one release is of an earlier date than the other. */
export function isOlderRelease(release: string, other: string): boolean {
  const [, year = '', letters = ''] = grammar.exec(release) ?? []
  const [, otherYear = '', otherLetters = ''] = grammar.exec(other) ?? []
  if (year !== otherYear) return year < otherYear
  return letters < otherLetters
}
