import type { Parameter, Property } from './component.ts'

/** RFC 5545 §3.1: octets of a line, without its end. */
const lineOctets = 75
const nameSyntax = /^[A-Z0-9-]+$/i
// All controls but the tab: none of them may stand in a content line.
const controls = /[^\P{Cc}\t]/gu

/** The property as lines of the text, with their ends. No value can end its line or add another. */
export function formatProperty(property: Property): string {
  if (!nameSyntax.test(property.name)) throw new RangeError(`“${property.name}” is no name of a property`)
  const parameters = property.parameters.map(formatParameter).join('')
  return fold(`${property.name}${parameters}:${property.value.replace(controls, '')}`.toWellFormed())
}

/** Undefined when it is no content line: no name, or a parameter that never ends. */
export function parseContentLine(line: string, parametersAtMost: number): Property | 'too-many-parameters' | undefined {
  const name = readName(line, 0)
  if (!name) return undefined
  const property: Property = { name: name.toUpperCase(), parameters: [], value: '' }
  let at = name.length
  while (line[at] === ';') {
    if (property.parameters.length >= parametersAtMost) return 'too-many-parameters'
    const parameter = readParameter(line, at + 1)
    if (!parameter) return undefined
    property.parameters.push(parameter.parameter)
    at = parameter.end
  }
  if (line[at] !== ':') return undefined
  property.value = line.slice(at + 1)
  return property
}

function formatParameter({ name, values }: Parameter) {
  if (!nameSyntax.test(name)) throw new RangeError(`“${name}” is no name of a parameter`)
  return `;${name}=${values.map(formatParameterValue).join(',')}`
}

/** RFC 6868: what neither may stand within quotes is written with a circumflex. */
function formatParameterValue(value: string) {
  const safe = value
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replace(/\r\n|\r|\n/g, '^n')
    .replace(controls, '')
  return /[:;,]/.test(safe) ? `"${safe}"` : safe
}

/** A character is never split, and the space that begins a further line counts. */
function fold(line: string) {
  if (Buffer.byteLength(line) <= lineOctets) return `${line}\r\n`
  const bytes = Buffer.from(line)
  const pieces: string[] = []
  let at = 0
  while (at < bytes.length) {
    const end = characterStart(bytes, at + lineOctets - (at === 0 ? 0 : 1))
    pieces.push(bytes.toString('utf8', at, end))
    at = end
  }
  return `${pieces.join('\r\n ')}\r\n`
}

/** Where the character begins to which the byte belongs: bytes `10xxxxxx` continue one. */
function characterStart(bytes: Buffer, at: number) {
  let start = Math.min(at, bytes.length)
  while (start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
  return start
}

const name = /[A-Z0-9-]+/iy
const plainValue = /[^,;:"]*/y

function readName(line: string, at: number) {
  name.lastIndex = at
  return name.exec(line)?.[0]
}

function readParameter(line: string, start: number) {
  const name = readName(line, start)
  if (!name || line[start + name.length] !== '=') return undefined
  const values: string[] = []
  let at = start + name.length
  do {
    const value = readParameterValue(line, at + 1)
    if (!value) return undefined
    values.push(value.value)
    at = value.end
  } while (line[at] === ',')
  return { parameter: { name: name.toUpperCase(), values }, end: at }
}

function readParameterValue(line: string, start: number) {
  if (line[start] === '"') {
    const quote = line.indexOf('"', start + 1)
    return quote === -1 ? undefined : { value: unescapeParameter(line.slice(start + 1, quote)), end: quote + 1 }
  }
  plainValue.lastIndex = start
  const value = plainValue.exec(line)?.[0] ?? ''
  return { value: unescapeParameter(value), end: start + value.length }
}

const circumflexed: Record<string, string> = { '^^': '^', '^n': '\n', "^'": '"' }

function unescapeParameter(value: string) {
  return value.includes('^') ? value.replace(/\^[\^n']/g, pair => circumflexed[pair] ?? pair) : value
}
