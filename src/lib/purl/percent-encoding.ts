/** Percent-encoding as package URLs have it: letters, digits, `.-_~` and the colon stay; ECMA-427, clause 5.4. */

const stays = /^[\w.~:-]*$/

export function encode(text: string): string {
  if (stays.test(text)) return text
  if (!text.isWellFormed()) throw new SyntaxError('A package URL holds no lone surrogates')
  return encodeURIComponent(text)
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, encodeAscii)
}

export function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new SyntaxError('A percent sign must start the code of a UTF-8 character')
  }
}

function encodeAscii(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
