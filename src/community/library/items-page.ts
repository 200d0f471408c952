import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { deleteCollection, getCollections, saveCollection } from './collections/service.ts'
import { hitsCard } from './hits-page.ts'
import { words } from './messages.ts'
import { Collection } from './model.ts'
import { sightOf } from './service.ts'

export const itemsPage: Page = {
  path: '/library',
  permission: 'community.read',
  navigation: { title: words.library, icon: 'book', area: 'community', order: 6 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const mayManage = ctx.actor.permissions.has('community.manage')
    return {
      title: words.library,
      lead: words.lead[locale],
      actions: html`<a class="btn" href="/library/collections">${words.collections[locale]}</a>
        <a class="btn" href="/library/links">${words.links[locale]}</a>
        <a class="btn" href="/public/library">${words.publicPages[locale]}</a>
        ${mayManage && html`<a class="btn" href="/library/import">${words.import[locale]}</a> <a class="btn btn-primary" href="/library/new">${words.add[locale]}</a>`}`,
      content: await hitsCard(ctx, query, sightOf(ctx), 'inside'),
    }
  },
}

export const collectionsPage: Page = {
  path: '/library/collections',
  permission: 'community.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const mayManage = ctx.actor.permissions.has('community.manage')
    const rows = await getCollections(ctx, sightOf(ctx))
    const table = dataTable({
      rows,
      columns: [
        {
          id: 'title',
          title: words.title[locale],
          cell: ({ id, title, description }) =>
            html`<div><a class="strong" href="/library?collection=${encodeURIComponent(id)}">${either(title, locale)}</a> <span class="mono small">${id}</span>
              <div class="small">${either(description, locale)}</div></div>`,
        },
        { id: 'items', title: words.items[locale], numeric: true, by: row => row.items, cell: row => row.items },
        {
          id: 'delete',
          title: words.delete[locale],
          cell: ({ id }) =>
            mayManage && postButton(`/library/collections/${encodeURIComponent(id)}/delete`, words.delete[locale]),
        },
      ],
      locale,
      query,
      caption: words.collections[locale],
      none: empty(words.noCollections[locale]),
    })
    return {
      title: words.collections,
      above: [{ title: words.library, href: '/library' }],
      content: html`${card(words.collections[locale], table)}
        ${mayManage && card(words.addCollection[locale], disclosure(words.addCollection[locale], collectionForm(locale)))}`,
    }
  },
}

export const saveCollectionForm: Form = {
  path: '/library/collections',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const read = Collection.safeParse({
      id: String(form.get('id') ?? '').trim(),
      title: readWritten(form, 'title'),
      description: readWritten(form, 'description'),
    })
    if (!read.success) throw badCollection
    await saveCollection(ctx, read.data)
    return { redirect: '/library/collections' }
  },
}

export const deleteCollectionForm: Form = {
  path: '/library/collections/{id}/delete',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' } }) {
    await deleteCollection(ctx, id)
    return { redirect: '/library/collections' }
  },
}

function collectionForm(locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/library/collections">
    <label>${words.id[locale]} <input class="form-control mono" name="id" required maxlength="80" autocomplete="off"></label>
    ${writtenFields('title', words.title[locale], undefined, { max: 200, locale })}
    ${writtenFields('description', words.description[locale], undefined, { rows: 2, max: 2000, locale })}
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

const badCollection = new Failure('invalid-input', {
  en: 'A collection needs a short name of lowercase letters, digits and -, and a title in English or Chinese',
  zh: '合集需要短名称（小写字母、数字和 -）以及英文或中文标题',
})
