import type { Alarm, CalendarEvent, CalendarTask, CalendarTime } from './calendar.ts'
import { clockDigits, clockSeconds, formatTime, parseTime } from './time-value.ts'

/** Something is to be done by then. */
export interface Deadline {
  uid: string
  summary: string
  due: CalendarTime
  description?: string
  url?: string
  categories?: string[]
  sequence?: number
  lastModifiedAt?: string
  alarms?: Alarm[]
}

/** As an entry of the whole day on which it ends there, which every program shows, and which keeps nobody busy. */
export function deadlineEvent({ due, ...deadline }: Deadline): CalendarEvent {
  const day = formatTime(due).slice(0, 8)
  const [start, end] = [0, 1].map(days => dayAfter(day, days)) as [CalendarTime, CalendarTime]
  return { ...deadline, start, end, transparency: 'TRANSPARENT' }
}

/** As a task, for programs that keep lists of these. */
export function deadlineTask(deadline: Deadline): CalendarTask {
  return { ...deadline, status: 'NEEDS-ACTION' }
}

function dayAfter(day: string, days: number) {
  return parseTime(clockDigits(clockSeconds(`${day}T000000`) + days * 86_400).slice(0, 8), undefined)
}
