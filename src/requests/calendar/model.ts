import { z } from 'zod'
import type { WorkingCalendar } from '../../lib/business-days/business-days.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** The calendar as an office writes it. */
export const OfficeCalendar = z
  .strictObject({
    zone: z.string().refine(isZone, 'no zone of the IANA database, such as Asia/Shanghai'),
    weekend: z.array(z.enum(weekdays)).max(6).default(['saturday', 'sunday']),
    holidays: z.array(z.iso.date()).max(2000).default([]),
    workdays: z.array(z.iso.date()).max(2000).default([]),
  })
  .transform(
    ({ weekend, ...days }): WorkingCalendar => ({ ...days, weekend: weekend.map(day => weekdays.indexOf(day) + 1) }),
  )

function isZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
