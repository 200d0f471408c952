import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { gather } from '../../platform/files/packed.ts'
import { badge, card, disclosure, empty, facts, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { day, formatShare } from '../../platform/web/format.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { decide, undoEvidence } from '../identities/evidence/service.ts'
import { type Proposal, Relation, reasonNames } from '../identities/model.ts'
import { getProposals } from '../identities/proposing/service.ts'
import { findPeopleOfKeys, showKey } from '../identities/service.ts'
import { enroll, undoEnrollment } from './enrollments/service.ts'
import { FormatName, type ImportPlan, largestFile, type PeopleImport } from './exchange/plan.ts'
import { getImports, importFile, previewImport, undoImport } from './exchange/service.ts'
import { words } from './messages.ts'
import { getUnknown } from './overview/service.ts'
import { getUnknownCompanies } from './profiles/service.ts'

const mostShown = 100

export const curationPage: Page = {
  path: '/curation',
  permission: 'people.manage',
  navigation: { title: words.curation, icon: 'people', area: 'administration', order: 6.5 },
  async render(ctx, { query }) {
    const { locale } = ctx
    return {
      title: words.curation,
      lead: words.curationLead[locale],
      content: html`<p><a class="btn" href="/curation/rules">${words.rules[locale]}</a></p>
        ${card(words.proposals[locale], proposalTable(await getProposals(ctx, mostShown), query, locale))}
        ${card(words.unknown[locale], await unknownTable(ctx, query))}
        ${card(words.claimed[locale], await claimedTable(ctx, query))}
        ${card(words.imports[locale], [importTable(await getImports(ctx), query, locale), disclosure(words.takeIn[locale], importForm({ name: '', text: '', format: '' }, locale))])}`,
    }
  },
}

function proposalTable(proposals: Proposal[], query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows: proposals,
    columns: [
      {
        id: 'people',
        title: words.people[locale],
        cell: ({ people, left, right }) =>
          html`${people.map(({ id, name }, index) => html`<div><a href="/people/${id}">${name}</a> <span class="mono small">${showKey(index === 0 ? left : right)}</span></div>`)}`,
      },
      {
        id: 'because',
        title: words.because[locale],
        cell: ({ reasons }) => reasons.map(reason => reasonNames[reason][locale]).join(', '),
      },
      {
        id: 'confidence',
        title: words.confidence[locale],
        numeric: true,
        by: ({ confidence }) => -confidence,
        cell: ({ confidence }) => formatShare(confidence, locale),
      },
      {
        id: 'decide',
        title: words.curation[locale],
        cell: ({ left, right }) =>
          html`<div class="actions">${(['same', 'different'] as const).map(relation =>
            postButton('/person-decisions', words[relation][locale], {
              fields: { relation, left, right, to: '/curation' },
            }),
          )}</div>`,
      },
    ],
    locale,
    query,
    caption: words.proposals[locale],
    none: empty(words.noProposals[locale]),
  })
}

async function unknownTable(ctx: Context, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  return dataTable({
    rows: await getUnknown(ctx, mostShown),
    columns: [
      {
        id: 'person',
        title: words.person[locale],
        cell: ({ id, name, email }) => html`<a class="strong" href="/people/${id}">${name || email}</a>`,
      },
      { id: 'domain', title: words.domain[locale], cell: ({ email }) => email.split('@')[1] ?? '–' },
      { id: 'commits', title: words.commits[locale], numeric: true, cell: ({ commits }) => commits },
    ],
    locale,
    query,
    caption: words.unknown[locale],
    none: empty(words.allKnown[locale]),
  })
}

/** One click makes an organization of a name; another spelling becomes an alias on the organization's page. */
async function claimedTable(ctx: Context, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  return dataTable({
    rows: await getUnknownCompanies(ctx, mostShown),
    columns: [
      { id: 'company', title: words.claim[locale], cell: ({ company }) => company },
      { id: 'accounts', title: words.accounts[locale], numeric: true, cell: ({ accounts }) => accounts },
      {
        id: 'add',
        title: words.add[locale],
        cell: ({ company }) => postButton('/organizations', words.add[locale], { fields: { name: company } }),
      },
    ],
    locale,
    query,
    caption: words.claimed[locale],
    none: empty(words.noneClaimed[locale]),
  })
}

function importTable(imports: PeopleImport[], query: URLSearchParams, locale: Locale): Markup {
  return dataTable({
    rows: imports,
    columns: [
      { id: 'name', title: words.file[locale], cell: ({ name }) => name },
      { id: 'format', title: words.format[locale], cell: ({ format }) => format },
      { id: 'at', title: words.when[locale], cell: ({ at }) => day(at, locale) },
      {
        id: 'undo',
        title: words.undo[locale],
        cell: ({ id, undoneAt }) =>
          undoneAt === null
            ? postButton(`/people-imports/${id}/undo`, words.undo[locale])
            : badge(words.undone[locale]),
      },
    ],
    locale,
    query,
    caption: words.imports[locale],
    none: empty(words.noImports[locale]),
  })
}

