import { SaxesParser } from 'saxes'
import type { Text } from '../../../lib/text/text.ts'

/** What a run of tests went through: lines, or statements where the report counts those. */
export interface Coverage {
  format: 'lcov' | 'cobertura' | 'jacoco' | 'clover' | 'go' | 'istanbul'
  covered: number
  total: number
}

/** Reads LCOV, Cobertura, JaCoCo, Clover, a Go profile, or Istanbul’s JSON summary, whichever it is. */
export function readCoverage(text: string): Coverage | { problem: Text } {
  const found = recognize(text)
  if (found === undefined) return { problem: unknownFormat }
  return found.total > 0 ? found : { problem: nothingInIt }
}

function recognize(text: string): Coverage | undefined {
  const start = text.slice(0, 2000).trimStart()
  if (/^mode: (set|count|atomic)\b/.test(start)) return readGoProfile(text)
  if (/^(TN:|SF:)/m.test(start)) return readLcov(text)
  if (start.startsWith('{')) return readIstanbul(text)
  return start.startsWith('<') ? readXml(text) : undefined
}

/** Per file the sums LF and LH where they are there, else each line: a file that is there twice counts once a line. */
function readLcov(text: string): Coverage {
  const hits = new Map<string, number>()
  let file = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('SF:')) file = line.slice(3).trim()
    const data = /^DA:(\d+),(-?\d+)/.exec(line)
    if (!data) continue
    const key = `${file}:${data[1]}`
    hits.set(key, Math.max(hits.get(key) ?? 0, Number(data[2])))
  }
  if (hits.size === 0) return sumLcov(text)
  return { format: 'lcov', covered: [...hits.values()].filter(count => count > 0).length, total: hits.size }
}

function sumLcov(text: string): Coverage {
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}:(\\d+)`, 'gm'))].reduce((all, match) => all + Number(match[1]), 0)
  return { format: 'lcov', covered: sum('LH'), total: sum('LF') }
}

/** Of statements; a block that several packages’ tests report counts once. */
function readGoProfile(text: string): Coverage {
  const blocks = new Map<string, { statements: number; count: number }>()
  for (const [, place = '', statements, count] of text.matchAll(/^(\S+:\d+\.\d+,\d+\.\d+) (\d+) (\d+)\r?$/gm)) {
    const known = blocks.get(place)?.count ?? 0
    blocks.set(place, { statements: Number(statements), count: Math.max(known, Number(count)) })
  }
  const all = [...blocks.values()]
  const sum = (some: typeof all) => some.reduce((total, { statements }) => total + statements, 0)
  return { format: 'go', covered: sum(all.filter(({ count }) => count > 0)), total: sum(all) }
}

function readIstanbul(text: string): Coverage | undefined {
  try {
    const lines = (JSON.parse(text) as { total?: { lines?: { covered?: unknown; total?: unknown } } }).total?.lines
    const [covered, total] = [Number(lines?.covered), Number(lines?.total)]
    return lines && covered >= 0 && covered <= total ? { format: 'istanbul', covered, total } : undefined
  } catch {
    return undefined
  }
}

interface Sight {
  root: string
  depth: number
  inProject: boolean
  found: Coverage | undefined
  lines: Map<string, boolean>
  file: string
}

/** The first element tells which it is. What is broken is none. */
function readXml(text: string): Coverage | undefined {
  const sight: Sight = { root: '', depth: 0, inProject: false, found: undefined, lines: new Map(), file: '' }
  const parser = new SaxesParser()
  let isBroken = false
  parser.on('error', () => {
    isBroken = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    sight.root ||= name
    sight.depth++
    see(sight, name, attributes)
  })
  parser.on('closetag', () => {
    sight.depth--
  })
  try {
    parser.write(text).close()
  } catch {
    return undefined
  }
  if (isBroken) return undefined
  if (sight.found) return sight.found
  const { lines, root } = sight
  if (root !== 'coverage' || lines.size === 0) return undefined
  return { format: 'cobertura', covered: [...lines.values()].filter(Boolean).length, total: lines.size }
}

function see(sight: Sight, name: string, attributes: Record<string, string>) {
  const number = (key: string) => Number(attributes[key] ?? Number.NaN)
  // JaCoCo: the counters right below the report are the sums of all.
  if (sight.root === 'report' && sight.depth === 2 && name === 'counter' && attributes['type'] === 'LINE') {
    const [covered, missed] = [number('covered'), number('missed')]
    sight.found = { format: 'jacoco', covered, total: covered + missed }
  }
  if (sight.root !== 'coverage') return
  if (name === 'metrics' && sight.depth === 3 && attributes['statements'] !== undefined)
    sight.found = { format: 'clover', covered: number('coveredstatements'), total: number('statements') }
  // Cobertura: a line stands below its class, and again below its method.
  if (name === 'class') sight.file = attributes['filename'] ?? attributes['name'] ?? ''
  if (name === 'line' && attributes['hits'] !== undefined) {
    const key = `${sight.file}:${attributes['number']}`
    sight.lines.set(key, (sight.lines.get(key) ?? false) || number('hits') > 0)
  }
}

const unknownFormat = {
  en: 'This is no report of test coverage that we read: LCOV, Cobertura, JaCoCo, Clover, a Go profile or Istanbul’s coverage-summary.json',
  zh: '无法识别的测试覆盖率报告：支持 LCOV、Cobertura、JaCoCo、Clover、Go profile 和 Istanbul 的 coverage-summary.json',
}
const nothingInIt = {
  en: 'The report of test coverage counts no line: did the tests run?',
  zh: '测试覆盖率报告中没有任何行：测试运行了吗？',
}
