import { civilDateOf, secondsOfDay, weekdayOf } from '../zones/civil-date.ts'
import { type RecurrenceRule, weekdays } from './rule.ts'

/**
 * What a rule leaves open is as at the start (RFC 5545, 3.3.10: “derived from DTSTART”). Which parts those are is what
 * RFC 8984 (4.3.3) says exactly: so does “yearly on the 13th” mean the 13th of the start's month.
 */
export function completeRule(rule: RecurrenceRule, start: number): RecurrenceRule {
  const dayNumber = Math.floor(start / secondsOfDay)
  const second = start - dayNumber * secondsOfDay
  const { frequency } = rule
  const clock: Partial<RecurrenceRule> = {}
  if (frequency !== 'secondly') {
    if (rule.bySecond.length === 0) clock.bySecond = [second % 60]
    if (frequency !== 'minutely') {
      if (rule.byMinute.length === 0) clock.byMinute = [Math.floor(second / 60) % 60]
      if (frequency !== 'hourly' && rule.byHour.length === 0) clock.byHour = [Math.floor(second / 3600)]
    }
  }
  return { ...rule, ...clock, ...completeDays(rule, dayNumber) }
}

function completeDays(rule: RecurrenceRule, dayNumber: number): Partial<RecurrenceRule> {
  const { month, day } = civilDateOf(dayNumber)
  const byDay = [{ day: weekdays[weekdayOf(dayNumber)] ?? 'mo' }]
  const hasDay = rule.byDay.length > 0
  const hasMonthDay = rule.byMonthDay.length > 0
  const hasWeekNo = rule.byWeekNo.length > 0
  if (rule.frequency === 'weekly') return hasDay ? {} : { byDay }
  if (rule.frequency === 'monthly') return hasDay || hasMonthDay ? {} : { byMonthDay: [day] }
  if (rule.frequency !== 'yearly' || rule.byYearDay.length > 0) return {}
  const needsMonth = rule.byMonth.length === 0 && !hasWeekNo && (hasMonthDay || !hasDay)
  return {
    ...(needsMonth && { byMonth: [month] }),
    ...(!hasMonthDay && !hasWeekNo && !hasDay && { byMonthDay: [day] }),
    ...(hasWeekNo && !hasMonthDay && !hasDay && { byDay }),
  }
}
