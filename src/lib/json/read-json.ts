import * as problems from './json-problem.ts'
import { type JsonProblem, JsonTrouble, placeOf } from './json-problem.ts'

export interface JsonLimits {
  /** How many lists and objects may lie inside each other. Not above a few thousand: reading one is a call inside another. */
  depth?: number
  /** In one object: where shapes are known, more than a few are a strange document's. */
  keys?: number
  /** In UTF-16 units. */
  length?: number
  /** As many characters for each list and object, but for the first 100,000: empty ones take a hundred times their text. */
  spread?: number
  /** Reads the value also where something stands behind it, which is told beside it. */
  lenient?: boolean
}

const defaultDepth = 1000
const defaultKeys = 1_000_000
const defaultLength = 256 * 1024 * 1024
const freeParts = 100_000

interface JsonReading {
  value: unknown
  /** What stands behind it, where nothing should. */
  behind?: JsonProblem
}

/**
 * Reads JSON as RFC 8259 has it, a byte order mark in front allowed. Stricter than `JSON.parse`, for what strangers wrote: a
 * key that is twice in one object, the key `__proto__`, what nests too deeply and a number beyond all bounds are refused.
 */
export function readJson(text: string, limits: JsonLimits = {}): JsonReading | JsonProblem {
  const { depth = defaultDepth, keys = defaultKeys, length = defaultLength, spread = 0, lenient = false } = limits
  if (text.length > length) return { problem: problems.tooLong(length), line: 1, column: 1 }
  try {
    const parts = spread > 0 ? freeParts + Math.floor(text.length / spread) : Number.POSITIVE_INFINITY
    const reader = new Reader(text, { depth, keys, parts })
    const value = reader.read()
    if (reader.isAtEnd) return { value }
    const problem = problems.unexpected(text, reader.at, problems.end)
    if (!lenient) throw new JsonTrouble(problem, reader.at)
    return { value, behind: { problem, ...placeOf(text, reader.at) } }
  } catch (error) {
    if (!(error instanceof JsonTrouble)) throw error
    return { problem: error.problem, ...placeOf(text, error.at) }
  }
}

const quote = 0x22
const comma = 0x2c
const minus = 0x2d
const point = 0x2e
const zero = 0x30
const nine = 0x39
const colon = 0x3a
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

