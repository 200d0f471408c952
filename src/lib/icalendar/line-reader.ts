import { utf8Of } from '../text/utf8.ts'
import type { Limits } from './limits.ts'
import { type ProblemList, report } from './problem.ts'

/** Takes in bytes as they come and gives lines that are joined again: RFC 5545 §3.1. */
export interface LineReader {
  add(bytes: Uint8Array): void
  end(): void
  /** Nothing more is wanted, or a limit was reached. */
  isStopped: boolean
}

/**
 * Joins bytes, not characters, because some programs fold in the middle of a character. So a byte is held as one
 * character (Latin-1) until its line is whole.
 */
export function createLineReader(
  take: (text: string, line: number) => void,
  limits: Limits,
  problems: ProblemList,
): LineReader {
  let [bytes, lines, firstLine, size] = [0, 0, 0, 0]
  /** Of the line that is being joined. */
  let parts: string[] = []
  /** Of the line whose end has not come yet. */
  let rest: string[] = []
  let restSize = 0

  function addBytes(chunk: Uint8Array) {
    if (reader.isStopped) return
    const room = limits.bytes - bytes
    bytes += chunk.length
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, room)).toString('latin1')
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1 && !reader.isStopped; end = text.indexOf('\n', start)) {
      keepRest(text.slice(start, end))
      start = end + 1
      endLine()
    }
    if (!reader.isStopped) keepRest(text.slice(start))
    if (chunk.length > room) stop('too-large', limits.bytes)
  }

  function keepRest(text: string) {
    restSize += text.length
    if (restSize <= limits.lineBytes + 2 && text) rest.push(text)
  }

  function endLine() {
    const [length, joined] = [restSize, rest.join('')]
    const text = joined.endsWith('\r') ? joined.slice(0, -1) : joined
    rest = []
    restSize = 0
    if (lines >= limits.lines) return stop('too-many-lines', limits.lines)
    lines++
    const isContinued = text.startsWith(' ') || text.startsWith('\t')
    if (!isContinued) giveLine()
    if (!isContinued || firstLine === 0) firstLine = lines
    size += length
    if (size <= limits.lineBytes) parts.push(isContinued ? text.slice(1) : text)
  }

  function giveLine() {
    const [text, isTooLong] = [parts.join(''), size > limits.lineBytes]
    parts = []
    size = 0
    if (isTooLong) return report(problems, firstLine, 'line-too-long', limits.lineBytes)
    const line = utf8Of(Buffer.from(text, 'latin1')).toString()
    if (line.trim()) take(firstLine === 1 ? line.replace(/^\ufeff/, '') : line, firstLine)
  }

  function stop(code: 'too-large' | 'too-many-lines', limit: number) {
    if (!reader.isStopped) report(problems, lines + 1, code, limit)
    reader.isStopped = true
  }

  const reader: LineReader = {
    isStopped: false,
    add: addBytes,
    end() {
      if (!reader.isStopped && restSize > 0) endLine()
      if (!reader.isStopped) giveLine()
    },
  }
  return reader
}
