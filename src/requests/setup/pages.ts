import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert, badge, card, disclosure, empty, postButton } from '../../platform/web/card.ts'
import { type Column, dataTable } from '../../platform/web/data-table.ts'
import { ago, formatNumber } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { type DeskDocument, DocumentKind } from '../documents/model.ts'
import { dryRunBody } from './dry-run-page.ts'
import { words } from './messages.ts'
import type { DocumentEntry } from './model.ts'
import * as service from './service.ts'

export const setupPage: Page = {
  path: '/desk',
  permission: 'desk.change',
  navigation: { title: words.setup, icon: 'desk', area: 'desk', order: 6 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const documents = await service.listDocuments(ctx)
    const table = (kind: DocumentKind) =>
      card(
        words[({ form: 'forms', policy: 'policies', calendar: 'calendar' } as const)[kind]][locale],
        dataTable({
          rows: documents.filter(document => document.kind === kind),
          columns: columns(ctx, kind),
          locale,
          query,
          caption: words.setup[locale],
          none: empty(words.none[locale]),
        }),
      )
    return {
      title: words.setup,
      lead: words.lead[locale],
      content: html`${table('form')}${table('policy')}${table('calendar')}${await exampleCard(locale)}
        ${card(words.write[locale], html`<p>${words.writeLead[locale]}</p>${editor({ kind: 'form', source: '' }, locale)}${editor({ kind: 'policy', source: '' }, locale)}`)}`,
    }
  },
}

export const documentPage: Page = {
  path: '/desk/{kind}/{id}',
  permission: 'desk.change',
  async render(ctx, { params, query }) {
    const { locale } = ctx
    const kind = requireKind(params['kind'])
    const versions = await service.getVersions(ctx, kind, params['id'] ?? '')
    const wanted = Number(query.get('version'))
    const shown = versions.find(({ version }) => version === wanted) ?? versions[0]
    if (!shown) throw noKind
    const names = await getNames(
      ctx,
      versions.map(({ createdBy }) => createdBy),
    )
    const newest = versions[0] === shown
    return {
      title: { en: `${words.kinds[kind].en} ${shown.id}`, zh: `${words.kinds[kind].zh} ${shown.id}` },
      lead: html`${words.version[locale]} ${shown.version} · ${stateBadge(shown, locale)}`,
      above: [{ title: words.setup, href: '/desk' }],
      actions:
        kind === 'calendar'
          ? html``
          : postButton(`/desk/${kind}/${shown.id}/active`, (shown.active ? words.retire : words.activate)[locale], {
              fields: { active: shown.active ? 'no' : 'yes' },
            }),
      content: html`${!newest && alert(`${words.compare[locale]} ${shown.version}.`, 'info')}
        ${card(words.source[locale], sourceForm(shown, locale))}
        ${card(words.versions[locale], versionTable(versions, names, { query, ctx }))}`,
    }
  },
}

export const saveDocumentForm: Form = {
  path: '/desk/{kind}',
  permission: 'desk.change',
  async submit(ctx, { params, form }) {
    const kind = requireKind(params['kind'])
    const source = textOf(form, 'source')
    if (form.has('try') && kind === 'policy') return dryRunBody(await service.dryRun(ctx, source), source, ctx.locale)
    const why = textOf(form, 'why').trim()
    const { id } = await service.save(ctx, kind, source, why ? { why } : {})
    return { redirect: `/desk/${kind}/${id}` }
  },
}

export const activateDocumentForm: Form = {
  path: '/desk/{kind}/{id}/active',
  permission: 'desk.change',
  async submit(ctx, { params, form }) {
    const kind = requireKind(params['kind'])
    const { id } = await service.setActive(ctx, kind, params['id'] ?? '', form.get('active') === 'yes')
    return { redirect: `/desk/${kind}/${id}` }
  },
}

export const adoptForm: Form = {
  path: '/desk/examples/{example}/adopt',
  permission: 'desk.change',
  async submit(ctx, { params }) {
    const { id } = await service.adopt(ctx, params['example'] ?? '')
    return { redirect: `/desk/policy/${id}` }
  },
}

