import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { card, disclosure, empty, postButton, stat, stats } from '../../platform/web/card.ts'
import { type Column, dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { owns } from '../inventory/owners/model.ts'
import { listSboms } from './documents/service.ts'
import { words } from './messages.ts'
import { type NamedProduct, NewProduct, type Product, ReleaseVersion } from './model.ts'
import * as service from './products/service.ts'
import { readReleaseChange, releaseFields } from './release-fields-page.ts'
import { releaseTable, sbomTable, size } from './tables-page.ts'
import { uploadCard } from './upload-page.ts'

export const productsPage: Page = {
  path: '/products',
  permission: 'office.read',
  navigation: { title: words.products, icon: 'office', area: 'supply-chain', order: 1 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const { products, total } = await service.listProducts(ctx, { text: text || undefined, ...sliceIn(query, size) })
    const table = dataTable({
      rows: products,
      columns: productColumns(locale),
      locale,
      query,
      size,
      total,
      caption: words.products[locale],
      none: empty(words.noProducts[locale]),
    })
    const form = filterForm('/products', { text, label: words.findProduct[locale] }, locale)
    const add =
      ctx.actor.permissions.has('office.change') && card(words.addProduct[locale], productForm(undefined, locale))
    return {
      title: words.products,
      lead: words.productsLead[locale],
      content: html`${card(words.products[locale], [form, table], formatNumber(total, locale))}${add}`,
    }
  },
}

function productColumns(locale: Locale): Column<NamedProduct>[] {
  return [
    {
      id: 'name',
      title: words.product[locale],
      cell: ({ id, name }) => html`<a class="strong" href="/products/${id}">${name}</a>`,
    },
    { id: 'owner', title: words.owner[locale], cell: ({ ownerName }) => ownerName ?? '–' },
    { id: 'releases', title: words.releases[locale], numeric: true, cell: ({ releases }) => releases },
    { id: 'latest', title: words.latest[locale], cell: ({ latestVersion }) => latestVersion ?? '–' },
    { id: 'at', title: words.releasedAt[locale], cell: ({ latestAt }) => day(latestAt, locale) },
    { id: 'components', title: words.components[locale], numeric: true, cell: ({ components }) => components },
    { id: 'documents', title: words.documents[locale], numeric: true, cell: ({ documents }) => documents },
  ]
}

export const productPage: Page = {
  path: '/products/{product}',
  permission: 'office.read',
  async render(ctx, { params: { product: id = '' }, query }) {
    const { locale } = ctx
    const product = await service.nameProduct(ctx, await service.getProduct(ctx, id))
    const { releases, total } = await service.listReleases(ctx, { product: id, ...sliceIn(query, size) })
    const sboms = await listSboms(ctx, { product: id, current: true, limit: 10 })
    const table = releaseTable({ rows: releases, total, query, locale }, { ofOneProduct: true })
    const documents = sbomTable({ rows: sboms.sboms, total: sboms.sboms.length, query: new URLSearchParams(), locale })
    return {
      title: verbatim(product.name),
      lead: product.description,
      above: [{ title: words.products, href: '/products' }],
      content: html`${stats(
        stat(words.owner[locale], product.ownerName ?? '–'),
        stat(words.releases[locale], formatNumber(product.releases, locale)),
        stat(words.latest[locale], product.latestVersion ?? '–'),
        stat(words.components[locale], formatNumber(product.components, locale)),
      )}${card(words.releases[locale], table, formatNumber(total, locale))}
      ${card(words.sboms[locale], documents, formatNumber(sboms.total, locale))}
      ${mayChange(ctx, product) && changes(product, locale)}`,
    }
  },
}

function mayChange(ctx: Context, product: Product): boolean {
  return ctx.actor.permissions.has('office.change') || owns(ctx.actor, product.owner)
}

function changes(product: Product, locale: Locale): Markup {
  const release = html`<form class="stack wide" method="post" action="/products/${product.id}/releases">
    <label>${words.version[locale]} <input class="form-control" name="version" required maxlength="200"></label>
    ${releaseFields(undefined, locale)}<button class="btn btn-primary">${words.save[locale]}</button></form>`
  return html`${uploadCard({ action: `/products/${product.id}/sboms`, product: true }, locale)}
    ${card(words.addRelease[locale], release)}
    ${card(words.changeProduct[locale], [
      productForm(product, locale),
      product.releases === 0 &&
        disclosure(words.remove[locale], postButton(`/products/${product.id}/remove`, words.removeProduct[locale])),
    ])}`
}

function productForm(product: Product | undefined, locale: Locale): Markup {
  const id = html`<label>${words.id[locale]} <input class="form-control" name="id" required pattern="[a-z0-9][a-z0-9.\\-]{0,99}"></label>`
  return html`<form class="stack wide" method="post" action="${product ? `/products/${product.id}` : '/products'}">
    ${!product && id}
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="200" value="${product?.name ?? ''}"></label>
    <label>${words.ownerHint[locale]} <input class="form-control" name="owner" maxlength="200" value="${product?.owner ?? ''}"></label>
    <label>${words.description[locale]} <textarea class="form-control" name="description" rows="3" maxlength="5000">${product?.description ?? ''}</textarea></label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

export const addProductForm: Form = {
  path: '/products',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const { id } = await service.saveProduct(ctx, readProduct(form, String(form.get('id') ?? '').trim()))
    return { redirect: `/products/${id}` }
  },
}

export const changeProductForm: Form = {
  path: '/products/{product}',
  permission: 'office.read',
  async submit(ctx, { params: { product = '' }, form }) {
    await service.getProduct(ctx, product)
    await service.saveProduct(ctx, readProduct(form, product))
    return { redirect: `/products/${product}` }
  },
}

export const removeProductForm: Form = {
  path: '/products/{product}/remove',
  permission: 'office.change',
  async submit(ctx, { params: { product = '' } }) {
    await service.removeProduct(ctx, product)
    return { redirect: '/products' }
  },
}

export const addReleaseForm: Form = {
  path: '/products/{product}/releases',
  permission: 'office.read',
  async submit(ctx, { params: { product = '' }, form }) {
    await service.getProduct(ctx, product)
    const version = ReleaseVersion.safeParse(form.get('version'))
    if (!version.success) throw badForm
    const { id } = await service.saveRelease(ctx, { product, version: version.data }, readReleaseChange(form))
    return { redirect: `/releases/${id}` }
  },
}

function readProduct(form: FormData, id: string): NewProduct {
  const field = (name: string) => String(form.get(name) ?? '').trim()
  const read = NewProduct.safeParse({
    id,
    name: field('name'),
    owner: field('owner') || null,
    description: field('description'),
  })
  if (read.success) return read.data
  throw badForm
}

const badForm = new Failure('invalid-input', {
  en: 'Fill in the form: an id of lowercase letters, digits, . and -, a name, a version of at most 200 characters',
  zh: '请填写表单：编号只含小写字母、数字、. 和 -，并填写名称，版本不超过 200 个字符',
})
