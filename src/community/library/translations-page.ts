import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import { type Locale, verbatim } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, empty, facts, postButton, type Tone } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { day } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { writing } from './hits-page.ts'
import { words } from './messages.ts'
import { LanguageTag, type LibraryItem, pathOf, stateNames } from './model.ts'
import { getItem, sightOf } from './service.ts'
import { type ClaimState, claimStateNames, listChapters, NewTranslation, type Staleness } from './translations/model.ts'
import * as service from './translations/service.ts'

type Translated = service.TranslationOfItem

const claimTones: Record<ClaimState, Tone> = { open: 'info', done: 'good', released: 'plain', expired: 'warn' }

export function translationsCard(
  { id }: LibraryItem,
  translated: Translated[],
  query: URLSearchParams,
  locale: Locale,
): Markup {
  const table = dataTable({
    rows: translated,
    columns: [
      {
        id: 'language',
        title: words.language[locale],
        cell: ({ language, title }) =>
          html`<a class="strong" href="${pathOf(id)}/translations/${language}">${language}</a> <span lang="${language}">${title}</span>`,
      },
      {
        id: 'state',
        title: words.state[locale],
        cell: ({ state }) => badge(stateNames[state][locale], state === 'published' ? 'good' : 'info'),
      },
      { id: 'staleness', title: words.source[locale], cell: ({ staleness }) => stalenessBadge(staleness, locale) },
      { id: 'translators', title: words.translators[locale], cell: ({ translators }) => translators.join(', ') },
      { id: 'updated', title: words.updated[locale], cell: ({ updatedAt }) => day(updatedAt, locale) },
    ],
    locale,
    query,
    caption: words.translations[locale],
    none: empty(words.noTranslations[locale]),
  })
  return card(words.translations[locale], [table, languageForm(id, locale)])
}

function languageForm(id: string, locale: Locale): Markup {
  return html`<form class="filters" method="get" action="${pathOf(id)}/translations">
    <input class="form-control" name="language" required maxlength="35" pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*" placeholder="zh" aria-label="${words.language[locale]}">
    <button class="btn">${words.translate[locale]}</button></form>`
}

/** The form above gives the language in the query; its page has it in the path. */
export const translationsPage: Page = {
  path: '/library/{id}/translations',
  permission: 'community.read',
  async render(ctx, { params: { id = '' }, query }) {
    const item = await getItem(ctx, id, sightOf(ctx))
    const language = LanguageTag.safeParse(query.get('language'))
    return { redirect: language.success ? `${pathOf(item.id)}/translations/${language.data}` : pathOf(item.id) }
  },
}

export const translationPage: Page = {
  path: '/library/{id}/translations/{language}',
  permission: 'community.read',
  async render(ctx, { params: { id = '', language = '' } }) {
    const { locale } = ctx
    const item = await getItem(ctx, id, sightOf(ctx))
    const into = LanguageTag.safeParse(language)
    if (!into.success) throw badLanguage
    const before = await service.findTranslation(ctx, item, into.data)
    const mayPublish = ctx.actor.permissions.has('community.manage') && before?.state === 'draft'
    return {
      title: verbatim(`${before?.title ?? item.title} · ${into.data}`),
      above: [
        { title: words.library, href: '/library' },
        { title: verbatim(item.title), href: pathOf(id) },
      ],
      ...(mayPublish && {
        actions: postButton(`${pathOf(id)}/translations/${into.data}/publish`, words.publish[locale], {
          primary: true,
        }),
      }),
      content: html`${before && stalenessNote(before.staleness, locale)}
        <div class="grid">${card(words.source[locale], [item.summary && html`<p>${item.summary}</p>`, writing(item.body, item.language)], item.language)}
        ${card(words.translation[locale], translationForm(item, into.data, before, locale), into.data)}</div>`,
    }
  },
}

export const saveTranslationForm: Form = {
  path: '/library/{id}/translations/{language}',
  permission: 'community.read',
  async submit(ctx, { params: { id = '', language = '' }, form }) {
    await getItem(ctx, id, sightOf(ctx))
    const text = (name: string) =>
      String(form.get(name) ?? '')
        .replaceAll('\r\n', '\n')
        .trim()
    const read = NewTranslation.safeParse({
      language,
      title: text('title'),
      summary: text('summary'),
      body: text('body'),
      translators: text('translators')
        .split('\n')
        .map(name => name.trim())
        .filter(Boolean),
      caughtUp: form.get('caughtUp') === 'yes',
    })
    if (!read.success) throw badTranslation
    await service.saveTranslation(ctx, id, read.data)
    return { redirect: `${pathOf(id)}/translations/${language}` }
  },
}

export const publishTranslationForm: Form = {
  path: '/library/{id}/translations/{language}/publish',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '', language = '' } }) {
    await service.publishTranslation(ctx, id, language)
    return { redirect: `${pathOf(id)}/translations/${language}` }
  },
}

