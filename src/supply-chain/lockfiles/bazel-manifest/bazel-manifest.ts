import { formatBazelPurl } from '../bazel/bazel.ts'
import { readModuleBazel } from '../bazel/module-bazel.ts'
import { listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'

/** MODULE.bazel without a lockfile beside it. What it asks for is the lowest version that will do. */
export const bazelManifest: LockfileReader = {
  name: 'bazel-manifest',
  reads: path => /(^|\/)MODULE\.bazel$/.test(path),
  read: text =>
    listAsked(
      readModuleBazel(text).map(({ name, version, scope }) => ({
        purl: formatBazelPurl(name),
        scope,
        requirement: version && `>=${version}`,
      })),
    ),
}
