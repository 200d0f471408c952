import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { findInstant, wallTimeAt } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, card, facts, postButton } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { placeOptions, roomOptions } from './board-page.ts'
import { kinds, words } from './messages.ts'
import { type ProgramPlan, type Session, SessionContent, SessionKind } from './model.ts'
import { titleOf } from './programs-page.ts'
import * as service from './service.ts'
import { addToLibrary } from './to-library/service.ts'

export const sessionPage: Page = {
  path: '/programs/{program}/sessions/{session}',
  permission: 'community.manage',
  async render(ctx, { params: { program: id = '', session: sessionId = '' } }) {
    const { locale } = ctx
    const { program, clashes } = await service.getBoard(ctx, id)
    const session = await service.getSession(ctx, id, sessionId)
    const own = clashes.filter(({ sessions }) => sessions.includes(sessionId))
    const { content, proposal, kind } = session
    const zone = ctx.zones.getZone(program.plan.zone)
    return {
      title: titleOf(content),
      above: [{ title: titleOf(program.plan), href: `/programs/${id}` }],
      actions: html`${proposal !== null && html`<a class="btn" href="/proposals/${proposal}">${words.session[locale]}</a>`}`,
      content: html`${own.map(({ text }) => alert(text[locale], 'warn'))}
        ${card(
          words.session[locale],
          facts([
            [words.kind[locale], kinds[kind][locale]],
            [words.speakers[locale], content.speakers.map(({ name }) => name).join(', ') || '–'],
            [
              words.time[locale],
              session.startsAt === null ? words.noPlace[locale] : wallTimeAt(session.startsAt, zone).text,
            ],
          ]),
        )}
        ${card(words.move[locale], moveForm(program.plan, session, ctx))}
        ${card(words.save[locale], sizeForm(session, locale))}
        ${proposal === null && card(words.remove[locale], postButton(`/programs/${id}/sessions/${sessionId}/remove`, words.remove[locale]))}`,
    }
  },
}

/** From the page of a session, or by dragging it. */
export const moveSessionForm: Form = {
  path: '/programs/{program}/move',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '' }, form }) {
    const { plan } = await service.getProgram(ctx, id)
    await service.moveSession(ctx, id, textOf(form, 'session'), placeOf(form, ctx.zones.getZone(plan.zone)))
    return { redirect: `/programs/${id}?day=${encodeURIComponent(textOf(form, 'day'))}` }
  },
}

export const addSessionForm: Form = {
  path: '/programs/{program}/sessions',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '' }, form }) {
    const { plan } = await service.getProgram(ctx, id)
    const kind = SessionKind.safeParse(textOf(form, 'kind'))
    const title = { en: textOf(form, 'title-en'), zh: textOf(form, 'title-zh') }
    const content = SessionContent.safeParse({ title, license: plan.license })
    if (!kind.success || !content.success) throw incomplete
    const minutes = minutesOf(form)
    await service.addSession(ctx, id, {
      kind: kind.data,
      content: content.data,
      minutes,
      ...placeOf(form, ctx.zones.getZone(plan.zone)),
    })
    return { redirect: `/programs/${id}?day=${encodeURIComponent(textOf(form, 'day'))}` }
  },
}

export const changeSessionForm: Form = {
  path: '/programs/{program}/sessions/{session}',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '', session = '' }, form }) {
    const expected = Math.trunc(Number(textOf(form, 'expected')))
    const known = expected >= 1 && expected <= 100_000 ? expected : null
    await service.changeSession(ctx, id, session, { minutes: minutesOf(form), expected: known })
    return { redirect: `/programs/${id}/sessions/${session}` }
  },
}

export const removeSessionForm: Form = {
  path: '/programs/{program}/sessions/{session}/remove',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '', session = '' } }) {
    await service.removeSession(ctx, id, session)
    return { redirect: `/programs/${id}` }
  },
}

export const takeTalksForm: Form = {
  path: '/programs/{program}/talks',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '' } }) {
    await service.takeTalks(ctx, id)
    return { redirect: `/programs/${id}` }
  },
}

export const publishForm: Form = {
  path: '/programs/{program}/publish',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '' }, form }) {
    await service.publish(ctx, id, { despite: form.has('despite') })
    return { redirect: `/programs/${id}` }
  },
}

export const libraryForm: Form = {
  path: '/programs/{program}/library',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '' } }) {
    return tellAdded(ctx, id, await addToLibrary(ctx, id))
  },
}

function tellAdded({ locale }: Context, id: string, count: number) {
  return {
    title: words.library,
    above: [{ title: words.program, href: `/programs/${id}` }],
    content: alert(words.inLibrary(String(count))[locale], 'good'),
  }
}

function moveForm(plan: ProgramPlan, { id, program, startsAt, room }: Session, { locale, zones }: Context): Markup {
  const zone = zones.getZone(plan.zone)
  const local = startsAt === null ? undefined : wallTimeAt(startsAt, zone)
  const isSlot = local !== undefined && plan.slots.some(({ start }) => start === local.clock)
  return html`<form class="filters" method="post" action="/programs/${program}/move"><input type="hidden" name="session" value="${id}">
    <label>${words.place[locale]} <select class="form-select" name="place"><option value="">${words.noPlace[locale]}</option>${placeOptions(plan, zone, startsAt)}</select></label>
    <label>${words.ownTime[locale]} <input class="form-control" type="datetime-local" name="time" value="${local && !isSlot ? local.text.slice(0, 16) : ''}"></label>
    <label>${words.room[locale]} <select class="form-select" name="room">${roomOptions(plan, room, locale)}</select></label>
    ${local && html`<input type="hidden" name="day" value="${local.date}">`}
    <button class="btn btn-primary align-self-end">${words.move[locale]}</button></form>`
}

function sizeForm({ id, program, minutes, content }: Session, locale: Locale): Markup {
  return html`<form class="filters" method="post" action="/programs/${program}/sessions/${id}">
    <label>${words.minutes[locale]} <input class="form-control" type="number" name="minutes" min="5" max="480" required value="${minutes}"></label>
    <label>${words.expected[locale]} <input class="form-control" type="number" name="expected" min="1" max="100000" value="${content.expected ?? ''}"></label>
    <button class="btn align-self-end">${words.save[locale]}</button></form>
    <p class="lines">${either(content.abstract, locale)}</p>`
}

function placeOf(form: FormData, zone: Zone): service.Place {
  const place = textOf(form, 'place')
  const time = textOf(form, 'time')
  const room = textOf(form, 'room') || null
  const own = findInstant(time, zone)
  if (own !== undefined) return { room, startsAt: own }
  if (place === '') return { room: null, startsAt: null }
  const at = Date.parse(place)
  if (Number.isNaN(at)) throw incomplete
  return { room, startsAt: new Date(at).toISOString() }
}

function minutesOf(form: FormData): number {
  const minutes = Math.trunc(Number(textOf(form, 'minutes')))
  if (minutes >= 5 && minutes <= 480) return minutes
  throw incomplete
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim()
}

const incomplete = new Failure('invalid-input', {
  en: 'A session needs a kind, a title, a time that there is, and from 5 to 480 minutes',
  zh: '场次需要类型、标题、有效时间，时长为 5 至 480 分钟',
})
