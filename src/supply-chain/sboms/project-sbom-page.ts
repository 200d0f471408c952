import { html } from 'hono/html'
import { getProject } from '../../catalog/projects/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import { verbatim } from '../../lib/text/text.ts'
import { card } from '../../platform/web/card.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { libyearsCard } from './libyears-page.ts'
import { words } from './messages.ts'
import { qualityCard } from './quality-page.ts'
import { getProjectLibyears, listNamedFormats, scoreProject } from './service.ts'

const usual = 'cyclonedx-1.6'

export const projectSbomPage: Page = {
  path: '/projects/{project}/sbom',
  permission: 'office.read',
  async render(ctx, { params: { project: id = '' }, query }) {
    const { locale } = ctx
    const { name } = await getProject(ctx, id)
    const [quality, libyears] = await Promise.all([
      scoreProject(ctx, id, { format: usual }),
      getProjectLibyears(ctx, id),
    ])
    return {
      title: words.sbom,
      lead: words.sbomLead[locale],
      above: [
        { title: words.office, href: '/' },
        { title: verbatim(name), href: `/projects/${id}` },
      ],
      content: html`${card(words.download[locale], downloadForm(id, locale))}
        ${libyearsCard(libyears, query, locale)}${qualityCard(quality, locale)}`,
    }
  },
}

function downloadForm(id: string, locale: Locale): Markup {
  const party = (name: 'author' | 'supplier') =>
    html`<label>${words[name][locale]} <input class="form-control" name="${name}" maxlength="500" placeholder="${words.partyHint[locale]}"></label>`
  return html`<form class="filters" method="get" action="/sbom-files/projects/${id}">
    <label>${words.format[locale]} ${formatChoice('format', locale)}</label>${party('author')}${party('supplier')}
    <button class="btn btn-primary">${words.download[locale]}</button></form>`
}

export function formatChoice(name: string, locale: Locale): Markup {
  return html`<select class="form-select" name="${name}" aria-label="${words.format[locale]}">${listNamedFormats().map(
    ({ name: format }) => html`<option value="${format}"${format === usual && ' selected'}>${format}</option>`,
  )}</select>`
}
