import { type Document, isMap, isScalar, isSeq, Lexer, type YAMLMap } from 'yaml'
import type { Text } from '../text/text.ts'

const deepest = 64

/**
 * What nobody needs who writes a form or a policy, and what a few bytes make slow to read: found word by word, before
 * anything is built of it.
 */
export function findTrouble(source: string): { line: number; problem: Text } | undefined {
  let line = 1
  let depth = 0
  let before = ''
  for (const token of new Lexer().lex(source)) {
    const isText = before === scalarComes
    if (!isText) depth += deeper[token] ?? 0
    const problem = depth > deepest ? tooDeep : isText ? undefined : unneeded[token.charAt(0)]
    if (problem) return { line, problem }
    line += countLines(token)
    before = token
  }
  return undefined
}

export const tooDeep = { en: 'nested too deeply', zh: '嵌套过深' }

/** The lexer says so before a text that stands without quotes. */
const scalarComes = '\u001f'

const deeper: Record<string, number> = { '[': 1, '{': 1, ']': -1, '}': -1 }

const alias = {
  en: 'an alias (*name) or anchor (&name) has no place here: quote a text that begins so',
  zh: '此处不能使用别名（*name）或锚点（&name）：以此开头的文本请加引号',
}
const unneeded: Record<string, Text> = {
  '*': alias,
  '&': alias,
  '!': {
    en: 'a tag (!name) has no place here: quote a text that begins so',
    zh: '此处不能使用标签（!name）：以此开头的文本请加引号',
  },
}

function countLines(token: string) {
  let count = 0
  for (let at = token.indexOf('\n'); at !== -1; at = token.indexOf('\n', at + 1)) count++
  return count
}

/** The offset of a key that is there twice in the same place. The parser finds such, too, but compares each with each. */
export function findTwice(document: Document): { offset: number; key: string } | undefined {
  const nodes: unknown[] = [document.contents]
  for (const node of nodes) {
    if (isSeq(node)) for (const item of node.items) nodes.push(item)
    if (!isMap(node)) continue
    const twice = findTwiceIn(node)
    if (twice) return twice
    for (const { key, value } of node.items) nodes.push(key, value)
  }
  return undefined
}

function findTwiceIn({ items }: YAMLMap) {
  const seen = new Set<string>()
  for (const { key: node } of items) {
    if (!isScalar(node)) continue
    const key = String(node.value)
    if (seen.has(key)) return { offset: node.range?.[0] ?? 0, key }
    seen.add(key)
  }
  return undefined
}
