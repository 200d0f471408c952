import { readSqliteTable } from '../../../lib/sqlite/read-table.ts'
import { concludeInstalled } from '../conclude-installed.ts'
import type {
  Installed,
  InstalledFiles,
  InstalledPackage,
  InstalledReader,
  InstalledWarning,
} from '../installed-reader.ts'
import { type Distribution, readDistribution, rootOf } from '../os-release.ts'
import { addPackage, addWarning, installedPackage } from '../package-facts.ts'
import { folderOf, readBytes } from '../read-text.ts'
import { listBerkeleyValues } from './berkeley-hash.ts'
import { licenseOfFedora } from './fedora-licenses.ts'
import { listNdbBlobs } from './ndb.ts'
import { type Header, readHeader } from './rpm-header.ts'

/** RPM's database in each of its three forms: SQLite (rpmdb.sqlite), its own (Packages.db) and Berkeley DB (Packages). */
export const rpm: InstalledReader = {
  name: 'rpm',
  reads: path => database.test(path),
  treeOf: path => path,
  read,
}

const database = /(?:^|\/)(?:var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(?:rpmdb\.sqlite|Packages\.db|Packages)$/
const largest = 256 * 1024 * 1024

async function read(path: string, files: InstalledFiles): Promise<Installed> {
  const bytes = await readBytes(files, path, largest)
  const root = rootOf(path, database)
  const distribution = await readDistribution(files, root, 'rpm')
  const warnings: InstalledWarning[] = []
  const packages: InstalledPackage[] = []
  for (const blob of listBlobs(path, bytes)) {
    const header = readHeader(blob)
    if (!header) addWarning(warnings, brokenHeader(packages.length + 1))
    // Keys that signatures are held against are kept as if they were packages.
    else if (header.name !== 'gpg-pubkey')
      addPackage({ packages, warnings }, () => describe(header, distribution, path))
  }
  if (packages.length === 0 && warnings.length > 0) throw new SyntaxError('none of its entries is a package')
  return { packages, warnings: [...warnings, ...(await warnOfLog(path, files))] }
}

function* listBlobs(path: string, bytes: Buffer): Generator<Buffer> {
  if (path.endsWith('.db')) yield* listNdbBlobs(bytes)
  else if (!path.endsWith('.sqlite')) yield* listBerkeleyValues(bytes)
  else for (const [, blob] of readSqliteTable(bytes, 'Packages')) if (Buffer.isBuffer(blob)) yield blob
}

function describe(header: Header, { id, distro }: Distribution, path: string): InstalledPackage {
  const { name, version, release, epoch, arch, license, vendor, packager, url } = header
  const { license: concluded, evidence } = concludeInstalled({ text: license && licenseOfFedora(license), path }, [])
  const qualifiers = { ...(arch && { arch }), distro, ...(epoch !== undefined && { epoch: String(epoch) }) }
  const parts = { type: 'rpm', namespace: id, name, version: release ? `${version}-${release}` : version, qualifiers }
  const authors = [vendor ?? packager].flatMap(one => one ?? [])
  return installedPackage(name, parts, { license: concluded, evidence, authors, homepage: url })
}

/** What was installed last may not have found its way into the database itself. */
async function warnOfLog(path: string, files: InstalledFiles): Promise<InstalledWarning[]> {
  if (!path.endsWith('.sqlite') || !(await files.list(folderOf(path))).includes('rpmdb.sqlite-wal')) return []
  const isEmpty = (await files.read(`${path}-wal`, 0)) !== undefined
  return isEmpty ? [] : [{ text: unmerged }]
}

const unmerged = {
  en: 'rpmdb.sqlite-wal holds changes that are not in the database yet: run “rpm --rebuilddb” in the system, and read it again',
  zh: 'rpmdb.sqlite-wal 中有尚未写入数据库的更改：请在该系统中运行 “rpm --rebuilddb” 后重新读取',
}

function brokenHeader(at: number): InstalledWarning {
  return { text: { en: `Entry ${at} is no package that can be read`, zh: `第 ${at} 个条目不是可读取的软件包` } }
}
