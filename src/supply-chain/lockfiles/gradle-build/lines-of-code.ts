const quotes = ['"""', "'''", '"', "'"]

/** Lines of a program of Groovy or Kotlin, with its comments and long texts blanked out; in texts `//` begins none. */
export function linesOfCode(program: string): string[] {
  let plain = ''
  for (let at = 0; at < program.length; ) {
    const end = endOfPiece(program, at)
    const piece = program.slice(at, end)
    plain += /^(\/[/*]|"""|''')/.test(piece) ? piece.replaceAll(/[^\n]/g, ' ') : piece
    at = end
  }
  return plain.split(/\r\n|\r|\n/)
}

/** Of a comment, a text, or one sign. */
function endOfPiece(program: string, at: number): number {
  if (program.startsWith('//', at)) return behind(program, '\n', at, 0)
  if (program.startsWith('/*', at)) return behind(program, '*/', at + 2, 2)
  const quote = quotes.find(quote => program.startsWith(quote, at))
  if (quote === undefined) return at + 1
  if (quote.length > 1) return behind(program, quote, at + 3, 3)
  let end = at + 1
  while (end < program.length && program[end] !== quote && program[end] !== '\n') end += program[end] === '\\' ? 2 : 1
  return Math.min(end + 1, program.length)
}

/** What does not end goes on to the end of the program. */
function behind(program: string, sign: string, from: number, length: number): number {
  const found = program.indexOf(sign, from)
  return found < 0 ? program.length : found + length
}
