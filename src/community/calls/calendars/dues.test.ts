import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../../test/desk.ts'
import { startEngines } from '../../../../test/engines.ts'
import { addMember, saveGroup } from '../../../access/groups/service.ts'
import type { CalendarEvent } from '../../../lib/icalendar/calendar.ts'
import { readCalendar } from '../../../lib/icalendar/read-calendar.ts'
import { createZone } from '../../../lib/zones/zone.ts'
import { anonymous, type Context } from '../../../platform/context.ts'
import { announce, decide } from '../../proposals/deciding/service.ts'
import { defaultPlan } from '../../proposals/default-plan.ts'
import { propose } from '../../proposals/proposing/service.ts'
import { moveCall, saveCall } from '../../proposals/service.ts'
import { addDeliverable } from '../../working-groups/deliverables/service.ts'
import { saveWorkingGroup } from '../../working-groups/service.ts'
import { saveSeries } from '../series/service.ts'
import { addAction } from '../sessions/service.ts'
import { renewPrivateFeed, writePrivateFeed, writePublicFeed } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the deadlines', { skip: missing }, () => assert.equal(servers.length, 2))

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  [
    'open calls and what published groups mean to bring stand in the public feeds, drafts and the rest do not',
    inPublic,
  ],
  ['a private feed has what is one’s own to do, and everything once', inPrivate],
  ['the day of a deadline is that of the office’s own rules, not of the runtime’s', byOwnRules],
]

interface Cast {
  desk: Desk
  olga: Context
  ada: Context
}

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const [olga, ada] = [await desk.hire('olga', ['officer']), await desk.hire('ada', ['member'])]
        const group = { purpose: 'board' as const, description: '', claim: null, externalId: null }
        for (const id of ['reviewers', 'committee']) await saveGroup(desk.system, { ...group, id, name: id })
        await addMember(desk.system, { group: 'committee', account: olga.id, role: 'member', until: null })
        await tell({ desk, olga: await desk.as(olga), ada: await desk.as(ada) })
      } finally {
        await desk.close()
      }
    })
  }
}

const plan = {
  ...defaultPlan,
  title: { en: 'OSPOCon', zh: '开源办公室大会' },
  zone: 'Asia/Shanghai',
  deadline: { day: '2026-12-31', clock: '23:59' },
  reviewers: 'reviewers',
  committee: 'committee',
  withinOneHouse: true,
}

async function prepare({ olga }: Cast) {
  await saveCall(olga, 'con', plan)
  await saveCall(olga, 'secret', { ...plan, title: { en: 'Not yet', zh: '' } })
  await moveCall(olga, 'con', 'open')
  for (const [id, published] of [
    ['wg-open', true],
    ['wg-closed', false],
  ] as const) {
    await saveWorkingGroup(olga, { id, name: { en: id, zh: '' }, cohort: null, status: 'active', published, about: {} })
    const due = { state: 'planned' as const, dueOn: '2027-01-15' }
    await addDeliverable(olga, id, {
      ...due,
      kind: 'deliverable',
      title: { en: `Guide of ${id}`, zh: '' },
      owner: 'ada',
    })
    await addDeliverable(olga, id, { ...due, kind: 'action', title: { en: `Call of ${id}`, zh: '' }, owner: 'ada' })
  }
}

const url = 'https://office.example/public/calendars/all.ics'
const read = (text: string): CalendarEvent[] => readCalendar(text).calendars.flatMap(({ events }) => events)
const told = (text: string) => read(text).map(({ start, summary }) => [start && 'date' in start && start.date, summary])

