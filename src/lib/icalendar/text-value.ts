/** RFC 5545 §3.3.11 */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n|\r/g, '\n')
    .replace(/[\\;,\n]/g, character => (character === '\n' ? '\\n' : `\\${character}`))
}

/** Colons and quotes need no backslash, but many put one. */
export function unescapeText(value: string): string {
  if (!value.includes('\\')) return value
  return value.replace(/\\([\\;,:"nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character))
}

/** The texts between commas. */
export function splitTexts(value: string): string[] {
  const texts: string[] = []
  let start = 0
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === ',') {
      texts.push(value.slice(start, at))
      start = at + 1
    }
  }
  return [...texts, value.slice(start)].map(unescapeText)
}
