import type { YearlyMoment, YearlyRule, ZoneRules } from './zone-rules.ts'

const hour = 3600

/** Zones as the runtime knows them, with the rules that hold for good of some whose rules are of different kinds. */
export function zoneForTests(name: string): ZoneRules {
  const rule = rulesForTests[name]
  return {
    settingAt: at => {
      const offset = zonedAt(name, at).offsetNanoseconds / 1e9
      return { offset, abbreviation: offset === rule?.daylight?.setting.offset ? 'DST' : 'STD' }
    },
    changesBetween: (from, to) => {
      const changes: { at: number }[] = []
      let change = zonedAt(name, from - 1).getTimeZoneTransition('next')
      while (change && change.epochMilliseconds < to * 1000) {
        changes.push({ at: change.epochMilliseconds / 1000 })
        change = change.getTimeZoneTransition('next')
      }
      return changes
    },
    rule,
  }
}

export const rulesForTests: Partial<Record<string, YearlyRule>> = {
  'Europe/Paris': yearly(1, 2, nth(3, 5, 0, 2), nth(10, 5, 0, 3)),
  'Europe/London': yearly(0, 1, nth(3, 5, 0, 1), nth(10, 5, 0, 2)),
  // Winter time is what Irish law calls the exception.
  'Europe/Dublin': yearly(1, 0, nth(10, 5, 0, 2), nth(3, 5, 0, 1)),
  'America/New_York': yearly(-5, -4, nth(3, 2, 0, 2), nth(11, 1, 0, 2)),
  'America/Los_Angeles': yearly(-8, -7, nth(3, 2, 0, 2), nth(11, 1, 0, 2)),
  'America/Havana': yearly(-5, -4, nth(3, 2, 0, 0), nth(11, 1, 0, 1)),
  'Australia/Sydney': yearly(10, 11, nth(10, 1, 0, 2), nth(4, 1, 0, 3)),
  'Australia/Lord_Howe': yearly(10.5, 11, nth(10, 1, 0, 2), nth(4, 1, 0, 2)),
  'Pacific/Chatham': yearly(12.75, 13.75, nth(9, 5, 0, 2.75), nth(4, 1, 0, 3.75)),
  'Antarctica/Troll': yearly(0, 2, nth(3, 5, 0, 1), nth(10, 5, 0, 3)),
  'America/Santiago': yearly(-4, -3, nth(9, 1, 6, 24), nth(4, 1, 6, 24)),
  'Africa/Cairo': yearly(2, 3, nth(4, 5, 5, 0), nth(10, 5, 4, 24)),
  'Asia/Jerusalem': yearly(2, 3, nth(3, 4, 4, 26), nth(10, 5, 0, 2)),
  'America/Nuuk': yearly(-2, -1, nth(3, 5, 0, -1), nth(10, 5, 0, 0)),
}

function yearly(standard: number, daylight: number, starts: YearlyMoment, ends: YearlyMoment): YearlyRule {
  return {
    standard: { offset: standard * hour, abbreviation: 'STD' },
    daylight: { setting: { offset: daylight * hour, abbreviation: 'DST' }, starts, ends },
  }
}

function nth(month: number, week: number, weekday: number, hours: number): YearlyMoment {
  return { day: { kind: 'weekday-of-month', month, week, weekday }, seconds: hours * hour }
}

function zonedAt(name: string, at: number) {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at) * 1000).toZonedDateTimeISO(name)
}