function importForm(given: { name: string; text: string; format: string }, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="/people-imports" enctype="multipart/form-data">
    <label>${words.file[locale]} <input class="form-control" name="name" required maxlength="300" placeholder=".mailmap" value="${given.name}"></label>
    <label>${words.format[locale]} <select class="form-select" name="format"><option value="">${words.guess[locale]}</option>${FormatName.options.map(
      format => html`<option${format === given.format && ' selected'}>${format}</option>`,
    )}</select></label>
    <label>${words.content[locale]} <textarea class="form-control mono" name="text" rows="8" required spellcheck="false">${given.text}</textarea></label>
    <div class="actions"><button class="btn" name="preview" value="yes">${words.preview[locale]}</button><button class="btn btn-primary">${words.import[locale]}</button></div></form>`
}

const above = [{ title: words.curation, href: '/curation' }]

export const importForms: Form = {
  path: '/people-imports',
  permission: 'people.manage',
  upload: { limit: largestFile },
  async submit(ctx, { parts }) {
    const fields: Record<string, string> = {}
    for await (const part of parts) fields[part.name] = (await gather(part.content, largestFile)).toString('utf8')
    const { name = '', text = '', preview } = fields
    const format = FormatName.safeParse(fields['format']).data
    const given = { name, text, part: 'both' as const, ...(format && { format }) }
    if (preview !== 'yes') {
      const told = problemsCard(await importFile(ctx, given), ctx.locale)
      return told ? { title: words.takenIn, above, content: told } : { redirect: '/curation' }
    }
    const plan = await previewImport(ctx, given)
    return {
      title: words.wouldChange,
      above,
      content: html`${planCards(plan, ctx.locale)}${card(words.takeIn[ctx.locale], importForm({ name, text, format: format ?? '' }, ctx.locale))}`,
    }
  },
}

function planCards(plan: ImportPlan, locale: Locale): Markup {
  const { changes } = plan
  const list = (lines: string[]) => html`<ul>${lines.map(line => html`<li class="mono small">${line}</li>`)}</ul>`
  return html`${card(words.wouldChange[locale], changes.length > 0 ? list(changes) : empty(words.nothingNew[locale]))}
    ${problemsCard(plan, locale)}`
}

/** What of a file was not, or is not, taken in. */
function problemsCard({ problems, conflicts }: ImportPlan, locale: Locale): Markup | undefined {
  const told = [
    ...problems.map(({ line, problem }): [string, string] => [words.line(line)[locale], problem[locale]]),
    ...conflicts.map((conflict): [string, string] => ['', conflict[locale]]),
  ]
  return told.length > 0 ? card(words.problems[locale], facts(told)) : undefined
}

export const undoImportForm: Form = {
  path: '/people-imports/{id}/undo',
  permission: 'people.manage',
  async submit(ctx, { params: { id = '' } }) {
    await undoImport(ctx, id)
    return { redirect: '/curation' }
  },
}

export const decideForm: Form = {
  path: '/person-decisions',
  permission: 'people.manage',
  async submit(ctx, { form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const relation = Relation.safeParse(text('relation'))
    if (!relation.success) throw noRelation
    const left = text('left')
    await decide(ctx, { relation: relation.data, left, right: text('right') || undefined })
    return text('to') === '/curation' ? { redirect: '/curation' } : { redirect: await pageOf(ctx, left) }
  },
}

export const undoDecisionForm: Form = {
  path: '/person-decisions/{id}/undo',
  permission: 'people.manage',
  async submit(ctx, { params: { id = '' } }) {
    const { left } = await undoEvidence(ctx, id)
    return { redirect: await pageOf(ctx, left) }
  },
}

export const enrollForm: Form = {
  path: '/enrollments',
  permission: 'people.manage',
  async submit(ctx, { form }) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const [since, until] = [text('since') || null, text('until') || null]
    await enroll(ctx, { key: text('key'), organization: text('organization'), since, until })
    return { redirect: await pageOf(ctx, text('key')) }
  },
}

export const undoEnrollmentForm: Form = {
  path: '/enrollments/{id}/undo',
  permission: 'people.manage',
  async submit(ctx, { params: { id = '' } }) {
    const { key } = await undoEnrollment(ctx, id)
    return { redirect: await pageOf(ctx, key) }
  },
}

/** The page of whoever has the key now. */
async function pageOf(ctx: Context, key: string) {
  const [person] = await findPeopleOfKeys(ctx, [key])
  return person ? `/people/${person}` : '/curation'
}

const noRelation = new Failure('invalid-input', {
  en: 'A decision is: same, different, person, bot or ai-agent',
  zh: '认定须为 same、different、person、bot 或 ai-agent',
})
