/**
 * Whether a path matches a pattern of gitattributes(5) or gitignore(5), of which both are relative to the pattern's folder.
 * `*` and `?` stay within a name, `**` between slashes spans folders. Time grows with pattern × path, never faster.
 */
export function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  // reached[i]: the first i names of the path match the pattern up to here.
  let reached = [true, ...path.map(() => false)]
  for (const [index, part] of pattern.entries()) {
    const isLast = index === pattern.length - 1
    reached = part === '**' ? spanFolders(reached, isLast) : stepName(reached, part, path)
  }
  return reached.at(-1) === true
}

/** A final `**` stands for one name or more, any other for none or more. */
function spanFolders(reached: boolean[], isLast: boolean) {
  const first = reached.indexOf(true)
  return reached.map((_, at) => first >= 0 && (isLast ? at > first : at >= first))
}

function stepName(reached: boolean[], part: string, path: readonly string[]) {
  return reached.map((_, at) => at > 0 && reached[at - 1] === true && matchesName(part, path[at - 1] as string))
}

/** A pattern as the names between its slashes; undefined for one that matches no file. One without a slash matches in any folder. */
export function splitPattern(pattern: string): string[] | undefined {
  if (pattern === '' || pattern.endsWith('/')) return undefined
  if (!pattern.includes('/')) return ['**', pattern]
  return pattern.replace(/^\//, '').split('/')
}

/** Goes back to the last star only: no other choice can help where that one does not. */
export function matchesName(pattern: string, name: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0]
  while (at < name.length) {
    const step = pattern[from] === '*' ? undefined : matchOne(pattern, from, name[at] as string)
    if (step !== undefined) {
      at++
      from = step
    } else if (pattern[from] === '*') {
      star = from++
      mark = at
    } else if (star >= 0) {
      from = star + 1
      at = ++mark
    } else return false
  }
  while (pattern[from] === '*') from++
  return from === pattern.length
}

/** Where the pattern goes on when what is at `from` matches the character. */
function matchOne(pattern: string, from: number, character: string): number | undefined {
  const token = pattern[from]
  if (token === undefined) return undefined
  if (token === '?') return from + 1
  if (token === '[') return matchClass(pattern, from, character)
  if (token === '\\' && from + 1 < pattern.length) return pattern[from + 1] === character ? from + 2 : undefined
  return token === character ? from + 1 : undefined
}

const named: Record<string, RegExp> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f0-9]/,
}

function matchClass(pattern: string, from: number, character: string): number | undefined {
  const isNegated = pattern[from + 1] === '!' || pattern[from + 1] === '^'
  const start = isNegated ? from + 2 : from + 1
  let isIn = false
  // A bracket in the first place stands for itself.
  for (let at = start; at < pattern.length; ) {
    if (pattern[at] === ']' && at > start) return isIn === isNegated ? undefined : at + 1
    const member = readNamedClass(pattern, at) ?? readRange(pattern, at)
    isIn ||= member.holds(character)
    at = member.end
  }
  return undefined
}

interface Member {
  end: number
  holds(character: string): boolean
}

function readNamedClass(pattern: string, at: number): Member | undefined {
  const [whole, name = ''] = /^\[:(\w{1,10}):\]/.exec(pattern.slice(at, at + 16)) ?? []
  if (!whole) return undefined
  return { end: at + whole.length, holds: character => named[name]?.test(character) ?? false }
}

function readRange(pattern: string, at: number): Member {
  const [low, next] = readCharacter(pattern, at)
  if (pattern[next] !== '-' || next + 1 >= pattern.length || pattern[next + 1] === ']') {
    return { end: next, holds: character => character === low }
  }
  const [high, end] = readCharacter(pattern, next + 1)
  return { end, holds: character => low <= character && character <= high }
}

function readCharacter(pattern: string, at: number): [character: string, end: number] {
  const isEscaped = pattern[at] === '\\' && at + 1 < pattern.length
  return isEscaped ? [pattern[at + 1] as string, at + 2] : [pattern[at] as string, at + 1]
}
