import type { InstalledFiles } from './installed-reader.ts'
import { findText } from './read-text.ts'

/** The system that a package belongs to, as package URLs name it. */
export interface Distribution {
  /** `debian`, `alpine`, `fedora`: the ID of os-release. */
  id: string
  /** `debian-12`: with its version, where it has one. */
  distro: string
}

/** Of the root file system that lies in a folder (os-release(5)). Without the file, the id is what is given. */
export async function readDistribution(files: InstalledFiles, root: string, otherwise: string): Promise<Distribution> {
  const text =
    (await findText(files, `${root}etc/os-release`)) ?? (await findText(files, `${root}usr/lib/os-release`)) ?? ''
  const values = new Map<string, string>()
  for (const [, key = '', value = ''] of text.matchAll(/^([A-Z_\d]+)=(.*)$/gm)) values.set(key, unquote(value.trim()))
  const id = /^[a-z\d._-]+$/.exec(values.get('ID') ?? '')?.[0] ?? otherwise
  const version = values.get('VERSION_ID')
  return { id, distro: version ? `${id}-${version}` : id }
}

/** Of the root file system that a database lies in: empty, or with a slash at its end. */
export function rootOf(path: string, database: RegExp): string {
  return path.replace(database, match => (match.startsWith('/') ? '/' : ''))
}

/** In quotes as in a shell. */
function unquote(value: string): string {
  const inner = /^(["'])(.*)\1$/.exec(value)?.[2]
  return inner === undefined ? value : inner.replaceAll(/\\(.)/g, '$1')
}
