import { createHash } from 'node:crypto'
import { z } from 'zod'
import { entityTagOf } from '../../lib/icalendar/entity-tag.ts'
import { writeCalendar } from '../../lib/icalendar/write-calendar.ts'
import { Sentence } from '../../lib/text/sentence.ts'
import { type Context, everybody } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { fileMount } from '../../platform/http/file-mount.ts'
import { Id } from '../proposals/model.ts'
import { ClashKind, Program, ProgramPlan, Publication, Session } from './model.ts'
import { calendarOf } from './program-calendar.ts'
import { scheduleOf } from './schedule.ts'
import * as service from './service.ts'
import { scheduleJson, scheduleXml } from './write-schedule.ts'

const Clash = z.object({ kind: ClashKind, sessions: z.array(z.string()), text: Sentence })

export const listPrograms = endpoint({
  method: 'GET',
  path: '/api/programs',
  summary: { en: 'List the programs', zh: '列出议程' },
  permission: 'community.manage',
  input: z.object({}),
  output: z.object({ programs: z.array(Program) }),
  handle: async ctx => ({ programs: await service.getPrograms(ctx) }),
})

export const getProgram = endpoint({
  method: 'GET',
  path: '/api/programs/{program}',
  summary: { en: 'Get a program with its sessions and what clashes', zh: '获取议程、场次与冲突' },
  permission: 'community.manage',
  input: z.object({ program: z.string() }),
  output: z.object({ program: Program, sessions: z.array(Session), clashes: z.array(Clash) }),
  handle: (ctx, { program }) => service.getBoard(ctx, program),
})

export const saveProgram = endpoint({
  method: 'PUT',
  path: '/api/programs/{program}',
  summary: {
    en: 'Create a program, or change its days, rooms, slots and tracks',
    zh: '创建议程，或修改日期、会议室、时段与专题',
  },
  permission: 'community.manage',
  input: z.object({ program: Id, plan: ProgramPlan }),
  output: Program,
  handle: (ctx, { program, plan }) => service.saveProgram(ctx, program, plan),
})

export const takeTalks = endpoint({
  method: 'POST',
  path: '/api/programs/{program}/talks',
  summary: { en: 'Take the accepted talks of the call into a program', zh: '将已录用的演讲纳入议程' },
  permission: 'community.manage',
  input: z.object({ program: z.string() }),
  output: z.object({ added: z.number(), removed: z.number() }),
  handle: (ctx, { program }) => service.takeTalks(ctx, program),
})

export const moveSession = endpoint({
  method: 'PUT',
  path: '/api/programs/{program}/sessions/{session}/place',
  summary: {
    en: 'Give a session a room and a time; tells what clashes then',
    zh: '安排场次的会议室与时间，并返回冲突',
  },
  permission: 'community.manage',
  input: z.object({
    program: z.string(),
    session: z.string(),
    room: Id.nullable().default(null),
    startsAt: z.iso.datetime().nullable().default(null),
  }),
  output: z.object({ clashes: z.array(Clash) }),
  handle: async (ctx, { program, session, room, startsAt }) => {
    const at = startsAt === null ? null : new Date(startsAt).toISOString()
    return { clashes: await service.moveSession(ctx, program, session, { room, startsAt: at }) }
  },
})

export const publishProgram = endpoint({
  method: 'POST',
  path: '/api/programs/{program}/publication',
  summary: { en: 'Publish a program as it stands', zh: '发布议程' },
  permission: 'community.manage',
  input: z.object({ program: z.string(), despite: z.boolean().default(false) }),
  output: Publication,
  handle: (ctx, { program, despite }) => service.publish(ctx, program, { despite }),
})

interface Written {
  text: string
  type: string
  etag: string
}

/** What was published, for calendars and for the apps that show schedules: `/public/schedules/ospocon.xml`. */
export const schedulesMount = fileMount({
  path: '/public/schedules',
  permission: everybody,
  async answer(ctx, request) {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw onlyRead
    const { pathname, origin } = new URL(request.url)
    const { text, type, etag } = await write(ctx, pathname, ctx.reach.origin || origin)
    const headers = {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
      vary: 'accept-language, cookie',
      etag,
    }
    return new Response(text, { headers })
  },
})

async function write(ctx: Context, pathname: string, origin: string): Promise<Written> {
  const [, id = '', ending = ''] = /^\/public\/schedules\/([a-z][a-z0-9-]*)\.(xml|json|ics)$/.exec(pathname) ?? []
  if (id === '') throw noSchedule
  const publication = await service.getPublication(ctx, id)
  if (ending === 'ics') {
    const writing = { writtenAt: `${ctx.now().toISOString().slice(0, 19)}Z`, findZone: () => undefined }
    const text = writeCalendar(calendarOf(publication, origin, ctx.locale), writing)
    return { text, type: 'text/calendar', etag: entityTagOf(text) }
  }
  const schedule = scheduleOf(publication, {
    origin,
    zone: ctx.zones.getZone(publication.plan.zone),
    locale: ctx.locale,
  })
  const text = ending === 'xml' ? scheduleXml(schedule) : scheduleJson(schedule)
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`
  return { text, type: `application/${ending}`, etag }
}

const noSchedule = new Failure('not-found', {
  en: 'There is nothing here: a program has .xml, .json and .ics',
  zh: '此处没有内容：议程提供 .xml、.json 和 .ics',
})
const onlyRead = new Failure('not-found', { en: 'A schedule is only to be read', zh: '日程仅供读取' })
