import { decodeBytes, quotedPrintable } from './decode-text.ts'

const deepest = 5

/** What a mail says: its first plain text, as it is read. */
export function textOf(fields: ReadonlyMap<string, string>, body: readonly string[], depth = 0): string {
  const type = fields.get('content-type') ?? 'text/plain'
  const boundary = /^\s*multipart\//i.test(type) ? parameterIn(type, 'boundary') : undefined
  if (boundary !== undefined && depth < deepest) {
    const texts = partsOf(body, boundary).map(part => partText(part, depth + 1))
    return texts.find(text => text !== undefined) ?? ''
  }
  return decodeBody(body.join('\n'), fields.get('content-transfer-encoding') ?? '', parameterIn(type, 'charset') ?? '')
}

function partText(lines: readonly string[], depth: number): string | undefined {
  const end = lines.indexOf('')
  const fields = readFields(end === -1 ? lines : lines.slice(0, end))
  const type = (fields.get('content-type') ?? 'text/plain').toLowerCase()
  if (!/^\s*(?:text\/plain|multipart\/)/.test(type)) return undefined
  return textOf(fields, end === -1 ? [] : lines.slice(end + 1), depth)
}

function partsOf(body: readonly string[], boundary: string): string[][] {
  const parts: string[][] = []
  for (const line of body) {
    const isEnd = line.startsWith(`--${boundary}--`)
    if (!isEnd && line.trimEnd() === `--${boundary}`) parts.push([])
    else if (isEnd) break
    else parts.at(-1)?.push(line)
  }
  return parts
}

function decodeBody(text: string, encoding: string, charset: string): string {
  const how = encoding.trim().toLowerCase()
  if (how === 'base64') return decodeBytes(Buffer.from(text, 'base64'), charset)
  if (how === 'quoted-printable') return decodeBytes(quotedPrintable(text), charset)
  return decodeBytes(Buffer.from(text, 'latin1'), charset)
}

function parameterIn(type: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(type)
  return found?.[1] ?? found?.[2]
}

/** Header fields by their names in small letters, unfolded; of several with one name the first. */
export function readFields(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of unfold(lines)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

function unfold(lines: readonly string[]): string[] {
  const whole: string[][] = []
  for (const line of lines) {
    if (/^[ \t]/.test(line)) whole.at(-1)?.push(line.trim())
    else whole.push([line])
  }
  return whole.map(parts => parts.join(' '))
}
