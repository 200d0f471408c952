import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { promisify } from 'node:util'
import { instantsOf } from '../../lib/zones/instants-of.ts'
import { readLocal } from '../../lib/zones/local-time.ts'
import { readTzif } from '../../lib/zones/read-tzif.ts'
import { type ClockSetting, settingOf, transitionsBetween, type Zone } from '../../lib/zones/zone.ts'
import { findZoneInTable, formatZoneTable, readZoneTable } from '../../lib/zones/zone-table.ts'
import { openZones } from './open-zones.ts'
import { openSystemZones } from './system-zones.ts'

const run = promisify(execFile)
const folder = '/usr/share/zoneinfo'
const system = openSystemZones(folder)
const names = [...system.names().keys()]
const [from, to] = [Date.UTC(2024, 0) / 1000, Date.UTC(2036, 0) / 1000]

test('the rules it brings along hold for the places that changed theirs in 2026', () => {
  const zones = openZones({ folder: join(folder, 'nowhere') })
  assert.equal(zones.source, 'bundled')
  const winter = Date.UTC(2026, 11, 1) / 1000
  const places = ['America/Vancouver', 'America/Edmonton', 'America/Winnipeg', 'Africa/Casablanca']
  assert.deepEqual(
    places.map(name => [name, settingOf(zones.getZone(name), winter).offset / 3600]),
    [
      ['America/Vancouver', -7],
      ['America/Edmonton', -6],
      ['America/Winnipeg', -5],
      ['Africa/Casablanca', 0],
    ],
  )
})

test('a zone is found by its links and in any capitals, and what is none is told in a sentence', () => {
  const zones = openZones({ folder: join(folder, 'nowhere') })
  assert.equal(zones.findTarget('asia/calcutta'), 'Asia/Kolkata')
  assert.equal(zones.findZone('US/eastern')?.name, 'US/Eastern')
  const [eastern, newYork] = [zones.getZone('US/Eastern'), zones.getZone('America/New_York')]
  assert.deepEqual(transitionsBetween(eastern, from, to), transitionsBetween(newYork, from, to))
  assert.equal(zones.findZone('../../etc/passwd'), undefined)
  assert.throws(() => zones.getZone('Europe/Atlantis'), {
    message: 'There is no time zone Europe/Atlantis; take a name of the IANA database, such as Europe/Paris.',
  })
})

test('newer rules of the machine win, older ones and those of unknown age do not', context => {
  const place = mkdtempSync(join(tmpdir(), 'zones-'))
  context.after(() => rmSync(place, { recursive: true }))
  const sourceWith = (first: string) => {
    writeFileSync(join(place, 'tzdata.zi'), `${first}\nZ Etc/UTC 0 - UTC\nL Etc/UTC UTC\n`)
    const { source, version, releases } = openZones({ folder: place })
    return { source, isOwn: version === releases.bundled }
  }
  assert.deepEqual(sourceWith('# version 9999a'), { source: 'system', isOwn: false })
  assert.deepEqual(sourceWith('# version 2025b'), { source: 'bundled', isOwn: true })
  assert.deepEqual(sourceWith('# version unknown'), { source: 'bundled', isOwn: true })
  // The file of a name that the machine lacks is taken from what the office brings along.
  sourceWith('# version 9999a')
  const zones = openZones({ folder: place })
  assert.deepEqual(zones.names(), ['Etc/UTC', 'UTC'])
  assert.equal(settingOf(zones.getZone('UTC'), 0).abbreviation, 'UTC')
  assert.equal(zones.isRuntimeBehind, true)
})

test('every zone it brings along is read, and every link leads to one', () => {
  const zones = openZones({ folder: join(folder, 'nowhere') })
  const targets = new Set(zones.names().map(name => zones.findTarget(name)))
  for (const name of zones.names()) assert.ok(zones.getZone(name).settings.length >= 0)
  for (const target of targets) assert.equal(zones.findTarget(target ?? ''), target)
  assert.ok(zones.names().length > 590)
})

test('the table in one text says the same as the files it was made from', { skip: names.length === 0 }, () => {
  const zones = names.map(name => readZone(name))
  const table = readZoneTable(formatZoneTable('2026f', zones, new Map()))
  for (const zone of zones) {
    const read = findZoneInTable(table, zone.name)
    assert.deepEqual(allTransitions(read), allTransitions(zone), zone.name)
    assert.deepEqual(read?.first, zone.first, zone.name)
  }
})

