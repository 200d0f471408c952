import { type Expression, isReference, type Operation, type Term } from './expression.ts'
import * as problems from './expression-problems.ts'
import { findExceptionId, findLicenseId } from './license-list.ts'
import { scanExpression, type Token } from './scan-expression.ts'

/** Far above what people write; the longest real ones have a few thousand characters. */
const maxLength = 32_768
/** Of parentheses. What works on an expression may recurse. */
const maxDepth = 300

export type ParsedExpression = { ok: true; expression: Expression } | ({ ok: false } & problems.ExpressionProblem)

/**
 * Reads an SPDX license expression. Ids are matched in any case and come out as the SPDX License List spells them; ids
 * that it lacks are kept as written (`unknownIds` names them). Operators are all upper or all lower case, as in SPDX 3.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > maxLength) return { ok: false, ...problems.tooLong(maxLength) }
  const tokens = scanExpression(text)
  if (!Array.isArray(tokens)) return { ok: false, ...tokens }
  if (tokens.length === 0) return { ok: false, ...problems.empty() }
  const parser: Parser = { tokens, next: 0, end: text.length, operands: [], operators: [], depth: 0 }
  const problem = parse(parser)
  if (problem) return { ok: false, ...problem }
  const [expression] = parser.operands
  return expression ? { ok: true, expression } : { ok: false, ...problems.empty() }
}

interface Parser {
  tokens: readonly Token[]
  next: number
  /** Offset of the end of the text. */
  end: number
  operands: Expression[]
  operators: Operator[]
  /** Of parentheses open now. */
  depth: number
}

type Problem = problems.ExpressionProblem
type Operator = { kind: Operation['kind'] | 'open'; at: number }

const operatorKinds = new Map<string, Operation['kind']>([
  ['AND', 'and'],
  ['and', 'and'],
  ['OR', 'or'],
  ['or', 'or'],
])
const keywords = new Set([...operatorKinds.keys(), 'WITH', 'with'])

/** Two stacks instead of recursion (Dijkstra's shunting yard). */
function parse(parser: Parser): Problem | undefined {
  for (;;) {
    const problem = readOpenings(parser) ?? readOperand(parser) ?? readClosings(parser)
    if (problem) return problem
    const token = parser.tokens[parser.next++]
    if (!token) return finish(parser)
    const kind = operatorKinds.get(token.text)
    if (!kind) return expectedOperator(token)
    reduceWhile(parser, before => before === 'and' || before === kind)
    parser.operators.push({ kind, at: token.at })
  }
}

function readOpenings(parser: Parser): Problem | undefined {
  for (let token = parser.tokens[parser.next]; token?.text === '('; token = parser.tokens[++parser.next]) {
    if (++parser.depth > maxDepth) return problems.tooDeep(token.at, maxDepth)
    parser.operators.push({ kind: 'open', at: token.at })
  }
  return undefined
}

function readOperand(parser: Parser): Problem | undefined {
  const token = parser.tokens[parser.next++]
  if (!token) return problems.expectedLicense(parser.end, undefined)
  if (token.text === '+') return problems.misplacedPlus(token.at)
  if (token.text === ')' || keywords.has(token.text)) return problems.expectedLicense(token.at, token.text)
  if (isMisusedReference(token.text, 'LicenseRef-')) return problems.brokenReference(token.at, token.text)
  const term = termOf(token.text)
  parser.operands.push(term)
  return readPlus(parser, term, token) ?? readException(parser, term)
}

function termOf(word: string): Term {
  if (word === 'NONE') return { kind: 'none' }
  if (word === 'NOASSERTION') return { kind: 'no-assertion' }
  return { kind: 'license', id: findLicenseId(word) ?? word }
}

function readPlus(parser: Parser, term: Term, { text, at }: Token): Problem | undefined {
  const plus = parser.tokens[parser.next]
  if (plus?.text !== '+') return undefined
  parser.next++
  if (term.kind !== 'license' || isReference(term.id) || plus.at !== at + text.length) {
    return problems.misplacedPlus(plus.at)
  }
  term.orLater = true
  return undefined
}

function readException(parser: Parser, term: Term): Problem | undefined {
  const keyword = parser.tokens[parser.next]
  if (keyword?.text !== 'WITH' && keyword?.text !== 'with') return undefined
  if (term.kind !== 'license') return problems.misplacedWith(keyword.at)
  parser.next++
  const token = parser.tokens[parser.next++]
  if (!token) return problems.expectedException(parser.end, undefined)
  if (/^[()+]$/.test(token.text) || keywords.has(token.text)) return problems.expectedException(token.at, token.text)
  if (isMisusedReference(token.text, 'AdditionRef-')) return problems.brokenReference(token.at, token.text)
  term.exception = findExceptionId(token.text) ?? token.text
  return undefined
}

function isMisusedReference(word: string, prefix: string): boolean {
  if (!word.includes(':') && !/^(?:Document|License|Addition)Ref-/.test(word)) return false
  return !isReference(word) || !word.slice(word.indexOf(':') + 1).startsWith(prefix)
}

function readClosings(parser: Parser): Problem | undefined {
  for (let token = parser.tokens[parser.next]; token?.text === ')'; token = parser.tokens[++parser.next]) {
    if (--parser.depth < 0) return problems.unopened(token.at)
    reduceWhile(parser, kind => kind !== 'open')
    parser.operators.pop()
  }
  return undefined
}

function expectedOperator({ text, at }: Token): Problem {
  if (text === '+') return problems.misplacedPlus(at)
  if (text === 'WITH' || text === 'with') return problems.misplacedWith(at)
  return problems.expectedOperator(at, text)
}

function finish(parser: Parser): Problem | undefined {
  reduceWhile(parser, kind => kind !== 'open')
  const open = parser.operators.at(-1)
  return open && problems.unclosed(open.at)
}

function reduceWhile({ operands, operators }: Parser, applies: (kind: Operator['kind']) => boolean) {
  for (let operator = operators.at(-1); operator && applies(operator.kind); operator = operators.at(-1)) {
    operators.pop()
    const right = operands.pop()
    const left = operands.pop()
    if (left && right && operator.kind !== 'open') operands.push(join(operator.kind, left, right))
  }
}

/** Both were made by this parse alone, so that the left one may grow: a long chain takes linear time. */
function join(kind: Operation['kind'], left: Expression, right: Expression): Operation {
  const operation: Operation = left.kind === kind ? left : { kind, members: [left] }
  if (right.kind === kind) operation.members.push(...right.members)
  else operation.members.push(right)
  return operation
}
