import { readIniLines } from '../ini-lines.ts'
import type { Dependency } from '../lockfile-reader.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { type ConanReference, parseConanReference } from './conan-reference.ts'

export interface ConanAsk {
  reference: ConanReference
  scope: Dependency['scope']
}

/** Of a conanfile.txt. Throws a SyntaxError with the line. */
export function readConanfile(text: string): ConanAsk[] {
  return [...readIniLines(withoutByteOrderMark(text))].flatMap(({ section, content, line }): ConanAsk[] => {
    const scope = scopes.get(section)
    if (!scope) return []
    const reference = parseConanReference(content)
    if (!reference) throw new SyntaxError(`A requirement is a name, a slash and a version (line ${line})`)
    return [{ reference, scope }]
  })
}

const scopes: ReadonlyMap<string, Dependency['scope']> = new Map([
  ['requires', 'runtime'],
  ['build_requires', 'development'],
  ['tool_requires', 'development'],
  ['test_requires', 'development'],
])
