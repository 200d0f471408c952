import type { Text } from '../text/text.ts'

/** Why a text is no license expression. */
export interface ExpressionProblem {
  /** Offset into the text, from 0. */
  at: number
  /** What is wrong and where, the first character being character 1. */
  reason: Text
}

export function empty(): ExpressionProblem {
  return { at: 0, reason: { en: 'the license expression is empty', zh: '许可证表达式为空' } }
}

export function tooLong(limit: number): ExpressionProblem {
  return {
    at: limit,
    reason: {
      en: `the license expression is longer than ${limit} characters`,
      zh: `许可证表达式超过 ${limit} 个字符`,
    },
  }
}

export function tooDeep(at: number, limit: number): ExpressionProblem {
  return problem(at, `more than ${limit} parentheses inside one another`, `括号嵌套超过 ${limit} 层`)
}

export function unexpectedCharacter(text: string, at: number): ExpressionProblem {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return problem(at, `“${character}” can't stand in a license expression`, `许可证表达式中不能出现“${character}”`)
}

export function expectedLicense(at: number, found: string | undefined): ExpressionProblem {
  return problem(at, `a license is expected instead of ${name(found).en}`, `此处应为许可证，而不是${name(found).zh}`)
}

export function expectedOperator(at: number, found: string): ExpressionProblem {
  if (/^(?:and|or|with)$/i.test(found)) return mixedCase(at, found)
  return problem(at, `AND or OR is expected before “${found}”`, `“${found}”之前应有 AND 或 OR`)
}

export function expectedException(at: number, found: string | undefined): ExpressionProblem {
  return problem(
    at,
    `an exception is expected after WITH instead of ${name(found).en}`,
    `WITH 之后应为例外条款，而不是${name(found).zh}`,
  )
}

export function misplacedWith(at: number): ExpressionProblem {
  return problem(at, 'WITH stands only right after one license', 'WITH 只能紧跟在单个许可证之后')
}

export function brokenReference(at: number, found: string): ExpressionProblem {
  return problem(
    at,
    `“${found}” is no reference such as LicenseRef-name, DocumentRef-name:LicenseRef-name or, after WITH, AdditionRef-name`,
    `“${found}”不是有效的引用，应形如 LicenseRef-name、DocumentRef-name:LicenseRef-name，或 WITH 之后的 AdditionRef-name`,
  )
}

export function misplacedPlus(at: number): ExpressionProblem {
  return problem(
    at,
    '“+” stands only right after the id of a license, without a space',
    '“+”只能紧跟在许可证标识符之后，中间不能有空格',
  )
}

export function unclosed(at: number): ExpressionProblem {
  return problem(at, 'this parenthesis is never closed', '此括号没有闭合')
}

export function unopened(at: number): ExpressionProblem {
  return problem(at, 'this parenthesis closes nothing', '此右括号没有对应的左括号')
}

function mixedCase(at: number, found: string): ExpressionProblem {
  const upper = found.toUpperCase()
  return problem(
    at,
    `an operator is written ${upper} or ${upper.toLowerCase()}, not ${found}`,
    `运算符应写作 ${upper} 或 ${upper.toLowerCase()}，而不是 ${found}`,
  )
}

function name(found: string | undefined): Text {
  return found === undefined ? { en: 'the end', zh: '结尾' } : { en: `“${found}”`, zh: `“${found}”` }
}

function problem(at: number, en: string, zh: string): ExpressionProblem {
  return { at, reason: { en: `${en} (at character ${at + 1})`, zh: `${zh}（第 ${at + 1} 个字符）` } }
}
