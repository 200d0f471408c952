import { decode } from './percent-encoding.ts'

/** A package URL as written: decoded, but not yet normalized; what is absent is empty. */
export interface RawPurl {
  type: string
  namespace: string
  name: string
  version: string
  qualifiers: [key: string, value: string][]
  subpath: string
}

/** From right to left: subpath, qualifiers, scheme, type, version, name, namespace. Throws a SyntaxError. */
export function splitPurl(text: string): RawPurl {
  refuseStrangeCharacters(text)
  const [withoutSubpath, subpath] = splitLast(text, '#')
  const [withoutQualifiers, qualifiers] = splitLast(withoutSubpath, '?')
  const [type, path] = splitType(withoutQualifiers)
  const [location, version] = splitVersion(path)
  const segments = location.split('/').filter(Boolean)
  const name = decode(segments.pop() ?? '')
  return {
    type,
    namespace: segments.map(decodeSegment).join('/'),
    name,
    version: decode(version),
    qualifiers: splitQualifiers(qualifiers),
    subpath: subpath.split('/').map(decodeSegment).join('/'),
  }
}

function refuseStrangeCharacters(text: string) {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20 || code === 0x7f) throw new SyntaxError('A package URL holds no blanks and no control characters')
  }
  if (!text.isWellFormed()) throw new SyntaxError('A package URL holds no lone surrogates')
}

function splitLast(text: string, separator: string): [before: string, after: string] {
  const at = text.lastIndexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function splitType(text: string): [type: string, path: string] {
  if (text.slice(0, 4).toLowerCase() !== 'pkg:') throw new SyntaxError('A package URL starts with "pkg:"')
  let start = 4
  while (text[start] === '/') start++
  const slash = text.indexOf('/', start)
  return slash < 0 ? [text.slice(start), ''] : [text.slice(start, slash), text.slice(slash + 1)]
}

/** The last `@` starts the version, unless it opens an npm scope that was left unencoded: `@babel/core`. */
function splitVersion(path: string): [location: string, version: string] {
  const at = path.lastIndexOf('@')
  const opensSegment = at === 0 || (at > 0 && path[at - 1] === '/')
  if (!opensSegment) return splitLast(path, '@')
  if (path.includes('/', at)) return [path, '']
  throw new SyntaxError('A package URL needs a name before its version')
}

function splitQualifiers(text: string): [key: string, value: string][] {
  const pairs = text.split('&').filter(Boolean)
  return pairs.map(pair => {
    const equals = pair.indexOf('=')
    return equals < 0 ? [pair, ''] : [pair.slice(0, equals), decode(pair.slice(equals + 1))]
  })
}

function decodeSegment(text: string): string {
  const segment = decode(text)
  if (segment.includes('/')) throw new SyntaxError('Only the name and the version of a package URL may hold a slash')
  return segment
}
