import type { Dependency } from '../lockfile-reader.ts'

export interface BazelAsk {
  name: string
  version: string | undefined
  scope: Dependency['scope']
}

/** A MODULE.bazel is a program, of which the plain `bazel_dep` and what overrides them are read. */
export function readModuleBazel(text: string): BazelAsk[] {
  const plain = text.replaceAll(/^[ \t]*#.*$/gm, '')
  const own = new Set(
    [...plain.matchAll(/\blocal_path_override\(([^()]*)\)/g)].map(([, body = '']) => readValue(body, 'module_name')),
  )
  return [...plain.matchAll(/\bbazel_dep\(([^()]*)\)/g)].flatMap(([, body = '']): BazelAsk[] => {
    const name = readValue(body, 'name')
    if (!name || own.has(name)) return []
    const isOfBuild = /\bdev_dependency\s*=\s*True\b/.test(body)
    return [{ name, version: readValue(body, 'version'), scope: isOfBuild ? 'development' : 'runtime' }]
  })
}

function readValue(body: string, key: string): string | undefined {
  return new RegExp(`\\b${key}\\s*=\\s*["']([^"']+)["']`).exec(body)?.[1]
}
