import type { Dependency } from '../lockfile-reader.ts'

export interface OpamAsk {
  name: string
  /** The only version that will do. */
  version: string | undefined
  range: string
  scope: Dependency['scope']
}

/** Of an opam file, `depends` and `depopts`. Throws a SyntaxError with the line. */
export function readOpamAsks(text: string): OpamAsk[] {
  return [...readLists(text)].flatMap(({ field, content }) => {
    const entries = content.matchAll(/"([^"]+)"\s*(?:\{([^{}]*)\})?/g)
    return [...entries].flatMap(([, name = '', filter = '']) => readAsk(name, filter, field))
  })
}

/** Lists go on to the bracket that ends them. */
function* readLists(text: string): Generator<{ field: string; content: string }> {
  let open: { field: string; lines: string[]; line: number } | undefined
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const content = raw.replace(/^\s*#.*$/, '')
    const [, field, rest] = open ? [] : (/^(depends|depopts)\s*:\s*\[?(.*)$/.exec(content) ?? [])
    if (field && rest !== undefined) open = { field, lines: [], line: index + 1 }
    open?.lines.push(rest ?? content)
    if (!open || !/\]\s*$/.test(content)) continue
    yield { field: open.field, content: open.lines.join('\n') }
    open = undefined
  }
  if (open) throw new SyntaxError(`The list of ${open.field} does not end (line ${open.line})`)
}

/** Without quotes, `version` is that of the package itself: one of several in the same repository. */
function readAsk(name: string, filter: string, field: string): OpamAsk[] {
  if (/=\s*version\b/.test(filter)) return []
  const clauses = [...filter.matchAll(/(!?[<>=]=?)\s*"([^"]*)"/g)].map(([, operator = '', version = '']) => ({
    operator,
    version,
  }))
  const [only] = clauses.length === 1 ? clauses : []
  const isOfBuild = /\b(build|dev|with-(test|doc|dev-setup|tools))\b/.test(filter.replaceAll(/"[^"]*"/g, ''))
  return [
    {
      name,
      version: only?.operator === '=' ? only.version : undefined,
      range: clauses.map(({ operator, version }) => `${operator} ${version}`).join(' & '),
      scope: isOfBuild ? 'development' : field === 'depopts' ? 'optional' : 'runtime',
    },
  ]
}