test('a file that counts leap seconds reads as one that does not', { skip: missing('right/Europe/Paris') }, () => {
  for (const name of ['Europe/Paris', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe']) {
    const [counted, plain] = ['right', 'posix'].map(kind => readZone(`${kind}/${name}`))
    // Leap seconds to come are not known, so that such a file ends.
    const until = Date.UTC(2025, 0) / 1000
    assert.deepEqual(
      allTransitions(counted)?.filter(({ at }) => at < until),
      allTransitions(plain)?.filter(({ at }) => at < until),
      name,
    )
  }
})

test('what a time on the wall stands for is what every clock of the zone shows, on every edge 2024–2035', () => {
  const zones = openZones()
  let edges = 0
  for (const name of zones.names()) {
    const zone = zones.getZone(name)
    for (const { at, before, after } of transitionsBetween(zone, from, to)) {
      edges++
      const [low, high] = [before.offset, after.offset].sort((a, b) => a - b) as [number, number]
      for (const local of [at + low - 1, at + low, at + (low + high) / 2, at + high - 1, at + high])
        assert.deepEqual(instantsOf(zone, local), searchInstants(zone, local, at, before), `${name} ${local}`)
    }
  }
  assert.ok(edges > 4000, `${edges} edges`)
})

suite('every hour of the years 2024 to 2035', { skip: names.length === 0 && 'this machine has no zones' }, () => {
  test('is as zdump reads the same files', async context => {
    const known = await readByZdump().catch(() => undefined)
    if (!known) return context.skip('this machine has no zdump')
    let compared = 0
    for (const name of names) {
      const expected = known.get(join(folder, name)) ?? []
      const zone = readZone(name)
      // Of a zone whose clocks are not set in these years zdump says nothing.
      compared += expected.length > 0 ? compareHours(zone, expected) : compareHours(zone, [await readByDate(name)])
    }
    assert.equal(compared, (names.length * (to - from)) / 3600)
  })

  test('is as the runtime has it, where it has the same release', context => {
    const zones = openZones({ folder: join(folder, 'nowhere') })
    if (zones.releases.runtime !== zones.version) {
      return context.skip(`the runtime has ${zones.releases.runtime}, the office ${zones.version}`)
    }
    for (const name of zones.names()) assert.deepEqual(offsetsOf(zones.getZone(name)), offsetsByRuntime(name), name)
  })
})

function readZone(name: string): Zone {
  return readTzif(name, readFileSync(join(folder, name)))
}

function missing(name: string): string | false {
  try {
    readZone(name)
    return false
  } catch {
    return `this machine has no ${name}`
  }
}

function allTransitions(zone: Zone | undefined) {
  return zone && transitionsBetween(zone, -1e11, Date.UTC(2120, 0) / 1000)
}

/** Tries every offset that clocks have had since 2024: whole quarters of an hour. */
function searchInstants(zone: Zone, local: number, at: number, before: ClockSetting) {
  const candidates = new Set(allOffsets.map(offset => local - offset))
  const found = [...candidates].filter(each => each + settingOf(zone, each).offset === local).sort((a, b) => a - b)
  const [first, again] = found
  if (first === undefined) return { kind: 'gap', at: local - before.offset }
  assert.ok(Math.abs(first - at) < 3 * 86_400)
  return again === undefined ? { kind: 'one', at: first } : { kind: 'overlap', at: first, again }
}

const allOffsets = Array.from({ length: 27 * 4 }, (_, index) => (index - 12 * 4) * 900)

function compareHours(zone: Zone, expected: (ClockSetting & { at: number })[]): number {
  let compared = 0
  let index = 0
  for (let at = from; at < to; at += 3600) {
    while ((expected[index + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) index++
    const { offset, isDaylight, abbreviation } = settingOf(zone, at)
    const other = expected[index]
    if (offset !== other?.offset || isDaylight !== other.isDaylight || abbreviation !== other.abbreviation)
      assert.deepEqual({ at, offset, isDaylight, abbreviation }, { ...other, at }, zone.name)
    compared++
  }
  return compared
}

async function readByDate(name: string) {
  const { stdout } = await run('date', ['-d', `@${from}`, '+%z %Z'], { env: { TZ: join(folder, name) } })
  const [offset = '', abbreviation = ''] = stdout.trim().split(' ')
  const seconds = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3))) * (offset.startsWith('-') ? -60 : 60)
  return { at: from, offset: seconds, isDaylight: false, abbreviation }
}

async function readByZdump() {
  const paths = names.map(name => join(folder, name))
  const { stdout } = await run('zdump', ['-V', '-c', '2022,2037', ...paths], { maxBuffer: 256 * 1024 * 1024 })
  const known = new Map<string, (ClockSetting & { at: number })[]>()
  const line = /^(\S+) +\w{3} (\w{3}) +(\d+) (\d\d:\d\d:\d\d) (\d+) UTC? = .* (\S+) isdst=(\d) gmtoff=(-?\d+)$/gm
  for (const [, path = '', month = '', day = '', clock, year, abbreviation = '', dst, offset] of stdout.matchAll(
    line,
  )) {
    const monthNumber = 'JanFebMarAprMayJunJulAugSepOctNovDec'.indexOf(month) / 3 + 1
    const local = readLocal(`${year}-${pad(monthNumber)}-${pad(Number(day))}T${clock}`) ?? 0
    const list = known.get(path) ?? []
    list.push({ at: local, abbreviation, isDaylight: dst === '1', offset: Number(offset) })
    known.set(path, list)
  }
  return known
}

function pad(number: number) {
  return String(number).padStart(2, '0')
}

function offsetsOf(zone: Zone) {
  return transitionsBetween(zone, from, to)
    .filter(({ before, after }) => before.offset !== after.offset)
    .map(({ at, after }) => [at, after.offset])
}

function offsetsByRuntime(name: string) {
  const changes: number[][] = []
  let moment = Temporal.Instant.fromEpochMilliseconds(from * 1000 - 1).toZonedDateTimeISO(name)
  for (;;) {
    const next = moment.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds >= to * 1000) return changes
    changes.push([next.epochMilliseconds / 1000, next.offsetNanoseconds / 1e9])
    moment = next
  }
}
