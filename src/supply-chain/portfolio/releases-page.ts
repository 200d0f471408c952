import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import { card, disclosure, postButton, stat, stats } from '../../platform/web/card.ts'
import { sliceIn } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import { day, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { listUpdates } from '../inventory/history/service.ts'
import { owns } from '../inventory/owners/model.ts'
import { listSboms } from './documents/service.ts'
import { words } from './messages.ts'
import { numberOf, type Release, ReleaseState, releaseStates } from './model.ts'
import * as service from './products/service.ts'
import { readReleaseChange, releaseFields } from './release-fields-page.ts'
import { historyTable, releaseTable, sbomTable, size, stateBadge } from './tables-page.ts'
import { uploadCard } from './upload-page.ts'

const latest = 50

export const releasesPage: Page = {
  path: '/releases',
  permission: 'office.read',
  navigation: { title: words.releases, icon: 'tag', area: 'supply-chain', order: 2 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200) ?? ''
    const state = ReleaseState.options.find(state => state === query.get('state'))
    const { releases, total } = await service.listReleases(ctx, {
      text: text || undefined,
      state,
      ...sliceIn(query, size),
    })
    const states = ReleaseState.options.map(state => [state, releaseStates[state][locale]] as const)
    const choices = [choice('state', words.anyState[locale], states, query)]
    const form = filterForm('/releases', { text, label: words.findRelease[locale], choices }, locale)
    const table = releaseTable({ rows: releases, total, query, locale })
    return {
      title: words.releases,
      lead: words.releasesLead[locale],
      content: card(words.releases[locale], [form, table], formatNumber(total, locale)),
    }
  },
}

export const releasePage: Page = {
  path: '/releases/{release}',
  permission: 'office.read',
  async render(ctx, { params: { release: id = '' }, query }) {
    const { locale } = ctx
    const release = await service.getRelease(ctx, numberOf(id))
    const product = await service.getProduct(ctx, release.product)
    const { sboms, total } = await listSboms(ctx, { release: release.id, ...sliceIn(query, size) })
    const updates = await listUpdates(ctx, { release: release.id }, { limit: latest, offset: 0 })
    const mayChange = ctx.actor.permissions.has('office.change') || owns(ctx.actor, product.owner)
    const search = `product:"${product.id}"`
    return {
      title: verbatim(`${release.productName} ${release.version}`),
      lead: release.notes,
      above: [
        { title: words.products, href: '/products' },
        { title: verbatim(release.productName), href: `/products/${release.product}` },
      ],
      actions: html`<a class="btn" href="/components?text=${encodeURIComponent(search)}">${words.components[locale]}</a>
        ${release.documents > 0 && html`<a class="btn" href="/releases/${release.id}/changes">${words.compare[locale]}</a>`}`,
      content: html`${tiles(release, locale)}
        ${card(words.sboms[locale], sbomTable({ rows: sboms, total, query, locale }), formatNumber(total, locale))}
        ${card(words.history[locale], historyTable(updates, new URLSearchParams(), locale))}
        ${mayChange && changes(release, locale)}`,
    }
  },
}

function tiles(release: Release, locale: Locale): Markup {
  return stats(
    stat(words.state[locale], stateBadge(release.state, locale)),
    stat(words.releasedAt[locale], day(release.releasedAt, locale)),
    stat(words.supportEnds[locale], day(release.supportEnds, locale)),
    stat(words.endOfLife[locale], day(release.endOfLife, locale)),
    stat(words.components[locale], formatNumber(release.components, locale)),
  )
}

function changes(release: Release, locale: Locale): Markup {
  const form = html`<form class="stack wide" method="post" action="/releases/${release.id}">
    ${releaseFields(release, locale)}<button class="btn btn-primary">${words.save[locale]}</button></form>`
  const removal = postButton(`/releases/${release.id}/remove`, words.removeRelease[locale])
  return html`${uploadCard({ action: `/releases/${release.id}/sboms`, release: true }, locale)}
    ${card(words.changeRelease[locale], [form, disclosure(words.remove[locale], removal)])}`
}

export const changeReleaseForm: Form = {
  path: '/releases/{release}',
  permission: 'office.read',
  async submit(ctx, { params: { release = '' }, form }) {
    const { id, product, version } = await service.getRelease(ctx, numberOf(release))
    await service.saveRelease(ctx, { product, version }, readReleaseChange(form))
    return { redirect: `/releases/${id}` }
  },
}

export const removeReleaseForm: Form = {
  path: '/releases/{release}/remove',
  permission: 'office.read',
  async submit(ctx, { params: { release = '' } }) {
    const { id, product } = await service.getRelease(ctx, numberOf(release))
    await service.removeRelease(ctx, id)
    return { redirect: `/products/${product}` }
  },
}
