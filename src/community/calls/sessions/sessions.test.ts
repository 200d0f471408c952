import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../../test/desk.ts'
import { startEngines } from '../../../../test/engines.ts'
import { addMember, saveGroup } from '../../../access/groups/service.ts'
import { findEntries } from '../../../access/ledger/service.ts'
import { getInbox } from '../../../notifications/inbox/service.ts'
import { anonymous, type Context } from '../../../platform/context.ts'
import { renewPrivateFeed, writePrivateFeed, writePublicFeed } from '../calendars/service.ts'
import { formatOccurrenceId, type OccurrenceId } from '../series/model.ts'
import { answerRsvp, changeOccurrence, findOccurrences, remind, saveSeries } from '../series/service.ts'
import * as sessions from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the calls', { skip: missing }, () => assert.equal(servers.length, 2))

const part = (id: string, confidentiality: 'public' | 'recorded' | 'chatham-house', speaker: string | null = null) => ({
  id,
  title: { en: id, zh: id },
  minutes: 20,
  confidentiality,
  speaker,
})

const touchpoint = {
  id: 'touchpoint',
  title: { en: 'Touchpoint', zh: '' },
  summary: { en: 'Two a month, in two slots', zh: '' },
  hosts: ['circle'],
  visibility: 'public' as const,
  slots: [
    {
      id: 'emea',
      name: { en: 'EMEA and APAC', zh: '' },
      start: '2026-10-08T14:00',
      zone: 'Europe/Paris',
      minutes: 60,
      rule: 'FREQ=MONTHLY;BYDAY=2TH',
      excluded: [],
    },
    {
      id: 'amer',
      name: { en: 'AMER and EMEA', zh: '' },
      start: '2026-10-22T12:00',
      zone: 'America/New_York',
      minutes: 60,
      rule: 'FREQ=MONTHLY;BYDAY=4TH',
      excluded: [],
    },
  ],
  topics: [],
  agenda: [part('talk', 'recorded', 'Grace Hopper'), part('forum', 'chatham-house')],
  registration: 'rsvp' as const,
  link: 'https://meet.example/secret-room',
  reminders: [1440, 60],
  status: 'active' as const,
  license: 'CC-BY-4.0',
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['two slots a month stay on the clocks of their places when summer time ends', keepsClocks],
  ['one that is moved or called off is so everywhere, and those who come are told once', movesOne],
  ['who comes is reminded a day and an hour before, each once', reminds],
  ['what is said under the Chatham House Rule leads to nobody, by no door', leaksNothing],
  ['a name stands only while its bearer allows it, also after it was published', takesNamesBack],
  ['a private calendar is known by its address only, and a new one ends the old', keepsPrivate],
]

interface Cast {
  desk: Desk
  chair: Context
  second: Context
  guest: Context
  id: OccurrenceId
}

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const officer = await desk.hire('olga', ['officer'])
        const [chair, second, guest] = await Promise.all(
          ['carla', 'sven', 'gus'].map(name => desk.hire(name, ['member'])),
        )
        assert.ok(chair && second && guest)
        const group = {
          id: 'circle',
          name: 'Circle',
          purpose: 'working-group' as const,
          description: '',
          claim: null,
          externalId: null,
        }
        await saveGroup(desk.system, group)
        for (const { id } of [chair, second])
          await addMember(desk.system, { group: 'circle', account: id, role: 'chair', until: null })
        await saveSeries(await desk.as(officer), touchpoint)
        const [asChair, asSecond, asGuest] = await Promise.all([chair, second, guest].map(account => desk.as(account)))
        assert.ok(asChair && asSecond && asGuest)
        const id = { series: 'touchpoint', slot: 'emea', recurrenceId: '2026-12-10T14:00' }
        await tell({ desk, chair: asChair, second: asSecond, guest: asGuest, id })
      } finally {
        await desk.close()
      }
    })
  }
}

const autumn = { from: new Date('2026-10-01T00:00:00Z'), to: new Date('2026-12-31T00:00:00Z') }

async function keepsClocks({ guest }: Cast) {
  const found = await findOccurrences(guest, autumn)
  assert.deepEqual(
    found.map(({ slot, startAt }) => [slot, startAt]),
    [
      ['emea', '2026-10-08T12:00:00.000Z'],
      ['amer', '2026-10-22T16:00:00.000Z'],
      ['emea', '2026-11-12T13:00:00.000Z'],
      ['amer', '2026-11-26T17:00:00.000Z'],
      ['emea', '2026-12-10T13:00:00.000Z'],
      ['amer', '2026-12-24T17:00:00.000Z'],
    ],
  )
}

const unchanged = { start: null, minutes: null, title: null, agenda: null, note: null }

async function movesOne({ chair, guest, id }: Cast) {
  await answerRsvp(guest, id, 'yes')
  const moved = await changeOccurrence(chair, id, { ...unchanged, start: '2026-12-11T15:30', status: 'planned' })
  assert.equal(moved.startAt, '2026-12-11T14:30:00.000Z')
  const found = (await findOccurrences(guest, autumn)).find(({ recurrenceId }) => recurrenceId === id.recurrenceId)
  assert.equal(found?.startAt, '2026-12-11T14:30:00.000Z')
  await changeOccurrence(chair, id, { ...unchanged, status: 'cancelled' })
  const told = (await getInbox(guest)).map(({ subject }) => subject.en)
  assert.deepEqual(told.sort(), ['Called off: Touchpoint', 'Moved: Touchpoint'])
  await assert.rejects(changeOccurrence(guest, id, { ...unchanged, status: 'planned' }), /community\.manage/)
  const { text } = await writePublicFeed(guest, {}, 'https://office.example/public/calendars/all.ics')
  assert.match(text, /STATUS:CANCELLED/)
}

