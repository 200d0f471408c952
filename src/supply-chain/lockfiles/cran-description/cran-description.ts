import { listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { readDescription } from './cran-asks.ts'

/** DESCRIPTION of a package or project in R, without a lockfile beside it. */
export const cranDescription: LockfileReader = {
  name: 'cran-description',
  reads: path => /(^|\/)DESCRIPTION$/.test(path),
  read: text => {
    const plain = withoutByteOrderMark(text)
    // Others have files of that name, which are none of R's.
    if (!/^(Package|Type):/m.test(plain)) return { dependencies: [] }
    return listAsked(
      readDescription(plain).map(({ name, range, scope }) => {
        const [, version] = /^==\s*(\S+)$/.exec(range) ?? []
        const requirement = version ? undefined : range
        return { purl: formatPackageUrl(name, { type: 'cran', name, version }), scope, requirement }
      }),
    )
  },
}
