import { parseFailsafeYaml } from '../failsafe-yaml.ts'
import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatPubPurl } from '../pub/pub-package-url.ts'
import { recordIn, textIn } from '../untrusted.ts'

/** A pubspec.yaml that no lockfile covers, as packages have it. */
export const pubManifest: LockfileReader = {
  name: 'pub-manifest',
  reads: path => /(^|\/)pubspec\.yaml$/.test(path),
  read: text => {
    const { dependencies, dev_dependencies } = parseFailsafeYaml(text)
    return listAsked([...readAsks(dependencies, 'runtime'), ...readAsks(dev_dependencies, 'development')])
  },
}

/** By name a range, or a record with one and with where it comes from. */
function readAsks(value: unknown, scope: Asked['scope']): Asked[] {
  return Object.entries(recordIn(value)).flatMap(([name, ask]) => {
    const { path, git, hosted, version: within } = recordIn(ask)
    if (path !== undefined) return []
    const range = textIn(ask) ?? textIn(within) ?? 'any'
    const [, version] = /^(\d+\.\d+\.\d+(?:[-+].*)?)$/.exec(range) ?? []
    const requirement = version || range === 'any' ? undefined : range
    return [{ purl: formatPubPurl(name, version, { git, hosted }), scope, requirement }]
  })
}
