import { html } from 'hono/html'
import type { Locale } from '../../../lib/text/text.ts'
import { card } from '../../../platform/web/card.ts'
import type { Markup } from '../../../platform/web/page.ts'
import { words } from './messages.ts'
import {
  Confidentiality,
  confidentialities,
  Registration,
  type Segment,
  type Series,
  type Slot,
  Visibility,
} from './model.ts'
import { usualAgenda } from './read-series-form.ts'

const emptyLines = 2

/** One form for all of a series; a line that is left empty is taken out. */
export function seriesForm(series: Series | undefined, zones: readonly string[], locale: Locale): Markup {
  const agenda = series?.agenda ?? usualAgenda.map((segment, i) => ({ ...segment, id: `part-${i + 1}` }))
  return html`<form class="stack wide" method="post" action="/series"><input type="hidden" name="status" value="${series?.status ?? 'active'}">
    ${card(
      words.series[locale],
      html`<div class="stack">${[
        input('id', words.id[locale], series?.id ?? '', { required: true, readonly: series !== undefined }),
        input('title.en', words.nameEn[locale], series?.title.en ?? ''),
        input('title.zh', words.nameZh[locale], series?.title.zh ?? ''),
        input('summary.en', words.summaryEn[locale], series?.summary.en ?? ''),
        input('summary.zh', words.summaryZh[locale], series?.summary.zh ?? ''),
        input('hosts', `${words.hosts[locale]} (${words.hostsHint[locale]})`, series?.hosts.join(', ') ?? ''),
        select(
          'visibility',
          words.visibility[locale],
          Visibility.options.map(value => [value, words.visibilities[value][locale]]),
          series?.visibility ?? 'members',
        ),
        select(
          'registration',
          words.registration[locale],
          Registration.options.map(value => [value, words.registrations[value][locale]]),
          series?.registration ?? 'rsvp',
        ),
        input('link', `${words.link[locale]} (${words.linkHint[locale]})`, series?.link ?? ''),
        input('reminders', words.reminders[locale], (series?.reminders ?? [1440, 60]).join(', ')),
      ]}</div>`,
    )}
    ${card(words.slots[locale], html`<p class="small">${words.ruleHint[locale]} · ${words.addSlot[locale]}</p><datalist id="zones">${zones.map(zone => html`<option value="${zone}">`)}</datalist>${[...(series?.slots ?? []), ...blank(emptyLines)].map((slot, i) => slotLine(slot, i, locale))}`)}
    ${card(words.agenda[locale], html`${[...agenda, ...blank(emptyLines)].map((segment, i) => segmentLine(segment, i, locale))}`)}
    ${card(words.topics[locale], html`<textarea class="form-control" name="topics" rows="4" aria-label="${words.topics[locale]}">${series?.topics.map(({ en, zh }) => en || zh).join('\n') ?? ''}</textarea>`)}
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function blank(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined)
}

function slotLine(slot: Slot | undefined, i: number, locale: Locale): Markup {
  const label = (text: { en: string; zh: string }) => `${text[locale]} ${i + 1}`
  return html`<div class="filters"><input type="hidden" name="slot.id" value="${slot?.id ?? ''}"><input type="hidden" name="slot.excluded" value="${slot?.excluded.join(' ') ?? ''}">
    <input class="form-control" name="slot.name" value="${slot?.name.en ?? ''}" placeholder="${words.slot[locale]}" aria-label="${label(words.slot)}" maxlength="100">
    <input class="form-control" type="datetime-local" name="slot.start" value="${slot?.start ?? ''}" aria-label="${label(words.start)}">
    <input class="form-control" name="slot.zone" list="zones" value="${slot?.zone ?? ''}" placeholder="${words.zone[locale]}" aria-label="${label(words.zone)}" maxlength="60">
    <input class="form-control" type="number" min="5" name="slot.minutes" value="${slot?.minutes ?? 60}" aria-label="${label(words.minutes)}">
    <input class="form-control mono" name="slot.rule" value="${slot?.rule ?? ''}" placeholder="FREQ=MONTHLY;BYDAY=2TH" aria-label="${label(words.rule)}" maxlength="500"></div>`
}

function segmentLine(segment: Segment | undefined, i: number, locale: Locale): Markup {
  const label = (text: { en: string; zh: string }) => `${text[locale]} ${i + 1}`
  return html`<div class="filters"><input type="hidden" name="segment.id" value="${segment?.id ?? ''}">
    <input class="form-control" name="segment.title" value="${segment?.title.en ?? ''}" placeholder="${words.segment[locale]}" aria-label="${label(words.segment)} en" maxlength="200">
    <input class="form-control" name="segment.zh" value="${segment?.title.zh ?? ''}" placeholder="中文" aria-label="${label(words.segment)} zh" maxlength="200">
    <input class="form-control" type="number" min="1" name="segment.minutes" value="${segment?.minutes ?? 10}" aria-label="${label(words.minutes)}">
    <select class="form-select" name="segment.confidentiality" aria-label="${label(words.confidentiality)}">${Confidentiality.options.map(
      value =>
        html`<option value="${value}"${value === (segment?.confidentiality ?? 'chatham-house') && ' selected'}>${confidentialities[value][locale]}</option>`,
    )}</select>
    <input class="form-control" name="segment.speaker" value="${segment?.speaker ?? ''}" placeholder="${words.speaker[locale]}" aria-label="${label(words.speaker)}" maxlength="300"></div>`
}

function input(name: string, label: string, value: string, { required = false, readonly = false } = {}): Markup {
  return html`<label>${label} <input class="form-control" name="${name}" value="${value}" maxlength="1000"${required && ' required'}${readonly && ' readonly'}></label>`
}

function select(name: string, label: string, options: [string, string][], value: string): Markup {
  return html`<label>${label} <select class="form-select" name="${name}">${options.map(
    ([option, text]) => html`<option value="${option}"${option === value && ' selected'}>${text}</option>`,
  )}</select></label>`
}