const escapes: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class Reader {
  readonly #text: string
  readonly #end: number
  readonly #deepest: number
  readonly #mostKeys: number
  readonly #mostParts: number
  #at: number
  #depth = 0
  #parts = 0
  /** Keys come again and again: the one seen last of that length and first letter is compared in place. */
  readonly #keys: string[] = new Array<string>(1024).fill('')

  constructor(text: string, { depth, keys, parts }: { depth: number; keys: number; parts: number }) {
    this.#text = text
    this.#end = text.length
    this.#deepest = depth
    this.#mostKeys = keys
    this.#mostParts = parts
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  }

  read(): unknown {
    const value = this.#readValue(this.#skipSpace())
    this.#skipSpace()
    return value
  }

  get at(): number {
    return this.#at
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end
  }

  #readValue(code: number): unknown {
    switch (code) {
      case quote:
        return this.#readString()
      case openBrace:
        return this.#readObject()
      case openBracket:
        return this.#readList()
      case 0x74:
        return this.#readWord('true', true)
      case 0x66:
        return this.#readWord('false', false)
      case 0x6e:
        return this.#readWord('null', null)
      default:
        return this.#readNumber(code)
    }
  }

  #readObject(): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    this.#enter()
    if (this.#skipSpace() === closeBrace) return this.#leave(object)
    for (let count = 1; ; count++) {
      const start = this.#at
      if (count > this.#mostKeys) this.#refuse(problems.tooManyKeys(this.#mostKeys))
      const key = this.#readKey()
      if (object[key] !== undefined && Object.hasOwn(object, key)) this.#refuse(problems.twice(key), start)
      if (key === '__proto__') this.#refuse(problems.forbiddenKey(key), start)
      if (this.#skipSpace() !== colon) this.#refuse(problems.unexpected(this.#text, this.#at, problems.colon))
      this.#at++
      object[key] = this.#readValue(this.#skipSpace())
      const code = this.#skipSpace()
      if (code === closeBrace) return this.#leave(object)
      if (code !== comma) this.#refuse(problems.unexpected(this.#text, this.#at, problems.commaOrBrace))
      this.#at++
      this.#skipSpace()
    }
  }

  #readList(): unknown[] {
    const list: unknown[] = []
    this.#enter()
    if (this.#skipSpace() === closeBracket) return this.#leave(list)
    for (;;) {
      list.push(this.#readValue(this.#skipSpace()))
      const code = this.#skipSpace()
      if (code === closeBracket) return this.#leave(list)
      if (code !== comma) this.#refuse(problems.unexpected(this.#text, this.#at, problems.commaOrBracket))
      this.#at++
    }
  }

  #enter() {
    if (++this.#depth > this.#deepest) this.#refuse(problems.tooDeep(this.#deepest))
    if (++this.#parts > this.#mostParts) this.#refuse(problems.tooManyParts(this.#mostParts))
    this.#at++
  }

  #leave<Value>(value: Value): Value {
    this.#depth--
    this.#at++
    return value
  }

  #readKey(): string {
    const text = this.#text
    const start = this.#at + 1
    if (text.charCodeAt(this.#at) !== quote) this.#refuse(problems.unexpected(text, this.#at, problems.key))
    const end = text.indexOf('"', start)
    const slot = ((end - start) * 31 + text.charCodeAt(start)) & 1023
    const known = this.#keys[slot] as string
    if (known !== '' && known.length === end - start && text.startsWith(known, start)) {
      this.#at = end + 1
      return known
    }
    const key = this.#readString()
    if (key.length === end - start) this.#keys[slot] = key
    return key
  }

  #readString(): string {
    const text = this.#text
    const start = this.#at + 1
    for (let at = start; at < this.#end; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        this.#at = at + 1
        return text.slice(start, at)
      }
      if (code === backslash) return this.#readEscaped(start, at)
      if (code < 0x20) this.#refuse(problems.controlCharacter, at)
    }
    return this.#refuse(problems.unexpected(text, this.#end, problems.closingQuote), this.#end)
  }

  /** From the first backslash on, by pieces. */
  #readEscaped(start: number, firstBackslash: number): string {
    const text = this.#text
    let value = text.slice(start, firstBackslash)
    let at = firstBackslash
    while (at < this.#end) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        this.#at = at + 1
        return value
      }
      if (code === backslash) {
        value += this.#readEscape(at)
        at = this.#at
      } else {
        const next = this.#plainEnd(at)
        value += text.slice(at, next)
        at = next
      }
    }
    return this.#refuse(problems.unexpected(text, this.#end, problems.closingQuote), this.#end)
  }

  #plainEnd(from: number): number {
    let at = from
    for (; at < this.#end; at++) {
      const code = this.#text.charCodeAt(at)
      if (code === quote || code === backslash) break
      if (code < 0x20) this.#refuse(problems.controlCharacter, at)
    }
    return at
  }

  #readEscape(at: number): string {
    const letter = this.#text.charAt(at + 1)
    const plain = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (plain !== undefined) {
      this.#at = at + 2
      return plain
    }
    const hexadecimal = this.#text.slice(at + 2, at + 6)
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hexadecimal)) this.#refuse(problems.unknownEscape, at)
    this.#at = at + 6
    return String.fromCharCode(Number.parseInt(hexadecimal, 16))
  }

  #readWord<Value>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) this.#refuse(problems.unexpected(this.#text, this.#at))
    this.#at += word.length
    return value
  }

  #readNumber(first: number): number {
    const text = this.#text
    const start = this.#at
    if (first !== minus && !isDigit(first)) this.#refuse(problems.unexpected(text, start))
    if (first === minus) this.#at++
    const integer = this.#at
    this.#skipDigits()
    if (text.charCodeAt(integer) === zero && this.#at > integer + 1) this.#refuse(problems.leadingZero, integer)
    if (text.charCodeAt(this.#at) === point) {
      this.#at++
      this.#skipDigits()
    }
    if (isExponent(text.charCodeAt(this.#at))) {
      this.#at++
      if (isSign(text.charCodeAt(this.#at))) this.#at++
      this.#skipDigits()
    }
    const number = Number(text.slice(start, this.#at))
    if (!Number.isFinite(number)) this.#refuse(problems.numberTooLarge, start)
    return number
  }

  #skipDigits() {
    const start = this.#at
    while (isDigit(this.#text.charCodeAt(this.#at))) this.#at++
    if (this.#at === start) this.#refuse(problems.unexpected(this.#text, start, problems.digit))
  }

  /** The code of what stands behind the white space; NaN at the end. */
  #skipSpace(): number {
    const text = this.#text
    let at = this.#at
    let code = text.charCodeAt(at)
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++at)
    this.#at = at
    return code
  }

  #refuse(problem: JsonProblem['problem'], at: number = this.#at): never {
    throw new JsonTrouble(problem, at)
  }
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

function isExponent(code: number): boolean {
  return code === 0x65 || code === 0x45
}

function isSign(code: number): boolean {
  return code === 0x2b || code === minus
}
