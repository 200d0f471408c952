/** How clocks are set: seconds ahead of UTC, and what people call it. */
export interface ClockSetting {
  offset: number
  abbreviation: string
}

/** A day that comes once a year, as the TZ strings of POSIX have it. */
export type YearlyDay =
  /** The n-th such day of the week in the month, 5 for the last. Sunday is 0. */
  | { kind: 'weekday-of-month'; month: number; week: number; weekday: number }
  /** 1 to 365: February 29 is never counted. */
  | { kind: 'without-leap-day'; day: number }
  /** 0 to 365: February 29 is counted. */
  | { kind: 'day-of-year'; day: number }

export interface YearlyMoment {
  day: YearlyDay
  /** After midnight, by the clock before it is changed; below 0 and above 24 hours too. */
  seconds: number
}

/** What a calendar has to know of a zone. Moments are seconds since 1970, UTC. */
export interface ZoneRules {
  settingAt(at: number): ClockSetting
  /** When clocks are set anew, from the one moment up to before the other, in order. */
  changesBetween(from: number, to: number): { at: number }[]
  /** What holds for all years after those that are recorded. */
  rule?: YearlyRule | undefined
}

export interface YearlyRule {
  standard: ClockSetting
  daylight?: { setting: ClockSetting; starts: YearlyMoment; ends: YearlyMoment }
}
