import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { startEngines } from '../../../test/engines.ts'
import { codeOf } from '../../../test/staff.ts'
import { createZone } from '../../lib/zones/zone.ts'
import { openZones } from '../../platform/zones/open-zones.ts'
import { announce, answerAcceptance, decide } from '../proposals/deciding/service.ts'
import { defaultPlan as defaultCall } from '../proposals/default-plan.ts'
import { propose } from '../proposals/proposing/service.ts'
import { moveCall, saveCall } from '../proposals/service.ts'
import { defaultPlan } from './default-plan.ts'
import { findClashes } from './find-clashes.ts'
import type { ProgramPlan, Session, SessionContent } from './model.ts'
import { calendarOf } from './program-calendar.ts'
import { publicationOf } from './publish.ts'
import { scheduleOf } from './schedule.ts'
import * as service from './service.ts'
import { addToLibrary } from './to-library/service.ts'
import { scheduleJson, scheduleXml } from './write-schedule.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the programs', { skip: missing }, () => assert.equal(servers.length, 2))

const beijing = openZones().getZone('Asia/Shanghai')
const nothing = { en: '', zh: '' }

const plan: ProgramPlan = {
  ...defaultPlan,
  title: { en: 'OSPOCon & friends', zh: '开源办公室大会' },
  zone: 'Asia/Shanghai',
  from: '2027-04-23',
  to: '2027-04-24',
  rooms: [
    { id: 'hall', name: { en: 'Hall', zh: '主会场' }, capacity: 100, tracks: [], closed: [] },
    {
      id: 'lab',
      name: { en: 'Lab', zh: '实验室' },
      capacity: 20,
      tracks: ['tools'],
      closed: [{ from: '2027-04-23T14:00', to: '2027-04-23T15:00' }],
    },
  ],
  tracks: [
    { id: 'tools', name: { en: 'Tools', zh: '工具' }, apart: false },
    { id: 'value', name: { en: 'Value', zh: '价值' }, apart: true },
  ],
}

function session(number: number, about: Partial<Session>, content: Partial<SessionContent> = {}): Session {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    program: 'con',
    number,
    kind: 'talk',
    proposal: null,
    room: 'hall',
    startsAt: '2027-04-23T01:00:00.000Z',
    minutes: 40,
    ...about,
    content: {
      title: { en: `T${number}`, zh: `第${number}场` },
      abstract: nothing,
      track: 'tools',
      format: nothing,
      language: 'zh',
      speakers: [],
      expected: null,
      mayRecord: false,
      license: 'CC-BY-4.0',
      ...content,
    },
  }
}

const ada = { key: 'ada', name: 'Ada', away: [] }
const away = { key: 'bo', name: 'Bo', away: [{ from: '2027-04-23T00:00:00Z', to: '2027-04-23T02:00:00Z' }] }

const tables: [kind: string, sessions: Session[], said: string[]][] = [
  ['one after the other', [session(1, {}), session(2, { startsAt: '2027-04-23T01:40:00.000Z' })], []],
  [
    'a room twice',
    [session(1, {}), session(2, { startsAt: '2027-04-23T01:39:00.000Z' })],
    ['“T1” and “T2” are in Hall at the same time'],
  ],
  [
    'a speaker twice',
    [session(1, {}, { speakers: [ada] }), session(2, { room: 'lab' }, { speakers: [ada] })],
    ['Ada speaks in “T1” and “T2” at the same time'],
  ],
  ['a speaker who is away', [session(1, {}, { speakers: [away] })], ['Bo is not there at the time of “T1”']],
  ['a room too small', [session(1, { room: 'lab' }, { expected: 30 })], ['Lab is too small for “T1”']],
  ['a room for another track', [session(1, { room: 'lab' }, { track: 'value' })], ['Lab is not for the track of “T1”']],
  [
    'a room that is closed',
    [session(1, { room: 'lab', startsAt: '2027-04-23T06:30:00.000Z' })],
    ['Lab is closed at the time of “T1”'],
  ],
  [
    'a track that does not run beside itself',
    [session(1, {}, { track: 'value' }), session(2, { room: null }, { track: 'value' })],
    ['“T1” and “T2” of the track Value run at the same time'],
  ],
  [
    'a break',
    [session(1, {}), session(2, { kind: 'break', room: null })],
    ['“T1” and “T2”: nothing is held during T2'],
  ],
  [
    'a day too late',
    [session(1, { startsAt: '2027-04-24T16:00:00.000Z' })],
    ['“T1” is outside of the days of the program'],
  ],
  ['what has no time', [session(1, { startsAt: null }), session(2, { startsAt: null })], []],
]

for (const [kind, sessions, said] of tables) {
  test(`clashes: ${kind}`, () => {
    const found = findClashes(plan, sessions, beijing)
    assert.deepEqual(
      found.map(({ text }) => text.en),
      said,
    )
    for (const { text } of found) assert.match(text.zh, /\p{Script=Han}/u)
  })
}

