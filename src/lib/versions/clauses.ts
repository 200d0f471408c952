/** An operator and a version, as one of the notations writes them. */
export interface Clause {
  /** Empty where none stands before the version. */
  operator: string
  version: string
}

interface Grammar {
  /** Longer ones before those that they start with. */
  operators: readonly string[]
  /** The characters of a version, as in a regular expression's brackets. */
  version: string
  /** Between clauses, beside spaces: nothing means that spaces are enough. */
  separator: string
}

/** Reads one clause after the other, each character once; undefined where something else stands. */
export function clauseReader({ operators, version, separator }: Grammar): (text: string) => Clause[] | undefined {
  const patterns = {
    space: /\s*/y,
    operator: new RegExp(operators.map(quote).join('|'), 'y'),
    version: new RegExp(`[${version}]+`, 'y'),
  }
  return text => {
    let at = 0
    const take = (pattern: RegExp) => {
      pattern.lastIndex = at
      const found = pattern.exec(text)?.[0] ?? ''
      at += found.length
      return found
    }
    const clauses: Clause[] = []
    take(patterns.space)
    while (at < text.length || clauses.length === 0) {
      const operator = take(patterns.operator)
      take(patterns.space)
      const found = take(patterns.version)
      if (found === '') return undefined
      clauses.push({ operator, version: found })
      take(patterns.space)
      if (at === text.length) break
      if (!text.startsWith(separator, at)) return undefined
      at += separator.length
      take(patterns.space)
    }
    return clauses
  }
}

/** Every clause one after the other; undefined as soon as one is. */
export function mapClauses<Result>(
  clauses: readonly Clause[] | undefined,
  expand: (clause: Clause) => readonly Result[] | undefined,
): Result[] | undefined {
  if (!clauses) return undefined
  const results: Result[] = []
  for (const clause of clauses) {
    const expanded = expand(clause)
    if (!expanded) return undefined
    results.push(...expanded)
  }
  return results
}

/** The parts of a text, each read by itself; undefined as soon as one is. */
export function mapParts<Result>(
  parts: readonly string[],
  read: (part: string) => Result | undefined,
): Result[] | undefined {
  const results: Result[] = []
  for (const part of parts) {
    const result = read(part)
    if (result === undefined) return undefined
    results.push(result)
  }
  return results
}

function quote(operator: string): string {
  return operator.replace(/[\^|*+?.]/g, '\\$&')
}
