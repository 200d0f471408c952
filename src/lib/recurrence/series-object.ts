import { z } from 'zod'
import type { Text } from '../text/text.ts'
import type { Zone } from '../zones/zone.ts'
import { problem, type RuleReading } from './check-rule.ts'
import { formatDuration, readDuration } from './duration.ts'
import type { FindZone, SeriesReading } from './recurrence-lines.ts'
import { formatRuleObject, LocalDateTime, problemsOf, readRuleObject } from './rule-object.ts'
import { createSeries, type Override, type Series } from './series.ts'

const mostOverrides = 10_000
const DurationText = z.string().refine(text => readDuration(text) !== undefined, 'a duration such as PT1H30M')

/** What an event of RFC 8984 says of when it happens. */
const EventObject = z.looseObject({
  start: LocalDateTime,
  timeZone: z.string().max(100).nullish(),
  duration: DurationText.optional(),
  showWithoutTime: z.boolean().optional(),
  recurrenceRules: z.array(z.unknown()).max(100).nullish(),
  excludedRecurrenceRules: z.array(z.unknown()).max(100).nullish(),
  recurrenceOverrides: z
    .record(
      LocalDateTime,
      z.looseObject({
        excluded: z.boolean().optional(),
        start: LocalDateTime.optional(),
        timeZone: z.string().max(100).nullish(),
        duration: DurationText.optional(),
      }),
    )
    .nullish(),
})

/** Reads when an event of RFC 8984 happens; what else it says is left alone. */
export function readSeriesObject(object: unknown, findZone: FindZone): SeriesReading {
  const { data, error } = EventObject.safeParse(object)
  if (!data) return { problems: problemsOf(error, 'event') }
  if (Object.keys(data.recurrenceOverrides ?? {}).length > mostOverrides)
    return problem(`More than ${mostOverrides} overrides.`, `覆盖项超过 ${mostOverrides} 个。`)
  const rules = (data.recurrenceRules ?? []).map(readRuleObject)
  const exclusions = (data.excludedRecurrenceRules ?? []).map(readRuleObject)
  const zones = new Map<string, Zone | undefined>()
  for (const { timeZone } of [data, ...Object.values(data.recurrenceOverrides ?? {})])
    if (timeZone) zones.set(timeZone, findZone(timeZone))
  const unknown = [...zones].filter(([, zone]) => !zone).map(([name]) => unknownZone(name))
  const wrong = [...rules, ...exclusions].flatMap(reading => ('problems' in reading ? reading.problems : []))
  if (unknown.length + wrong.length > 0) return { problems: [...unknown, ...wrong] }
  const rulesOf = (readings: RuleReading[]) => readings.flatMap(reading => ('rule' in reading ? [reading.rule] : []))
  const zoneOf = (name: string | null | undefined) => (name ? (zones.get(name) ?? null) : null)
  const overrides = Object.entries(data.recurrenceOverrides ?? {}).map(([id, patch]): [string, Override] => [
    id,
    {
      ...(patch.excluded && { isExcluded: true }),
      ...(patch.start !== undefined && { start: patch.start }),
      ...(patch.timeZone !== undefined && { zone: zoneOf(patch.timeZone) }),
      ...(patch.duration !== undefined && { duration: durationOf(patch.duration) }),
    },
  ])
  const series = createSeries(data.start, zoneOf(data.timeZone), {
    duration: durationOf(data.duration),
    rules: rulesOf(rules),
    exclusions: rulesOf(exclusions),
    overrides: Object.fromEntries(overrides),
  })
  return { series, isOfDays: data.showWithoutTime === true }
}

export function formatSeriesObject(series: Series, { isOfDays = false }: { isOfDays?: boolean } = {}) {
  const { start, zone, duration, rules, exclusions, overrides } = series
  const patches = Object.entries(overrides).map(([id, { isExcluded, ...override }]) => [
    id,
    isExcluded
      ? { excluded: true }
      : {
          ...(override.start !== undefined && { start: override.start }),
          ...(override.zone !== undefined && { timeZone: override.zone?.name ?? null }),
          ...(override.duration && { duration: formatDuration(override.duration) }),
        },
  ])
  return {
    start,
    timeZone: zone?.name ?? null,
    duration: formatDuration(duration),
    ...(isOfDays && { showWithoutTime: true }),
    ...(rules.length > 0 && { recurrenceRules: rules.map(rule => formatRuleObject(rule, zone)) }),
    ...(exclusions.length > 0 && { excludedRecurrenceRules: exclusions.map(rule => formatRuleObject(rule, zone)) }),
    ...(patches.length > 0 && { recurrenceOverrides: Object.fromEntries(patches) }),
  }
}

function durationOf(text = 'PT0S') {
  return readDuration(text) ?? { days: 0, seconds: 0 }
}

function unknownZone(name: string): Text {
  return { en: `There is no time zone ${name}.`, zh: `没有名为 ${name} 的时区。` }
}
