import { html } from 'hono/html'
import { findProjectByAddress } from '../../catalog/projects/service.ts'
import type { Context } from '../../platform/context.ts'
import { badge, card, facts, postButton } from '../../platform/web/card.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { repositorySources } from '../../supply-chain/inventory/repositories/model.ts'
import { findRepositories, setRepository } from '../../supply-chain/inventory/repositories/service.ts'
import { getPackage } from '../../supply-chain/inventory/service.ts'
import { mayFetch, requestFetch } from './fetching/service.ts'
import { standings, words } from './messages.ts'

export const packageRepositoryPage: Page = {
  path: '/dependency-repositories',
  permission: 'office.change',
  async render(ctx, { query }) {
    const { locale } = ctx
    const key = query.get('package') ?? ''
    const { name } = key ? await getPackage(ctx, key) : { name: '' }
    const known = (await findRepositories(ctx, [key])).get(key)
    const project = known && (await findProjectByAddress(ctx, known.address))
    const said = known
      ? html`<span class="mono">${known.address}</span> ${badge(repositorySources[known.source][locale], 'plain', known.evidence)}`
      : standings['unknown-repository'][locale]
    const form = html`<form class="stack wide" method="post" action="/dependency-repositories">
      <label>${words.package[locale]} <input class="form-control mono" name="package" required maxlength="1000" value="${key}"></label>
      <label>${words.address[locale]} <input class="form-control mono" name="address" required maxlength="500" placeholder="https://forge.example/owner/name" value="${known?.address ?? ''}"></label>
      <div class="actions"><button class="btn btn-primary">${words.save[locale]}</button></div></form>`
    const forget =
      known?.source === 'office' &&
      postButton('/dependency-repositories', words.forget[locale], { fields: { package: key, forget: 'yes' } })
    return {
      title: words.where,
      lead: words.whereLead[locale],
      above: [{ title: words.title, href: '/dependency-health' }],
      content: html`${card(words.where[locale], [
        key &&
          facts([
            [words.component[locale], name],
            [words.address[locale], said],
            ...(project
              ? [
                  [words.isMeasured[locale], html`<a href="/projects/${project.id}">${project.name}</a>`] as [
                    string,
                    Markup,
                  ],
                ]
              : []),
          ]),
        form,
        forget,
      ])}${known && !project && card(words.measureIt[locale], await howToAdd(ctx, known.address))}`,
    }
  },
}

/** The office fetches where it may; else it analyses folders of its own machine. */
async function howToAdd(ctx: Context, address: string): Promise<Markup> {
  const { locale } = ctx
  if (await mayFetch(ctx, address))
    return html`<p>${words.fetchNote[locale]}</p>${postButton('/dependency-repositories/fetch', words.fetchIt[locale], { primary: true, fields: { address } })}`
  const folder = address.slice(address.lastIndexOf('/') + 1)
  return html`<p>${words.measureHere[locale]}</p><pre><code>git clone --bare ${address} ${folder}.git
ospo scan ${folder}.git</code></pre><p class="small">${words.keepUp[locale]}</p>`
}

export const fetchForm: Form = {
  path: '/dependency-repositories/fetch',
  permission: 'office.change',
  async submit(ctx, { form }) {
    await requestFetch(ctx, String(form.get('address') ?? '').slice(0, 500))
    return { redirect: '/jobs' }
  },
}

export const packageRepositoryForm: Form = {
  path: '/dependency-repositories',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const key = String(form.get('package') ?? '').slice(0, 1000)
    const { purl } = await getPackage(ctx, key)
    const address = form.get('forget') === 'yes' ? null : String(form.get('address') ?? '').slice(0, 500)
    await setRepository(ctx, purl, address)
    return { redirect: `/dependency-repositories?package=${encodeURIComponent(purl)}` }
  },
}
