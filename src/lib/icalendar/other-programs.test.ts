import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import ICAL from 'ical.js'
import type { Calendar } from './calendar.ts'
import { writeCalendar } from './write-calendar.ts'
import { rulesForTests, zoneForTests } from './zones-for-tests.ts'

/** Debian's, which sees Debian's packages. */
const python = '/usr/bin/python3'
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)

const weeks = 520
const firstDay = '2026-01-12'
const named = [...Object.keys(rulesForTests), 'Asia/Shanghai', 'Asia/Kolkata', 'America/Vancouver', 'Asia/Gaza']

/** A name that no program knows, so that each must take the definition of the calendar. */
const ownName = (zone: string) => `Ours/${zone}`
const series: Calendar = {
  productId: '-//ospo//Tests//EN',
  events: named.map(zone => ({
    uid: zone,
    start: { local: `${firstDay}T02:30:00`, zone: ownName(zone) },
    duration: 'PT1H',
    rule: 'FREQ=WEEKLY;BYDAY=MO',
  })),
  tasks: [],
}
const text = writeCalendar(series, {
  writtenAt: '2026-01-10T08:00:00Z',
  findZone: name => zoneForTests(name.slice('Ours/'.length)),
})
const expected = Object.fromEntries(named.map(zone => [zone, startsOf(zone)]))
const golden = readFileSync(fixture('working-group.ics'), 'utf8')

const withLibical = lacks('import gi; gi.require_version("ICalGLib", "3.0"); from gi.repository import ICalGLib')
test('libical finds no fault with the feed of a working group', { skip: withLibical }, () => {
  assert.deepEqual(run('find_faults_with_libical.py', [], golden), [])
})

test('libical expands our series to the same instants for ten years', { skip: withLibical }, () => {
  assert.deepEqual(run('expand_with_libical.py', [weeks]), expected)
})

const withIcalendar = lacks('import icalendar, recurring_ical_events')
test('python3-icalendar expands our series to the same instants for ten years', { skip: withIcalendar }, () => {
  const first = Math.min(...Object.values(expected).flat())
  const last = Math.max(...Object.values(expected).flat())
  assert.deepEqual(run('expand_with_icalendar.py', [first - 1, last + 3600]), expected)
})

const ical = ICAL as unknown as Ical
test('ical.js expands our series to the same instants for ten years', () => {
  const calendar = new ical.Component(ical.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ical.TimezoneService.register(zone)
  const starts = calendar.getAllSubcomponents('vevent').map(component => {
    const event = new ical.Event(component)
    const iterator = event.iterator()
    return [event.uid, Array.from({ length: weeks }, () => iterator.next().toUnixTime())]
  })
  assert.deepEqual(Object.fromEntries(starts), expected)
})

test('ical.js reads the feed of a working group, texts and parameters alike', () => {
  const calendar = new ical.Component(ical.parse(golden))
  const [event] = calendar.getAllSubcomponents('vevent')
  const conference = event?.getFirstProperty('conference')
  assert.deepEqual(
    [
      event?.getFirstPropertyValue('location'),
      event?.getFirstPropertyValue('summary'),
      event?.getFirstPropertyValue('description'),
      conference?.getParameter('label'),
      conference?.getFirstValue(),
    ],
    [
      '线上',
      'Touchpoint: governance, metrics; open floor',
      'Agenda:\n1. News\n2. “Chatham House” round\\table',
      'Room "A"; video',
      'https://meet.example/touchpoint',
    ],
  )
})

/** Mondays at half past two, by the runtime: a time that is skipped is told with the offset from before. */
function startsOf(zone: string) {
  const start = Temporal.PlainDateTime.from(`${firstDay}T02:30:00`)
  return Array.from({ length: weeks }, (_, index) => {
    return start.add({ weeks: index }).toZonedDateTime(zone).epochMilliseconds / 1000
  })
}

function run(program: string, args: number[], input = text): unknown {
  const { stdout, stderr } = spawnSync(python, [fixture(program), ...args.map(String)], {
    input,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  assert.ok(stdout, stderr)
  return JSON.parse(stdout)
}

function lacks(imports: string) {
  return spawnSync(python, ['-c', imports]).status === 0 ? false : `${python} cannot “${imports}”`
}

interface IcalComponent {
  getAllSubcomponents(name: string): IcalComponent[]
  getFirstPropertyValue(name: string): unknown
  getFirstProperty(name: string): { getParameter(name: string): unknown; getFirstValue(): unknown } | null
}

interface Ical {
  parse(text: string): unknown
  Component: new (parsed: unknown) => IcalComponent
  Event: new (component: IcalComponent) => { uid: string; iterator(): { next(): { toUnixTime(): number } } }
  TimezoneService: { register(zone: IcalComponent): void }
}