export async function claimsCard(ctx: Context, item: LibraryItem): Promise<Markup> {
  const { locale } = ctx
  const claims = await service.getClaims(ctx, item.id)
  const names = await getNames(
    ctx,
    claims.map(({ account }) => account),
  )
  const chapters = listChapters(item.body).filter(({ id }) => id !== '')
  const titles = new Map(chapters.map(({ id, title }) => [id, title]))
  const mayManage = ctx.actor.permissions.has('community.manage')
  const table = dataTable({
    rows: claims,
    columns: [
      {
        id: 'chapter',
        title: words.chapter[locale],
        cell: ({ chapter }) => (chapter ? (titles.get(chapter) ?? chapter) : words.whole[locale]),
      },
      { id: 'language', title: words.language[locale], cell: ({ language }) => language },
      { id: 'who', title: words.who[locale], cell: ({ account }) => names.get(account) ?? '–' },
      { id: 'until', title: words.until[locale], cell: ({ until }) => day(until, locale) },
      {
        id: 'state',
        title: words.state[locale],
        cell: ({ state }) => badge(claimStateNames[state][locale], claimTones[state]),
      },
      {
        id: 'end',
        title: words.done[locale],
        cell: ({ id, state, account }) =>
          state === 'open' &&
          (account === ctx.actor.id || mayManage) &&
          html`<div class="row-line">${postButton(`/library-claims/${id}`, words.done[locale], { fields: { state: 'done' } })}${postButton(`/library-claims/${id}`, words.release[locale], { fields: { state: 'released' } })}</div>`,
      },
    ],
    locale,
    query: new URLSearchParams(),
    caption: words.claims[locale],
    none: empty(words.noClaims[locale]),
  })
  const form = html`<form class="filters" method="post" action="${pathOf(item.id)}/claims">
    <label>${words.language[locale]} <input class="form-control" name="language" required maxlength="35" placeholder="zh"></label>
    <label>${words.chapter[locale]} <select class="form-select" name="chapter"><option value="">${words.whole[locale]}</option>${chapters.map(
      ({ id, title }) => html`<option value="${id}">${title}</option>`,
    )}</select></label>
    <label>${words.until[locale]} <input class="form-control" type="date" name="until"></label>
    <button class="btn align-self-end">${words.claim[locale]}</button></form>`
  return card(words.claims[locale], [table, disclosure(words.claim[locale], form)])
}

export const claimForm: Form = {
  path: '/library/{id}/claims',
  permission: 'community.read',
  async submit(ctx, { params: { id = '' }, form }) {
    await getItem(ctx, id, sightOf(ctx))
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const language = LanguageTag.safeParse(text('language'))
    if (!language.success) throw badLanguage
    await service.claimChapter(ctx, id, {
      language: language.data,
      chapter: text('chapter'),
      until: text('until') || undefined,
    })
    return { redirect: pathOf(id) }
  },
}

export const endClaimForm: Form = {
  path: '/library-claims/{claim}',
  permission: 'community.read',
  async submit(ctx, { params: { claim = '' }, form }) {
    const { item } = await service.endClaim(ctx, claim, form.get('state') === 'done' ? 'done' : 'released')
    return { redirect: pathOf(item) }
  },
}

export function stalenessBadge({ stale }: Staleness, locale: Locale): Markup {
  return stale ? badge(words.behind[locale], 'warn') : badge(words.upToDate[locale], 'good')
}

function stalenessNote({ stale, changed, added, gone }: Staleness, locale: Locale): Markup | false {
  if (!stale) return false
  const rows = [
    [words.changedChapters[locale], changed.join(' · ')],
    [words.addedChapters[locale], added.join(' · ')],
    [words.goneChapters[locale], gone.join(' · ')],
  ] satisfies [string, string][]
  return alert(html`<p>${words.behind[locale]}</p>${facts(rows.filter(([, said]) => said !== ''))}`, 'warn')
}

function translationForm(
  { id }: LibraryItem,
  language: string,
  before: Translated | undefined,
  locale: Locale,
): Markup {
  return html`<form class="stack wide" method="post" action="${pathOf(id)}/translations/${language}">
    <label>${words.title[locale]} <input class="form-control" name="title" required maxlength="300" lang="${language}" value="${before?.title ?? ''}"></label>
    <label>${words.summary[locale]} <textarea class="form-control" name="summary" rows="2" maxlength="2000" lang="${language}">${before?.summary ?? ''}</textarea></label>
    <label>${words.body[locale]} <textarea class="form-control mono" name="body" rows="16" maxlength="400000" lang="${language}">${before?.body ?? ''}</textarea></label>
    <label>${words.translators[locale]} <textarea class="form-control" name="translators" rows="2">${(before?.translators ?? []).join('\n')}</textarea><span class="small">${words.translatorsHint[locale]}</span></label>
    <label class="row-line"><input type="checkbox" name="caughtUp" value="yes" checked> ${words.caughtUp[locale]}</label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

const badLanguage = new Failure('invalid-input', {
  en: 'A language is named by its tag: en, zh or pt-BR',
  zh: '语言须以标记表示：en、zh 或 pt-BR',
})
const badTranslation = new Failure('invalid-input', {
  en: 'A translation needs a title of up to 300 characters, and a text of up to 400,000',
  zh: '译文需要标题（不超过 300 个字符），正文不超过 400,000 个字符',
})
