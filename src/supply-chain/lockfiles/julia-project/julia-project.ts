import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { parseToml } from '../toml.ts'
import { textsIn } from '../untrusted.ts'

/** Project.toml of Julia, without a Manifest.toml beside it. */
export const juliaProject: LockfileReader = {
  name: 'julia-project',
  reads: path => /(^|\/)(Julia)?Project\.toml$/.test(path),
  read: text => {
    const { deps, weakdeps, extras, compat } = parseToml(text)
    const ranges = new Map(textsIn(compat))
    const read = (table: unknown, scope: Asked['scope']) =>
      textsIn(table).map(([name, uuid]) => ({
        purl: formatJuliaPurl(name, uuid),
        scope,
        requirement: ranges.get(name),
      }))
    return listAsked([...read(deps, 'runtime'), ...read(weakdeps, 'optional'), ...read(extras, 'development')])
  },
}

function formatJuliaPurl(name: string, uuid: string): string {
  return formatPackageUrl(name, { type: 'julia', name, qualifiers: { uuid } })
}
