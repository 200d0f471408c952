import { readConanfile } from '../conan/conanfile.ts'
import { listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'

/** conanfile.txt without a lockfile beside it. */
export const conanManifest: LockfileReader = {
  name: 'conan-manifest',
  reads: path => /(^|\/)conanfile\.txt$/.test(path),
  read: text =>
    listAsked(
      readConanfile(text).map(({ reference: { purl, range }, scope }) => ({ purl, scope, requirement: range })),
    ),
}
