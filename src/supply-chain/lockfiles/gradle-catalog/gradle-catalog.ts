import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { parseToml } from '../toml.ts'
import { recordIn, textIn } from '../untrusted.ts'

/** libs.versions.toml: the libraries and plugins that the builds of a Gradle project may ask for by a short name. */
export const gradleCatalog: LockfileReader = {
  name: 'gradle-catalog',
  reads: path => /(^|\/)[^/]+\.versions\.toml$/.test(path),
  read: text => {
    const { versions, libraries, plugins } = parseToml(text)
    const known = new Map(Object.entries(recordIn(versions)))
    return listAsked([
      ...Object.values(recordIn(libraries)).map(library => readLibrary(library, known)),
      ...Object.values(recordIn(plugins)).map(plugin => readPlugin(plugin, known)),
    ])
  },
}

type Versions = ReadonlyMap<string, unknown>

/** `group:name:version`, or a record of those. */
function readLibrary(library: unknown, versions: Versions): Asked {
  const { module, group, name, version } = recordIn(library)
  const [ownGroup, ownName, ownVersion] = (textIn(library) ?? textIn(module) ?? '').split(':')
  return ask(ownGroup || textIn(group) || '', ownName ?? textIn(name) ?? '', ownVersion ?? version, versions, 'runtime')
}

/** A plugin is found by its marker, an artifact named after it. */
function readPlugin(plugin: unknown, versions: Versions): Asked {
  const [ownId, ownVersion] = (textIn(plugin) ?? '').split(':')
  const id = ownId || textIn(recordIn(plugin)['id']) || ''
  return ask(id, `${id}.gradle.plugin`, ownVersion ?? recordIn(plugin)['version'], versions, 'development')
}

function ask(group: string, name: string, written: unknown, versions: Versions, scope: Asked['scope']): Asked {
  const range = findRange(written, versions)
  const version = range && !/[[\](),+]|^latest\./.test(range) ? range : undefined
  const purl = formatPackageUrl(`${group}:${name}`, { type: 'maven', namespace: group, name, version })
  return { purl, scope, requirement: version ? undefined : range }
}

/** A version, a reference to one that several share, or what is wanted in other words. */
function findRange(written: unknown, versions: Versions): string | undefined {
  const reference = textIn(recordIn(written)['ref'])
  const value = reference === undefined ? written : versions.get(reference)
  const { strictly, require, prefer } = recordIn(value)
  return textIn(value) ?? textIn(prefer) ?? textIn(strictly) ?? textIn(require)
}
