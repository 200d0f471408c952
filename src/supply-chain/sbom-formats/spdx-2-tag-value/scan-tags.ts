import type { Text } from '../../../lib/text/text.ts'
import * as messages from './messages.ts'

/** A tag and what stands behind it, on the line on which it begins; or what is wrong with a line. */
export interface TagLine {
  tag: string
  value: string
  line: number
  problem?: Text
}

const tagPattern = /[ \t]*([A-Za-z]+)[ \t]*:/y
const opening = '<text>'
const closing = '</text>'

/** Lines that are empty or begin with `#` say nothing. A `<text>` goes on over lines until it is closed. */
export function* scanTags(text: string): Generator<TagLine> {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  for (let line = 1; at < text.length; line++) {
    const { found, end } = scanLine(text, at, line)
    if (found.tag !== '' || found.problem) yield found
    if (found.tag !== '') line += countBreaks(text, at, end)
    at = end + 1
  }
}

function scanLine(text: string, at: number, line: number): { found: TagLine; end: number } {
  const next = text.indexOf('\n', at)
  const end = next < 0 ? text.length : next
  tagPattern.lastIndex = at
  const [head, tag] = tagPattern.exec(text) ?? []
  if (head === undefined || tag === undefined) {
    const value = text.slice(at, end).trim()
    const problem = value === '' || value.startsWith('#') ? {} : { problem: messages.noTag(value) }
    return { found: { tag: '', value, line, ...problem }, end }
  }
  const start = skipBlanks(text, at + head.length, end)
  if (!text.startsWith(opening, start)) return { found: { tag, value: text.slice(start, end).trim(), line }, end }
  const { value, end: after, problem } = scanText(text, start + opening.length)
  return { found: { tag, value, line, ...(problem ? { problem } : {}) }, end: after }
}

/** To the end of the line on which the text is closed. */
function scanText(text: string, start: number): { value: string; end: number; problem?: Text } {
  const close = text.indexOf(closing, start)
  if (close < 0) return { value: text.slice(start), end: text.length, problem: messages.unclosed }
  const next = text.indexOf('\n', close)
  const end = next < 0 ? text.length : next
  const isClean = text.slice(close + closing.length, end).trim() === ''
  return { value: text.slice(start, close), end, ...(isClean ? {} : { problem: messages.afterText }) }
}

function skipBlanks(text: string, start: number, end: number): number {
  let at = start
  while (at < end && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++
  return at
}

function countBreaks(text: string, start: number, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
