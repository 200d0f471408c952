import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { badge, card, disclosure, empty, type Tone } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Markup } from '../../platform/web/page.ts'
import { verdicts, words } from './messages.ts'
import type { Quality, QualityAnswer } from './model.ts'
import { levelNames } from './quality/requirement.ts'

const tones: Record<QualityAnswer['verdict'], Tone> = { met: 'good', unmet: 'bad', 'not-applicable': 'plain' }
/** What is missing comes first. */
const order: QualityAnswer['verdict'][] = ['unmet', 'met', 'not-applicable']

/** Each set of requirements with its score; folded away what of it is met and missing. */
export function qualityCard(quality: readonly Quality[], locale: Locale): Markup {
  return card(
    words.quality[locale],
    quality.map(one => html`<div class="stack">${disclosure(summaryOf(one, locale), answerTable(one, locale))}</div>`),
  )
}

function summaryOf({ title, edition, score, conforms }: Quality, locale: Locale): Markup {
  const verdict = conforms ? badge(words.conforms[locale], 'good') : badge(words.conformsNot[locale], 'warn')
  const points = score === null ? '–' : formatNumber(score, locale)
  return html`<strong>${title[locale]}</strong> <span class="small">${edition}</span> · ${points} / 100 ${verdict}`
}

function answerTable({ answers, title }: Quality, locale: Locale): Markup {
  return dataTable({
    rows: answers.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)),
    columns: [
      {
        id: 'requirement',
        title: words.requirement[locale],
        cell: ({ title, text, section }) =>
          html`<strong>${title[locale]}</strong><div class="small">${text[locale]} · ${section}</div>`,
      },
      { id: 'level', title: words.level[locale], cell: ({ level }) => levelNames[level][locale] },
      {
        id: 'verdict',
        title: words.verdict[locale],
        cell: ({ verdict }) => badge(verdicts[verdict][locale], tones[verdict]),
      },
      { id: 'missing', title: words.misses[locale], cell: answer => missingCell(answer, locale) },
    ],
    locale,
    query: new URLSearchParams(),
    caption: title[locale],
    size: 1000,
    none: empty(words.none[locale]),
  })
}

function missingCell({ verdict, subject, met, unmet, missing, from }: QualityAnswer, locale: Locale): Markup | false {
  if (verdict !== 'unmet') return false
  const counted =
    subject === 'component' &&
    html`<div>${words.missing(unmet, met + unmet)[locale]}</div><div class="small mono">${missing.map(({ purl, name }) => purl?.replace(/[?#].*$/s, '') ?? name).join(', ')}</div>`
  return html`${counted}<div class="small">${words.from[locale]}: ${from.map(source => source[locale]).join('; ')}</div>`
}
