/**
 * Whether a text is of a pattern in which `*` stands for any part, and every other character, in any case, for itself.
 * Takes at most the product of both lengths: policies and the names they are held against may come from strangers.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), text.toLowerCase()]
  let at = 0
  let next = 0
  /** After the latest star in the pattern, and where in the text what follows it is being tried. */
  let retry: { pattern: number; text: number } | undefined
  while (next < given.length) {
    if (wanted[at] === '*') {
      retry = { pattern: ++at, text: next }
    } else if (wanted[at] === given[next]) {
      at++
      next++
    } else if (retry) {
      at = retry.pattern
      next = ++retry.text
    } else {
      return false
    }
  }
  while (wanted[at] === '*') at++
  return at === wanted.length
}
