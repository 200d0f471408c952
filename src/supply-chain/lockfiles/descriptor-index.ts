/** Yarn's lockfiles name a package by what was asked for: `name@range`. Who asks finds it here. */
export interface DescriptorIndex<Entry> {
  /** What `asker` gets for `name@range`, resolutions applied. */
  find(asker: string, name: string, range: string): Entry | undefined
}

/** `resolutions` are those of the root's package.json: `asker/name@range`, `asker/name`, `name@range` or `name`. */
export function indexDescriptors<Entry>(
  entries: Iterable<[descriptor: string, entry: Entry]>,
  resolutions: readonly [pattern: string, range: string][],
): DescriptorIndex<Entry> {
  const byDescriptor = new Map(entries)
  const byName = groupByName(byDescriptor)
  const overrides = new Map(resolutions.map(([pattern, range]) => [normalizePattern(pattern), range]))
  const findExactly = (name: string, range: string) =>
    byDescriptor.get(`${name}@${range}`) ?? byDescriptor.get(`${name}@npm:${range}`)

  return {
    find(asker, name, asked) {
      const range = asked.startsWith('npm:') ? asked.slice('npm:'.length) : asked
      for (const pattern of [`${asker}/${name}@${range}`, `${asker}/${name}`, `${name}@${range}`, name]) {
        const override = overrides.get(pattern)
        const found = override === undefined ? undefined : findExactly(name, override)
        if (found) return found
      }
      return findExactly(name, range) ?? only(byName.get(name))
    },
  }
}

/** A scope's `@` is no separator. */
export function splitDescriptor(descriptor: string): [name: string, range: string] {
  const at = descriptor.indexOf('@', 1)
  return at < 0 ? [descriptor, ''] : [descriptor.slice(0, at), descriptor.slice(at + 1)]
}

function groupByName<Entry>(byDescriptor: ReadonlyMap<string, Entry>): Map<string, Set<Entry>> {
  const byName = new Map<string, Set<Entry>>()
  for (const [descriptor, entry] of byDescriptor) {
    const [name] = splitDescriptor(descriptor)
    byName.set(name, (byName.get(name) ?? new Set()).add(entry))
  }
  return byName
}

function only<Entry>(entries: ReadonlySet<Entry> | undefined): Entry | undefined {
  return entries?.size === 1 ? entries.values().next().value : undefined
}

/** Who asked the asker is not followed: of `a/b/c` stays `b/c`, of `**` + `/c` only `c`. */
function normalizePattern(pattern: string): string {
  const names: string[] = []
  for (const part of pattern.split('/')) {
    const before = names.at(-1)
    if (before?.startsWith('@') && !before.includes('/')) names.splice(-1, 1, `${before}/${part}`)
    else names.push(part)
  }
  const [asker, asked = ''] = names.length > 1 ? names.slice(-2) : ['**', ...names]
  const name = asked.replace('@npm:', '@')
  return asker === '**' ? name : `${splitDescriptor(asker ?? '')[0]}/${name}`
}
