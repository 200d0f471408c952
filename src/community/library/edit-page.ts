import { html } from 'hono/html'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { card } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { Audience, audienceNames, ItemKind, kindNames, type LibraryItem, NewItem, pathOf } from './model.ts'
import * as service from './service.ts'

export const newItemPage: Page = {
  path: '/library/new',
  permission: 'community.manage',
  async render({ locale }) {
    return {
      title: words.add,
      above: [{ title: words.library, href: '/library' }],
      content: card(words.add[locale], itemForm('/library', undefined, locale)),
    }
  },
}

export const editItemPage: Page = {
  path: '/library/{id}/edit',
  permission: 'community.manage',
  async render(ctx, { params: { id = '' } }) {
    const item = await service.getItem(ctx, id, 'all')
    return {
      title: words.edit,
      above: [
        { title: words.library, href: '/library' },
        { title: verbatim(item.title), href: pathOf(id) },
      ],
      content: card(words.item[ctx.locale], itemForm(`${pathOf(id)}/edit`, item, ctx.locale)),
    }
  },
}

export const addItemForm: Form = {
  path: '/library',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const { id } = await service.addItem(ctx, readItem(form))
    return { redirect: pathOf(id) }
  },
}

export const editItemForm: Form = {
  path: '/library/{id}/edit',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    const { id: _, origin: __, ...change } = readItem(form)
    await service.changeItem(ctx, id, change)
    return { redirect: pathOf(id) }
  },
}

function itemForm(action: string, item: LibraryItem | undefined, locale: Locale): Markup {
  const field = (name: string, label: string, value: string, more: Markup | string = '') =>
    html`<label>${label} <input class="form-control" name="${name}" value="${value}" ${more}></label>`
  const hint = (text: string) => html`<span class="small">${text}</span>`
  return html`<form class="stack wide" method="post" action="${action}">
    <label>${words.title[locale]} <input class="form-control" name="title" required maxlength="300" value="${item?.title ?? ''}"></label>
    ${!item && html`<label>${words.id[locale]} <input class="form-control mono" name="id" maxlength="80" autocomplete="off">${hint(words.idHint[locale])}</label>`}
    <div class="filters">
      <label>${words.kind[locale]} <select class="form-select" name="kind">${ItemKind.options.map(
        id => html`<option value="${id}"${item?.kind === id && ' selected'}>${kindNames[id][locale]}</option>`,
      )}</select></label>
      <label>${words.audience[locale]} <select class="form-select" name="audience">${Audience.options.map(
        id => html`<option value="${id}"${item?.audience === id && ' selected'}>${audienceNames[id][locale]}</option>`,
      )}</select></label>
      ${field('language', words.language[locale], item?.language ?? locale, html`required maxlength="35"`)}
      ${field('license', words.license[locale], item?.license ?? 'CC-BY-4.0', html`required maxlength="200"`)}
    </div>
    <label>${words.summary[locale]} <textarea class="form-control" name="summary" rows="2" maxlength="2000">${item?.summary ?? ''}</textarea></label>
    <label>${words.body[locale]} <textarea class="form-control mono" name="body" rows="16" maxlength="400000">${item?.body ?? ''}</textarea>${hint(words.bodyHint[locale])}</label>
    <label>${words.address[locale]} <input class="form-control" type="url" name="address" maxlength="2000" value="${item?.address ?? ''}"></label>
    <label>${words.authors[locale]} <textarea class="form-control" name="authors" rows="2">${(item?.authors ?? []).map(authorLine).join('\n')}</textarea>${hint(words.authorsHint[locale])}</label>
    <label>${words.attribution[locale]} <input class="form-control" name="attribution" maxlength="500" value="${item?.attribution ?? ''}">${hint(words.attributionHint[locale])}</label>
    <div class="filters">
      ${field('datedOn', words.dated[locale], item?.datedOn ?? '', html`type="date"`)}
      ${field('visitedOn', words.visited[locale], item?.visitedOn ?? '', html`type="date"`)}
    </div>
    <label>${words.tags[locale]} <input class="form-control" name="tags" maxlength="2000" value="${(item?.tags ?? []).join(', ')}">${hint(words.tagsHint[locale])}</label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function authorLine({ name, address }: LibraryItem['authors'][number]) {
  return address === null ? name : `${name} | ${address}`
}

function readItem(form: FormData): NewItem {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const lines = (name: string, between: RegExp) =>
    text(name)
      .split(between)
      .map(part => part.trim())
      .filter(Boolean)
  const authors = lines('authors', /\r?\n/).map(line => {
    const [name = '', address = ''] = line.split('|').map(part => part.trim())
    return { name, address: address || null }
  })
  const given = {
    id: text('id') || undefined,
    title: text('title'),
    kind: text('kind'),
    audience: text('audience') || undefined,
    language: text('language') || undefined,
    license: text('license') || undefined,
    summary: text('summary'),
    body: String(form.get('body') ?? '').replaceAll('\r\n', '\n'),
    address: text('address') || null,
    authors,
    attribution: text('attribution'),
    datedOn: text('datedOn') || null,
    visitedOn: text('visitedOn') || null,
    tags: lines('tags', /[,，、;；]/),
  }
  return requireFit(NewItem, given, { en: 'The item', zh: '条目' })
}
