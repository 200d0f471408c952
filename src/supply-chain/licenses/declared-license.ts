import { parse as parseToml } from 'smol-toml'

/** Manifests in the root of a project that name its license. */
const declaringManifests = ['package.json', 'Cargo.toml', 'pyproject.toml', 'composer.json'] as const

type Manifest = (typeof declaringManifests)[number]

export function isDeclaring(path: string): path is Manifest {
  return declaringManifests.some(name => name === path)
}

/** What a manifest declares as the project's license; undefined when it declares none or can't be read. */
export function readDeclaredLicense(manifest: Manifest, text: string): string | undefined {
  try {
    return declared[manifest](manifest.endsWith('.toml') ? parseToml(text) : JSON.parse(text))
  } catch {
    // A manifest that can't be read is told of by the inventory.
    return undefined
  }
}

const declared: Record<Manifest, (content: unknown) => string | undefined> = {
  'package.json': content => textOf(at(content, 'license')) ?? textOf(at(content, 'license', 'type')),
  // `MIT/Apache-2.0` is an older way of Cargo to say OR (The Manifest Format, "license").
  'Cargo.toml': content =>
    (textOf(at(content, 'package', 'license')) ?? textOf(at(content, 'workspace', 'package', 'license')))?.replaceAll(
      /\s*\/\s*/g,
      ' OR ',
    ),
  // A plain text since PEP 639, a table before; Poetry kept its own.
  'pyproject.toml': content =>
    textOf(at(content, 'project', 'license')) ??
    textOf(at(content, 'project', 'license', 'text')) ??
    textOf(at(content, 'tool', 'poetry', 'license')),
  'composer.json': content => {
    const license = at(content, 'license')
    return Array.isArray(license)
      ? license.filter(one => typeof one === 'string').join(' OR ') || undefined
      : textOf(license)
  },
}

function at(content: unknown, ...keys: string[]): unknown {
  let value = content
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

function textOf(value: unknown) {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 500 ? value.trim() : undefined
}
