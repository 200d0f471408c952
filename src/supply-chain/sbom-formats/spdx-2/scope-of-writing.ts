import type { Spdx2Version } from './version.ts'
import type { IdWriter } from './write-ids.ts'
import type { LicenseWriter } from './write-license.ts'

/** What the writers of one document's parts share. */
export interface WriteScope {
  version: Spdx2Version
  ids: IdWriter
  licenses: LicenseWriter
  /** Ids, as the model has them, of components that contain a component written as a file. */
  holders: ReadonlySet<string>
}
