/** A dependency as PEP 508 writes it: `name[extra] >=1,<2 ; marker`, `name @ url ; marker`. */
export interface PythonRequirement {
  name: string
  extras: string[]
  /** Without blanks; empty where any version will do. */
  specifier: string
  url?: string
  /** As it is written. */
  marker?: string
}

const namePattern = /\s*([a-z\d](?:[a-z\d._-]*[a-z\d])?)\s*/iy
const extrasPattern = /\[([^\]]*)\]\s*/y
const clausePattern = /^(===|~=|==|!=|<=|>=|<|>)[^\s,;<>=~@()[\]]+$/

/** Throws a SyntaxError. Poetry's `name (>=1)` is read too. */
export function parsePythonRequirement(text: string): PythonRequirement {
  const name = matchAt(namePattern, text, 0)
  if (!name?.[1]) throw new SyntaxError('A requirement begins with the name of a package')
  const extras = matchAt(extrasPattern, text, name.end)
  const at = extras?.end ?? name.end
  const plain = { name: name[1], extras: splitList(extras?.[1] ?? '') }
  const rest = text.slice(at)
  if (rest.startsWith('@')) return { ...plain, specifier: '', ...splitUrl(rest.slice(1).trim()) }
  const [specifier = '', ...marker] = rest.split(';')
  return { ...plain, specifier: normalizeSpecifier(specifier), ...withMarker(marker.join(';')) }
}

/** The version, where a specifier admits one only: `==1.0` does, `==1.*` does not. */
export function findPin(specifier: string): string | undefined {
  for (const clause of specifier.split(',')) {
    const version = /^={2,3}(.+)$/.exec(clause)?.[1]
    if (version && !version.endsWith('*')) return version
  }
  return undefined
}

function matchAt(pattern: RegExp, text: string, at: number): { 1?: string; end: number } | undefined {
  pattern.lastIndex = at
  const match = pattern.exec(text)
  if (!match) return undefined
  return { ...(match[1] !== undefined && { 1: match[1] }), end: at + match[0].length }
}

/** In a URL too a semicolon may stand, so there the one before the marker has a blank before it. */
function splitUrl(text: string): { url: string; marker?: string } {
  const blank = text.search(/\s/)
  if (blank < 0) return { url: text }
  return { url: text.slice(0, blank), ...withMarker(text.slice(blank).trim().replace(/^;/, '')) }
}

function withMarker(text: string): { marker?: string } {
  const marker = text.trim()
  return marker ? { marker } : {}
}

function normalizeSpecifier(text: string): string {
  const bare = text.trim().replace(/^\((.*)\)$/s, '$1')
  const clauses = splitList(bare).map(clause => clause.replaceAll(/\s+/g, ''))
  const broken = clauses.find(clause => clause !== '*' && !clausePattern.test(clause))
  if (broken !== undefined) throw new SyntaxError(`${JSON.stringify(broken.slice(0, 100))} is no version specifier`)
  return clauses.filter(clause => clause !== '*').join(',')
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
}
