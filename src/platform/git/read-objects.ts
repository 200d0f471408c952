import { tryGit } from './run-git.ts'

/** The contents of objects by their names (`HEAD:file`, a hash), in order; undefined for what is missing. For small objects. */
export async function readObjects(repository: string, names: readonly string[]): Promise<(Buffer | undefined)[]> {
  if (names.length === 0) return []
  const { output } = await tryGit(repository, ['cat-file', '--batch'], { input: `${names.join('\n')}\n` })
  let at = 0
  return names.map(() => {
    const end = output.indexOf(10, at)
    if (end < 0) return undefined
    const [, size] = / (\d+)$/.exec(output.toString('latin1', at, end)) ?? []
    at = end + 1
    if (size === undefined) return undefined
    const content = output.subarray(at, at + Number(size))
    at += content.length + 1
    return content
  })
}

/** The hash that each name leads to, in order; undefined for what leads nowhere. */
export async function resolveObjects(repository: string, names: readonly string[]): Promise<(string | undefined)[]> {
  if (names.length === 0) return []
  const { output } = await tryGit(repository, ['cat-file', '--batch-check'], { input: `${names.join('\n')}\n` })
  const lines = output.toString().split('\n')
  return names.map((_, index) => /^([0-9a-f]{40,64}) \w+ \d+$/.exec(lines[index] ?? '')?.[1])
}
