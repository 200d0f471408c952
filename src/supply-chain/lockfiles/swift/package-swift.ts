/** What a Package.swift asks for: by address, registry id or path. */
export interface SwiftAsk {
  location: string
  /** One version, commit or branch, or a range. */
  version?: string
  requirement?: string
}

/** A Package.swift is a program, of which the plain entries of its dependencies are read. */
export function readPackageSwift(text: string): SwiftAsk[] {
  const plain = text.replaceAll(/^[ \t]*\/\/.*$/gm, '')
  return [...plain.matchAll(/\.package\(((?:[^()]|\([^()]*\))*)\)/g)].flatMap(([, body = '']) => readBody(body))
}

function readBody(body: string): SwiftAsk[] {
  const [, location] = /\b(?:url|id)\s*:\s*"([^"]+)"/.exec(body) ?? []
  if (!location) return []
  const [, exact] = /\b(?:exact|revision)\s*:\s*"([^"]+)"|\.exact\("([^"]+)"\)/.exec(body)?.filter(Boolean) ?? []
  if (exact) return [{ location, version: exact }]
  const [, kind = '', from] =
    /(\bfrom|\bbranch|\.upToNextMinor\(from|\.upToNextMajor\(from)\s*:\s*"([^"]+)"/.exec(body) ?? []
  if (from)
    return [{ location, requirement: kind === 'branch' ? from : `${kind.includes('Minor') ? '~' : '^'}${from}` }]
  const [, low, operator, high] = /"([^"]+)"\s*(\.\.[.<])\s*"([^"]+)"/.exec(body) ?? []
  return [low ? { location, requirement: `>=${low} ${operator === '..<' ? '<' : '<='}${high}` } : { location }]
}
