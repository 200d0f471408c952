import { html } from 'hono/html'
import type { z } from 'zod'
import type { Locale } from '../../lib/text/text.ts'
import { card, disclosure } from '../web/card.ts'
import type { Markup, Page } from '../web/page.ts'
import { type Endpoint, pathNames } from './endpoint.ts'
import { words } from './messages.ts'
import { schemaOf } from './openapi.ts'

/** Documentation that can't go stale: drawn from the endpoints themselves. */
export function apiPage(endpoints: Endpoint[]): Page {
  return {
    path: '/api',
    permission: 'office.read',
    navigation: { title: words.api, icon: 'api', area: 'administration', order: 9 },
    async render({ locale }, { origin }) {
      const areas = Map.groupBy(endpoints, e => e.path.split('/')[2] ?? '')
      return {
        title: words.api,
        lead: words.lead[locale],
        actions: html`<a class="btn" href="/api/openapi.json">${words.document[locale]}</a>`,
        content: html`${[...areas].map(([area, list]) =>
          card(
            area,
            list.map(e => operation(e, origin, locale)),
          ),
        )}`,
      }
    },
  }
}

function operation(e: Endpoint, origin: string, locale: Locale): Markup {
  const summary = html`<span class="tag tag-info">${e.method}</span> <span class="mono">${e.path}</span> <span>${e.summary[locale]}</span>`
  return disclosure(summary, [
    html`<p>${words.permission[locale]}: <code>${e.permission}</code></p>`,
    inputTable(e, locale),
    html`<h3>${words.output[locale]}</h3>${schemaText(e.output)}`,
    html`<h3>${words.example[locale]}</h3><pre tabindex="0">${exampleOf(e, origin)}</pre>`,
  ])
}

function inputTable(e: Endpoint, locale: Locale): Markup {
  const fields = Object.entries(e.input.shape)
  if (fields.length === 0) return html`<p>${words.none[locale]}</p>`
  const inPath = new Set(pathNames(e.path))
  const rest = e.method === 'GET' || e.upload ? words.query : words.body
  return html`<h3>${words.input[locale]}</h3><div class="table-scroll"><table class="table data keep"><tbody>${fields.map(
    ([name, type]) =>
      html`<tr><th scope="row" class="mono">${name}</th><td>${(inPath.has(name) ? words.path : rest)[locale]}</td>
        <td>${!(type as z.ZodType).safeParse(undefined).success && words.required[locale]}</td><td>${schemaText(type as z.ZodType)}</td></tr>`,
  )}</tbody></table></div>`
}

function schemaText(type: z.ZodType): Markup {
  return html`<pre class="mono" tabindex="0">${JSON.stringify(schemaOf(type), undefined, 1)}</pre>`
}

function exampleOf(e: Endpoint, origin: string) {
  const lines = [`curl -H "Authorization: Bearer $OSPO_TOKEN" '${origin}${e.path}'`]
  if (e.upload) lines.push(`-X ${e.method} --data-binary @FILE`)
  else if (e.method !== 'GET') {
    const names = Object.keys(e.input.shape).filter(name => !pathNames(e.path).includes(name))
    const body = Object.fromEntries(names.map(name => [name, '…']))
    lines.push(`-X ${e.method} -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`)
  }
  return lines.join(' \\\n  ')
}
