/** A piece of a Python program, as far as its literals need. */
export interface Token {
  kind: 'name' | 'text' | 'sign'
  /** Of a text what it says; undefined where that is known only when the program runs. */
  value: string | undefined
  line: number
  /** Whether it begins a line. */
  isFirst: boolean
}

const comment = /#[^\n]*/y
const name = /[\p{L}_][\p{L}\p{N}_]*/uy
const number = /\d[\w.]*/y
const opening = /([a-zA-Z]{0,2})("""|'''|"|')/y
const escapes: Record<string, string> = Object.assign(Object.create(null), {
  ...{ n: '\n', t: '\t', r: '\r', '\n': '' },
  ...{ '\\': '\\', "'": "'", '"': '"' },
})

/** Throws a SyntaxError with the line where a text does not end. */
export function* readPythonTokens(program: string): Generator<Token> {
  let line = 1
  let isFirst = true
  for (let at = 0; at < program.length; ) {
    const character = program[at] ?? ''
    if (character === '\n') {
      line++
      isFirst = true
      at++
      continue
    }
    if (/\s/.test(character)) {
      isFirst = false
      at++
      continue
    }
    const skipped = match(comment, program, at)
    if (skipped) {
      at += skipped[0].length
      continue
    }
    const { length, ...token } = readToken(program, at, line)
    yield { ...token, line, isFirst }
    isFirst = false
    line += countLines(program, at, at + length)
    at += length
  }
}

type Piece = Pick<Token, 'kind' | 'value'> & { length: number }

function readToken(program: string, at: number, line: number): Piece {
  const opened = match(opening, program, at)
  if (opened) return readText(program, at, opened, line)
  const found = match(name, program, at) ?? match(number, program, at)
  if (found) return { kind: 'name', value: found[0], length: found[0].length }
  return { kind: 'sign', value: program[at], length: 1 }
}

function readText(program: string, at: number, [whole, prefix = '', quote = '']: RegExpExecArray, line: number): Piece {
  const isRaw = /r/i.test(prefix)
  let value = ''
  let next = at + whole.length
  while (!program.startsWith(quote, next)) {
    const character = program[next] ?? ''
    if (character === '' || (character === '\n' && quote.length === 1))
      throw new SyntaxError(`A text does not end (line ${line})`)
    const written = character === '\\' ? program.slice(next, next + 2) : character
    value += isRaw ? written : unescaped(written)
    next += written.length
  }
  return { kind: 'text', value: /f/i.test(prefix) ? undefined : value, length: next + quote.length - at }
}

function unescaped(written: string): string {
  return written.length === 1 ? written : (escapes[written.slice(1)] ?? written)
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function countLines(text: string, from: number, to: number): number {
  return to - from === 1 ? 0 : text.slice(from, to).split('\n').length - 1
}
