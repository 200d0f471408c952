import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { settingOf, transitionsBetween } from '../zones/zone.ts'
import { findZoneInTable, readZoneTable } from '../zones/zone-table.ts'
import type { Component } from './component.ts'
import { rulesOfTimeZone } from './read-time-zone.ts'
import { timeZoneOf, type ZoneUse } from './time-zone.ts'
import { onsetRule } from './yearly-onset.ts'
import type { YearlyMoment, ZoneRules } from './zone-rules.ts'
import { rulesForTests, zoneForTests } from './zones-for-tests.ts'

const endless = (from: string, reference = from): ZoneUse => ({
  from: seconds(from),
  until: Number.POSITIVE_INFINITY,
  reference: seconds(reference),
})

test('where clocks change by a rule, each of the two observances has it, and begins before the first time', () => {
  assert.deepEqual(linesOf(timeZoneOf('Europe/Paris', zoneForTests('Europe/Paris'), endless('2026-01-10'))), [
    'TZID:Europe/Paris',
    'DAYLIGHT',
    'DTSTART:20250330T020000',
    'TZOFFSETTO:+0200',
    'TZOFFSETFROM:+0100',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'TZNAME:DST',
    'STANDARD',
    'DTSTART:20251026T030000',
    'TZOFFSETTO:+0100',
    'TZOFFSETFROM:+0200',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'TZNAME:STD',
  ])
})

test('rules of every kind become one that says the same', () => {
  const ruleOf = (name: string) =>
    linesOf(timeZoneOf(name, zoneForTests(name), endless('2026-01-10')))
      .filter(line => /RRULE|DTSTART/.test(line))
      .map(line => line.replace(/.*FREQ=YEARLY;/, '').replace('DTSTART:', ''))
  assert.deepEqual(Object.fromEntries(Object.keys(rulesForTests).map(name => [name, ruleOf(name)])), {
    'Europe/Paris': ['20250330T020000', 'BYMONTH=3;BYDAY=-1SU', '20251026T030000', 'BYMONTH=10;BYDAY=-1SU'],
    'Europe/London': ['20250330T010000', 'BYMONTH=3;BYDAY=-1SU', '20251026T020000', 'BYMONTH=10;BYDAY=-1SU'],
    'Europe/Dublin': ['20250330T010000', 'BYMONTH=3;BYDAY=-1SU', '20251026T020000', 'BYMONTH=10;BYDAY=-1SU'],
    'America/New_York': ['20250309T020000', 'BYMONTH=3;BYDAY=2SU', '20251102T020000', 'BYMONTH=11;BYDAY=1SU'],
    'America/Los_Angeles': ['20250309T020000', 'BYMONTH=3;BYDAY=2SU', '20251102T020000', 'BYMONTH=11;BYDAY=1SU'],
    'America/Havana': ['20250309T000000', 'BYMONTH=3;BYDAY=2SU', '20251102T010000', 'BYMONTH=11;BYDAY=1SU'],
    'Australia/Sydney': ['20251005T020000', 'BYMONTH=10;BYDAY=1SU', '20250406T030000', 'BYMONTH=4;BYDAY=1SU'],
    'Australia/Lord_Howe': ['20251005T020000', 'BYMONTH=10;BYDAY=1SU', '20250406T020000', 'BYMONTH=4;BYDAY=1SU'],
    'Pacific/Chatham': ['20250928T024500', 'BYMONTH=9;BYDAY=-1SU', '20250406T034500', 'BYMONTH=4;BYDAY=1SU'],
    'Antarctica/Troll': ['20250330T010000', 'BYMONTH=3;BYDAY=-1SU', '20251026T030000', 'BYMONTH=10;BYDAY=-1SU'],
    // Midnight at the end of Saturday, and of Thursday.
    'America/Santiago': ['20250906T235959', 'BYMONTH=9;BYDAY=1SA', '20250405T235959', 'BYMONTH=4;BYDAY=1SA'],
    'Africa/Cairo': ['20250425T000000', 'BYMONTH=4;BYDAY=-1FR', '20251030T235959', 'BYMONTH=10;BYDAY=-1TH'],
    'Asia/Jerusalem': [
      '20250328T020000',
      'BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR',
      '20251026T020000',
      'BYMONTH=10;BYDAY=-1SU',
    ],
    'America/Nuuk': [
      '20250329T230000',
      'BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA',
      '20251026T000000',
      'BYMONTH=10;BYDAY=-1SU',
    ],
  })
})

test('a moment of the year that no rule of iCalendar says has none', () => {
  const weekday = (month: number, week: number, hours: number): YearlyMoment => ({
    day: { kind: 'weekday-of-month', month, week, weekday: 4 },
    seconds: hours * 3600,
  })
  assert.deepEqual(
    [
      weekday(3, 4, 50),
      weekday(3, 1, -1),
      weekday(10, 5, 25),
      weekday(2, 5, -1),
      { day: { kind: 'without-leap-day', day: 60 }, seconds: 7200 } as const,
      { day: { kind: 'without-leap-day', day: 60 }, seconds: -7200 } as const,
      { day: { kind: 'day-of-year', day: 60 }, seconds: 7200 } as const,
    ].map(onsetRule),
    [
      'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA',
      undefined,
      undefined,
      undefined,
      'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1',
      undefined,
      undefined,
    ],
  )
})

