import { either } from '../../lib/text/either.ts'
import type { Text } from '../../lib/text/text.ts'
import { instantAt } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import { clashTexts } from './messages.ts'
import type { ClashKind, Presenter, ProgramPlan, Room, Session } from './model.ts'

/** What does not go together: the sessions that it is about, and in a sentence why. */
export interface Clash {
  kind: ClashKind
  sessions: string[]
  text: Text
}

interface Placed {
  session: Session
  from: number
  to: number
}

const minute = 60_000

/** Everything in a program that cannot be held as it stands. What has no time yet is in nobody's way. */
export function findClashes(plan: ProgramPlan, sessions: readonly Session[], zone: Zone): Clash[] {
  const placed = sessions
    .flatMap(session => {
      if (session.startsAt === null) return []
      const from = Date.parse(session.startsAt)
      return [{ session, from, to: from + session.minutes * minute }]
    })
    .sort((a, b) => a.from - b.from)
  const talks = placed.filter(({ session }) => session.kind !== 'break')
  const breaks = placed.filter(({ session }) => session.kind === 'break')
  return [
    ...inRooms(plan, talks),
    ...ofSpeakers(talks),
    ...ofTracks(plan, talks),
    ...inBreaks(talks, breaks),
    ...ofEach(plan, talks, zone),
  ]
}

function inRooms({ rooms }: ProgramPlan, talks: readonly Placed[]): Clash[] {
  const names = new Map(rooms.map(({ id, name }) => [id, name]))
  const inRoom = talks.filter(({ session }) => session.room !== null)
  return [...Map.groupBy(inRoom, ({ session }) => session.room ?? '')].flatMap(([room, list]) =>
    overlaps(list).map(([a, b]) => clash('room-taken', [a, b], names.get(room))),
  )
}

function ofSpeakers(talks: readonly Placed[]): Clash[] {
  const parts = talks.flatMap(talk => talk.session.content.speakers.map(speaker => ({ ...talk, speaker })))
  return [...Map.groupBy(parts, ({ speaker }) => speaker.key).values()].flatMap(list =>
    overlaps(list).map(([a, b]) => clash('speaker-twice', [a, b], nameOf(a.speaker))),
  )
}

function ofTracks({ tracks }: ProgramPlan, talks: readonly Placed[]): Clash[] {
  return tracks
    .filter(({ apart }) => apart)
    .flatMap(({ id, name }) =>
      overlaps(talks.filter(({ session }) => session.content.track === id)).map(([a, b]) =>
        clash('track-parallel', [a, b], name),
      ),
    )
}

function inBreaks(talks: readonly Placed[], breaks: readonly Placed[]): Clash[] {
  return breaks.flatMap(pause =>
    talks
      .filter(talk => talk.from < pause.to && pause.from < talk.to)
      .filter(({ session }) => pause.session.room === null || session.room === pause.session.room)
      .map(talk => clash('in-break', [talk, pause], pause.session.content.title)),
  )
}

/** What is wrong with a session whatever the others are. */
function ofEach(plan: ProgramPlan, talks: readonly Placed[], zone: Zone): Clash[] {
  const rooms = new Map(plan.rooms.map(room => [room.id, { room, closed: closedTimes(room, zone) }]))
  const opens = Date.parse(instantAt(plan.from, '00:00', zone))
  const dayAfter = new Date(Date.parse(plan.to) + 86_400_000).toISOString().slice(0, 10)
  const closes = Date.parse(instantAt(dayAfter, '00:00', zone))
  return talks.flatMap(talk => {
    const known = rooms.get(talk.session.room ?? '')
    return [
      ...(talk.from < opens || talk.to > closes ? [clash('outside', [talk])] : []),
      ...(known ? ofRoom(talk, known.room, known.closed) : []),
      ...talk.session.content.speakers
        .filter(({ away }) => away.some(({ from, to }) => isDuring(talk, Date.parse(from), Date.parse(to))))
        .map(speaker => clash('speaker-away', [talk], nameOf(speaker))),
    ]
  })
}

function ofRoom(talk: Placed, { name, capacity, tracks }: Room, closed: readonly [number, number][]): Clash[] {
  const { expected, track } = talk.session.content
  return [
    ...(capacity !== null && expected !== null && expected > capacity ? [clash('too-small', [talk], name)] : []),
    ...(tracks.length > 0 && (track === null || !tracks.includes(track)) ? [clash('wrong-room', [talk], name)] : []),
    ...(closed.some(([from, to]) => isDuring(talk, from, to)) ? [clash('room-closed', [talk], name)] : []),
  ]
}

function closedTimes({ closed }: Room, zone: Zone): [number, number][] {
  const at = (local: string) => Date.parse(instantAt(local.slice(0, 10), local.slice(11), zone))
  return closed.map(({ from, to }) => [at(from), at(to)])
}

/** Pairs of a list in the order of its beginnings that are under way at the same time. */
function overlaps<P extends Placed>(list: readonly P[]): [P, P][] {
  const pairs: [P, P][] = []
  list.forEach((a, at) => {
    for (const b of list.slice(at + 1)) {
      if (b.from >= a.to) break
      pairs.push([a, b])
    }
  })
  return pairs
}

function isDuring(talk: Placed, from: number, to: number) {
  return talk.from < to && from < talk.to
}

function nameOf({ name }: Presenter): Text {
  return { en: name, zh: name }
}

function clash(kind: ClashKind, placed: readonly Placed[], about: Text = { en: '', zh: '' }): Clash {
  const titles = (locale: 'en' | 'zh') =>
    placed.map(({ session }) => `“${either(session.content.title, locale)}”`).join(locale === 'en' ? ' and ' : '与')
  const text = clashTexts[kind]
  return {
    kind,
    sessions: placed.map(({ session }) => session.id),
    text: { en: text(titles('en'), either(about, 'en')).en, zh: text(titles('zh'), either(about, 'zh')).zh },
  }
}
