import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, empty, type Tone } from '../../platform/web/card.ts'
import { dataTable, sliceIn } from '../../platform/web/data-table.ts'
import { choice } from '../../platform/web/filter.ts'
import { ago } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { outside } from './hits-page.ts'
import { LibrarySettings, LinkState, linkStateNames } from './links/model.ts'
import * as links from './links/service.ts'
import { words } from './messages.ts'
import { pathOf } from './model.ts'

const size = 50

export const linkTones: Record<LinkState, Tone> = {
  unchecked: 'plain',
  ok: 'good',
  moved: 'info',
  broken: 'bad',
  refused: 'plain',
  unreachable: 'warn',
}

export const linksPage: Page = {
  path: '/library/links',
  permission: 'community.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    const state = LinkState.safeParse(query.get('state')).data
    const found = await links.listLinks(ctx, { state, ...sliceIn(query, size, 50_000) })
    const settings = await links.getSettings(ctx)
    const states = LinkState.options.map(
      id => [id, `${linkStateNames[id][locale]} (${found.counts.get(id) ?? 0})`] as const,
    )
    const table = dataTable({
      rows: found.links,
      columns: [
        { id: 'address', title: words.link[locale], cell: ({ address }) => outside(address) },
        { id: 'item', title: words.item[locale], cell: ({ item }) => html`<a href="${pathOf(item)}">${item}</a>` },
        {
          id: 'state',
          title: words.state[locale],
          cell: link => badge(linkStateNames[link.state][locale], linkTones[link.state]),
        },
        {
          id: 'answer',
          title: words.answer[locale],
          cell: ({ problem, movedTo, status }) =>
            movedTo
              ? html`<span>${words.movedTo[locale]} ${outside(movedTo)}</span>`
              : (problem?.[locale] ?? status ?? '–'),
        },
        { id: 'checked', title: words.checked[locale], cell: ({ checkedAt }) => ago(checkedAt, ctx.now(), locale) },
      ],
      locale,
      query,
      caption: words.links[locale],
      size,
      total: found.total,
      none: empty(words.allFine[locale]),
    })
    const filter = html`<form class="filters" method="get" action="/library/links">${choice('state', words.anyState[locale], states, query)}<button class="btn">${words.find[locale]}</button></form>`
    return {
      title: words.links,
      lead: words.linksLead[locale],
      above: [{ title: words.library, href: '/library' }],
      content: html`${card(words.checking[locale], [
        alert(settings.checksLinks ? words.checkingOn[locale] : words.checkingOff[locale]),
        ctx.actor.permissions.has('community.manage') && disclosure(words.edit[locale], settingsForm(settings, locale)),
      ])}${card(words.links[locale], [filter, table])}`,
    }
  },
}

export const settingsFormPost: Form = {
  path: '/library/links',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const read = LibrarySettings.safeParse({
      checksLinks: form.get('checksLinks') === 'yes',
      recheckDays: Number(form.get('recheckDays')),
    })
    if (!read.success) throw badSettings
    await links.saveSettings(ctx, read.data)
    return { redirect: '/library/links' }
  },
}

function settingsForm({ checksLinks, recheckDays }: LibrarySettings, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/library/links">
    <label class="row-line"><input type="checkbox" name="checksLinks" value="yes"${checksLinks && ' checked'}> ${words.checksLinks[locale]}</label>
    <label>${words.recheckDays[locale]} <input class="form-control" type="number" name="recheckDays" min="1" max="365" value="${recheckDays}"></label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

const badSettings = new Failure('invalid-input', {
  en: 'Links are checked again after 1 to 365 days',
  zh: '复查间隔须为 1 至 365 天',
})