function columns({ locale, now }: Context, kind: DocumentKind): Column<DocumentEntry>[] {
  const all: (Column<DocumentEntry> | false)[] = [
    {
      id: 'name',
      title: words.name[locale],
      by: row => row.id,
      cell: ({ id, title }) =>
        html`<a class="strong" href="/desk/${kind}/${id}">${title[locale]}</a><div class="small text-secondary">${id}</div>`,
    },
    { id: 'state', title: words.state[locale], cell: document => stateBadge(document, locale) },
    kind === 'policy' && { id: 'cases', title: words.cases[locale], numeric: true, cell: ({ cases }) => cases },
    { id: 'version', title: words.version[locale], numeric: true, cell: ({ version }) => version },
    { id: 'origin', title: words.origin[locale], cell: ({ origin }) => words[origin][locale] },
    {
      id: 'at',
      title: words.at[locale],
      by: row => row.createdAt,
      cell: ({ createdAt }) => ago(createdAt, now(), locale),
    },
  ]
  return all.filter(column => column !== false)
}

function stateBadge(
  { active, ...rest }: Pick<DocumentEntry, 'active'> & { problem?: DocumentEntry['problem'] },
  locale: Locale,
): Markup {
  const { problem } = rest
  if (problem) return html`${badge(words.unreadable[locale], 'bad')}<div class="small">${problem[locale]}</div>`
  return active ? badge(words.active[locale], 'good') : badge(words.retired[locale])
}

function sourceForm({ kind, source }: DeskDocument, locale: Locale): Markup {
  return html`<form class="stack wide" method="post" action="/desk/${kind}"><label><span class="visually-hidden">${words.source[locale]}</span>
    <textarea class="form-control mono" name="source" rows="28" spellcheck="false" required>${source}</textarea></label>
    <label>${words.why[locale]} <input class="form-control" name="why" maxlength="2000"></label>
    <div class="actions">${kind === 'policy' && html`<button class="btn" name="try" value="1">${words.tryIt[locale]}</button>`}<button class="btn btn-primary">${words.save[locale]}</button></div></form>`
}

function editor({ kind, source }: Pick<DeskDocument, 'kind' | 'source'>, locale: Locale): Markup {
  return disclosure(
    words.kinds[kind][locale],
    html`<form class="stack wide" method="post" action="/desk/${kind}"><label><span class="visually-hidden">${words.source[locale]}</span><textarea class="form-control mono" name="source" rows="16" spellcheck="false" required>${source}</textarea></label><button class="btn btn-primary">${words.save[locale]}</button></form>`,
  )
}

function versionTable(
  versions: DeskDocument[],
  names: Map<string, string>,
  { query, ctx }: { query: URLSearchParams; ctx: Context },
): Markup {
  const { locale, now } = ctx
  return dataTable({
    rows: versions,
    columns: [
      {
        id: 'version',
        title: words.version[locale],
        cell: ({ kind, id, version }) => html`<a href="/desk/${kind}/${id}?version=${version}">${version}</a>`,
      },
      { id: 'state', title: words.state[locale], cell: document => stateBadge(document, locale) },
      { id: 'by', title: words.by[locale], cell: ({ createdBy }) => names.get(createdBy) ?? words.shipped[locale] },
      { id: 'at', title: words.at[locale], cell: ({ createdAt }) => ago(createdAt, now(), locale) },
    ],
    locale,
    query,
    caption: words.versions[locale],
    none: empty(words.none[locale]),
  })
}

async function exampleCard(locale: Locale): Promise<Markup> {
  const examples = [...(await service.readExamplePolicies())]
  return card(
    words.examples[locale],
    html`<p>${words.adoptLead[locale]}</p>${examples.map(([name, source]) =>
      disclosure(
        `${name} (${formatNumber(source.split('\n').length, locale)})`,
        html`<pre class="mono" tabindex="0">${source}</pre>${postButton(`/desk/examples/${name}/adopt`, words.adopt[locale])}`,
      ),
    )}`,
  )
}

function requireKind(word: string | undefined): DocumentKind {
  const kind = DocumentKind.safeParse(word)
  if (kind.success) return kind.data
  throw noKind
}

function textOf(form: FormData, name: string) {
  return String(form.get(name) ?? '').slice(0, 1_000_001)
}

const noKind = new Failure('not-found', {
  en: 'The desk has forms, policies and a calendar',
  zh: '服务台只有表单、策略和日历',
})
