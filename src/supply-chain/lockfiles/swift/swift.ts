import { parseJson } from '../json.ts'
import { listTold, type Told, type Warning } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { recordIn, recordsInList, textIn } from '../untrusted.ts'
import { readPackageSwift } from './package-swift.ts'
import { formatSwiftPurl } from './swift-package-url.ts'

/** Package.resolved of Swift, versions 1 to 3. A Package.swift beside it tells what the project asks for. */
export const swift: LockfileReader = {
  name: 'swift',
  reads: path => /(^|\/)Package\.resolved$/.test(path),
  companions: ['Package.swift'],
  read,
}

function read(text: string, companions: Readonly<Record<string, string>> = {}): Inventory {
  const lock = recordIn(parseJson(text))
  const pins = lock['pins'] ?? recordIn(lock['object'])['pins']
  if (!Array.isArray(pins)) throw new SyntaxError('This is no Package.resolved of Swift: it has no pins')
  const manifest = companions['Package.swift']
  const asked =
    manifest === undefined ? undefined : new Set(readPackageSwift(manifest).map(({ location }) => keyOf(location)))
  const told: Told[] = []
  const warnings: Warning[] = []
  for (const pin of recordsInList(pins).filter(pin => pin['kind'] !== 'localSourceControl')) {
    const location = (textIn(pin['location']) ?? textIn(pin['repositoryURL']) ?? textIn(pin['identity'])) || ''
    const { version, revision } = recordIn(pin['state'])
    const purl = formatSwiftPurl(location, textIn(version) ?? textIn(revision))
    const relation = asked === undefined ? 'unknown' : asked.has(keyOf(location)) ? 'direct' : 'transitive'
    if (purl) told.push({ purl, relation, scope: 'runtime' })
    else warnings.push(warnOfLocation(location))
  }
  return listTold(told, warnings)
}

/** One repository goes by several addresses. */
function keyOf(location: string): string {
  return (formatSwiftPurl(location, undefined) ?? location).toLowerCase()
}

function warnOfLocation(location: string): Warning {
  const start = location.slice(0, 200)
  return { text: { en: `${start} leads to no known host`, zh: `${start} 没有指向已知主机` } }
}