test('read again, a zone with a rule has the same offset at every hour of its changes from 2024 to 2035', () => {
  for (const name of Object.keys(rulesForTests)) {
    const zone = zoneForTests(name)
    const read = readAgain(name, zone, endless('2024-01-01', '2026-01-10'))
    for (const { at } of zone.changesBetween(seconds('2024-01-01'), seconds('2036-01-01'))) {
      const hours = Array.from({ length: 96 }, (_, index) => at + (index - 48) * 3600)
      for (const moment of [...hours, at + 1, at - 2, at + 60 * 86_400, at - 60 * 86_400]) {
        if (moment >= seconds('2024-01-01'))
          assert.equal(offsetOf(read, moment), offsetOf(zone, moment), `${name} ${moment}`)
      }
    }
  }
})

test('every zone gets at most one observance of each kind, right from the next occurrence on for ten years', () => {
  const [reference, until] = [seconds('2026-01-10'), seconds('2035-06-01')]
  for (const name of Intl.supportedValuesOf('timeZone')) {
    const zone = zoneForTests(name)
    const component = timeZoneOf(name, zone, { from: seconds('2020-01-01'), until, reference })
    const kinds = component.components.map(part => part.name)
    assert.ok(['STANDARD', 'DAYLIGHT,STANDARD'].includes(kinds.join()), `${name}: ${kinds}`)
    const read = rulesOfTimeZone(component)
    const changes = zone.changesBetween(reference, until).flatMap(({ at }) => [at - 2, at, at + 30 * 86_400])
    for (const at of [reference, ...changes, until - 86_400]) {
      assert.equal(read?.settingAt(at).offset, offsetOf(zone, at), `${name} ${new Date(at * 1000).toISOString()}`)
    }
  }
})

test('with the data and the rules that ship, no zone is off at any hour around its changes from the reference to 2036', () => {
  const file = join(import.meta.dirname, '../../platform/zones/zone-table.txt')
  const table = readZoneTable(readFileSync(file, 'utf8'))
  const reference = seconds('2026-01-10')
  for (const name of table.lines.keys()) {
    const zone = findZoneInTable(table, name)
    assert.ok(zone)
    const rules: ZoneRules = {
      settingAt: at => settingOf(zone, at),
      changesBetween: (from, to) => transitionsBetween(zone, from, to),
      rule: zone.rule,
    }
    const read = readAgain(name, rules, endless('2024-01-01', '2026-01-10'))
    for (const { at } of rules.changesBetween(reference, seconds('2036-01-01'))) {
      for (let moment = at - 48 * 3600; moment <= at + 48 * 3600; moment += 3600) {
        if (moment >= reference) assert.equal(offsetOf(read, moment), offsetOf(rules, moment), `${name} ${moment}`)
      }
    }
  }
})

test('a zone whose clocks stay as they are has one observance, from 1970 on', () => {
  assert.deepEqual(linesOf(timeZoneOf('Asia/Shanghai', zoneForTests('Asia/Shanghai'), endless('2026-01-10'))), [
    'TZID:Asia/Shanghai',
    'STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETTO:+0800',
    'TZOFFSETFROM:+0800',
    'TZNAME:STD',
  ])
})

/** On standard time of -8 hours until 8 March 2026, 10:00 UTC, and then for good on what was daylight time. */
const settled: ZoneRules = {
  settingAt: at =>
    at < seconds('2025-11-02T09:00') || at >= seconds('2026-03-08T10:00')
      ? { offset: -25_200, abbreviation: 'MST' }
      : { offset: -28_800, abbreviation: 'PST' },
  changesBetween: (from, to) =>
    [seconds('2025-11-02T09:00'), seconds('2026-03-08T10:00'), seconds('2026-11-01T09:00')]
      .filter(at => at >= from && at < to)
      .map(at => ({ at })),
  rule: { standard: { offset: -25_200, abbreviation: 'MST' } },
}

test('the last change of a zone that gives up daylight time is told once, and has no rule', () => {
  assert.deepEqual(linesOf(timeZoneOf('America/Vancouver', settled, endless('2025-12-01', '2026-01-10'))), [
    'TZID:America/Vancouver',
    'DAYLIGHT',
    'DTSTART:20260308T020000',
    'TZOFFSETTO:-0700',
    'TZOFFSETFROM:-0800',
    'TZNAME:MST',
    'STANDARD',
    'DTSTART:20251102T020000',
    'TZOFFSETTO:-0800',
    'TZOFFSETFROM:-0700',
    'TZNAME:PST',
  ])
})

test('when it is past, only what holds at the next occurrence is told', () => {
  assert.deepEqual(linesOf(timeZoneOf('America/Vancouver', settled, endless('2025-12-01', '2026-04-10'))), [
    'TZID:America/Vancouver',
    'STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETTO:-0700',
    'TZOFFSETFROM:-0700',
    'TZNAME:MST',
  ])
})

