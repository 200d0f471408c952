import {
  type Alarm,
  type Calendar,
  type CalendarEvent,
  type CalendarTask,
  eventStatuses,
  taskStatuses,
  transparencies,
} from './calendar.ts'
import { duration, integer, oneOf, plain, text, typedDuration, typedUri, utc, word } from './codec.ts'
import { findParameter } from './component.ts'
import {
  attachment,
  attendee,
  conference,
  coordinates,
  period,
  person,
  relation,
  time,
  trigger,
} from './entry-codecs.ts'
import { type Field, listed, several, single, texts } from './field.ts'

/** The order of each list is that of the grammar: RFC 5545 §3.6, then RFC 7986, then what is not registered. */
export const calendarFields: Field<Calendar>[] = [
  single('PRODID', 'productId', text) as Field<Calendar>,
  single('METHOD', 'method', word),
  single('UID', 'uid', text),
  single('LAST-MODIFIED', 'lastModifiedAt', utc),
  single('URL', 'url', plain),
  single('REFRESH-INTERVAL', 'refreshEvery', typedDuration),
  single('SOURCE', 'source', typedUri),
  single('COLOR', 'color', text),
  single('NAME', 'name', text),
  single('DESCRIPTION', 'description', text),
  texts('CATEGORIES', 'categories'),
  single('X-WR-TIMEZONE', 'zone', text),
]

/** `RECURRENCE-ID`, which may stand for the later occurrences too. */
const recurrenceId: Field<Pick<CalendarEvent, 'recurrenceId' | 'isForFuture'>> = {
  ...single('RECURRENCE-ID', 'recurrenceId', time),
  write: ({ recurrenceId, isForFuture }) => {
    if (!recurrenceId) return []
    const { value, parameters = [] } = time.write(recurrenceId)
    const range = isForFuture ? [{ name: 'RANGE', values: ['THISANDFUTURE'] }] : []
    return [{ name: 'RECURRENCE-ID', parameters: [...range, ...parameters], value }]
  },
  read: (property, item) => {
    const misreading = single('RECURRENCE-ID', 'recurrenceId', time).read(property, item)
    if (!misreading && findParameter(property, 'RANGE')?.toUpperCase() === 'THISANDFUTURE') item.isForFuture = true
    return misreading
  },
}

const sharedBeforeStart: Field<CalendarEvent & CalendarTask>[] = [
  single('DTSTAMP', 'stampedAt', utc),
  single('UID', 'uid', text) as Field<CalendarEvent & CalendarTask>,
]

export const eventFields: Field<CalendarEvent>[] = [
  ...sharedBeforeStart,
  single('DTSTART', 'start', time) as Field<CalendarEvent>,
  single('CLASS', 'access', word),
  single('CREATED', 'createdAt', utc),
  single('DESCRIPTION', 'description', text),
  single('GEO', 'coordinates', coordinates),
  single('LAST-MODIFIED', 'lastModifiedAt', utc),
  single('LOCATION', 'location', text),
  single('ORGANIZER', 'organizer', person),
  single('PRIORITY', 'priority', integer(0, 9)),
  single('SEQUENCE', 'sequence', integer(0, 2 ** 31 - 1)),
  single('STATUS', 'status', oneOf(eventStatuses)),
  single('SUMMARY', 'summary', text),
  single('TRANSP', 'transparency', oneOf(transparencies)),
  single('URL', 'url', plain),
  recurrenceId,
  single('RRULE', 'rule', plain),
  single('DTEND', 'end', time),
  single('DURATION', 'duration', duration),
  ...repeatable(),
]

export const taskFields: Field<CalendarTask>[] = [
  ...sharedBeforeStart,
  single('CLASS', 'access', word),
  single('COMPLETED', 'completedAt', utc),
  single('CREATED', 'createdAt', utc),
  single('DESCRIPTION', 'description', text),
  single('DTSTART', 'start', time),
  single('GEO', 'coordinates', coordinates),
  single('LAST-MODIFIED', 'lastModifiedAt', utc),
  single('LOCATION', 'location', text),
  single('ORGANIZER', 'organizer', person),
  single('PERCENT-COMPLETE', 'percentComplete', integer(0, 100)),
  single('PRIORITY', 'priority', integer(0, 9)),
  recurrenceId,
  single('SEQUENCE', 'sequence', integer(0, 2 ** 31 - 1)),
  single('STATUS', 'status', oneOf(taskStatuses)),
  single('SUMMARY', 'summary', text),
  single('URL', 'url', plain),
  single('RRULE', 'rule', plain),
  single('DUE', 'due', time),
  single('DURATION', 'duration', duration),
  ...repeatable(),
]

/** RFC 5545 §3.6.6, then RFC 9074. */
export const alarmFields: Field<Alarm>[] = [
  single('ACTION', 'action', word) as Field<Alarm>,
  single('DESCRIPTION', 'description', text),
  single('TRIGGER', 'trigger', trigger) as Field<Alarm>,
  single('SUMMARY', 'summary', text),
  single('DURATION', 'repeatAfter', duration),
  single('REPEAT', 'repetitions', integer(0, 1000)),
  several('ATTENDEE', 'attendees', attendee),
  several('ATTACH', 'attachments', attachment),
  single('UID', 'uid', text),
  single('ACKNOWLEDGED', 'acknowledgedAt', utc),
  several('RELATED-TO', 'relations', relation),
  single('PROXIMITY', 'proximity', word),
]

function repeatable(): Field<CalendarEvent | CalendarTask>[] {
  return [
    several('ATTACH', 'attachments', attachment),
    several('ATTENDEE', 'attendees', attendee),
    texts('CATEGORIES', 'categories'),
    listed('EXDATE', 'exceptTimes', time),
    several('RELATED-TO', 'relations', relation),
    listed('RDATE', 'addedTimes', period),
    single('COLOR', 'color', text),
    several('CONFERENCE', 'conferences', conference),
  ]
}