test('the clashes of 500 sessions in 5 rooms on 3 days are found within 100 ms', () => {
  const rooms = ['a', 'b', 'c', 'd', 'e'].map(id => ({
    id,
    name: { en: id, zh: id },
    capacity: 50,
    tracks: [],
    closed: [],
  }))
  const big = { ...plan, to: '2027-04-25', rooms }
  const sessions = Array.from({ length: 500 }, (_, at) => {
    const startsAt = new Date(
      Date.parse('2027-04-23T01:00:00Z') + (at % 3) * 86_400_000 + (Math.trunc(at / 15) % 16) * 30 * 60_000,
    )
    const speakers = [{ key: `s${at % 180}`, name: `S${at % 180}`, away: [] }]
    return session(
      at + 1,
      { room: rooms[at % 5]?.id ?? null, startsAt: startsAt.toISOString() },
      { speakers, expected: at % 70 },
    )
  })
  // The quickest of some, for the machine does other things, too.
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now()
    findClashes(big, sessions, beijing)
    return performance.now() - begun
  })
  const took = Math.min(...times)
  const found = findClashes(big, sessions, beijing)
  assert.ok(found.length > 500, String(found.length))
  assert.ok(took <= 100, `${took} ms`)
})

function publication() {
  const program = { id: 'con', plan, state: 'published' as const, version: 2, publishedAt: null, changedAt: '' }
  const sessions = [
    session(1, {}, { speakers: [ada, away], title: { en: 'A & <B> "C"', zh: '甲乙' }, mayRecord: true }),
    session(2, { kind: 'break', room: null, startsAt: '2027-04-23T02:00:00.000Z' }),
    session(3, { room: 'lab', startsAt: '2027-04-24T01:00:00.000Z' }),
    session(4, { startsAt: null }),
  ]
  return publicationOf(program, sessions, '2027-01-01T00:00:00.000Z')
}

test('a program goes by the rules that are handed in, whatever the runtime thinks of that place', () => {
  const moved = createZone('Asia/Shanghai', { settings: [], times: [], kinds: [], footer: 'MOVED-9:30' })
  const schedule = scheduleOf(publication(), { origin: 'https://office.example', zone: moved, locale: 'en' })
  const shown = { date: '2027-04-23T10:30:00+09:30', start: '2027-04-23T10:30:00+09:30', clock: '10:30' }
  const [first] = JSON.parse(scheduleJson(schedule)).schedule.conference.days[0].rooms.Hall
  assert.deepEqual({ date: first.date, start: schedule.days[0]?.start, clock: first.start }, shown)
  assert.match(scheduleXml(schedule), /<date>2027-04-23T10:30:00\+09:30<\/date>/)
  const late = session(1, { startsAt: '2027-04-22T15:00:00.000Z' })
  assert.deepEqual(
    [beijing, moved].map(zone => findClashes(plan, [late], zone).map(({ kind }) => kind)),
    [['outside'], []],
  )
})

test('schedule.xml and schedule.json say the same, and hold only what is published', () => {
  const schedule = scheduleOf(publication(), { origin: 'https://office.example', zone: beijing, locale: 'en' })
  const xml = scheduleXml(schedule)
  const json = JSON.parse(scheduleJson(schedule))
  assert.match(
    xml,
    /<day index="1" date="2027-04-23" start="2027-04-23T09:00:00\+08:00" end="2027-04-23T10:40:00\+08:00">/,
  )
  assert.match(xml, /<title>A &amp; &lt;B&gt; &quot;C&quot;<\/title>\n {8}<subtitle>甲乙<\/subtitle>/)
  assert.match(xml, /<person id="1">Ada<\/person>\n {10}<person id="2">Bo<\/person>/)
  assert.match(xml, /<license>CC-BY-4\.0<\/license>\n {10}<optout>false<\/optout>/)
  const [first] = json.schedule.conference.days[0].rooms.Hall
  assert.deepEqual(
    [first.date, first.start, first.duration, first.title, first.slug],
    ['2027-04-23T09:00:00+08:00', '09:00', '00:40', 'A & <B> "C"', 'con_-0001'],
  )
  assert.deepEqual(
    json.schedule.conference.days.map((day: { rooms: object }) => Object.values(day.rooms).flat().length),
    [2, 1],
  )
  assert.doesNotMatch(xml + JSON.stringify(json), /T4/)
})

