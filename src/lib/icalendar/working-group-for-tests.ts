import type { Calendar, CalendarEvent } from './calendar.ts'
import { deadlineEvent, deadlineTask } from './deadline.ts'
import { cancelOccurrence } from './series.ts'
import { stableUid } from './stable-uid.ts'

const zone = 'Europe/Paris'
const writtenAt = '2026-01-10T08:00:00Z'

const series: CalendarEvent = {
  uid: stableUid('https://office.example/series/touchpoint'),
  stampedAt: writtenAt,
  start: { local: '2026-01-15T18:00:00', zone },
  duration: 'PT1H',
  rule: 'FREQ=MONTHLY;BYDAY=3TH',
  exceptTimes: [{ local: '2026-08-20T18:00:00', zone }],
  summary: 'Touchpoint: governance, metrics; open floor',
  description: 'Agenda:\n1. News\n2. “Chatham House” round\\table',
  location: '线上',
  categories: ['Working group', 'Europe, Africa'],
  status: 'CONFIRMED',
  sequence: 2,
  url: 'https://office.example/series/touchpoint?slot=emea',
  conferences: [{ uri: 'https://meet.example/touchpoint', features: ['VIDEO', 'AUDIO'], label: 'Room "A"; video' }],
  organizer: { address: 'mailto:office@example.org', name: 'Program Office: events' },
  alarms: [{ action: 'DISPLAY', trigger: { offset: '-PT15M' }, description: 'Touchpoint in 15 minutes' }],
}

const { rule: _rule, exceptTimes: _except, ...occurrence } = series

/** What a working group offers: a series, a change of it, what is called off, an evening in summer, deadlines. */
export const workingGroup: Calendar = {
  productId: '-//ospo//Calendars//EN',
  method: 'PUBLISH',
  name: '工作组:治理与指标,每月一次的公开会议,欢迎所有对开源项目办公室感兴趣的人参加',
  description: 'Public meetings',
  color: 'teal',
  refreshEvery: 'PT12H',
  source: 'https://office.example/calendars/governance.ics',
  events: [
    series,
    {
      ...occurrence,
      recurrenceId: { local: '2026-03-19T18:00:00', zone },
      start: { local: '2026-03-20T19:30:00', zone },
      summary: 'Touchpoint, moved',
    },
    cancelOccurrence(series, { local: '2026-04-16T18:00:00', zone }, writtenAt),
    {
      uid: stableUid('https://office.example/series/asia'),
      stampedAt: writtenAt,
      start: { local: '2026-02-03T10:00:00', zone: 'Asia/Shanghai' },
      end: { local: '2026-02-03T11:00:00', zone: 'Asia/Shanghai' },
      rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=6',
      summary: '双周例会',
    },
    deadlineEvent({
      uid: stableUid('https://office.example/calls/2026'),
      summary: 'Call for proposals closes',
      due: { local: '2026-02-28T23:59:00', zone: 'America/New_York' },
    }),
  ],
  tasks: [
    deadlineTask({
      uid: stableUid('https://office.example/calls/2026#task'),
      summary: 'Hand in proposals',
      due: { local: '2026-02-28T23:59:00', zone: 'America/New_York' },
      url: 'https://office.example/calls/2026',
    }),
  ],
}
