import { ScimError, type ScimType } from './scim-error.ts'

/** The name of an attribute: `urn:…:User:name.familyName`. */
export interface AttributePath {
  schema?: string
  attribute: string
  sub?: string
}

const comparisons = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof comparisons)[number]

export type Filter =
  | { is: 'and' | 'or'; parts: Filter[] }
  | { is: 'not'; part: Filter }
  | { is: 'present'; path: AttributePath }
  | { is: 'compare'; path: AttributePath; by: Comparison; value: string | number | boolean | null }
  /** Whether one and the same of several values fits: `emails[type eq "work" and value co "@"]`. */
  | { is: 'some'; path: AttributePath; filter: Filter }

/** What an operation of a PATCH is about: `members[value eq "7"]`, `emails[type eq "work"].value`. */
export interface PatchPath extends AttributePath {
  filter?: Filter
}

const knownValues = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])
const longest = 20_000
const deepest = 40

/** By the grammar of RFC 7644, 3.4.2.2; `not` binds before `and`, and that before `or`. */
export function parseFilter(text: string): Filter {
  const reader = new Reader(text, 'invalidFilter')
  const filter = readOr(reader, 0)
  reader.end()
  return filter
}

/** By RFC 7644, 3.5.2. */
export function parsePath(text: string): PatchPath {
  const reader = new Reader(text, 'invalidPath')
  const path: PatchPath = readAttributePath(reader)
  if (reader.take('[')) {
    path.filter = readOr(reader, 0)
    reader.require(']')
    const [, sub] = /^\.(\$?[a-z][\w-]*)$/i.exec(reader.peek() ?? '') ?? []
    if (sub) {
      reader.next()
      path.sub = sub
    }
  }
  reader.end()
  return path
}

function readOr(reader: Reader, depth: number): Filter {
  return readJoined(reader, 'or', () => readJoined(reader, 'and', () => readTerm(reader, depth + 1)))
}

function readJoined(reader: Reader, word: 'and' | 'or', readPart: () => Filter): Filter {
  const first = readPart()
  const parts = [first]
  while (reader.take(word)) parts.push(readPart())
  return parts.length === 1 ? first : { is: word, parts }
}

function readTerm(reader: Reader, depth: number): Filter {
  if (depth > deepest) throw reader.problem()
  if (reader.take('not')) return { is: 'not', part: readGroup(reader, depth) }
  if (reader.peek() === '(') return readGroup(reader, depth)
  const path = readAttributePath(reader)
  if (reader.take('[')) return readSome(reader, path, depth)
  return readComparison(reader, path)
}

function readGroup(reader: Reader, depth: number): Filter {
  reader.require('(')
  const inner = readOr(reader, depth)
  reader.require(')')
  return inner
}

/** Some directories compare an attribute of the value that they selected: `emails[type eq "work"].value eq "a@b"`. */
function readSome(reader: Reader, path: AttributePath, depth: number): Filter {
  const filter = readOr(reader, depth)
  reader.require(']')
  const [, sub] = /^\.(\$?[a-z][\w-]*)$/i.exec(reader.peek() ?? '') ?? []
  if (!sub) return { is: 'some', path, filter }
  reader.next()
  return { is: 'some', path, filter: { is: 'and', parts: [filter, readComparison(reader, { attribute: sub })] } }
}

function readComparison(reader: Reader, path: AttributePath): Filter {
  if (reader.take('pr')) return { is: 'present', path }
  const word = reader.next()?.toLowerCase()
  const by = comparisons.find(comparison => comparison === word)
  if (!by) throw reader.problem()
  return { is: 'compare', path, by, value: readValue(reader) }
}

function readValue(reader: Reader): string | number | boolean | null {
  const word = reader.next() ?? ''
  const known = knownValues.get(word.toLowerCase())
  if (known !== undefined) return known
  if (!/^("|-?\d)/.test(word)) throw reader.problem()
  try {
    return JSON.parse(word)
  } catch {
    throw reader.problem()
  }
}

function readAttributePath(reader: Reader): AttributePath {
  const word = reader.next() ?? ''
  const [, schema, name = word] = /^(urn:.+):([^:]+)$/i.exec(word) ?? []
  if (!/^\$?[a-z][\w-]*(\.\$?[a-z][\w-]*)?$/i.test(name)) throw reader.problem()
  const [attribute = '', sub] = name.split('.')
  return { attribute, ...(schema && { schema }), ...(sub && { sub }) }
}

/** Gives one token after the other. */
class Reader {
  private readonly tokens: string[]
  private readonly text: string
  private readonly kind: ScimType
  private at = 0

  constructor(text: string, kind: ScimType) {
    this.text = text
    this.kind = kind
    if (text.length > longest) throw this.problem()
    // A text that is not closed goes to the end: it is looked at once.
    this.tokens = text.match(/"(?:[^"\\]|\\[\s\S]|\\$)*(?:"|$)|[()[\]]|[^\s()[\]"]+/g) ?? []
  }

  peek(): string | undefined {
    return this.tokens[this.at]
  }

  next(): string | undefined {
    return this.tokens[this.at++]
  }

  /** Whether the next is this word, which is then behind us. */
  take(word: string): boolean {
    if (this.peek()?.toLowerCase() !== word) return false
    this.at++
    return true
  }

  require(word: string) {
    if (!this.take(word)) throw this.problem()
  }

  end() {
    if (this.at < this.tokens.length) throw this.problem()
  }

  problem(): ScimError {
    const shown = this.text.length > 200 ? `${this.text.slice(0, 200)}…` : this.text
    const filter = { en: `The filter “${shown}” cannot be read`, zh: `无法解析筛选条件“${shown}”` }
    const path = { en: `The path “${shown}” cannot be read`, zh: `无法解析路径“${shown}”` }
    return new ScimError(this.kind, this.kind === 'invalidPath' ? path : filter)
  }
}
