import { BrokenZone, type ClockSetting, createZone, type Zone, type ZoneRecord } from './zone.ts'

/** The rules of all zones in one text, a line a zone, so that a release of the database is a change of few lines. */
export interface ZoneTable {
  /** Of the IANA database: `2026f`. */
  version: string
  /** By name; links have the line of the zone that they lead to. */
  lines: ReadonlyMap<string, string>
  /** Which name stands for which other. */
  links: ReadonlyMap<string, string>
}

const settingGrammar = /^([A-Za-z0-9+-]+),(-?\d+),([01])$/
/** Seconds since the time before, and the letter of the setting from then on. */
const changeGrammar = /(-?[0-9a-z]+)([A-Z])/g

export function formatZoneTable(version: string, zones: readonly Zone[], links: ReadonlyMap<string, string>): string {
  const lines = [...zones].sort((a, b) => (a.name < b.name ? -1 : 1)).map(formatZone)
  const linkLines = [...links].sort(([a], [b]) => (a < b ? -1 : 1)).map(([alias, name]) => `${alias}\t${name}`)
  return [
    `# Rules of the IANA time zone database, which is in the public domain`,
    version,
    ...lines,
    ...linkLines,
    '',
  ].join('\n')
}

export function readZoneTable(text: string): ZoneTable {
  const [, version = '', ...rows] = text.split('\n')
  const lines = new Map<string, string>()
  const links = new Map<string, string>()
  for (const row of rows) {
    const [name = '', target = '', ...more] = row.split('\t')
    if (more.length > 0) lines.set(name, row)
    else if (target) links.set(name, target)
  }
  return { version, lines, links }
}

export function findZoneInTable({ lines, links }: ZoneTable, name: string): Zone | undefined {
  const line = lines.get(links.get(name) ?? name)
  return line === undefined ? undefined : createZone(name, readRecord(name, line))
}

function formatZone({ name, record }: Zone): string {
  const { settings, times, kinds, footer } = withoutRuled(name, record)
  const shown = settings.map(formatSetting)
  const changes = times.map((time, index) => {
    const letter = String.fromCharCode(65 + (kinds[index] ?? 0))
    return (time - (times[index - 1] ?? 0)).toString(36) + letter
  })
  return [name, shown.join(' '), changes.join(''), footer].join('\t')
}

/** Leaves out of the end what the footer says as well. */
function withoutRuled(name: string, record: ZoneRecord): ZoneRecord {
  const whole = createZone(name, record)
  let shorter = record
  for (;;) {
    const next = { ...shorter, times: shorter.times.slice(0, -1), kinds: shorter.kinds.slice(0, -1) }
    if (next.times.length === 0 || !hasSameTable(whole, createZone(name, next))) return shorter
    shorter = next
  }
}

function hasSameTable(one: Zone, other: Zone): boolean {
  if (one.times.length !== other.times.length) return false
  return one.times.every((time, index) => {
    const [left, right] = [one.settings[index], other.settings[index]]
    return time === other.times[index] && left && right && formatSetting(left) === formatSetting(right)
  })
}

function formatSetting({ abbreviation, offset, isDaylight }: ClockSetting): string {
  return `${abbreviation},${offset},${isDaylight ? 1 : 0}`
}

function readRecord(name: string, line: string): ZoneRecord {
  const [, settings = '', changes = '', footer = ''] = line.split('\t')
  const times: number[] = []
  const kinds: number[] = []
  for (const [, delta = '', letter = ''] of changes.matchAll(changeGrammar)) {
    times.push((times.at(-1) ?? 0) + Number.parseInt(delta, 36))
    kinds.push(letter.charCodeAt(0) - 65)
  }
  return { settings: settings.split(' ').map(text => readSetting(name, text)), times, kinds, footer }
}

function readSetting(name: string, text: string): ClockSetting {
  const [, abbreviation, offset, isDaylight] = settingGrammar.exec(text) ?? []
  if (abbreviation === undefined) throw new BrokenZone(`${name}: ${text} is no setting of clocks`)
  return { abbreviation, offset: Number(offset), isDaylight: isDaylight === '1' }
}
