import { matchesPath, splitPattern } from './wildmatch.ts'

/** A line of .gitattributes: what it sets for the files that it matches. */
export interface AttributeRule {
  /** The folder of the file that it stands in, as names. */
  folder: readonly string[]
  pattern: readonly string[]
  /** `true` when set, `false` when unset, else its value; undefined when back to unspecified. */
  attributes: ReadonlyMap<string, string | boolean | undefined>
}

const mostRules = 10_000

/** Rules of a .gitattributes file at `folder` (empty for the root) that speak of these attributes, in their order. */
export function parseAttributes(text: string, folder: string, wanted: ReadonlySet<string>): AttributeRule[] {
  const rules: AttributeRule[] = []
  for (const line of text.split('\n')) {
    const { pattern, rest } = splitLine(line.trim())
    const names = pattern.startsWith('!') ? undefined : splitPattern(pattern)
    const attributes = new Map(rest.map(readAttribute).filter(([name]) => wanted.has(name)))
    if (!names || attributes.size === 0) continue
    rules.push({ folder: folder === '' ? [] : folder.split('/'), pattern: names, attributes })
    if (rules.length === mostRules) break
  }
  return rules
}

/** What the last rule that speaks of it says of a path's attribute. Rules of deeper folders come after those above. */
export function findAttribute(
  rules: readonly AttributeRule[],
  path: string,
  name: string,
): string | boolean | undefined {
  const names = path.split('/')
  const rule = rules.findLast(rule => rule.attributes.has(name) && applies(rule, names))
  return rule?.attributes.get(name)
}

function applies({ folder, pattern }: AttributeRule, names: readonly string[]) {
  if (folder.length >= names.length || folder.some((name, index) => name !== names[index])) return false
  return matchesPath(pattern, names.slice(folder.length))
}

function splitLine(line: string) {
  if (line === '' || line.startsWith('#')) return { pattern: '', rest: [] }
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"/.exec(line) ?? []
  const written = quoted === undefined ? line.split(/[ \t]/, 1).join('') : `"${quoted}"`
  const pattern = quoted === undefined ? written : quoted.replace(/\\(["\\])/g, '$1')
  return {
    pattern,
    rest: line
      .slice(written.length)
      .split(/[ \t\r]+/)
      .filter(Boolean),
  }
}

function readAttribute(text: string): [string, string | boolean | undefined] {
  if (text.startsWith('-')) return [text.slice(1), false]
  if (text.startsWith('!')) return [text.slice(1), undefined]
  const equals = text.indexOf('=')
  return equals < 0 ? [text, true] : [text.slice(0, equals), text.slice(equals + 1)]
}
