/** A line as pip reads it: continued lines joined, the comment apart. */
export interface RequirementLine {
  /** Of the first of the lines that were joined; from 1. */
  line: number
  /** Trimmed; empty for a line that is a comment only. */
  content: string
  /** Without its `#`, trimmed. */
  comment: string
}

/** A backslash at the end continues a line, but not that of a comment; a comment begins at the margin or behind a blank. */
export function* readRequirementLines(text: string): Generator<RequirementLine> {
  let pieces: string[] = []
  let first = 0
  for (const [index, physical] of text.split(/\r\n|\r|\n/).entries()) {
    if (pieces.length === 0) first = index + 1
    const isComment = /^\s*#/.test(physical)
    if (physical.endsWith('\\') && !isComment) {
      pieces.push(physical.slice(0, -1))
      continue
    }
    yield splitComment(first, [...pieces, isComment ? ` ${physical}` : physical].join(''))
    pieces = []
  }
  if (pieces.length > 0) yield splitComment(first, pieces.join(''))
}

function splitComment(line: number, text: string): RequirementLine {
  const at = text.search(/(?:^|\s)#/)
  if (at < 0) return { line, content: text.trim(), comment: '' }
  return { line, content: text.slice(0, at).trim(), comment: text.slice(text.indexOf('#', at) + 1).trim() }
}
