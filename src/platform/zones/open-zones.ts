import { readFileSync } from 'node:fs'
import { isOlderRelease } from '../../lib/zones/release.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import { findZoneInTable, readZoneTable } from '../../lib/zones/zone-table.ts'
import { Failure } from '../failure.ts'
import { openSystemZones } from './system-zones.ts'

/** The time zone rules that the office goes by: those of the machine, or those it brings along, whichever are newer. */
export interface Zones {
  /** The release of the IANA database in use: `2026f`. */
  version: string
  source: 'system' | 'bundled'
  releases: {
    /** Undefined where the machine has none, or does not tell. */
    system: string | undefined
    bundled: string
    /** Of the runtime, by which `Intl` and `Temporal` go; undefined where it has none. */
    runtime: string | undefined
  }
  /** Whether what the runtime shows may be wrong by the rules in use. */
  isRuntimeBehind: boolean
  /** All names, links among them, sorted. */
  names(): string[]
  /** The name that another stands for: `Asia/Kolkata` for `Asia/Calcutta`; itself where it is no link. */
  findTarget(name: string): string | undefined
  /** Its name is the one it was asked for, in the spelling of the database; capitals do not matter. */
  findZone(name: string): Zone | undefined
  getZone(name: string): Zone
}

interface ZoneSource {
  targets: ReadonlyMap<string, string>
  read(name: string): Zone | undefined
}

const bundledTable = new URL('zone-table.txt', import.meta.url)

export function openZones({ folder = '/usr/share/zoneinfo' }: { folder?: string } = {}): Zones {
  const system = openSystemZones(folder)
  const table = readZoneTable(readFileSync(bundledTable, 'utf8'))
  const runtime = process.versions['tz']
  const isSystem = system.release !== undefined && !isOlderRelease(system.release, table.version)
  const bundled: ZoneSource = {
    targets: new Map([...[...table.lines.keys()].map(name => [name, name] as const), ...table.links]),
    read: name => findZoneInTable(table, name),
  }
  // A machine may lack some of the files of its own database.
  const used = isSystem
    ? { targets: system.names(), read: (name: string) => system.read(name) ?? bundled.read(name) }
    : bundled
  const version = isSystem && system.release ? system.release : table.version
  return {
    version,
    source: isSystem ? 'system' : 'bundled',
    releases: { system: system.release, bundled: table.version, runtime },
    isRuntimeBehind: runtime === undefined || isOlderRelease(runtime, version),
    ...lookUp(used),
  }
}

function lookUp({ targets, read }: ZoneSource): Pick<Zones, 'names' | 'findTarget' | 'findZone' | 'getZone'> {
  const spelling = new Map([...targets.keys()].map(name => [name.toLowerCase(), name]))
  const zones = new Map<string, Zone | undefined>()
  const findZone = (asked: string) => {
    const name = spelling.get(asked.toLowerCase())
    if (name === undefined) return undefined
    if (!zones.has(name)) zones.set(name, read(name))
    return zones.get(name)
  }
  return {
    names: () => [...targets.keys()].sort(),
    findTarget: name => targets.get(spelling.get(name.toLowerCase()) ?? ''),
    findZone,
    getZone: name => findZone(name) ?? missing(name),
  }
}

function missing(name: string): never {
  throw new Failure('not-found', {
    en: `There is no time zone ${name}; take a name of the IANA database, such as Europe/Paris.`,
    zh: `没有名为 ${name} 的时区；请使用 IANA 时区数据库中的名称，例如 Asia/Shanghai。`,
  })
}
