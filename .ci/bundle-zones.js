// Writes src/platform/zones/zone-table.txt, the time zone rules that the office brings along, from a machine's own:
// `node .ci/bundle-zones.js [/usr/share/zoneinfo]`, after each release of the IANA database.
import { readFileSync, writeFileSync } from 'node:fs'
import { formatZoneTable, readZoneTable } from '../src/lib/zones/zone-table.ts'
import { openSystemZones } from '../src/platform/zones/system-zones.ts'

const folder = process.argv[2] ?? '/usr/share/zoneinfo'
const path = new URL('../src/platform/zones/zone-table.txt', import.meta.url)
const system = openSystemZones(folder)
const names = [...system.names()]
const zones = names.flatMap(([name, target]) => (name === target ? [getZone(name)] : []))
if (!system.release) throw new Error(`${folder} does not tell the release of its database`)

const before = readText()
const links = new Map(names.filter(([name, target]) => name !== target))
writeFileSync(path, formatZoneTable(system.release, zones, links))
console.log(
  `${before ? `${readZoneTable(before).version} → ` : ''}${system.release}: ${zones.length} zones, ${links.size} links`,
)

function getZone(name) {
  const zone = system.read(name)
  if (!zone) throw new Error(`${folder}/${name} is missing or broken`)
  return zone
}

function readText() {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
