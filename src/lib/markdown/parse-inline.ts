import type { Inline } from './markdown.ts'

/** Deeper than this a mark is just a character. */
const deepest = 8
const longestAddress = 2000

interface Source {
  text: string
  /** The same length, with code, escapes and what they hide taken out: where marks are looked for. */
  marks: string
  /** Of each `[` its `]`. */
  brackets: Map<number, number>
  code: Map<number, CodeSpan>
}

interface CodeSpan {
  end: number
  text: string
}

/**
 * Reads what stands in a line: code, links, strong, emphasis, deleted, hard breaks. Raw HTML is text like any other. The
 * time that it takes grows with the length, whatever is written.
 */
export function parseInline(text: string): Inline[] {
  const code = findCode(text)
  const marks = hide(text, code)
  return parseRange({ text, marks, code, brackets: matchBrackets(marks) }, 0, text.length, 0)
}

function parseRange(source: Source, start: number, end: number, depth: number): Inline[] {
  const found: Inline[] = []
  const noCloser = new Set<string>()
  let plain = ''
  const flush = () => {
    if (plain !== '') found.push({ kind: 'text', text: plain })
    plain = ''
  }
  let at = start
  while (at < end) {
    const next = depth < deepest ? readMark(source, at, end, depth, noCloser) : undefined
    if (next) {
      flush()
      found.push(...next.found)
      at = next.end
    } else {
      const skip = source.text[at] === '\\' && source.marks[at] === hidden && at + 1 < end ? 1 : 0
      plain += source.text[at + skip]
      at += skip + 1
    }
  }
  flush()
  return found
}

interface Reading {
  found: Inline[]
  end: number
}

function readMark(source: Source, at: number, end: number, depth: number, noCloser: Set<string>): Reading | undefined {
  const { text, marks } = source
  const code = source.code.get(at)
  if (code && code.end <= end) return { found: [{ kind: 'code', text: code.text }], end: code.end }
  switch (marks[at]) {
    case '*':
    case '_':
    case '~':
      return readEmphasis(source, at, end, depth, noCloser)
    case '!':
    case '[':
      return readLink(source, at, end, depth)
    case '<':
    case 'h':
      return readAddress(text, at, end)
    case '\n':
      return /(?: {2}|\\)$/.test(text.slice(Math.max(0, at - 2), at))
        ? { found: [{ kind: 'break' }], end: at + 1 }
        : undefined
    default:
      return undefined
  }
}

const kinds = { '**': 'strong', __: 'strong', '*': 'emphasis', _: 'emphasis', '~~': 'deleted' } as const

function readEmphasis(source: Source, at: number, end: number, depth: number, noCloser: Set<string>) {
  const sign = source.marks[at] as string
  for (const mark of [sign + sign, sign]) {
    if (!Object.hasOwn(kinds, mark) || !source.marks.startsWith(mark, at) || noCloser.has(mark)) continue
    const inner = at + mark.length
    if (!opens(source.marks, at, inner, sign)) continue
    const close = findCloser(source.marks, mark, inner + 1, end)
    if (close === -1) {
      noCloser.add(mark)
      continue
    }
    const kind = kinds[mark as keyof typeof kinds]
    return { found: [{ kind, content: parseRange(source, inner, close, depth + 1) }], end: close + mark.length }
  }
  return undefined
}

function opens(marks: string, at: number, inner: number, sign: string) {
  const next = marks[inner] ?? ' '
  if (/\s/.test(next) || next === sign) return false
  // Within a word `_` is a letter of a name.
  return sign !== '_' || !/[\p{L}\p{N}]/u.test(marks[at - 1] ?? ' ')
}

function findCloser(marks: string, mark: string, from: number, end: number): number {
  for (let at = marks.indexOf(mark, from); at !== -1 && at + mark.length <= end; at = marks.indexOf(mark, at + 1)) {
    const isPart = mark.length === 1 && (marks[at + 1] === mark || marks[at - 1] === mark)
    const isWithin = mark[0] === '_' && /[\p{L}\p{N}]/u.test(marks[at + mark.length] ?? ' ')
    if (!/\s/.test(marks[at - 1] ?? ' ') && !isPart && !isWithin) return at
  }
  return -1
}

