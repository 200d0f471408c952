/** A line of a table in text, and where it begins. */
export interface CsvRow {
  line: number
  cells: string[]
}

/**
 * Reads comma-separated values (RFC 4180), with line ends of any kind. A quote that is never closed ends with the text.
 * Empty lines are left out.
 */
export function parseCsv(source: string): CsvRow[] {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source
  const rows: CsvRow[] = []
  let line = 1
  let at = 0
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] }
    let ended = ','
    while (ended === ',') {
      const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at)
      row.cells.push(cell.value)
      line += cell.lines
      ended = text[cell.end] ?? ''
      at = cell.end + (ended === '\r' && text[cell.end + 1] === '\n' ? 2 : 1)
    }
    line++
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row)
  }
  return rows
}

/** One line of it, without its end. What a spreadsheet would take for a formula is marked as text. */
export function formatCsvLine(cells: readonly (string | number | null)[]): string {
  return cells.map(formatCell).join(',')
}

/** As a spreadsheet opens it right: without a mark it takes anything but ASCII for its own system's encoding. */
export function forSpreadsheet(csv: string): string {
  return /^\p{ASCII}*$/u.test(csv) ? csv : `\ufeff${csv}`
}

const plainEnd = /[,\r\n]/g

function readPlain(text: string, start: number) {
  plainEnd.lastIndex = start
  const end = plainEnd.exec(text)?.index ?? text.length
  return { value: text.slice(start, end), end, lines: 0 }
}

/** What follows the closing quote up to the next comma belongs to nothing, and is taken as it stands. */
function readQuoted(text: string, start: number) {
  const parts: string[] = []
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return finished([...parts, text.slice(from)], text.length)
    parts.push(text.slice(from, quote))
    if (text[quote + 1] !== '"') {
      const rest = readPlain(text, quote + 1)
      return finished([...parts, rest.value], rest.end)
    }
    parts.push('"')
    from = quote + 2
  }
}

function finished(parts: string[], end: number) {
  const value = parts.join('')
  return { value, end, lines: value.match(/\r\n|\r|\n/g)?.length ?? 0 }
}

function formatCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
