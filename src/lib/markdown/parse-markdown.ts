import type { Block } from './markdown.ts'
import { parseInline } from './parse-inline.ts'

/** Lists and quotes within each other, at most. */
const deepest = 8

/**
 * Reads Markdown as people write it: headings, paragraphs, lists, quotes, code, tables, rules. There is no raw HTML: what
 * looks like it is shown as it stands.
 */
export function parseMarkdown(source: string): Block[] {
  const lines = source.replaceAll(/\r\n?/g, '\n').replaceAll('\t', '    ').replaceAll('\u0000', '').split('\n')
  return parseBlocks(lines, 0, new Map())
}

type Ids = Map<string, number>

/** What one kind of block takes from the lines at `at`, if it begins there. */
type Reader = (
  lines: readonly string[],
  at: number,
  depth: number,
  ids: Ids,
) => { block: Block; next: number } | undefined

const readers: Reader[] = [readFence, readHeading, readRule, readQuote, readList, readTable]

function parseBlocks(lines: readonly string[], depth: number, ids: Ids): Block[] {
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    if (isBlank(lines[at])) {
      at++
      continue
    }
    const found = readBlock(lines, at, depth, ids) ?? readParagraph(lines, at, depth, ids)
    blocks.push(found.block)
    at = found.next
  }
  return blocks
}

function readBlock(lines: readonly string[], at: number, depth: number, ids: Ids) {
  if (depth >= deepest) return undefined
  for (const read of readers) {
    const found = read(lines, at, depth, ids)
    if (found) return found
  }
  return undefined
}

function readParagraph(lines: readonly string[], start: number, depth: number, ids: Ids) {
  let at = start + 1
  while (at < lines.length && !isBlank(lines[at]) && !interrupts(lines[at] ?? '', depth)) {
    const underline = /^ {0,3}(=+|-+) *$/.exec(lines[at] ?? '')
    if (underline) {
      const block = heading(underline[1]?.startsWith('=') ? 1 : 2, lines.slice(start, at).join('\n'), ids)
      return { block, next: at + 1 }
    }
    at++
  }
  const text = lines
    .slice(start, at)
    .map(line => line.trimStart())
    .join('\n')
  return { block: { kind: 'paragraph', content: parseInline(text.trimEnd()) } satisfies Block, next: at }
}