const target = /\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))*)>?(?:\s+"[^"\n]{0,300}")?\s*\)/y

/** `[words](address)`; of a picture only its words are shown, and lead to it. */
function readLink(source: Source, at: number, end: number, depth: number): Reading | undefined {
  const open = source.marks[at] === '!' ? at + 1 : at
  const close = source.brackets.get(open)
  if (close === undefined || close >= end) return undefined
  target.lastIndex = close + 1
  const found = target.exec(source.text.slice(0, Math.min(end, close + 1 + longestAddress + 400)))
  if (!found) return undefined
  const content = parseRange(source, open + 1, close, depth + 1)
  const address = safeAddress(found[1] ?? '')
  return { found: address === undefined ? content : [{ kind: 'link', address, content }], end: target.lastIndex }
}

const bare = /<?(https?:\/\/[^\s<>"'`，。；、）」』】]{1,2000})>?/y

/** An address that stands by itself, with or without `<>`. What ends the sentence is not part of it. */
function readAddress(text: string, at: number, end: number): Reading | undefined {
  if (text[at] === 'h' && /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return undefined
  bare.lastIndex = at
  const found = bare.exec(text)
  const whole = found?.[1] ?? ''
  if (!found || bare.lastIndex > end) return undefined
  const isEnclosed = text[at] === '<' && found[0].endsWith('>')
  if (text[at] === '<' && !isEnclosed) return undefined
  const words = isEnclosed ? whole : withoutEnd(whole)
  const address = safeAddress(words)
  if (address === undefined) return undefined
  const length = isEnclosed ? found[0].length : words.length
  return { found: [{ kind: 'link', address, content: [{ kind: 'text', text: words }] }], end: at + length }
}

function withoutEnd(address: string) {
  let end = address.length
  while (end > 0 && /[.,;:!?*_~)\]]/.test(address[end - 1] ?? '')) {
    if (address[end - 1] === ')' && address.includes('(')) break
    end--
  }
  return address.slice(0, end)
}

/** Of the web or a mail; anything else, such as `javascript:`, leads nowhere. */
function safeAddress(address: string): string | undefined {
  if (address.length > longestAddress) return undefined
  if (/^#[\p{L}\p{N}_-]+$/u.test(address)) return address
  return /^(?:https?:\/\/|mailto:)/i.test(address) && URL.canParse(address) ? address : undefined
}

const hidden = '\u0000'

/** Runs of backticks that have a partner of the same length. */
function findCode(text: string): Map<number, CodeSpan> {
  const runs = [...text.matchAll(/`+/g)].filter(run => text[run.index - 1] !== '\\')
  const byLength = Map.groupBy(runs, ([run]) => run.length)
  const next = new Map<number, number>()
  const spans = new Map<number, CodeSpan>()
  let free = 0
  for (const { 0: run, index } of runs) {
    if (index < free) continue
    const same = byLength.get(run.length) ?? []
    let i = next.get(run.length) ?? 0
    while (i < same.length && (same[i]?.index ?? 0) <= index) i++
    next.set(run.length, i)
    const partner = same[i]
    if (!partner) continue
    const inner = text.slice(index + run.length, partner.index).replaceAll('\n', ' ')
    const isPadded = inner.length > 2 && inner.startsWith(' ') && inner.endsWith(' ')
    free = partner.index + run.length
    spans.set(index, { end: free, text: isPadded ? inner.slice(1, -1) : inner })
  }
  return spans
}

function hide(text: string, code: Map<number, CodeSpan>): string {
  const parts: string[] = []
  let from = 0
  for (const [start, { end }] of code) {
    parts.push(hideEscapes(text.slice(from, start)), hidden.repeat(end - start))
    from = end
  }
  return parts.join('') + hideEscapes(text.slice(from))
}

function hideEscapes(text: string) {
  return text.replaceAll(/\\[!-/:-@[-`{-~]/g, hidden.repeat(2))
}

function matchBrackets(marks: string): Map<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (const { 0: bracket, index } of marks.matchAll(/[[\]]/g)) {
    if (bracket === '[') open.push(index)
    else {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, index)
    }
  }
  return pairs
}
