import { parseJson } from '../json.ts'
import { type Asked, listAsked } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { listIn, recordIn, recordsIn, recordsInList, textIn } from '../untrusted.ts'

/** vcpkg.json. Which versions its baseline stands for is in the registry; what it overrides it says itself. */
export const vcpkg: LockfileReader = {
  name: 'vcpkg',
  reads: path => /(^|\/)vcpkg\.json$/.test(path),
  read,
}

interface Override {
  version: string | undefined
  port: string | undefined
}

function read(text: string): Inventory {
  const manifest = recordIn(parseJson(text))
  const overrides = new Map(
    recordsInList(manifest['overrides']).map((one): [string, Override] => [
      textIn(one['name']) ?? '',
      {
        ...splitPort(findVersion(one)),
        ...(one['port-version'] !== undefined && { port: String(one['port-version']) }),
      },
    ]),
  )
  const features = [...recordsIn(manifest['features'])].flatMap(([, feature]) => listIn(feature['dependencies']))
  const own = textIn(manifest['name'])
  return listAsked([
    ...listIn(manifest['dependencies']).flatMap(ask => readAsk(ask, 'runtime', overrides, own)),
    ...features.flatMap(ask => readAsk(ask, 'optional', overrides, own)),
  ])
}

/** A feature may ask for others of the package itself. What is for the host runs while building. */
function readAsk(
  ask: unknown,
  scope: Asked['scope'],
  overrides: ReadonlyMap<string, Override>,
  own: string | undefined,
): Asked[] {
  const about = recordIn(ask)
  const name = textIn(ask) ?? textIn(about['name'])
  if (!name || name === own) return []
  const { version, port } = overrides.get(name) ?? { version: undefined, port: undefined }
  const qualifiers = port && port !== '0' ? { port_version: port } : undefined
  const purl = formatPackageUrl(name, { type: 'vcpkg', name, version, qualifiers })
  const lowest = textIn(about['version>='])
  const requirement = version || !lowest ? undefined : `>=${lowest}`
  return [{ purl, scope: about['host'] === true ? 'development' : scope, requirement }]
}

function findVersion(override: Record<string, unknown>): string {
  return (
    ['version', 'version-semver', 'version-date', 'version-string'].map(key => textIn(override[key])).find(Boolean) ??
    ''
  )
}

/** `1.0#2` is the second change of the port of 1.0. */
function splitPort(text: string): Override {
  const [version, port] = text.split('#')
  return { version: version || undefined, port }
}
