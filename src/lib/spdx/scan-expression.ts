import { type ExpressionProblem, unexpectedCharacter } from './expression-problems.ts'

/** A word (an id, a reference, an operator), a parenthesis or a `+`, and its offset. */
export interface Token {
  text: string
  at: number
}

const token = /\s*(?:([A-Za-z0-9.:-]+|[()+])|(\S))/y

export function scanExpression(text: string): Token[] | ExpressionProblem {
  const tokens: Token[] = []
  token.lastIndex = 0
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [whole, known, foreign = ''] = match
    const end = match.index + whole.length
    if (known === undefined) return unexpectedCharacter(text, end - foreign.length)
    tokens.push({ text: known, at: end - known.length })
  }
  return tokens
}
