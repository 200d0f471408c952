import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Markup } from '../../platform/web/page.ts'
import { changeKinds, directions, words } from './messages.ts'
import type { Change, Changes } from './model.ts'

export function changesCard({ changes, unchanged }: Changes, locale: Locale): Markup {
  const side = (change: Change, of: 'before' | 'after') => {
    if (change.kind === 'license')
      return (
        (change.of === 'declared' ? change[of]?.declaredLicense : change[of]?.concludedLicense) ?? words.none[locale]
      )
    if (change.kind === 'supplier') return change[of]?.supplier ?? words.none[locale]
    return change[of]?.version
  }
  const table = dataTable({
    rows: changes,
    columns: [
      { id: 'kind', title: words.change[locale], cell: ({ kind }) => badge(changeKinds[kind][locale]) },
      {
        id: 'component',
        title: words.component[locale],
        cell: ({ before, after }) =>
          html`<span class="mono">${(after ?? before)?.purl ?? (after ?? before)?.name}</span>`,
      },
      { id: 'before', title: words.before[locale], cell: change => side(change, 'before') },
      { id: 'after', title: words.after[locale], cell: change => side(change, 'after') },
      {
        id: 'detail',
        title: words.what[locale],
        cell: ({ direction, algorithms }) => (direction ? directions[direction][locale] : algorithms?.join(', ')),
      },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.changes[locale],
    size: 5000,
    none: empty(words.noChanges[locale]),
  })
  return card(words.changes[locale], table, words.unchanged(unchanged)[locale])
}
