import { html } from 'hono/html'
import { verbatim } from '../../lib/text/text.ts'
import { alert, card, empty } from '../../platform/web/card.ts'
import type { Page } from '../../platform/web/page.ts'
import { getSbom } from '../portfolio/documents/service.ts'
import { numberOf } from '../portfolio/model.ts'
import { getRelease, listReleases } from '../portfolio/products/service.ts'
import { changesCard } from './changes-page.ts'
import { compareReleases, scoreKept } from './kept/service.ts'
import { words } from './messages.ts'
import { qualityCard } from './quality-page.ts'

/** Of a document that is kept. On a page of its own: a large one takes a while. */
export const keptQualityPage: Page = {
  path: '/sboms/{sbom}/quality',
  permission: 'office.read',
  async render(ctx, { params: { sbom: id = '' } }) {
    const { locale } = ctx
    const sbom = await getSbom(ctx, numberOf(id))
    const title = `${sbom.name} ${sbom.version}`.trim()
    return {
      title: words.quality,
      lead: title,
      above: [
        { title: words.sboms, href: '/sboms' },
        { title: verbatim(title), href: `/sboms/${sbom.id}` },
      ],
      content: qualityCard(await scoreKept(ctx, sbom.id, {}), locale),
    }
  },
}

const mostReleases = 500

/** Since which release is chosen on it; at first the one before. */
export const releaseChangesPage: Page = {
  path: '/releases/{release}/changes',
  permission: 'office.read',
  async render(ctx, { params: { release: id = '' }, query }) {
    const { locale } = ctx
    const release = await getRelease(ctx, numberOf(id))
    const { releases } = await listReleases(ctx, { product: release.product, limit: mostReleases, offset: 0 })
    const others = releases.filter(other => other.id !== release.id && other.documents > 0)
    const at = releases.findIndex(other => other.id === release.id)
    const chosen = others.find(other => String(other.id) === query.get('before'))
    const before = chosen ?? others.find(other => releases.indexOf(other) > at) ?? others[0]
    const options = others.map(
      other => html`<option value="${other.id}"${other === before && ' selected'}>${other.version}</option>`,
    )
    const form = html`<form class="filters" method="get" action="/releases/${release.id}/changes">
      <select class="form-select" name="before" aria-label="${words.before[locale]}">${options}</select>
      <button class="btn">${words.compare[locale]}</button></form>`
    const compared = before && release.documents > 0
    return {
      title: verbatim(`${release.productName} ${release.version}`),
      ...(before && { lead: words.since(before.version)[locale] }),
      above: [{ title: verbatim(`${release.productName} ${release.version}`), href: `/releases/${release.id}` }],
      content: html`${card(words.compareWith[locale], before ? form : empty(words.nothingToCompare[locale]))}
        ${compared ? changesCard(await compareReleases(ctx, { before: before.id, after: release.id }), locale) : ''}
        ${release.documents === 0 && alert(words.noDocument[locale], 'info')}`,
    }
  },
}