/** Whether a line begins something else even without a blank line before it. */
function interrupts(line: string, depth: number) {
  if (depth >= deepest) return false
  return (
    /^ {0,3}(?:#{1,6}(?: |$)|>|```|~~~|[-*+] \S|1[.)] \S)/.test(line) ||
    /^ {0,3}(?:\*[ *]*\*[ *]*\*|_[ _]*_[ _]*_)[ *_]*$/.test(line)
  )
}

function readHeading(lines: readonly string[], at: number, _depth: number, ids: Ids) {
  const found = /^ {0,3}(#{1,6})(?: +(.*))?$/.exec(lines[at] ?? '')
  if (!found) return undefined
  const words = (found[2] ?? '').trim().replace(/(?:^| )#+$/, '')
  return { block: heading(found[1]?.length ?? 1, words, ids), next: at + 1 }
}

function heading(level: number, text: string, ids: Ids): Block {
  const slug = slugOf(text)
  const count = (ids.get(slug) ?? 0) + 1
  ids.set(slug, count)
  return { kind: 'heading', level, id: count === 1 ? slug : `${slug}-${count}`, content: parseInline(text.trim()) }
}

/** How others lead to a heading: its letters and digits, of any script. */
export function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
  return slug.slice(0, 80) || 'section'
}

function readFence(lines: readonly string[], at: number) {
  const open = /^( {0,3})(`{3,}|~{3,}) *([^`\s]*)[^`]*$/.exec(lines[at] ?? '')
  if (!open) return undefined
  const [, indent = '', fence = '', language = ''] = open
  const isEnd = (line: string) => {
    const word = line.trim()
    return word.length >= fence.length && word === (fence[0] ?? '').repeat(word.length)
  }
  let end = at + 1
  while (end < lines.length && !isEnd(lines[end] ?? '')) end++
  const text = lines.slice(at + 1, end).map(line => withoutIndent(line, indent.length))
  return { block: { kind: 'code', language, text: text.join('\n') } satisfies Block, next: end + 1 }
}

function readRule(lines: readonly string[], at: number) {
  const word = (lines[at] ?? '').replaceAll(' ', '')
  const isRule = /^(?:\*{3,}|-{3,}|_{3,})$/.test(word)
  return isRule ? { block: { kind: 'rule' } satisfies Block, next: at + 1 } : undefined
}

function readQuote(lines: readonly string[], at: number, depth: number, ids: Ids) {
  let end = at
  while (/^ {0,3}>/.test(lines[end] ?? '')) end++
  if (end === at) return undefined
  const inner = lines.slice(at, end).map(line => line.replace(/^ {0,3}> ?/, ''))
  return { block: { kind: 'quote', blocks: parseBlocks(inner, depth + 1, ids) } satisfies Block, next: end }
}

const item = /^( {0,3})([-*+]|\d{1,9}[.)])(?: +|$)/

function readList(lines: readonly string[], start: number, depth: number, ids: Ids) {
  const first = item.exec(lines[start] ?? '')
  if (!first) return undefined
  const ordered = isNumber(first)
  const items: Block[][] = []
  let at = start
  for (
    let mark: RegExpExecArray | null = first;
    mark && isNumber(mark) === ordered;
    mark = item.exec(lines[at] ?? '')
  ) {
    const width = Math.min(mark[0].length, (mark[1]?.length ?? 0) + (mark[2]?.length ?? 0) + 4)
    const end = endOfItem(lines, at + 1, width)
    const [head = '', ...rest] = lines.slice(at, end)
    const inner = [head.slice(width), ...rest.map(line => withoutIndent(line, width))]
    items.push(parseBlocks(inner, depth + 1, ids))
    at = end
    while (isBlank(lines[at]) && item.test(lines[at + 1] ?? '')) at++
  }
  const number = Number.parseInt(first[2] ?? '1', 10)
  return { block: { kind: 'list', ordered, start: ordered ? number : 1, items } satisfies Block, next: at }
}

function isNumber(mark: RegExpExecArray) {
  return /\d/.test(mark[2] ?? '')
}

/** What is indented belongs to it, after a blank line as well; so does a line that just goes on. */
function endOfItem(lines: readonly string[], from: number, width: number): number {
  let at = from
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const isInside = /^ */.exec(line)?.[0].length ?? 0
    if (isBlank(line)) {
      const next = lines[at + 1] ?? ''
      if (isBlank(next) || (/^ */.exec(next)?.[0].length ?? 0) < Math.min(width, 2)) return at
    } else if (isInside < Math.min(width, 2) && (item.test(line) || isBlank(lines[at - 1]) || interrupts(line, 0)))
      return at
    at++
  }
  return at
}

function readTable(lines: readonly string[], at: number) {
  const head = cellsOf(lines[at] ?? '')
  if (head.length === 0 || !/^ {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/.test(lines[at + 1] ?? '')) return undefined
  if (!(lines[at] ?? '').includes('|') || cellsOf(lines[at + 1] ?? '').length !== head.length) return undefined
  let end = at + 2
  while (end < lines.length && !isBlank(lines[end]) && (lines[end] ?? '').includes('|')) end++
  const rows = lines.slice(at + 2, end).map(line => {
    const cells = cellsOf(line)
    return head.map((_, i) => parseInline(cells[i] ?? ''))
  })
  return { block: { kind: 'table', head: head.map(parseInline), rows } satisfies Block, next: end }
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll('\\|', '|'))
}

function withoutIndent(line: string, width: number) {
  const blanks = /^ */.exec(line)?.[0].length ?? 0
  return line.slice(Math.min(blanks, width))
}

function isBlank(line: string | undefined) {
  return line !== undefined && /^\s*$/.test(line)
}
