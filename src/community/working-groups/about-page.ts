import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale, Text } from '../../lib/text/text.ts'
import { card, disclosure, empty, facts } from '../../platform/web/card.ts'
import { day } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import type { Charter, WorkingGroup } from './model.ts'

/** What a group is for, and where it is met. */
export function aboutCard({ about }: WorkingGroup, chairs: readonly string[], locale: Locale): Markup {
  const said = (name: Text, text: Text): [string, Markup][] =>
    either(text, locale) ? [[name[locale], html`<span class="lines">${either(text, locale)}</span>`]] : []
  const link = (name: Text, url: string): [string, Markup][] =>
    url ? [[name[locale], html`<a href="${url}" rel="noopener nofollow">${url}</a>`]] : []
  const named = chairs.length > 0 ? chairs : about.listedChairs
  return card(
    words.about[locale],
    facts([
      ...said(words.mission, about.mission),
      ...said(words.scopeIn, about.scopeIn),
      ...said(words.scopeOut, about.scopeOut),
      [words.chairs[locale], named.join(', ') || words.nobody[locale]],
      ...said(words.cadence, about.cadence),
      ...(about.channels.length > 0
        ? [[words.channelsShown[locale], channels(about.channels)] satisfies [string, Markup]]
        : []),
      ...link(words.repository, about.repository),
      ...link(words.notes, about.notes),
    ]),
  )
}

function channels(lines: readonly string[]): Markup {
  return html`${lines.map(line => html`<div>${/^https?:\/\/\S+$/.test(line) ? html`<a href="${line}" rel="noopener nofollow">${line}</a>` : line}</div>`)}`
}

export function charterCard([newest, ...earlier]: Charter[], locale: Locale, more?: Markup): Markup {
  const title = words.charter[locale]
  if (!newest) return card(title, [empty(words.noCharter[locale]), more])
  const shown = ({ body }: Charter) => html`<div class="lines">${either(body, locale)}</div>`
  const head = ({ version, adoptedAt }: Charter) =>
    html`${words.version(String(version))[locale]} · ${day(adoptedAt, locale)}`
  return card(
    title,
    [
      shown(newest),
      earlier.length > 0 &&
        disclosure(
          words.earlier[locale],
          html`${earlier.map(charter => html`<p class="small">${head(charter)} ${charter.why}</p>${shown(charter)}`)}`,
        ),
      more,
    ],
    head(newest),
  )
}
