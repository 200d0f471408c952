import { listOf, parseErlangTerms, type Term, textOf, valueAt } from '../erlang-terms.ts'
import type { Dependency } from '../lockfile-reader.ts'

/** What a mix.exs asks for, one entry of its `deps`. */
export interface MixAsk {
  name: string
  range: string | undefined
  options: Term[]
  scope: Dependency['scope']
}

/** A mix.exs is a program, of which the plain entries of its lists of dependencies are read. */
export function readMixAsks(text: string): MixAsk[] {
  return [...findDepsBodies(text.replaceAll(/^[ \t]*#.*$/gm, ''))].flatMap(body =>
    [...body.matchAll(entryPattern)].flatMap(([entry]) => readEntry(entry)),
  )
}

const entryPattern = /\{\s*:\w+\s*,(?:[^{}"#]|"(?:[^"\\]|\\.)*"|#.*\n)*\}/g

/** No project has so many. Without a bound, many that do not end take forever. */
const mostBodies = 20

/** From `defp deps do` or `deps: [` to where the next function begins. */
function* findDepsBodies(text: string): Generator<string> {
  for (const { 0: begin, index } of text.matchAll(/^[ \t]*defp?[ \t]+\w*deps\w*|\bdeps: \[/gm).take(mostBodies)) {
    const rest = text.slice(index + begin.length)
    const next = rest.search(/^[ \t]*defp?\s/m)
    yield next < 0 ? rest : rest.slice(0, next)
  }
}

function readEntry(entry: string): MixAsk[] {
  const [tuple] = listOf(readTerms(entry))
  const [written, second, ...rest] = listOf(tuple)
  const name = textOf(written)
  const range = entry.replace(/^\{\s*:\w+\s*,\s*/, '').startsWith('"') ? textOf(second) : undefined
  const options = [second, ...rest].flatMap(term => (Array.isArray(term) ? flatten(term) : []))
  if (!name || (range === undefined && options.length === 0)) return []
  return [{ name, range, options, scope: scopeOf(options) }]
}

/** Options stand in a list of their own or, the brackets left out, behind one another. */
function flatten(term: Term[]): Term[] {
  return typeof term[0] === 'string' ? [term] : term
}

function readTerms(entry: string): Term[] {
  try {
    return parseErlangTerms(entry)
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** What is not started with the program is there to build it. */
function scopeOf(options: Term[]): Dependency['scope'] {
  const only = valueAt(options, 'only')
  const environments = typeof only === 'string' ? [only] : listOf(only)
  if (environments.length > 0 && !environments.includes('prod')) return 'development'
  if (valueAt(options, 'runtime') === 'false') return 'development'
  return valueAt(options, 'optional') === 'true' ? 'optional' : 'runtime'
}
