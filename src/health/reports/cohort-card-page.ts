import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, empty } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import type { Cohort, Criterion } from '../cohorts/model.ts'
import { criterionNames as common, kindNames, whySimilar } from '../cohorts/service.ts'
import { criterionNames, words } from './messages.ts'

type Member = Cohort['members'][number]

/** Which projects these are and what they have in common; each can be left out by the address. */
export function cohortCard(cohort: Cohort, query: URLSearchParams, locale: Locale): Markup {
  const { own, members, more } = cohort
  const n = (value: number) => formatNumber(value, locale)
  const table = dataTable<Member>({
    rows: members.length > 0 ? [{ ...own, common: [] }, ...members] : [],
    columns: columnsOf(own.project, members, query, locale),
    ...{ locale, query, size: 100, caption: words.similar[locale], none: empty(words.noSimilar[locale]) },
  })
  const why = html`<p>${whySimilar(cohort)[locale]}</p>`
  const rest = more > 0 && html`<p class="small">${words.moreSimilar(n(more))[locale]}</p>`
  return card(words.similar[locale], [why, table, rest], n(members.length))
}

function columnsOf(own: string, members: readonly Member[], query: URLSearchParams, locale: Locale): Column<Member>[] {
  const title = (criterion: Criterion) => criterionNames[criterion][locale]
  return [
    {
      id: 'project',
      title: words.project[locale],
      cell: ({ project, name }) =>
        html`<a class="strong" href="/reports/project/${project}">${name}</a>${project === own && html` ${badge(words.thisOne[locale], 'info')}`}`,
    },
    { id: 'size', title: title('size'), numeric: true, cell: ({ commitsOfYear }) => commitsOfYear },
    { id: 'age', title: title('age'), numeric: true, cell: ({ ageDays }) => shownAge(ageDays, locale) },
    { id: 'language', title: title('language'), cell: ({ language }) => language ?? '–' },
    { id: 'kind', title: title('kind'), cell: ({ kind }) => (kind === null ? '–' : kindNames[kind][locale]) },
    {
      id: 'common',
      title: words.common[locale],
      cell: one => html`${one.common.map(criterion => html`${badge(common[criterion][locale], 'good')} `)}`,
    },
    {
      id: 'without',
      title: words.without[locale],
      cell: ({ project }) =>
        project !== own &&
        members.length > 1 &&
        html`<a class="nowrap" href="?${without(project, members, query)}">${words.without[locale]}</a>`,
    },
  ]
}

/** The same address with the others named. */
function without(project: string, members: readonly Member[], query: URLSearchParams): string {
  const next = new URLSearchParams(query)
  next.set('similarProjects', members.flatMap(member => (member.project === project ? [] : [member.project])).join(','))
  return String(next)
}

function shownAge(days: number | null, locale: Locale): string {
  if (days === null) return '–'
  const unit = days < 730 ? ({ unit: 'month', of: 30.44 } as const) : ({ unit: 'year', of: 365.25 } as const)
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: unit.unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  })
  return format.format(days / unit.of)
}
