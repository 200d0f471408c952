import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, disclosure, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { claimedPurl, type LicenseClaim, sourceNames } from '../licenses/model.ts'
import { findLicenseClaims } from '../licenses/service.ts'
import { licenseWords as words } from './messages.ts'
import type { PackageUse } from './model.ts'

/** Who says under what each version is licensed, and where a person says so. */
export async function licensesCard(
  ctx: Context,
  uses: readonly Pick<PackageUse, 'purl' | 'version'>[],
  query: URLSearchParams,
): Promise<Markup> {
  const { locale } = ctx
  const versions = new Map(uses.map(use => [claimedPurl(use.purl), use.version]))
  const claims = [...(await findLicenseClaims(ctx, versions.keys())).values()].flat()
  const mayChange = ctx.actor.permissions.has('office.change')
  const table = dataTable({
    rows: claims,
    columns: columns(versions, mayChange, locale),
    locale,
    query,
    caption: words.whoSays[locale],
    sortedBy: 'claim-version',
    none: empty(words.nobody[locale]),
  })
  return card(words.whoSays[locale], [table, mayChange && curateForm(versions, locale)])
}

function columns(versions: ReadonlyMap<string, string>, mayChange: boolean, locale: Locale): Column<LicenseClaim>[] {
  const versionOf = ({ purl }: LicenseClaim) => versions.get(purl) ?? ''
  return [
    {
      id: 'claim-version',
      title: words.version[locale],
      by: versionOf,
      cell: claim => html`<span class="mono">${versionOf(claim) || '–'}</span>`,
    },
    { id: 'claim-license', title: words.license[locale], by: claim => claim.license, cell: claim => claim.license },
    {
      id: 'claim-source',
      title: words.source[locale],
      by: claim => claim.source,
      cell: ({ source }) => badge(sourceNames[source][locale], source === 'curation' ? 'good' : 'plain'),
    },
    { id: 'claim-evidence', title: words.evidence[locale], cell: evidence },
    {
      id: 'claim-since',
      title: words.since[locale],
      by: claim => claim.seenAt,
      cell: claim => day(claim.seenAt, locale),
    },
    ...(mayChange
      ? [
          {
            id: 'claim-withdraw',
            title: words.withdraw[locale],
            cell: (claim: LicenseClaim) => withdraw(claim, locale),
          },
        ]
      : []),
  ]
}

/** Of a curation the last line may be a link. */
function evidence({ source, evidence }: LicenseClaim): Markup {
  const [link = '', ...reason] = evidence.split('\n').reverse()
  if (source !== 'curation' || reason.length === 0 || !/^https?:\/\//.test(link)) return html`<span>${evidence}</span>`
  return html`${reason.reverse().join(' ')} <a href="${link}" rel="noopener noreferrer nofollow">${link}</a>`
}

function withdraw({ purl, source }: LicenseClaim, locale: Locale): Markup | string {
  if (source !== 'curation') return ''
  return html`<form class="filters" method="post" action="/licenses/withdraw"><input type="hidden" name="purl" value="${purl}">
    <label>${words.why[locale]} <input class="form-control" name="why" required maxlength="2000"></label>
    <button class="btn align-self-end">${words.withdraw[locale]}</button></form>`
}

function curateForm(versions: ReadonlyMap<string, string>, locale: Locale): Markup {
  const options = [...versions].map(([purl, version]) => html`<option value="${purl}">${version || purl}</option>`)
  return disclosure(
    words.curate[locale],
    html`<p class="small">${words.curateLead[locale]}</p><form class="filters" method="post" action="/licenses/curate">
      <label>${words.version[locale]} <select class="form-select" name="purl" required>${options}</select></label>
      <label>${words.expression[locale]} <input class="form-control mono" name="license" required maxlength="2000" spellcheck="false" placeholder="MIT OR Apache-2.0"></label>
      <label>${words.why[locale]} <input class="form-control" name="why" required maxlength="2000"></label>
      <label>${words.link[locale]} <input class="form-control" type="url" name="link" maxlength="2000" placeholder="https://"></label>
      <button class="btn btn-primary align-self-end">${words.curate[locale]}</button></form>`,
  )
}
