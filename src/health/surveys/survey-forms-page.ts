import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import { card, disclosure } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Page } from '../../platform/web/page.ts'
import { getQuestionnaire, getQuestionnaires, saveQuestionnaire } from './forms/service.ts'
import { words } from './messages.ts'

const above = [{ title: words.surveys, href: '/surveys' }]

export const surveyFormsPage: Page = {
  path: '/surveys/forms',
  permission: 'office.read',
  async render(ctx, { query }) {
    const { locale } = ctx
    return {
      title: words.questionnaires,
      lead: words.formLead[locale],
      above,
      content: card(
        words.questionnaires[locale],
        dataTable({
          ...{ rows: await getQuestionnaires(ctx), locale, query, caption: words.questionnaires[locale] },
          none: words.noSurveys[locale],
          columns: [
            {
              id: 'title',
              title: words.questionnaire[locale],
              cell: ({ id, title }) => html`<a class="strong" href="/surveys/forms/${id}">${either(title, locale)}</a>`,
            },
            {
              id: 'measures',
              title: words.measures[locale],
              cell: ({ measures }) => measures.map(({ metric }) => metric).join(', '),
            },
            { id: 'version', title: words.version[locale], numeric: true, cell: ({ version }) => version },
          ],
        }),
      ),
    }
  },
}

export const surveyFormPage: Page = {
  path: '/surveys/forms/{form}',
  permission: 'office.read',
  async render(ctx, { params: { form: id = '' } }) {
    const { locale } = ctx
    const form = await getQuestionnaire(ctx, id)
    const mayChange = ctx.actor.permissions.has('office.change')
    const field = html`<textarea class="form-control mono" name="source" rows="30" maxlength="200000" spellcheck="false" aria-label="${words.asWritten[locale]}"${!mayChange && html` readonly`}>${form.source}</textarea>`
    const editor = html`<form class="stack wide" method="post" action="/surveys/forms">${field}
      ${mayChange && html`<button class="btn btn-primary">${words.save[locale]}</button>`}</form>`
    return {
      title: form.title,
      lead: either(form.summary, locale),
      above: [...above, { title: words.questionnaires, href: '/surveys/forms' }],
      ...(mayChange && {
        actions: html`<a class="btn btn-primary" href="/surveys/new?form=${id}">${words.start[locale]}</a>`,
      }),
      content: html`${card(
        words.questionnaire[locale],
        html`<ol>${form.questions.map(({ text }) => html`<li>${either(text, locale)}</li>`)}</ol>`,
        html`${words.version[locale]} ${form.version}`,
      )}
        ${card(words.asWritten[locale], [html`<p class="small">${words.formLead[locale]}</p>`, disclosure(words.asWritten[locale], editor)])}`,
    }
  },
}

export const saveFormForm: Form = {
  path: '/surveys/forms',
  permission: 'office.change',
  async submit(ctx, { form }) {
    // A browser ends lines with CR LF.
    const source = String(form.get('source') ?? '').replaceAll('\r\n', '\n')
    const { id } = await saveQuestionnaire(ctx, source)
    return { redirect: `/surveys/forms/${id}` }
  },
}
