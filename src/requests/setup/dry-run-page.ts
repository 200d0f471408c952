import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, empty, facts, stat, stats } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup, PageBody } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import type { DryRun } from './model.ts'

/** What the policy's own cases say, and what would have come out otherwise; with the source, to save or go on. */
export function dryRunBody(run: DryRun, source: string, locale: Locale): PageBody {
  const { requests, changed, moves } = run
  const n = (value: number) => formatNumber(value, locale)
  return {
    title: words.dryRun,
    lead: words.dryRunLead(n(requests), n(changed))[locale],
    above: [
      { title: words.setup, href: '/desk' },
      { title: { en: run.policy, zh: run.policy }, href: `/desk/policy/${run.policy}` },
    ],
    content: html`${stats(stat(words.request[locale], n(requests)), stat(words.after[locale], n(changed)))}
      ${Object.keys(moves).length > 0 && card(words.dryRun[locale], facts(Object.entries(moves).map(([move, count]) => [move, n(count)])))}
      ${run.changes.length > 0 && card(words.request[locale], changeTable(run, locale))}
      ${card(words.cases[locale], caseTable(run, locale))}
      ${card(words.source[locale], sourceAgain(source, locale))}`,
  }
}

function changeTable({ changes }: DryRun, locale: Locale): Markup {
  return dataTable({
    rows: changes,
    columns: [
      {
        id: 'request',
        title: words.request[locale],
        cell: ({ number, title }) => html`<a href="/requests/${number}">${number}</a> ${title}`,
      },
      { id: 'before', title: words.before[locale], cell: ({ before }) => before },
      { id: 'after', title: words.after[locale], cell: ({ after }) => after },
      { id: 'rule', title: words.rule[locale], cell: ({ rule }) => rule ?? '–' },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.dryRun[locale],
    size: changes.length,
    none: empty(words.none[locale]),
  })
}

function caseTable({ cases }: DryRun, locale: Locale): Markup {
  const failedFirst = cases.toSorted((a, b) => Number(a.passed) - Number(b.passed))
  return dataTable({
    rows: failedFirst,
    columns: [
      { id: 'name', title: words.cases[locale], cell: ({ name }) => name },
      {
        id: 'passed',
        title: words.state[locale],
        cell: ({ passed }) => badge((passed ? words.passed : words.failed)[locale], passed ? 'good' : 'bad'),
      },
      { id: 'expected', title: words.expected[locale], cell: ({ expected }) => expected },
      { id: 'got', title: words.got[locale], cell: ({ got }) => got },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.cases[locale],
    size: Math.max(1, cases.length),
    none: empty(words.none[locale]),
  })
}

function sourceAgain(source: string, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/desk/policy"><label><span class="visually-hidden">${words.source[locale]}</span>
    <textarea class="form-control mono" name="source" rows="20" spellcheck="false" required>${source}</textarea></label>
    <label>${words.why[locale]} <input class="form-control" name="why" maxlength="2000"></label>
    <div class="actions"><button class="btn" name="try" value="1">${words.tryIt[locale]}</button><button class="btn btn-primary">${words.save[locale]}</button></div></form>`
}
