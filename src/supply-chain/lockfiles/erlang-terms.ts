/**
 * Data as Erlang and Elixir write it: `{:hex, :jason, "1.4.0", [only: :test]}`, `{<<"cowlib">>, 1}`, `%{"a" => {}}`.
 * Tuples, lists and maps are lists of what is in them; texts, atoms, numbers and binaries are texts; `key: value` and
 * `key => value` are lists of the two.
 */
export type Term = string | Term[]

const deepestNesting = 100

/** Comments, marked by `%` in Erlang and by `#` in Elixir, may end a line. */
const tokenPattern =
  /\s+|(?:#|%(?!\{)).*|%?\{|\[|\}|\]|,|\.(?=\s|$)|<<|>>|\/utf8|=>|("(?:[^"\\]|\\[\s\S])*")(:(?=\s))?|'((?:[^'\\]|\\.)*)'|:?([\p{L}_][\p{L}\p{N}_@]*[?!]?)(:(?=\s))?|:"([^"]*)"|([-+]?\d[\w.]*)/uy

interface Level {
  items: Term[]
  /** The key whose value comes next. */
  key: Term | undefined
}

/** All terms one after the other. Throws a SyntaxError with the line. */
export function parseErlangTerms(text: string): Term[] {
  const top: Level = { items: [], key: undefined }
  const open = [top]
  const refuse = (problem: string, at: number): never => {
    throw new SyntaxError(`${problem} (line ${text.slice(0, at).split('\n').length})`)
  }
  tokenPattern.lastIndex = 0
  for (let at = 0; at < text.length; at = tokenPattern.lastIndex) {
    tokenPattern.lastIndex = at
    const token = tokenPattern.exec(text) ?? refuse('This is no data of Erlang or Elixir', at)
    const level = open.at(-1) ?? top
    const [whole] = token
    if (/^(%?\{|\[)$/.test(whole)) {
      if (open.length > deepestNesting) refuse(`Lists are nested more than ${deepestNesting} deep`, at)
      const inner: Level = { items: [], key: undefined }
      addTerm(level, inner.items)
      open.push(inner)
    } else if (/^[\]}]$/.test(whole)) {
      if (open.length === 1) refuse('A list ends that did not begin', at)
      open.pop()
    } else readWord(level, token)
  }
  if (open.length > 1) refuse('A list does not end', text.length)
  return top.items
}

function readWord(level: Level, [whole, quoted, quotedColon, ...words]: RegExpExecArray) {
  const [single, name, nameColon, quotedAtom, number] = words
  const word = quoted === undefined ? (single ?? name ?? quotedAtom ?? number) : unquote(quoted)
  if (whole === '=>') level.key = level.items.pop()
  else if (word !== undefined && (quotedColon || nameColon)) level.key = word
  else if (word !== undefined) addTerm(level, word)
}

function addTerm(level: Level, term: Term) {
  level.items.push(level.key === undefined ? term : [level.key, term])
  level.key = undefined
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1')
}

export function listOf(term: Term | undefined): Term[] {
  return Array.isArray(term) ? term : []
}

export function textOf(term: Term | undefined): string | undefined {
  return typeof term === 'string' && term !== '' ? term : undefined
}

/** The value of a key in a list of pairs. */
export function valueAt(term: Term | undefined, key: string): Term | undefined {
  for (const pair of listOf(term)) if (Array.isArray(pair) && pair[0] === key && pair.length === 2) return pair[1]
  return undefined
}
