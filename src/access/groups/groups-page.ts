import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { descriptionOfGroup, type GroupSummary, NewGroup, nameOfGroup, Purpose, purposeNames } from './model.ts'
import * as service from './service.ts'

export const groupsPage: Page = {
  path: '/groups',
  permission: 'office.read',
  navigation: { title: words.groups, icon: 'group', area: 'administration', order: 2 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const purpose = Purpose.safeParse(query.get('purpose')).data
    const isWanted = (group: GroupSummary) =>
      `${group.id} ${group.name} ${nameOfGroup(group)[locale]}`.toLowerCase().includes(text.toLowerCase()) &&
      (purpose === undefined || group.purpose === purpose)
    const purposes = Purpose.options.map(id => [id, purposeNames[id][locale]] as const)
    const filter = {
      text,
      label: words.find[locale],
      choices: [choice('purpose', words.anyPurpose[locale], purposes, query)],
    }
    const table = dataTable({
      rows: (await service.getGroups(ctx)).filter(isWanted),
      columns: columns(locale),
      locale,
      query,
      caption: words.groups[locale],
      sortedBy: 'name',
      none: empty(words.none[locale]),
    })
    return {
      title: words.groups,
      lead: words.lead[locale],
      content: html`${card(words.groups[locale], [filterForm('/groups', filter, locale), table])}
        ${ctx.actor.permissions.has('access.manage') && card(words.createOne[locale], disclosure(words.createOne[locale], groupForm('/groups', undefined, locale)))}`,
    }
  },
}

export const createGroupForm: Form = {
  path: '/groups',
  permission: 'access.manage',
  async submit(ctx, { form }) {
    const group = readGroup(form, String(form.get('id') ?? '').trim())
    const there = (await service.getGroups(ctx)).some(({ id }) => id === group.id)
    if (there) throw taken(group.id)
    await service.changeGroup(ctx, group)
    return { redirect: `/groups/${group.id}` }
  },
}

export const changeGroupForm: Form = {
  path: '/groups/{id}',
  permission: 'access.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    const { externalId } = await service.getGroup(ctx, id)
    await service.changeGroup(ctx, { ...readGroup(form, id), externalId })
    return { redirect: `/groups/${id}` }
  },
}

export const deleteGroupForm: Form = {
  path: '/groups/{id}/delete',
  permission: 'access.manage',
  async submit(ctx, { params: { id = '' } }) {
    await service.dissolveGroup(ctx, id)
    return { redirect: '/groups' }
  },
}

/** To change one, or to make one. */
export function groupForm(action: string, group: NewGroup | undefined, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="${action}">
    ${!group && html`<label>${words.id[locale]} <input class="form-control mono" name="id" required pattern="[a-z][a-z0-9\\-]{0,59}" autocomplete="off"><span class="small">${words.idHint[locale]}</span></label>`}
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="200" value="${group?.name ?? ''}"></label>
    <label>${words.purpose[locale]} <select class="form-select" name="purpose">${Purpose.options.map(
      id => html`<option value="${id}"${group?.purpose === id && ' selected'}>${purposeNames[id][locale]}</option>`,
    )}</select></label>
    <label>${words.description[locale]} <textarea class="form-control" name="description" rows="2" maxlength="2000">${group?.description ?? ''}</textarea></label>
    <label>${words.claim[locale]} <input class="form-control" name="claim" maxlength="300" value="${group?.claim ?? ''}" autocomplete="off"><span class="small">${words.claimHint[locale]}</span></label>
    <button class="btn btn-primary">${(group ? words.save : words.create)[locale]}</button></form>`
}

function columns(locale: Locale): Column<GroupSummary>[] {
  return [
    {
      id: 'name',
      title: words.name[locale],
      by: group => nameOfGroup(group)[locale].toLowerCase(),
      cell: group =>
        html`<a class="strong" href="/groups/${group.id}">${nameOfGroup(group)[locale]}</a> <span class="mono small">${group.id}</span>`,
    },
    {
      id: 'purpose',
      title: words.purpose[locale],
      by: group => group.purpose,
      cell: ({ purpose }) => purposeNames[purpose][locale],
    },
    {
      id: 'description',
      title: words.description[locale],
      cell: group => html`<span class="small">${descriptionOfGroup(group)[locale]}</span>`,
    },
    { id: 'claim', title: words.claim[locale], cell: ({ claim }) => claim && html`<span class="mono">${claim}</span>` },
    {
      id: 'members',
      title: words.membersToday[locale],
      numeric: true,
      first: 'desc',
      by: group => group.members,
      cell: group => group.members,
    },
  ]
}

function readGroup(form: FormData, id: string): NewGroup {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const input = NewGroup.safeParse({
    id,
    name: text('name'),
    purpose: text('purpose'),
    description: text('description'),
    claim: text('claim') || null,
  })
  if (input.success) return input.data
  throw badInput
}

function taken(id: string) {
  return new Failure('conflict', {
    en: `There is a group ${id} already: choose another short name`,
    zh: `已有群组 ${id}：请换一个短名称`,
  })
}

const badInput = new Failure('invalid-input', {
  en: 'A group needs a short name of lowercase letters, digits and -, a name, and a purpose of the list',
  zh: '群组需要短名称（小写字母、数字和 -）、名称以及列表中的用途',
})
