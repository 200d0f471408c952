import { z } from 'zod'
import type { Text } from '../text/text.ts'
import { formatLocal, readLocal } from '../zones/local-time.ts'
import { offsetAt, type Zone } from '../zones/zone.ts'
import { type RuleReading, readingOf } from './check-rule.ts'
import {
  createRule,
  type DayOfPeriod,
  frequencies,
  numberParts,
  type RecurrenceRule,
  skips,
  type Weekday,
  weekdays,
} from './rule.ts'
import { readUntil } from './until.ts'

const Numbers = z.array(z.int()).max(1000)
export const LocalDateTime = z
  .string()
  .refine(text => readLocal(text) !== undefined, 'a time such as 2027-03-14T09:00:00')

/** The RecurrenceRule of RFC 8984, 4.3.3. */
const RuleObject = z.looseObject({
  '@type': z.literal('RecurrenceRule').optional(),
  frequency: z.enum(frequencies),
  interval: z.int().optional(),
  rscale: z.literal('gregorian').optional(),
  skip: z.enum(skips).optional(),
  firstDayOfWeek: z.enum(weekdays).optional(),
  byDay: z
    .array(z.looseObject({ day: z.enum(weekdays), nthOfPeriod: z.int().optional() }))
    .max(1000)
    .optional(),
  // A letter stands for a leap month, which the Gregorian calendar has not.
  byMonth: z
    .array(z.string().regex(/^\d{1,2}$/))
    .max(100)
    .optional(),
  byMonthDay: Numbers.optional(),
  byYearDay: Numbers.optional(),
  byWeekNo: Numbers.optional(),
  byHour: Numbers.optional(),
  byMinute: Numbers.optional(),
  bySecond: Numbers.optional(),
  bySetPosition: Numbers.optional(),
  count: z.int().optional(),
  until: LocalDateTime.optional(),
})
type RuleObject = z.infer<typeof RuleObject>

export function readRuleObject(object: unknown): RuleReading {
  const { data, error } = RuleObject.safeParse(object)
  return data ? readingOf(ruleOf(data)) : { problems: problemsOf(error, 'recurrenceRule') }
}

/** The end is said by the clock of the zone. */
export function formatRuleObject(rule: RecurrenceRule, zone: Zone | null): Record<string, unknown> {
  const until = rule.until === undefined ? undefined : readUntil(rule.until)
  const isShifted = until?.kind === 'instant' && zone !== null
  const lists = Object.keys(numberParts).flatMap(part => {
    const numbers = rule[part as keyof typeof numberParts]
    return numbers.length > 0 ? [[part, part === 'byMonth' ? numbers.map(String) : [...numbers]] as const] : []
  })
  return {
    '@type': 'RecurrenceRule',
    frequency: rule.frequency,
    ...(rule.interval !== 1 && { interval: rule.interval }),
    ...(rule.skip !== 'omit' && { rscale: 'gregorian', skip: rule.skip }),
    ...(rule.firstDayOfWeek !== 'mo' && { firstDayOfWeek: rule.firstDayOfWeek }),
    ...(rule.byDay.length > 0 && { byDay: rule.byDay.map(each => ({ '@type': 'NDay', ...each })) }),
    ...Object.fromEntries(lists),
    ...(rule.count !== undefined && { count: rule.count }),
    ...(until && { until: formatLocal(until.last + (isShifted ? offsetAt(zone, until.last) : 0)) }),
  }
}

/** What a value of another shape than RFC 8984 has it is told. */
export function problemsOf(error: z.ZodError, what: string): Text[] {
  return error.issues.slice(0, 20).map(({ path, message }) => {
    const where = path.length > 0 ? path.map(String).join('.') : what
    return { en: `${where} is not as RFC 8984 has it: ${message}.`, zh: `${where} 不符合 RFC 8984 的规定。` }
  })
}

function ruleOf(object: RuleObject): RecurrenceRule {
  const { frequency, interval, skip, firstDayOfWeek, byDay, byMonth, count, until } = object
  const lists = Object.keys(numberParts)
    .filter(part => part !== 'byMonth')
    .flatMap(part => {
      const numbers = object[part as Exclude<keyof typeof numberParts, 'byMonth'>]
      return numbers ? [[part, [...new Set(numbers)]]] : []
    })
  return createRule(frequency, {
    ...(interval !== undefined && { interval }),
    ...(skip && { skip }),
    ...(firstDayOfWeek && { firstDayOfWeek }),
    ...(byDay && { byDay: byDay.map(dayOf) }),
    ...(byMonth && { byMonth: [...new Set(byMonth.map(Number))] }),
    ...Object.fromEntries(lists),
    ...(count !== undefined && { count }),
    ...(until !== undefined && { until }),
  })
}

function dayOf({ day, nthOfPeriod }: { day: Weekday; nthOfPeriod?: number | undefined }): DayOfPeriod {
  return nthOfPeriod === undefined ? { day } : { day, nthOfPeriod }
}
