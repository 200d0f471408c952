import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup, Page } from '../../platform/web/page.ts'
import { findPackages } from '../../supply-chain/inventory/service.ts'
import { findPeople } from '../people/service.ts'
import { getProjects } from '../projects/service.ts'
import { words } from './messages.ts'

const mostOfEach = 10

/** Everything that has a name, in one box. */
export const searchPage: Page = {
  path: '/search',
  permission: 'office.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = (query.get('q') ?? '').trim().slice(0, 200)
    const needle = text.toLowerCase()
    const [projects, packages, people] = await Promise.all([
      getProjects(ctx),
      findPackages(ctx, { text, limit: mostOfEach }),
      findPeople(ctx, { text, limit: mostOfEach }),
    ])
    const matching = projects.filter(({ id, name, path }) => `${id} ${name} ${path}`.toLowerCase().includes(needle))
    const lists = [
      list(
        words.projects[locale],
        matching.slice(0, mostOfEach).map(({ id, name }) => hit(`/projects/${id}`, name)),
      ),
      list(
        words.components[locale],
        packages.map(
          ({ purl, name, type }) => html`${hit(`/components/${encodeURIComponent(purl)}`, name)} ${badge(type)}`,
        ),
      ),
      list(
        words.people[locale],
        people.map(
          ({ id, name, email, commits }) =>
            html`${hit(`/people/${id}`, name || email)} <span class="small">${formatNumber(commits, locale)}</span>`,
        ),
      ),
    ].filter(part => part !== undefined)
    return {
      title: text ? words.found(text) : words.search,
      content: lists.length > 0 && text ? html`<div class="grid">${lists}</div>` : nothing(locale),
    }
  },
}

function nothing(locale: Locale): Markup {
  return card(words.search[locale], empty(words.nothingFound[locale]))
}

function hit(href: string, text: string): Markup {
  return html`<a class="strong" href="${href}">${text}</a>`
}

function list(title: string, hits: Markup[]): Markup | undefined {
  return hits.length > 0
    ? card(title, html`<ul class="find-list">${hits.map(one => html`<li><div>${one}</div></li>`)}</ul>`)
    : undefined
}
