import { listTold } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { formatPackageUrl } from '../package-url.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { readOpamAsks } from './opam-asks.ts'

/** *.opam.locked of OCaml: an opam file in which all that comes with what is asked for is asked for, too. */
export const opam: LockfileReader = {
  name: 'opam',
  reads: path => /(^|\/)([^/]+\.)?opam\.locked$/.test(path),
  covers: path => /^([^/]+\.)?opam$/.test(path),
  read: text =>
    listTold(
      readOpamAsks(withoutByteOrderMark(text)).map(({ name, version, range, scope }) => {
        const purl = formatPackageUrl(name, { type: 'opam', name, version })
        return { purl, relation: 'unknown', scope, requirement: version ? undefined : range }
      }),
    ),
}
