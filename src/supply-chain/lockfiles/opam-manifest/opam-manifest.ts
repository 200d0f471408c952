import { listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { readOpamAsks } from '../opam/opam-asks.ts'
import { formatPackageUrl } from '../package-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'

/** opam files of OCaml without a lockfile beside them. */
export const opamManifest: LockfileReader = {
  name: 'opam-manifest',
  reads: path => /(^|\/)([^/]+\.)?opam$/.test(path),
  read: text =>
    listAsked(
      readOpamAsks(withoutByteOrderMark(text)).map(({ name, version, range, scope }) => {
        const purl = formatPackageUrl(name, { type: 'opam', name, version })
        return { purl, scope, requirement: version ? undefined : range }
      }),
    ),
}
