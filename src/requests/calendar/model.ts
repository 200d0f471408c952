import { z } from 'zod'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** The calendar as an office writes it. */
export const OfficeCalendar = z
  .strictObject({
    zone: z.string().max(60),
    weekend: z.array(z.enum(weekdays)).max(6).default(['saturday', 'sunday']),
    holidays: z.array(z.iso.date()).max(2000).default([]),
    workdays: z.array(z.iso.date()).max(2000).default([]),
  })
  .transform(({ weekend, ...days }) => ({ ...days, weekend: weekend.map(day => weekdays.indexOf(day) + 1) }))
