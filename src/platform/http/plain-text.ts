import { Failure } from '../failure.ts'

/** No text has the character of code zero: PostgreSQL keeps none, DuckDB ends a question at it, and no page may hold it. */
export function requirePlain(said: unknown) {
  if (holdsZero(said)) throw notPlain
}

/** An address as it was sent, where it is written as %00. */
export function requirePlainAddress(url: string) {
  if (url.includes('%00')) throw notPlain
}

/** Without calling itself: nothing says how deep a body may be. */
function holdsZero(said: unknown): boolean {
  const left = [said]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next === 'string' && next.includes('\0')) return true
    if (typeof next === 'object' && next !== null) for (const pair of Object.entries(next)) left.push(...pair)
  }
  return false
}

const notPlain = new Failure('invalid-input', {
  en: 'There is a character of code zero in it, which no text has: write it without',
  zh: '其中含有编码为零的字符，文本中不允许：请去掉后重试',
})
