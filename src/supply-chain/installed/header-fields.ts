/** One field of a stanza, and the line where it begins, from 1. */
export interface HeaderField {
  name: string
  /** Lines that go on are joined by a line break, their indentation taken off. */
  value: string
  line: number
}

/** A line that is neither a field nor goes on with one. */
export type BrokenLine = (text: string, line: number) => void

/**
 * `Name: value` lines in stanzas with a blank line between, as Debian's control files and Python's metadata have them.
 * A broken line is told and left out, or else refused.
 */
export function* readStanzas(text: string, broken: BrokenLine = refuse): Generator<HeaderField[]> {
  let fields: HeaderField[] = []
  let line = 0
  for (const row of linesOf(text)) {
    line++
    if (row !== '') addLine(fields, row, line, broken)
    else if (fields.length > 0) {
      yield fields
      fields = []
    }
  }
  if (fields.length > 0) yield fields
}

function addLine(fields: HeaderField[], row: string, line: number, broken: BrokenLine) {
  const last = fields.at(-1)
  const colon = row.indexOf(':')
  const goesOn = row.startsWith(' ') || row.startsWith('\t')
  if (goesOn && last) last.value += `\n${row.slice(1)}`
  else if (goesOn || colon <= 0) broken(row, line)
  else fields.push({ name: row.slice(0, colon).trim().toLowerCase(), value: row.slice(colon + 1).trim(), line })
}

function refuse(row: string, line: number) {
  throw new SyntaxError(`this is no field: ${JSON.stringify(row.slice(0, 80))} (line ${line})`)
}

function* linesOf(text: string): Generator<string> {
  let start = 0
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    yield text.slice(start, text[end - 1] === '\r' ? end - 1 : end)
    start = end + 1
  }
}

export function fieldOf(fields: readonly HeaderField[], name: string): string | undefined {
  return fields.find(field => field.name === name)?.value || undefined
}

export function fieldsOf(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter(field => field.name === name).map(field => field.value)
}