async function inPublic(cast: Cast) {
  await prepare(cast)
  const stranger = { ...cast.olga, actor: anonymous }
  const all = await writePublicFeed(stranger, {}, url)
  const guide = ['2027-01-15', 'Due: Guide of wg-open (wg-open)']
  assert.deepEqual(told(all.text), [['2026-12-31', 'Deadline: OSPOCon'], guide])
  const [call] = read(all.text)
  assert.equal(call?.url, 'https://office.example/public/cfp/con')
  assert.match(call?.description ?? '', /31 Dec 2026.*23:59 GMT\+8 · Asia\/Shanghai/)
  assert.deepEqual(told((await writePublicFeed(stranger, { group: 'wg-open' }, url)).text), [guide])
  assert.deepEqual(told((await writePublicFeed(stranger, { group: 'wg-closed' }, url)).text), [])
  assert.doesNotMatch(all.text, /ada/)
}

async function inPrivate(cast: Cast) {
  const { desk, olga, ada } = cast
  await prepare(cast)
  const about = { name: 'Ada', employer: '', handle: '', penName: '', attribution: 'name' as const }
  const speaker = { ...about, bio: { en: '', zh: '' }, mayRecord: false, away: [] }
  const words = { abstract: { en: 'Words', zh: '' }, benefit: { en: '', zh: '' }, topics: [], questions: [] }
  const { proposal } = await propose(ada, 'con', {
    track: plan.tracks[0]?.id ?? '',
    format: 'talk',
    content: { ...words, title: { en: 'My talk', zh: '' }, level: 'intermediate', language: 'en', slides: false },
    speakers: [{ role: 'speaker', email: 'ada@a.example', about: speaker }],
  })
  await moveCall(olga, 'con', 'reviewing')
  await decide(olga, proposal.id, 'accept', '')
  await announce(olga, 'con')
  await saveSeries(olga, series)
  const session = { series: 'touchpoint', slot: 'only', recurrenceId: '2026-12-10T14:00' }
  await addAction(olga, session, { text: 'Write to the city', owner: ada.actor.id, dueOn: '2026-12-20' })
  const address = await renewPrivateFeed(ada)
  const token = /private\/(.+)\.ics$/.exec(address)?.[1] ?? ''
  const { text } = await writePrivateFeed({ ...desk.system, actor: anonymous }, token, address)
  assert.deepEqual(
    told(text)
      .filter(([day]) => day)
      .sort(),
    [
      ['2026-11-28', 'Say whether you come: My talk'],
      ['2026-12-20', 'To do: Write to the city'],
      ['2026-12-31', 'Deadline: OSPOCon'],
      ['2027-01-15', 'Due: Call of wg-closed (wg-closed)'],
      ['2027-01-15', 'Due: Call of wg-open (wg-open)'],
      ['2027-01-15', 'Due: Guide of wg-closed (wg-closed)'],
      ['2027-01-15', 'Due: Guide of wg-open (wg-open)'],
    ],
  )
}

const series = {
  id: 'touchpoint',
  title: { en: 'Touchpoint', zh: '' },
  summary: { en: '', zh: '' },
  hosts: ['committee'],
  visibility: 'public' as const,
  slots: [
    {
      id: 'only',
      name: { en: 'Only', zh: '' },
      start: '2026-12-10T14:00',
      zone: 'Europe/Paris',
      minutes: 60,
      rule: null,
      excluded: [],
    },
  ],
  topics: [],
  agenda: [],
  registration: 'rsvp' as const,
  link: null,
  reminders: [],
  status: 'active' as const,
  license: 'CC-BY-4.0',
}

async function byOwnRules(cast: Cast) {
  const { olga } = cast
  const moved = createZone('Asia/Shanghai', { settings: [], times: [], kinds: [], footer: 'MOVED-4' })
  const zones = { ...olga.zones, findZone: () => moved, getZone: () => moved }
  await saveCall({ ...olga, zones }, 'con', plan)
  await moveCall(olga, 'con', 'open')
  const [[day] = []] = told((await writePublicFeed({ ...olga, zones }, {}, url)).text)
  const [[byOthers] = []] = told((await writePublicFeed(olga, {}, url)).text)
  // 23:59 by the rules handed in is 03:59 of the next day by those of today.
  assert.deepEqual([day, byOthers], ['2026-12-31', '2027-01-01'])
}
