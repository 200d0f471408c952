/** A text as it is compared: without case, accents and forms of width. */
export interface Folded {
  text: string
  /** Where each unit of it stands in what it was made of; one more for the end. */
  origins: number[]
}

const known = new Map<string, string>()
const mostKnown = 20_000

export function fold(source: string): string {
  return foldWithOrigins(source).text
}

export function foldWithOrigins(source: string): Folded {
  const parts: string[] = []
  const origins: number[] = []
  let at = 0
  for (const character of source) {
    const folded = foldCharacter(character)
    parts.push(folded)
    for (let i = 0; i < folded.length; i++) origins.push(at)
    at += character.length
  }
  origins.push(at)
  return { text: parts.join(''), origins }
}

function foldCharacter(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  // Put together again: Korean falls apart into letters otherwise.
  const folded = character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().normalize('NFC')
  if (known.size < mostKnown) known.set(character, folded)
  return folded
}