test('the calendar of a program has every session at its instant', () => {
  const { events } = calendarOf(publication(), 'https://office.example', 'zh')
  assert.deepEqual(
    events.map(({ start, duration, summary, location }) => ({ start, duration, summary, location })),
    [
      { start: { utc: '2027-04-23T01:00:00Z' }, duration: 'PT40M', summary: '甲乙', location: '主会场' },
      { start: { utc: '2027-04-23T02:00:00Z' }, duration: 'PT40M', summary: '第2场', location: '' },
      { start: { utc: '2027-04-24T01:00:00Z' }, duration: 'PT40M', summary: '第3场', location: '实验室' },
    ],
  )
})

for (const server of servers) {
  test(`from the call to the program, to the public and into the library (${server.name})`, async () => {
    const desk = await openDesk(await server.create())
    try {
      const { chair, member, proposal } = await acceptTalk(desk)
      await service.saveProgram(chair, 'con', { ...plan, call: 'cfp', tracks: [] })
      assert.deepEqual(await service.takeTalks(chair, 'con'), { added: 1, removed: 0 })
      assert.deepEqual(await service.takeTalks(chair, 'con'), { added: 0, removed: 0 })
      const { sessions } = await service.getBoard(chair, 'con')
      const [own] = sessions
      assert.equal(
        (await service.searchUnplaced(chair, { program: 'con', text: '地图', limit: 9, offset: 0 })).total,
        1,
      )
      const place = { room: 'hall', startsAt: '2027-04-23T01:00:00.000Z' }
      const pause = {
        title: { en: 'Tea', zh: '茶歇' },
        abstract: nothing,
        track: null,
        format: nothing,
        language: null,
      }
      const bare = { speakers: [], expected: null, mayRecord: false, license: 'CC-BY-4.0' }
      await service.addSession(chair, 'con', {
        kind: 'break',
        content: { ...pause, ...bare },
        minutes: 30,
        ...place,
        room: null,
      })
      const clashes = await service.moveSession(chair, 'con', own?.id ?? '', place)
      assert.deepEqual(
        clashes.map(({ kind }) => kind),
        ['in-break'],
      )
      assert.equal(await codeOf(service.publish(chair, 'con')), 'conflict')
      assert.equal(
        await codeOf(service.moveSession(chair, 'con', own?.id ?? '', { ...place, room: 'none' })),
        'invalid-input',
      )
      assert.equal(await codeOf(service.getBoard(member, 'con')), 'not-allowed')
      await service.moveSession(chair, 'con', own?.id ?? '', { ...place, startsAt: '2027-04-23T02:00:00.000Z' })
      const published = await service.publish(chair, 'con')
      assert.deepEqual([published.version, published.sessions.map(({ title }) => title.en)], [1, ['Tea', 'Maps']])
      assert.doesNotMatch(JSON.stringify(await service.getPublication(member, 'con')), /Sekrit|x\.example|Works/)
      assert.equal(await addToLibrary(chair, 'con'), 1)
      assert.equal(await addToLibrary(chair, 'con'), 0)
      const spoken = [{ proposal: proposal.id, email: 'Sekrit@x.example' }]
      const talks = await service.forgetPresenter(chair, spoken)
      assert.deepEqual(talks, [{ origin: service.originOf('con', own?.id ?? ''), name: 'P' }])
      const left = [(await service.getBoard(chair, 'con')).sessions, await service.getPublication(chair, 'con')]
      assert.doesNotMatch(JSON.stringify(left), /sekrit|"P"/i)
      await answerAcceptance(member, { proposal: proposal.id }, false)
      assert.deepEqual(await service.takeTalks(chair, 'con'), { added: 0, removed: 1 })
    } finally {
      await desk.close()
    }
  })
}

/** A call with one talk that was accepted, and whose speaker comes. */
async function acceptTalk(desk: Desk) {
  const chair = await desk.as(await desk.hire('chair', ['officer'], ['office']))
  const member = await desk.as(await desk.hire('mem', ['member']))
  await saveCall(chair, 'cfp', { ...defaultCall, committee: 'legal', reviewers: 'security' })
  await moveCall(chair, 'cfp', 'open')
  const speaker = (name: string) => {
    const about = { name, employer: 'Works', bio: nothing, handle: '', penName: 'P', mayRecord: true, away: [] }
    return { role: 'speaker', email: `${name}@x.example`, about: { ...about, attribution: 'pen-name' as const } }
  }
  const content = { title: { en: 'Maps', zh: '地图' }, abstract: { en: 'All of it', zh: '' }, benefit: nothing }
  const rest = { topics: [], questions: [], level: 'beginner' as const, language: 'zh' as const, slides: true }
  const talk = {
    track: 'strategy',
    format: 'talk',
    content: { ...content, ...rest },
    speakers: [speaker('Sekrit')],
  }
  const { proposal } = await propose(member, 'cfp', talk)
  await moveCall(chair, 'cfp', 'reviewing')
  await decide(chair, proposal.id, 'accept', '')
  await announce(chair, 'cfp')
  await answerAcceptance(member, { proposal: proposal.id }, true)
  return { chair, member, proposal }
}
