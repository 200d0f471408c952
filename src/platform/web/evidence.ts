import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { disclosure, facts } from './card.ts'
import { formatShare } from './format.ts'
import { words } from './messages.ts'
import type { Markup } from './page.ts'

/** What stands behind a number. */
export interface Evidence {
  definition: string
  /** In signs, where words alone leave doubt. */
  formula: string | null
  caveats: readonly string[]
  source: { name: string; url: string }
  /** As used, by the names that the address has for them. */
  parameters: readonly (readonly [string, string])[]
  /** Of figures of organizations: the share of what is counted whose organization is known. */
  coverage?: number | null
  /** From what it was drawn, and when that was collected. */
  origin?: string
  /** Where the rows are that were counted. */
  rowsHref?: string
  /** As it was asked of the facts. */
  sql?: string
}

/** Beside every number: how it is defined and counted, with which parameters, from what, what to mind, and the rows. */
export function evidence(
  { definition, formula, caveats, source, parameters, coverage = null, origin, rowsHref, sql }: Evidence,
  locale: Locale,
): Markup {
  return disclosure(words.evidence[locale], [
    html`<p><strong>${words.definition[locale]}:</strong> ${definition}</p>`,
    formula && html`<p><strong>${words.formula[locale]}:</strong> <code>${formula}</code></p>`,
    coverage !== null && html`<p><strong>${words.coverage[locale]}:</strong> ${formatShare(coverage, locale)}</p>`,
    caveats.length > 0 &&
      html`<p><strong>${words.caveats[locale]}</strong></p><ul>${caveats.map(caveat => html`<li>${caveat}</li>`)}</ul>`,
    origin && html`<p>${origin}</p>`,
    html`<p class="row-line"><a href="${source.url}" rel="noreferrer">${source.name}</a>${rowsHref && html`<a href="${rowsHref}">${words.rowsBehind[locale]}</a>`}</p>`,
    parameters.length > 0 &&
      disclosure(words.parametersUsed[locale], facts(parameters.map(([name, value]) => [name, value]))),
    sql && disclosure(words.askedOfFacts[locale], html`<pre><code>${sql}</code></pre>`),
  ])
}
