import type { Text } from '../../lib/text/text.ts'
import { openFolderView } from '../../platform/files/folder-view.ts'
import type { LicenseClaim } from '../licenses/model.ts'
import { closedFolders, cutShort, type InstalledFolder } from './model.ts'
import { readInstalledFiles } from './read-installed.ts'
import { findReader, mayHold } from './where-to-look.ts'

/** What is installed in a folder of a project or in a root file system that lies in it, what git ignores included. */
export async function readInstalled(folder: string): Promise<InstalledFolder & { remarks: Text[] }> {
  const view = openFolderView(folder)
  const isSystem =
    (await view.read('etc/os-release')) !== undefined || (await view.read('usr/lib/os-release')) !== undefined
  const {
    paths,
    cutShort: isCutShort,
    closed,
  } = await view.find({
    wanted: path => findReader(path) !== undefined,
    enters: folder => mayHold(folder, isSystem),
  })
  const remarks = [...(isCutShort ? [cutShort] : []), ...(closed.length > 0 ? [closedFolders(closed)] : [])]
  return { ...(await readInstalledFiles(paths, view)), remarks }
}

/** What installed packages say of their licenses, as it is kept. */
export function claimsOf({ trees }: InstalledFolder): Omit<LicenseClaim, 'seenAt'>[] {
  return trees.flatMap(({ packages }) =>
    packages.flatMap(({ purl, license, evidence = '' }) =>
      license ? [{ purl, license, source: 'installed' as const, evidence }] : [],
    ),
  )
}
