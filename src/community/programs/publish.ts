import type { Program, Publication, PublicSession, Session } from './model.ts'

/** What of a program is shown to everybody: what has a time, and of people only the names that they chose. */
export function publicationOf(program: Program, sessions: readonly Session[], at: string): Publication {
  const placed = sessions
    .flatMap(session => (session.startsAt === null ? [] : [{ ...session, startsAt: session.startsAt }]))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.number - b.number))
  const keys = [...new Set(placed.flatMap(({ content }) => content.speakers.map(({ key }) => key)))]
  const ids = new Map(keys.map((key, index) => [key, index + 1]))
  return {
    program: program.id,
    plan: { ...program.plan, rooms: program.plan.rooms.map(room => ({ ...room, closed: [] })) },
    version: program.version,
    publishedAt: at,
    sessions: placed.map(({ id, number, kind, content, room, startsAt, minutes }): PublicSession => {
      const { title, abstract, track, format, language, mayRecord, license } = content
      const speakers = content.speakers.map(({ key, name }) => ({ id: ids.get(key) ?? 0, name }))
      const shown = { title, abstract, track, format, language, speakers, mayRecord, license }
      return { id, number, kind, ...shown, room, startsAt, minutes }
    }),
  }
}
