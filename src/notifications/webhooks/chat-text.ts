const more = '…'

/** At most so many characters; never half of one. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  return `${text
    .slice(0, longest - more.length)
    .toWellFormed()
    .replace(/\ufffd$/, '')}${more}`
}

/** At most so many bytes of UTF-8. */
export function cutBytes(text: string, longest: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= longest) return text
  const whole = bytes.subarray(0, longest - Buffer.byteLength(more)).toString('utf8')
  return `${whole.replace(/\ufffd+$/, '')}${more}`
}

/** What people wrote shall look as they wrote it, and become no link, no picture and no mention. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#~|!]/g, '\\$&')
}

/** A field of an answer in JSON; undefined where it has none, or is none. */
export function fieldOf(answer: string, name: string): string | number | undefined {
  try {
    const value: unknown = Object(JSON.parse(answer))[name]
    return typeof value === 'string' || typeof value === 'number' ? value : undefined
  } catch {
    return undefined
  }
}
