import { Lexer } from 'yaml'
import type { Text } from '../../../lib/text/text.ts'
import * as messages from './messages.ts'

/** The lexer says so before a text that stands without quotes, and before one of many lines. */
const scalarComes = '\u001f'

/** No document nests deeper than a pointer of a range of a snippet. */
const deepest = 100

interface Frame {
  /** Where keys or dashes of a block stand; undefined inside of brackets. */
  column?: number
  keys?: Set<string>
  key: string
  index: number
}

/**
 * Goes through a YAML text that another reader found well formed, word by word, and finds what that reader lets pass: a key
 * that is twice in one place, anchors, aliases and tags. Notes where the wanted JSON pointers lead.
 */
export class Outline {
  trouble: { line: number; problem: Text } | undefined
  readonly lines = new Map<string, number>()
  readonly #wanted: ReadonlySet<string>
  readonly #frames: Frame[] = []
  #line = 1
  #column = 0
  /** How many brackets are open. */
  #flow = 0
  #scalar: { text: string; line: number; column: number } | undefined

  constructor(wanted: ReadonlySet<string> = new Set()) {
    this.#wanted = wanted
  }

  read(source: string, mostWords = Number.POSITIVE_INFINITY): this {
    let isScalar = false
    let words = 0
    for (const token of new Lexer().lex(source)) {
      if (++words > mostWords) this.#tell(messages.tooDense)
      if (isScalar) this.#scalar = { text: token, line: this.#line, column: this.#column }
      else if (token !== scalarComes) this.#readToken(token)
      isScalar = token === scalarComes
      if (this.trouble) return this
      if (!isScalar) this.#move(token)
    }
    return this
  }

  #readToken(token: string) {
    const first = token.charAt(0)
    if (first === '"' || first === "'") this.#scalar = { text: unquote(token), line: this.#line, column: this.#column }
    else if (token === ':') this.#readKey()
    else if (token === '-') this.#readDash()
    else if (token === '{' || token === '[') this.#open()
    else if (token === '}' || token === ']') this.#close()
    else if (token === ',') this.#readComma()
    else if (token === '?') this.#tell(messages.complexKey)
    else if (first === '&' || first === '*') this.#tell(messages.alias)
    else if (first === '!') this.#tell(messages.tag)
  }

  #readKey() {
    const scalar = this.#scalar
    this.#scalar = undefined
    if (!scalar) return this.#tell(messages.complexKey)
    if (this.#flow === 0) this.#enterMap(scalar.column)
    const frame = this.#frames.at(-1)
    if (!frame) return
    frame.keys ??= new Set()
    if (frame.keys.has(scalar.text)) {
      this.trouble = { line: scalar.line, problem: messages.twice(scalar.text) }
      return
    }
    frame.keys.add(scalar.text)
    frame.key = scalar.text
    this.#note(scalar.line)
  }

  /** Dashes may stand in the column of the key above them; another key there ends their list. */
  #enterMap(column: number) {
    for (let top = this.#frames.at(-1); top; top = this.#frames.at(-1)) {
      if (top.column === undefined || top.column < column) break
      if (top.column === column && top.keys) return
      this.#frames.pop()
    }
    this.#frames.push({ column, keys: new Set(), key: '', index: -1 })
    if (this.#frames.length > deepest) this.#tell(messages.tooDeep)
  }

  #readDash() {
    if (this.#flow > 0) return
    const column = this.#column
    if (this.#frames.length > deepest) this.#tell(messages.tooDeep)
    for (let top = this.#frames.at(-1); top && (top.column ?? 0) > column; top = this.#frames.at(-1)) this.#frames.pop()
    const top = this.#frames.at(-1)
    if (top?.column === column && !top.keys) top.index++
    else this.#frames.push({ column, key: '', index: 0 })
    this.#note(this.#line)
  }

  #open() {
    if (++this.#flow > deepest) this.#tell(messages.tooDeep)
    this.#frames.push({ key: '', index: 0 })
  }

  #close() {
    this.#flow--
    this.#frames.pop()
  }

  #readComma() {
    const frame = this.#frames.at(-1)
    if (frame && !frame.keys) frame.index++
  }

  #note(line: number) {
    if (this.#wanted.size === 0) return
    const steps = this.#frames.map(({ keys, key, index }) => (keys ? key : String(index)))
    const pointer = steps.map(step => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    if (this.#wanted.has(pointer)) this.lines.set(pointer, line)
  }

  #tell(problem: Text) {
    this.trouble = { line: this.#line, problem }
  }

  #move(token: string) {
    let last = -1
    for (let at = token.indexOf('\n'); at !== -1; at = token.indexOf('\n', at + 1)) {
      this.#line++
      last = at
    }
    this.#column = last < 0 ? this.#column + token.length : token.length - last - 1
  }
}

function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1).replaceAll("''", "'")
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}
