import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { badge, card, disclosure, type Tone } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { words } from './messages.ts'
import {
  Cohort,
  cohortNames,
  NewWorkingGroup,
  Status,
  statusNames,
  type WorkingGroup,
  type WorkingGroupSummary,
} from './model.ts'
import * as service from './service.ts'

const size = 50

export const groupsPage: Page = {
  path: '/working-groups',
  permission: 'community.read',
  navigation: { title: words.groups, icon: 'group', area: 'community', order: 1 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const mayManage = ctx.actor.permissions.has('community.manage')
    return {
      title: words.groups,
      lead: words.lead[locale],
      actions: html`${mayManage && html`<a class="btn" href="/working-groups/import">${words.importGroups[locale]}</a>`}`,
      content: html`${card(words.groups[locale], [filters('/working-groups', query, locale), await groupTable(ctx, query, {})])}
        ${mayManage && card(words.create[locale], disclosure(words.create[locale], groupForm('/working-groups', undefined, { locale, all: true })))}`,
    }
  },
}

export const createGroupForm: Form = {
  path: '/working-groups',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const group = readGroup(form, String(form.get('id') ?? '').trim())
    const { groups } = await service.getWorkingGroups(ctx, { text: group.id })
    if (groups.some(({ id }) => id === group.id)) throw taken(group.id)
    await service.saveWorkingGroup(ctx, group)
    return { redirect: `/working-groups/${group.id}` }
  },
}

export function filters(action: string, query: URLSearchParams, locale: Locale): Markup {
  const statuses = Status.options.map(id => [id, statusNames[id][locale]] as const)
  const cohorts = Cohort.options.map(id => [id, cohortNames[id][locale]] as const)
  const filter = {
    text: query.get('text')?.slice(0, 200) ?? '',
    label: words.find[locale],
    choices: [
      choice('status', words.anyStatus[locale], statuses, query),
      choice('cohort', words.anyCohort[locale], cohorts, query),
    ],
  }
  return filterForm(action, filter, locale)
}

/** Of all, or of those that everybody may see. */
export async function groupTable(
  ctx: Parameters<typeof service.getWorkingGroups>[0] & { locale: Locale },
  query: URLSearchParams,
  { published }: { published?: true },
): Promise<Markup> {
  const { locale } = ctx
  const { groups, total } = await service.getWorkingGroups(ctx, {
    text: query.get('text')?.slice(0, 200) || undefined,
    status: Status.safeParse(query.get('status')).data,
    cohort: Cohort.safeParse(query.get('cohort')).data,
    published,
    ...sliceIn(query, size),
  })
  const caption = words.groups[locale]
  const at = published ? '/public/groups' : '/working-groups'
  return dataTable({
    ...{ rows: groups, columns: columns(at, published === true, locale), locale, query, caption },
    ...{ size, total, none: words.none[locale] },
  })
}

const tones: Record<Status, Tone> = { proposed: 'info', active: 'good', paused: 'warn', retired: 'plain' }

export function statusBadge(status: Status, locale: Locale): Markup {
  return badge(statusNames[status][locale], tones[status])
}

function columns(at: string, isPublic: boolean, locale: Locale): Column<WorkingGroupSummary>[] {
  return [
    {
      id: 'name',
      title: words.name[locale],
      cell: ({ id, name }) => html`<a class="strong" href="${at}/${id}">${either(name, locale)}</a>`,
    },
    { id: 'status', title: words.status[locale], cell: ({ status }) => statusBadge(status, locale) },
    {
      id: 'scope',
      title: words.scope[locale],
      cell: ({ about }) => firstLine(either(about.mission, locale) || either(about.scopeIn, locale)),
    },
    { id: 'cohort', title: words.cohort[locale], cell: ({ cohort }) => cohort && cohortNames[cohort][locale] },
    {
      id: 'chairs',
      title: words.chairs[locale],
      cell: ({ chairs, about }) => (chairs.length > 0 ? chairs : about.listedChairs).join(', '),
    },
    ...(isPublic
      ? []
      : [
          {
            id: 'members',
            title: words.members[locale],
            numeric: true,
            cell: ({ members }: WorkingGroupSummary) => members,
          },
        ]),
  ]
}

function firstLine(text: string): Markup {
  const short = text.replaceAll(/\s+/g, ' ').slice(0, 160)
  return html`<span class="small">${short}${text.length > short.length && '…'}</span>`
}

