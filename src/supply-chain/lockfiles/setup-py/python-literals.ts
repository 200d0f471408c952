import { readPythonTokens, type Token } from './python-tokens.ts'

export interface Text {
  text: string
  line: number
}

/** What is written there, not what a program would make of it. */
export type Literal = Text | { list: Literal[] } | { record: [key: Text, value: Literal][] }

const deepestNesting = 20
const longestList = 10_000

/** What a call gives by name: literals, or undefined where it is known only when the program runs. */
export interface Argument {
  value: Literal | undefined
  line: number
}

/** The named arguments of the last call of a function, with the names of the module that stand for literals. */
export function findCall(program: string, called: string): Map<string, Argument> | undefined {
  const tokens = [...readPythonTokens(program)]
  const known = new Map<string, Literal>()
  let found: Map<string, Argument> | undefined
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token?.kind !== 'name' || token.value === undefined) continue
    if (token.isFirst && isSign(tokens[at + 1], '=') && !isSign(tokens[at + 2], '=')) {
      const value = new Reader(tokens, at + 2, known).readSum()
      if (value) known.set(token.value, value)
    }
    if (token.value !== called || !isSign(tokens[at + 1], '(') || tokens[at - 1]?.value === 'def') continue
    const reader = new Reader(tokens, at + 2, known)
    found = reader.readArguments()
    at = reader.at
  }
  return found
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign
}

/** A sum of itself, over and over, would fill any memory. */
function addLists(one: Literal, other: Literal): Literal | undefined {
  if (!('list' in one && 'list' in other) || one.list.length + other.list.length > longestList) return undefined
  return { list: [...one.list, ...other.list] }
}

class Reader {
  readonly tokens: readonly Token[]
  readonly known: ReadonlyMap<string, Literal>
  at: number

  constructor(tokens: readonly Token[], at: number, known: ReadonlyMap<string, Literal>) {
    this.tokens = tokens
    this.at = at
    this.known = known
  }

  readArguments(): Map<string, Argument> {
    const found = new Map<string, Argument>()
    while (this.at < this.tokens.length && !this.#sees(')')) {
      const start = this.at
      const [name, equals] = [this.tokens[this.at], this.tokens[this.at + 1]]
      const isNamed = name?.kind === 'name' && isSign(equals, '=') && !isSign(this.tokens[this.at + 2], '=')
      if (isNamed) {
        this.at += 2
        const value = this.readSum()
        const isWhole = this.#sees(',') || this.#sees(')')
        found.set(name.value ?? '', { value: isWhole ? value : undefined, line: name.line })
      }
      this.at = start
      this.#skipArgument()
    }
    return found
  }

  /** `a + b` of lists. */
  readSum(): Literal | undefined {
    let sum = this.#read(0)
    while (this.#sees('+')) {
      this.at++
      const more = this.#read(0)
      sum = sum && more && addLists(sum, more)
    }
    return sum
  }

  #read(depth: number): Literal | undefined {
    const token = this.tokens[this.at]
    if (!token || depth > deepestNesting) return undefined
    if (token.kind === 'text') return this.#readText()
    if (token.kind === 'name') {
      this.at++
      return this.#sees('(') || this.#sees('.') || this.#sees('[') ? undefined : this.known.get(token.value ?? '')
    }
    if (this.#sees('{')) return this.#readRecord(depth)
    return this.#sees('[') || this.#sees('(') ? this.#readList(depth) : undefined
  }

  /** Texts that follow each other are one. */
  #readText(): Literal | undefined {
    const { line = 0 } = this.tokens[this.at] ?? {}
    let text: string | undefined = ''
    for (let token = this.tokens[this.at]; token?.kind === 'text'; token = this.tokens[++this.at])
      text = token.value === undefined || text === undefined ? undefined : text + token.value
    return text === undefined ? undefined : { text, line }
  }

  #readList(depth: number): Literal | undefined {
    const end = this.#sees('[') ? ']' : ')'
    this.at++
    const list: Literal[] = []
    while (!this.#sees(end)) {
      const one = this.#read(depth + 1)
      if (!one || !(this.#sees(',') || this.#sees(end))) return undefined
      list.push(one)
      if (this.#sees(',')) this.at++
    }
    this.at++
    return { list }
  }

  #readRecord(depth: number): Literal | undefined {
    this.at++
    const record: [Text, Literal][] = []
    while (!this.#sees('}')) {
      const key = this.#read(depth + 1)
      if (!key || !('text' in key) || !this.#sees(':')) return undefined
      this.at++
      const value = this.#read(depth + 1)
      if (!value || !(this.#sees(',') || this.#sees('}'))) return undefined
      record.push([key, value])
      if (this.#sees(',')) this.at++
    }
    this.at++
    return { record }
  }

  /** Up to behind the comma that ends it, or to the bracket that ends the call. */
  #skipArgument() {
    for (let depth = 0; this.at < this.tokens.length; this.at++) {
      if (depth === 0 && this.#sees(')')) return
      if (depth === 0 && this.#sees(',')) {
        this.at++
        return
      }
      const { kind, value = '' } = this.tokens[this.at] ?? {}
      if (kind === 'sign' && '([{'.includes(value)) depth++
      if (kind === 'sign' && ')]}'.includes(value)) depth--
    }
  }

  #sees(sign: string): boolean {
    return isSign(this.tokens[this.at], sign)
  }
}
