import { stripVTControlCharacters } from 'node:util'

/** Rows in columns as wide as their widest cell, two blanks apart. A number stands at the right of its column. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))
  return rows.map(row =>
    row
      .map((cell, i) => pad(cell, i === row.length - 1 && typeof cell === 'string' ? 0 : (widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

function pad(cell: string | number, width: number) {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return typeof cell === 'number' ? blanks + printable(cell) : printable(cell) + blanks
}

/** Names come from other people's files: what would steer the terminal, or turn what follows them, is taken out. */
function printable(cell: string | number) {
  return withoutTurns(stripVTControlCharacters(String(cell)).replaceAll(/\p{Cc}/gu, ' '))
}

/** Without marks from which on text runs the other way: in a name they turn all that comes after it on the line. */
export function withoutTurns(line: string): string {
  return line.replaceAll(/\p{Bidi_Control}/gu, '')
}

/** In terminal cells: an East Asian wide character takes two (Unicode Standard Annex 11). */
function widthOf(cell: string | number) {
  let width = 0
  for (const character of printable(cell)) width += wide.test(character) ? 2 : 1
  return width
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
