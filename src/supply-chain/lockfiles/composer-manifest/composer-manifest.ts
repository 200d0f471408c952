import { parseJson } from '../json.ts'
import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { recordIn, textsIn } from '../untrusted.ts'

/** A composer.json without a lockfile beside it, as libraries have. */
export const composerManifest: LockfileReader = {
  name: 'composer-manifest',
  reads: path => /(^|\/)composer\.json$/.test(path),
  read: text => {
    const manifest = recordIn(parseJson(text))
    return listAsked([...readAsks(manifest['require'], 'runtime'), ...readAsks(manifest['require-dev'], 'development')])
  },
}

/** PHP, its extensions and Composer itself have no vendor, and are no packages. */
function readAsks(value: unknown, scope: Asked['scope']): Asked[] {
  return textsIn(value)
    .filter(([name]) => name.includes('/'))
    .map(([written, range]) => {
      const slash = written.indexOf('/')
      const [namespace, name] = [written.slice(0, slash), written.slice(slash + 1)]
      const [, version] = /^=?v?(\d+(?:\.\d+){1,3}(?:-[\w.]+)?)$/.exec(range.trim()) ?? []
      const requirement = version || range === '*' ? undefined : range
      return { purl: formatPackageUrl(written, { type: 'composer', namespace, name, version }), scope, requirement }
    })
}