async function reminds({ desk, guest, id }: Cast) {
  await answerRsvp(guest, id, 'yes')
  for (const at of [
    '2026-12-08T13:00:00Z',
    '2026-12-09T13:30:00Z',
    '2026-12-09T14:00:00Z',
    '2026-12-10T12:10:00Z',
    '2026-12-10T12:30:00Z',
  ]) {
    desk.setClock(at)
    await remind(desk.system)
  }
  assert.equal((await getInbox(guest)).length, 2)
}

const thanks = 'Thank Zoë Washburne'
const secret = 'Zoë Washburne of Serenity Freight pays maintainers'

async function leaksNothing({ desk, chair, second, guest, id }: Cast) {
  await sessions.addToRoster(chair, id, {
    name: 'Zoë Washburne',
    email: 'zoe@serenity.example',
    employer: 'Serenity Freight',
    role: null,
  })
  await sessions.addStatement(chair, id, { segment: 'forum', kind: 'note', text: secret, attributedTo: null })
  await sessions.addAction(chair, id, { text: thanks, owner: null, dueOn: null })
  await assert.rejects(
    sessions.addStatement(chair, id, { segment: 'forum', kind: 'note', text: 'x', attributedTo: 'Zoë Washburne' }),
    /has not allowed/,
  )
  await sessions.prepareMinutes(chair, id, 'the touchpoint')
  await assert.rejects(sessions.publishMinutes(chair, id), /second person/)
  await assert.rejects(sessions.publishMinutes(second, id), /Serenity Freight/)
  const doors = [
    await sessions.getSession(guest, id),
    await sessions.findMinutes(guest, id),
    await sessions.findMinutes({ ...guest, actor: anonymous }, id),
    await writePublicFeed(guest, {}, 'https://office.example/x'),
    await findEntries(chair, { limit: 1000 }),
    await getInbox(second),
  ]
  for (const [i, door] of doors.entries())
    assert.equal(/Zoë|Washburne|Serenity|maintainers/.test(JSON.stringify(door) ?? ''), false, `door ${i}`)
  const { leaks } = await sessions.checkLeaks(chair, id)
  assert.deepEqual(
    leaks.map(({ text }) => text).filter((text, i, all) => all.indexOf(text) === i),
    [secret, thanks],
  )
  await sessions.deleteStatement(chair, id, leaks[0]?.of ?? '')
  await sessions.prepareMinutes(chair, id, 'the touchpoint')
  await assert.rejects(sessions.publishMinutes(second, id), /Washburne/)
  await sessions.removeAction(chair, id, leaks.at(-1)?.of ?? '')
  const said = await sessions.addStatement(chair, id, {
    segment: 'forum',
    kind: 'note',
    text: 'One company pays maintainers',
    attributedTo: null,
  })
  assert.doesNotMatch(said.id, /2026/)
  await sessions.prepareMinutes(chair, id, 'the touchpoint')
  await sessions.publishMinutes(second, id)
  const minutes = await sessions.findMinutes({ ...guest, actor: anonymous }, id)
  assert.deepEqual(minutes?.segments[1]?.statements, [
    { kind: 'note', text: 'One company pays maintainers', attributedTo: null },
  ])
  await sessions.addAction(chair, id, { text: 'Write to the city', owner: second.actor.id, dueOn: null })
  assert.equal(await sessions.findMinutes({ ...guest, actor: anonymous }, id), undefined)
  await sessions.prepareMinutes(chair, id, 'the touchpoint')
  await sessions.publishMinutes(second, id)
  assert.deepEqual(
    (await sessions.getSession(guest, id)).actions.map(({ text, owner }) => [text, owner]),
    [['Write to the city', null]],
  )
  desk.setClock('2027-04-01T00:00:00Z')
  assert.equal(await sessions.deleteOldRosters(desk.system), 1)
}

async function takesNamesBack({ chair, second, guest, id }: Cast) {
  await sessions.allowName(guest, id)
  await sessions.addStatement(chair, id, { segment: 'forum', kind: 'note', text: 'I run a fund', attributedTo: 'gus' })
  await sessions.prepareMinutes(chair, id, 'the touchpoint')
  await sessions.publishMinutes(second, id)
  assert.equal((await sessions.findMinutes(guest, id))?.segments[1]?.statements[0]?.attributedTo, 'gus')
  await sessions.withdrawName(guest, id)
  assert.equal((await sessions.findMinutes(guest, id))?.segments[1]?.statements[0]?.attributedTo, null)
  const kept = JSON.stringify(
    await findEntries(chair, { subject: { kind: 'session', id: formatOccurrenceId(id) }, limit: 1000 }),
  )
  assert.equal(kept.includes(guest.actor.id), false)
}

async function keepsPrivate({ guest }: Cast) {
  const first = await renewPrivateFeed(guest)
  const tokenOf = (address: string) => /private\/(.+)\.ics$/.exec(address)?.[1] ?? ''
  const { text, etag } = await writePrivateFeed(guest, tokenOf(first), first)
  assert.match(text, /LOCATION:https:\/\/meet\.example\/secret-room/)
  assert.match(text, /BEGIN:VTIMEZONE/)
  assert.equal((await writePrivateFeed(guest, tokenOf(first), first)).etag, etag)
  assert.doesNotMatch((await writePublicFeed(guest, {}, first)).text, /secret-room/)
  const next = await renewPrivateFeed(guest)
  await assert.rejects(writePrivateFeed(guest, tokenOf(first), first), /no such calendar/)
  await writePrivateFeed(guest, tokenOf(next), next)
}
