import { listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { readPackageSwift } from '../swift/package-swift.ts'
import { formatSwiftPurl } from '../swift/swift-package-url.ts'

/** A Package.swift without a Package.resolved beside it. */
export const swiftManifest: LockfileReader = {
  name: 'swift-manifest',
  reads: path => /(^|\/)Package(@swift-[\d.]+)?\.swift$/.test(path),
  read: text =>
    listAsked(
      readPackageSwift(text).flatMap(({ location, version, requirement }) => {
        const purl = formatSwiftPurl(location, version)
        return purl ? [{ purl, scope: 'runtime', requirement }] : []
      }),
    ),
}
