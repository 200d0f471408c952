import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { type Desk, openDesk } from '../../../../test/desk.ts'
import type { Context } from '../../../platform/context.ts'
import { defaultPlan } from '../../proposals/default-plan.ts'
import { moveCall, saveCall } from '../../proposals/service.ts'
import { changeOccurrence, findOccurrences, saveSeries } from '../series/service.ts'
import { writePublicFeed } from './service.ts'

let desk: Desk
let olga: Context
before(async () => {
  desk = await openDesk(':memory:')
  olga = await desk.as(await desk.hire('olga', ['officer'], ['office']))
})
after(() => desk.close())

const slots = [
  ['emea', '2026-10-08T14:00', 'Europe/Paris', 'FREQ=MONTHLY;BYDAY=2TH'],
  ['amer', '2026-10-22T12:00', 'America/New_York', 'FREQ=MONTHLY;BYDAY=4TH'],
  ['apac', '2026-11-03T20:00', 'Asia/Shanghai', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
  ['west', '2026-10-30T09:00', 'America/Los_Angeles', 'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1'],
] as const

const touchpoint = {
  id: 'touchpoint',
  title: { en: 'Touchpoint; OSPOs, universities', zh: '交流会' },
  summary: { en: 'Two a month', zh: '' },
  hosts: ['office'],
  visibility: 'public' as const,
  slots: slots.map(([id, start, zone, rule]) => {
    return { id, name: { en: id, zh: '' }, start, zone, minutes: 60, rule, excluded: [] as string[] }
  }),
  topics: [
    { en: 'Governance', zh: '治理' },
    { en: 'Metrics', zh: '度量' },
  ],
  agenda: [],
  registration: 'rsvp' as const,
  link: null,
  reminders: [],
  status: 'active' as const,
  license: 'CC-BY-4.0',
}

const year = { from: new Date('2026-10-01T00:00:00Z'), to: new Date('2027-11-15T00:00:00Z') }

test('ical.js finds in the office’s feed the same instants and titles as the office, and its deadlines', async () => {
  await saveSeries(olga, touchpoint)
  const unchanged = { start: null, minutes: null, title: null, agenda: null, note: null }
  const moved = { series: 'touchpoint', slot: 'emea', recurrenceId: '2026-12-10T14:00' }
  await changeOccurrence(olga, moved, { ...unchanged, start: '2026-12-11T15:30', status: 'planned' })
  const off = { series: 'touchpoint', slot: 'amer', recurrenceId: '2026-12-24T12:00' }
  await changeOccurrence(olga, off, { ...unchanged, status: 'cancelled' })
  const plan = { ...defaultPlan, title: { en: 'OSPOCon', zh: '' }, deadline: { day: '2026-12-31', clock: '12pm' } }
  await saveCall(olga, 'con', plan)
  await moveCall(olga, 'con', 'open')
  const { text } = await writePublicFeed(olga, {}, 'https://office.example/public/calendars/all.ics')
  const expected = (await findOccurrences(olga, year)).map(({ startAt, title, status }) => {
    return `${startAt.slice(0, 19)}Z ${title.en} ${status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`
  })
  assert.ok(expected.length > 60)
  assert.deepEqual(expand(text).sort(), [...expected, '2026-12-31 Deadline: OSPOCon '].sort())
})

const ical = ICAL as unknown as Ical

function expand(text: string): string[] {
  const calendar = new ical.Component(ical.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ical.TimezoneService.register(zone)
  const parts = Map.groupBy(calendar.getAllSubcomponents('vevent'), part => String(part.getFirstPropertyValue('uid')))
  return [...parts.values()].flatMap(parts => {
    const exceptions = parts.filter(part => part.getFirstPropertyValue('recurrence-id') !== null)
    const [master] = parts.filter(part => !exceptions.includes(part))
    assert.ok(master)
    const event = new ical.Event(master, { exceptions })
    if (!event.isRecurring()) return [`${event.startDate.toString()} ${event.summary} `]
    const found: string[] = []
    const iterator = event.iterator()
    for (let next = iterator.next(); next.toJSDate() < year.to; next = iterator.next()) {
      const { startDate, item } = event.getOccurrenceDetails(next)
      const status = String(item.component.getFirstPropertyValue('status'))
      found.push(`${startDate.toJSDate().toISOString().slice(0, 19)}Z ${item.summary} ${status}`)
    }
    return found
  })
}

interface IcalTime {
  toJSDate(): Date
  toString(): string
}

interface IcalEvent {
  startDate: IcalTime
  summary: string
  component: IcalComponent
  isRecurring(): boolean
  iterator(): { next(): IcalTime }
  getOccurrenceDetails(time: IcalTime): { startDate: IcalTime; item: IcalEvent }
}

interface IcalComponent {
  getAllSubcomponents(name: string): IcalComponent[]
  getFirstPropertyValue(name: string): unknown
}

interface Ical {
  parse(text: string): unknown
  Component: new (parsed: unknown) => IcalComponent
  Event: new (component: IcalComponent, options: { exceptions: IcalComponent[] }) => IcalEvent
  TimezoneService: { register(zone: IcalComponent): void }
}
