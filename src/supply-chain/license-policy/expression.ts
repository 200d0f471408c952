import { findExceptionId, findLicenseId } from '../../lib/spdx/license-list.ts'

/** One license, with whatever `+` and WITH add to it. */
export interface License {
  kind: 'license'
  /** As the SPDX License List spells it, or as written where it has none such; with `DocumentRef-x:` where it has that. */
  id: string
  /** `+`: this version or any later. */
  orLater: boolean
  /** What stands after WITH. */
  exception?: string
  /** Whether list and grammar know every part: an id of the list, a LicenseRef-, an AdditionRef-. */
  isKnown: boolean
}

/** A parsed SPDX license expression (SPDX 2.3 annex D; SPDX 3.0.1 annex B). */
export type Expression =
  | License
  | { kind: 'and'; parts: Expression[] }
  | { kind: 'or'; parts: Expression[] }
  | { kind: 'none' }
  | { kind: 'no-assertion' }

export type Parsed = { expression: Expression } | { problem: string; at: number }

const longest = 50_000
const deepest = 200

const idString = String.raw`[A-Za-z0-9.-]+`
const reference = new RegExp(`^(?:DocumentRef-${idString}:)?LicenseRef-${idString}$`)
const addition = new RegExp(`^(?:DocumentRef-${idString}:)?AdditionRef-${idString}$`)
const id = new RegExp(`^${idString}$`)

interface Token {
  text: string
  at: number
}

/** The expression, or why it is none and where. Ids are matched whatever their case, and unknown ones are kept as such. */
export function parseExpression(text: string): Parsed {
  if (text.length > longest) return { problem: `longer than ${longest} characters`, at: longest }
  const whole = text.trim()
  if (whole === 'NONE') return { expression: { kind: 'none' } }
  if (whole === 'NOASSERTION') return { expression: { kind: 'no-assertion' } }
  try {
    return { expression: readWhole(tokenize(text), text.length) }
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message, at: error.at }
    throw error
  }
}

/** For those who only ask what it is. */
export function findExpression(text: string): Expression | undefined {
  const parsed = parseExpression(text)
  return 'expression' in parsed ? parsed.expression : undefined
}

class Problem extends Error {
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

function tokenize(text: string): Token[] {
  return [...text.matchAll(/[()]|[^\s()]+/g)].map(match => ({ text: match[0], at: match.index }))
}

/** OR binds weakest, then AND, then WITH, then `+`. */
function readWhole(tokens: Token[], end: number): Expression {
  let next = 0
  const takes = (word: string) => {
    const text = tokens[next]?.text
    const isIt = text === word || text === word.toLowerCase()
    if (isIt) next++
    return isIt
  }

  function chain(kind: 'and' | 'or', depth: number): Expression {
    const parts = [part(kind, depth)]
    while (takes(kind.toUpperCase())) parts.push(part(kind, depth))
    const [only] = parts
    return parts.length === 1 && only
      ? only
      : { kind, parts: parts.flatMap(one => (one.kind === kind ? one.parts : [one])) }
  }

  const part = (kind: 'and' | 'or', depth: number) => (kind === 'or' ? chain('and', depth) : single(depth))

  function single(depth: number): Expression {
    const token = tokens[next++]
    if (!token) throw new Problem('a license is missing at the end', end)
    if (token.text !== '(') return withException(readId(token))
    if (depth >= deepest) throw new Problem(`nested deeper than ${deepest} parentheses`, token.at)
    const inner = chain('or', depth + 1)
    if (!takes(')')) throw new Problem('a parenthesis is not closed', token.at)
    return inner
  }

  function withException(license: License): License {
    if (!takes('WITH')) return license
    const exception = tokens[next++]
    if (!exception) throw new Problem('an exception is missing after WITH', end)
    return addException(license, exception)
  }

  const expression = chain('or', 0)
  const left = tokens[next]
  if (left) throw new Problem(`an operator is missing before “${left.text}”`, left.at)
  return expression
}

function addException(license: License, { text, at }: Token): License {
  const known = findExceptionId(text)
  const isReference = addition.test(text)
  if (!known && !isReference && !id.test(text)) throw new Problem(`“${text}” is no exception`, at)
  return { ...license, exception: known ?? text, isKnown: license.isKnown && (known !== undefined || isReference) }
}

function readId({ text, at }: Token): License {
  if (/^(?:AND|OR|WITH|and|or|with|\))$/.test(text)) throw new Problem(`a license is missing before “${text}”`, at)
  if (reference.test(text)) return { kind: 'license', id: text, orLater: false, isKnown: true }
  // `GPL-2.0+` stands in the list as such; what it means is the same.
  const orLater = text.endsWith('+')
  const plain = orLater ? text.slice(0, -1) : text
  const known = findLicenseId(plain)
  if (!known && !id.test(plain)) throw new Problem(`“${text}” is no license id`, at)
  if (text === 'NONE' || text === 'NOASSERTION') throw new Problem(`${text} stands alone`, at)
  return { kind: 'license', id: known ?? plain, orLater, isKnown: known !== undefined }
}

/** In canonical spelling, with only the parentheses that it needs. */
export function formatExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'none':
      return 'NONE'
    case 'no-assertion':
      return 'NOASSERTION'
    case 'license':
      return formatLicense(expression)
    case 'or':
      return expression.parts.map(formatExpression).join(' OR ')
    case 'and':
      return expression.parts
        .map(part => (part.kind === 'or' ? `(${formatExpression(part)})` : formatExpression(part)))
        .join(' AND ')
  }
}

export function formatLicense({ id, orLater, exception }: License): string {
  return `${id}${orLater ? '+' : ''}${exception === undefined ? '' : ` WITH ${exception}`}`
}

/** Every license in it, in the order of their writing. */
export function licensesOf(expression: Expression): License[] {
  if (expression.kind === 'license') return [expression]
  return 'parts' in expression ? expression.parts.flatMap(licensesOf) : []
}

/**
 * Whether one can comply using allowed licenses only: AND needs each part, OR leaves the choice. In one walk over the
 * expression, however many combinations it stands for.
 */
export function isSatisfied(expression: Expression, isAllowed: (license: License) => boolean): boolean {
  if (expression.kind === 'license') return isAllowed(expression)
  if (expression.kind === 'and') return expression.parts.every(part => isSatisfied(part, isAllowed))
  if (expression.kind === 'or') return expression.parts.some(part => isSatisfied(part, isAllowed))
  return false
}
