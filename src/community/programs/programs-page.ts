import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { readYaml } from '../../lib/yaml/read-yaml.ts'
import { writeYaml } from '../../lib/yaml/write-yaml.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { Id } from '../proposals/model.ts'
import { defaultPlan } from './default-plan.ts'
import { words } from './messages.ts'
import { type Program, ProgramPlan } from './model.ts'
import * as service from './service.ts'

export const programsPage: Page = {
  path: '/programs',
  permission: 'community.read',
  navigation: { title: words.programs, icon: 'calendar', area: 'community', order: 5 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const manages = ctx.actor.permissions.has('community.manage')
    const caption = words.programs[locale]
    const rows = (await service.getPrograms(ctx)).filter(({ state }) => manages || state === 'published')
    const none = empty(words.none[locale])
    const table = dataTable({ rows, columns: columns(manages, locale), locale, query, caption, none })
    return {
      title: words.programs,
      lead: words.lead[locale],
      content: html`${card(caption, table)}${manages && card(words.start[locale], newForm(locale))}`,
    }
  },
}

export const createProgramForm: Form = {
  path: '/programs',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const id = Id.safeParse(text('id'))
    const plan = ProgramPlan.safeParse({
      ...defaultPlan,
      title: { en: text('title-en'), zh: text('title-zh') },
      call: text('call') || null,
      from: text('from'),
      to: text('to'),
      zone: text('zone'),
    })
    if (!id.success || !plan.success) throw incomplete
    if ((await service.getPrograms(ctx)).some(program => program.id === id.data)) throw taken(id.data)
    await service.saveProgram(ctx, id.data, plan.data)
    return { redirect: `/programs/${id.data}/edit` }
  },
}

export const editProgramPage: Page = {
  path: '/programs/{program}/edit',
  permission: 'community.manage',
  async render(ctx, { params: { program: id = '' } }) {
    const { locale } = ctx
    const { plan } = await service.getProgram(ctx, id)
    return {
      title: words.edit,
      above: [{ title: titleOf(plan), href: `/programs/${id}` }],
      content: card(
        words.plan[locale],
        html`<form class="stack wide" method="post" action="/programs/${id}/edit">
          <label>${words.plan[locale]} <textarea class="form-control mono" name="plan" rows="30" spellcheck="false">${writeYaml(plan)}</textarea></label>
          <button class="btn btn-primary">${words.save[locale]}</button></form>`,
      ),
    }
  },
}

export const editProgramForm: Form = {
  path: '/programs/{program}/edit',
  permission: 'community.manage',
  async submit(ctx, { params: { program: id = '' }, form }) {
    await service.getProgram(ctx, id)
    const read = readYaml(String(form.get('plan') ?? ''), `${id}.yaml`, ProgramPlan)
    if ('problem' in read) throw new Failure('invalid-input', read.problem)
    await service.saveProgram(ctx, id, read.value)
    return { redirect: `/programs/${id}` }
  },
}

export function titleOf({ title }: Pick<ProgramPlan, 'title'>) {
  return { en: either(title, 'en'), zh: either(title, 'zh') }
}

function columns(manages: boolean, locale: Locale): Column<Program>[] {
  return [
    {
      id: 'program',
      title: words.program[locale],
      by: ({ plan }) => either(plan.title, locale),
      cell: ({ id, plan }) =>
        html`<a class="strong" href="${manages ? '' : '/public'}/programs/${id}">${either(plan.title, locale)}</a>`,
    },
    {
      id: 'when',
      title: words.when[locale],
      by: ({ plan }) => plan.from,
      cell: ({ plan }) => `${plan.from} – ${plan.to}`,
    },
    { id: 'state', title: words.state[locale], cell: program => stateBadge(program, locale) },
  ]
}

export function stateBadge({ state, version }: Program, locale: Locale): Markup {
  return state === 'draft' ? badge(words.draft[locale]) : badge(words.published(String(version))[locale], 'good')
}

function newForm(locale: Locale): Markup {
  const { from, to, zone } = defaultPlan
  return html`<form class="filters" method="post" action="/programs">
    <label>${words.id[locale]} <input class="form-control" name="id" required pattern="[a-z][a-z0-9\\-]*" maxlength="60"></label>
    <label>${words.title[locale]} (${words.inEnglish[locale]}) <input class="form-control" name="title-en" maxlength="200"></label>
    <label>${words.title[locale]} (${words.inChinese[locale]}) <input class="form-control" name="title-zh" maxlength="200"></label>
    <label>${words.call[locale]} <input class="form-control" name="call" maxlength="60"></label>
    <label>${words.from[locale]} <input class="form-control" type="date" name="from" required value="${from}"></label>
    <label>${words.to[locale]} <input class="form-control" type="date" name="to" required value="${to}"></label>
    <label>${words.zone[locale]} <input class="form-control" name="zone" required maxlength="60" value="${zone}"></label>
    <button class="btn btn-primary align-self-end">${words.start[locale]}</button></form>`
}

const incomplete = new Failure('invalid-input', {
  en: 'A program needs an id of lowercase letters, digits and -, a title, a first and a last day, and a zone such as Asia/Shanghai',
  zh: '议程需要编号（小写字母、数字和 -）、标题、开始与结束日期，以及时区（如 Asia/Shanghai）',
})

function taken(id: string) {
  return new Failure('conflict', {
    en: `There is a program ${id} already: choose another id`,
    zh: `编号 ${id} 已存在：请换一个`,
  })
}
