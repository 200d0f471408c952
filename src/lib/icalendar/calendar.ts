import type { Component, Parameter, Property } from './component.ts'

/** `2026-03-01`: a day, wherever one is. */
interface DateOnly {
  date: string
}

/** `2026-03-01T09:00:00Z` */
export interface UtcTime {
  utc: string
}

/** `2026-03-01T09:00:00` on the clocks of a zone; without a zone, on any clock. */
export interface LocalTime {
  local: string
  zone?: string
}

export type CalendarTime = DateOnly | UtcTime | LocalTime

/** ISO 8601, in the part of it that iCalendar knows: `PT1H30M`, `-P1D`, `P2W`. */
type Duration = string

/** A span as `RDATE` may add it. */
export interface Period {
  start: UtcTime | LocalTime
  end?: UtcTime | LocalTime
  duration?: Duration
}

export interface Person {
  /** A URI: `mailto:…` */
  address: string
  name?: string
  /** What else is said of them, as `SENT-BY`. */
  parameters?: Parameter[]
}

export interface Attendee extends Person {
  /** `CHAIR`, `REQ-PARTICIPANT`, `OPT-PARTICIPANT`, `NON-PARTICIPANT` */
  role?: string
  /** `NEEDS-ACTION`, `ACCEPTED`, `DECLINED`, `TENTATIVE`, `DELEGATED` */
  participation?: string
  /** `INDIVIDUAL`, `GROUP`, `RESOURCE`, `ROOM` */
  kind?: string
  isAskedToReply?: boolean
}

/** RFC 7986 §5.11 */
export interface Conference {
  uri: string
  /** `AUDIO`, `VIDEO`, `CHAT`, `SCREEN`, `PHONE`, `FEED`, `MODERATOR` */
  features?: string[]
  label?: string
  language?: string
}

export interface Attachment {
  uri: string
  mediaType?: string
}

export interface Relation {
  uid: string
  /** `PARENT` when nothing is said. */
  kind?: string
}

/** Before or after the start or the end by a duration, or at an instant. */
export type Trigger = { offset: Duration; from?: 'end' } | UtcTime

/** RFC 5545 §3.6.6 and RFC 9074 */
export interface Alarm {
  /** `DISPLAY`, `AUDIO`, `EMAIL` */
  action: string
  trigger: Trigger
  uid?: string
  summary?: string
  description?: string
  attendees?: Attendee[]
  attachments?: Attachment[]
  repetitions?: number
  repeatAfter?: Duration
  acknowledgedAt?: string
  proximity?: string
  relations?: Relation[]
  extras?: Property[]
  others?: Component[]
}

/** What events and tasks share. Times that end in `At` are UTC: `2026-03-01T09:00:00Z`. */
interface Entry {
  uid: string
  /** When this was written; what is not stamped gets the time of its last change, else that of the writing. */
  stampedAt?: string
  /** `PUBLIC`, `PRIVATE`, `CONFIDENTIAL` */
  access?: string
  createdAt?: string
  description?: string
  coordinates?: { latitude: number; longitude: number }
  lastModifiedAt?: string
  location?: string
  organizer?: Person
  priority?: number
  sequence?: number
  summary?: string
  url?: string
  color?: string
  /** Which occurrence of the series this stands for. */
  recurrenceId?: CalendarTime
  /** It stands for the later ones too. */
  isForFuture?: true
  /** The text of an `RRULE`. */
  rule?: string
  attachments?: Attachment[]
  attendees?: Attendee[]
  categories?: string[]
  exceptTimes?: CalendarTime[]
  addedTimes?: (CalendarTime | Period)[]
  relations?: Relation[]
  conferences?: Conference[]
  alarms?: Alarm[]
  /** Properties that have no place of their own here. */
  extras?: Property[]
  /** Components likewise. */
  others?: Component[]
}

export const eventStatuses = ['TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const
export const taskStatuses = ['NEEDS-ACTION', 'IN-PROCESS', 'COMPLETED', 'CANCELLED'] as const
export const transparencies = ['OPAQUE', 'TRANSPARENT'] as const

export interface CalendarEvent extends Entry {
  start: CalendarTime
  /** When it is over: the first day after it, where days are given. Either this or `duration`. */
  end?: CalendarTime
  duration?: Duration
  status?: (typeof eventStatuses)[number]
  transparency?: (typeof transparencies)[number]
}

export interface CalendarTask extends Entry {
  start?: CalendarTime
  due?: CalendarTime
  duration?: Duration
  completedAt?: string
  percentComplete?: number
  status?: (typeof taskStatuses)[number]
}

/** One `VCALENDAR`. A series, what is changed of it and what is called off are events that share a `uid`. */
export interface Calendar {
  productId: string
  /** `PUBLISH`, `REQUEST`, `CANCEL` … */
  method?: string
  uid?: string
  lastModifiedAt?: string
  url?: string
  /** How often to look for a newer version. */
  refreshEvery?: Duration
  /** Where to look for it. */
  source?: string
  /** A name of CSS 3. */
  color?: string
  name?: string
  description?: string
  categories?: string[]
  /** In which zone to show it: `X-WR-TIMEZONE`. */
  zone?: string
  events: CalendarEvent[]
  tasks: CalendarTask[]
  /** `VTIMEZONE`s as read. They are written for zones of whose rules the writer knows nothing. */
  timeZones?: Component[]
  extras?: Property[]
  others?: Component[]
}