/** To change one, or to make one. What only whoever runs the community may say is there for them only. */
export function groupForm(
  action: string,
  group: WorkingGroup | undefined,
  { locale, all }: { locale: Locale; all: boolean },
): Markup {
  const about = group?.about
  const lines = (items: string[] = []) => items.join('\n')
  return html`<form class="stack wide" method="post" action="${action}">
    ${!group && html`<label>${words.id[locale]} <input class="form-control mono" name="id" required pattern="(wg|sig|ug|cohort)-[a-z0-9][a-z0-9\\-]{0,49}" autocomplete="off"><span class="small">${words.idHint[locale]}</span></label>`}
    ${writtenFields('name', words.name[locale], group?.name, { max: 300, locale })}
    ${all && standing(group, locale)}
    ${writtenFields('mission', words.mission[locale], about?.mission, { rows: 2, locale })}
    ${writtenFields('scopeIn', words.scopeIn[locale], about?.scopeIn, { rows: 2, locale })}
    ${writtenFields('scopeOut', words.scopeOut[locale], about?.scopeOut, { rows: 2, locale })}
    ${writtenFields('cadence', words.cadence[locale], about?.cadence, { locale })}
    <label>${words.channels[locale]} <textarea class="form-control" name="channels" rows="2">${lines(about?.channels)}</textarea></label>
    <label>${words.repository[locale]} <input class="form-control" type="url" name="repository" value="${about?.repository ?? ''}"></label>
    <label>${words.notes[locale]} <input class="form-control" type="url" name="notes" value="${about?.notes ?? ''}"></label>
    <label>${words.listedChairs[locale]} <textarea class="form-control" name="listedChairs" rows="2">${lines(about?.listedChairs)}</textarea></label>
    <label>${words.license[locale]} <input class="form-control mono" name="license" value="${about?.license ?? 'CC-BY-4.0'}" maxlength="100" required></label>
    <label>${words.attribution[locale]} <input class="form-control" name="attribution" value="${about?.attribution ?? ''}" maxlength="300"></label>
    <button class="btn btn-primary">${(group ? words.save : words.create)[locale]}</button></form>`
}

function standing(group: WorkingGroup | undefined, locale: Locale): Markup {
  return html`<label>${words.status[locale]} <select class="form-select" name="status">${Status.options.map(
    id => html`<option value="${id}"${group?.status === id && ' selected'}>${statusNames[id][locale]}</option>`,
  )}</select></label>
  <label>${words.cohort[locale]} <select class="form-select" name="cohort"><option value="">${words.noCohort[locale]}</option>${Cohort.options.map(
    id => html`<option value="${id}"${group?.cohort === id && ' selected'}>${cohortNames[id][locale]}</option>`,
  )}</select></label>
  <label><span><input class="form-check-input" type="checkbox" name="published" value="yes"${group?.published && ' checked'}> ${words.published[locale]}</span></label>`
}

export function readGroup(form: FormData, id: string): NewWorkingGroup {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const lines = (name: string) =>
    text(name)
      .split('\n')
      .flatMap(line => line.trim() || [])
  const input = NewWorkingGroup.safeParse({
    id,
    name: readWritten(form, 'name'),
    cohort: text('cohort') || null,
    status: text('status') || undefined,
    published: form.get('published') === 'yes',
    about: {
      mission: readWritten(form, 'mission'),
      scopeIn: readWritten(form, 'scopeIn'),
      scopeOut: readWritten(form, 'scopeOut'),
      cadence: readWritten(form, 'cadence'),
      channels: lines('channels'),
      repository: text('repository'),
      notes: text('notes'),
      listedChairs: lines('listedChairs'),
      license: text('license') || 'CC-BY-4.0',
      attribution: text('attribution'),
    },
  })
  if (input.success) return input.data
  throw badInput
}

function taken(id: string) {
  return new Failure('conflict', {
    en: `There is a working group ${id} already: choose another short name`,
    zh: `已有工作组 ${id}：请换一个短名称`,
  })
}

const badInput = new Failure('invalid-input', {
  en: 'A working group needs a short name such as wg-cities, a name in one language at least, and links that begin with https://',
  zh: '工作组需要短名称（如 wg-cities）、至少一种语言的名称，链接须以 https:// 开头',
})
