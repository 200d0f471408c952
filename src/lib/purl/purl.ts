import { applyTypeRules, definesQualifier, namesArePaths } from './package-types.ts'
import { encode } from './percent-encoding.ts'
import { type RawPurl, splitPurl } from './split-purl.ts'

/** A package URL taken apart, decoded and normalized; ECMA-427, clause 5. */
export interface Purl {
  /** Lowercase: `npm`, `pypi`, `maven`. */
  type: string
  /** Segments joined by `/`: an npm scope with its `@`, a Maven group, the host and owner of a Go module. */
  namespace?: string
  name: string
  version?: string
  /** Lowercase keys in order; values are never empty. */
  qualifiers?: Readonly<Record<string, string>>
  /** Segments joined by `/`, from the root of the package. */
  subpath?: string
}

/** What a package URL is built from: empty means absent. */
export type PurlParts = Pick<Purl, 'type' | 'name'> & { [Key in keyof Purl]?: Purl[Key] | undefined }

/** Throws a SyntaxError that says what is wrong, the rules of the package type included. */
export function parsePurl(text: string): Purl {
  const raw = splitPurl(text)
  refuseCapitalKeys(raw)
  return normalize(raw)
}

/** The canonical package URL of the parts. Throws a SyntaxError where they make none. */
export function formatPurl(parts: PurlParts): string {
  const { type, namespace = '', name, version = '', qualifiers = {}, subpath = '' } = parts
  return write(normalize({ type, namespace, name, version, qualifiers: Object.entries(qualifiers), subpath }))
}

/** The canonical form of a package URL. Milder than `parsePurl`: any qualifier key may have capitals. */
export function canonicalizePurl(text: string): string {
  return write(normalize(splitPurl(text)))
}

/** The specification wants lowercase keys; the official suite forgives capitals in a key the type itself does not define. */
function refuseCapitalKeys({ type, qualifiers }: RawPurl) {
  for (const [key] of qualifiers) {
    const lowercase = key.toLowerCase()
    if (key !== lowercase && definesQualifier(type.toLowerCase(), lowercase)) {
      throw new SyntaxError(`The qualifier ${lowercase} is written in lowercase`)
    }
  }
}

function normalize(raw: RawPurl): Purl {
  const type = raw.type.toLowerCase()
  if (!/^[a-z][a-z0-9.-]*$/.test(type))
    throw new SyntaxError('A package URL needs a type of letters, digits, "." and "-"')
  const purl: Purl = { type, name: trimSlashes(raw.name) }
  const namespace = raw.namespace && segmentsOf(raw.namespace).join('/')
  const qualifiers = raw.qualifiers.length > 0 ? normalizeQualifiers(raw.qualifiers) : undefined
  const subpath = raw.subpath && segmentsOf(raw.subpath).filter(isNoDots).join('/')
  if (namespace) purl.namespace = namespace
  if (raw.version) purl.version = raw.version
  if (qualifiers) purl.qualifiers = qualifiers
  if (subpath) purl.subpath = subpath
  applyTypeRules(purl)
  return purl
}

function normalizeQualifiers(pairs: readonly [key: string, value: string][]): Record<string, string> | undefined {
  const values = new Map<string, string>()
  for (const [anyCase, value] of pairs) {
    const key = anyCase.toLowerCase()
    if (!/^[a-z][a-z0-9._-]*$/.test(key)) throw new SyntaxError('A qualifier key is letters, digits, ".", "_" and "-"')
    if (value === '') continue
    if (values.has(key)) throw new SyntaxError(`The qualifier ${key} is given twice`)
    values.set(key, value)
  }
  if (values.size === 0) return undefined
  return Object.fromEntries([...values].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function write({ type, namespace, name, version, qualifiers, subpath }: Purl): string {
  let text = `pkg:${type}/`
  if (namespace) text += `${encodeSegments(namespace)}/`
  text += namesArePaths(type) ? encodeSegments(name) : encode(name)
  if (version) text += `@${encode(version)}`
  if (qualifiers) text += `?${writeQualifiers(qualifiers)}`
  if (subpath) text += `#${encodeSegments(subpath)}`
  return text
}

function writeQualifiers(qualifiers: Readonly<Record<string, string>>): string {
  return Object.entries(qualifiers)
    .map(([key, value]) => `${key}=${encode(value)}`)
    .join('&')
}

function encodeSegments(path: string): string {
  return path.includes('/') ? path.split('/').map(encode).join('/') : encode(path)
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter(Boolean)
}

function isNoDots(segment: string): boolean {
  return segment !== '.' && segment !== '..'
}

function trimSlashes(text: string): string {
  let start = 0
  let end = text.length
  while (text[start] === '/') start++
  while (end > start && text[end - 1] === '/') end--
  return text.slice(start, end)
}