test('changes without a rule are listed, as far as they are known', () => {
  const months = ['2026-02-15', '2026-03-22', '2027-02-07', '2027-03-14'].map(day => seconds(`${day}T02:00`))
  const zone: ZoneRules = {
    settingAt: at => ({
      offset: months.filter(month => month <= at).length % 2 === 1 ? 0 : 3600,
      abbreviation: months.filter(month => month <= at).length % 2 === 1 ? '+00' : '+01',
    }),
    changesBetween: (from, to) => months.filter(at => at >= from && at < to).map(at => ({ at })),
  }
  const use = endless('2026-02-20')
  assert.deepEqual(linesOf(timeZoneOf('Africa/Casablanca', zone, use)), [
    'TZID:Africa/Casablanca',
    'DAYLIGHT',
    'DTSTART:20260322T020000',
    'TZOFFSETTO:+0100',
    'TZOFFSETFROM:+0000',
    'RDATE:20260322T020000',
    'RDATE:20270314T020000',
    'TZNAME:+01',
    'STANDARD',
    'DTSTART:20260215T030000',
    'TZOFFSETTO:+0000',
    'TZOFFSETFROM:+0100',
    'RDATE:20260215T030000',
    'RDATE:20270207T030000',
    'TZNAME:+00',
  ])
})

test('of rules that a long series has seen, those at its next occurrence count', () => {
  const zone = zoneForTests('America/New_York')
  const component = timeZoneOf('America/New_York', zone, endless('2005-01-01', '2026-01-10'))
  assert.deepEqual(
    linesOf(component).filter(line => line.startsWith('DTSTART') || line.startsWith('RRULE')),
    [
      'DTSTART:20060312T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
      'DTSTART:20061105T020000',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
    ],
  )
})

test('what is all over is told as it was', () => {
  const use = { from: seconds('2005-01-01'), until: seconds('2005-12-31'), reference: seconds('2005-01-01') }
  const read = readAgain('America/New_York', zoneForTests('America/New_York'), use)
  const days = ['2005-01-01', '2005-04-03T06:59', '2005-04-03T07:00', '2005-10-30T05:59', '2005-10-30T06:00']
  assert.deepEqual(
    days.map(day => offsetOf(read, seconds(day)) / 3600),
    [-5, -5, -4, -4, -5],
  )
})

test('a definition of another program is understood: an end of its rule, dates, seconds in offsets', () => {
  const observance = (name: string, lines: string[]): Component => ({
    name,
    properties: lines.map(line => {
      const [property = '', value = ''] = line.split(':')
      return { name: property, parameters: [], value }
    }),
    components: [],
  })
  const zone = rulesOfTimeZone({
    name: 'VTIMEZONE',
    properties: [],
    components: [
      observance('STANDARD', [
        'DTSTART:16010101T020000',
        'TZOFFSETFROM:-0400',
        'TZOFFSETTO:-0500',
        'RRULE:FREQ=YEARLY;UNTIL=20061029T060000Z;BYDAY=-1SU;BYMONTH=10',
      ]),
      observance('DAYLIGHT', [
        'DTSTART:16010101T020000',
        'TZOFFSETFROM:-0500',
        'TZOFFSETTO:-0400',
        'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z',
      ]),
      observance('DAYLIGHT', ['DTSTART:20070311T020000', 'TZOFFSETFROM:-0500', 'TZOFFSETTO:-035602']),
      observance('STANDARD', [
        'DTSTART:20071104T020000',
        'TZOFFSETFROM:-0400',
        'TZOFFSETTO:-0500',
        'RDATE:20081102T020000,20091101T020000',
        'RDATE:bad',
      ]),
      observance('STANDARD', ['DTSTART:nonsense', 'TZOFFSETFROM:-0400', 'TZOFFSETTO:-0500']),
    ],
  })
  const days = ['1995-01-01', '2006-07-01', '2006-12-01', '2007-04-01', '2008-01-01', '2030-07-01']
  assert.deepEqual(
    days.map(day => zone?.settingAt(seconds(day)).offset),
    [-18_000, -14_400, -18_000, -14_162, -18_000, -18_000],
  )
  assert.equal(rulesOfTimeZone({ name: 'VTIMEZONE', properties: [], components: [] }), undefined)
})

function readAgain(name: string, zone: ZoneRules, use: ZoneUse) {
  const read = rulesOfTimeZone(timeZoneOf(name, zone, use))
  assert.ok(read)
  return read
}

function offsetOf(zone: ZoneRules, at: number) {
  return zone.settingAt(at).offset
}

function linesOf(component: Component): string[] {
  const own = component.properties.map(({ name, value }) => `${name}:${value}`)
  return [...own, ...component.components.flatMap(part => [part.name, ...linesOf(part)])]
}

function seconds(time: string) {
  return Date.parse(time.length > 10 ? `${time}Z` : time) / 1000
}
