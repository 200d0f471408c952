import { html } from 'hono/html'
import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, disclosure, empty } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import { choice, filterForm } from '../../platform/web/filter.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { readWritten, writtenFields } from '../../platform/web/written.ts'
import { words } from './messages.ts'
import { kindNames, NewPartner, type Partner, PartnerKind, partnerStateNames, pathOf } from './model.ts'
import { idField, options, partTabs, textIn } from './parts-page.ts'
import * as service from './service.ts'

export const partnersPage: Page = {
  path: '/partners',
  permission: 'community.read',
  navigation: { title: words.partners, icon: 'partner', area: 'community', order: 7 },
  async render(ctx, { query }) {
    const { locale } = ctx
    const text = query.get('text')?.slice(0, 200).toLowerCase() ?? ''
    const kind = PartnerKind.safeParse(query.get('kind')).data
    const isWanted = (partner: Partner) =>
      `${partner.id} ${partner.name.en} ${partner.name.zh} ${partner.place}`.toLowerCase().includes(text) &&
      (kind === undefined || partner.kind === kind)
    const table = dataTable({
      rows: (await service.getPartners(ctx)).filter(isWanted),
      columns: [
        {
          id: 'name',
          title: words.name[locale],
          by: ({ name }) => either(name, locale).toLowerCase(),
          cell: ({ id, name }) => html`<a class="strong" href="${pathOf.partner(id)}">${either(name, locale)}</a>`,
        },
        { id: 'kind', title: words.kind[locale], by: row => row.kind, cell: row => kindNames[row.kind][locale] },
        {
          id: 'place',
          title: words.place[locale],
          by: ({ place }) => place.toLowerCase(),
          cell: ({ place }) => place || '–',
        },
        {
          id: 'state',
          title: words.state[locale],
          by: ({ state }) => state,
          cell: ({ state }) => badge(partnerStateNames[state][locale], state === 'active' ? 'good' : 'plain'),
        },
      ],
      locale,
      query,
      caption: words.partners[locale],
      sortedBy: 'name',
      none: empty(words.none[locale]),
    })
    const kinds = PartnerKind.options.map(id => [id, kindNames[id][locale]] as const)
    const filter = {
      text: query.get('text') ?? '',
      label: words.find[locale],
      choices: [choice('kind', words.anyKind[locale], kinds, query)],
    }
    return {
      title: words.partners,
      lead: words.lead[locale],
      actions: html`<a class="btn" href="/public/cases">${words.publicPage[locale]}</a>`,
      content: html`${partTabs('/partners', locale)}
        ${card(words.partners[locale], [filterForm('/partners', filter, locale), table])}
        ${ctx.actor.permissions.has('community.manage') && card(words.addPartner[locale], disclosure(words.addPartner[locale], partnerForm('/partners', undefined, locale)))}`,
    }
  },
}

export const addPartnerForm: Form = {
  path: '/partners',
  permission: 'community.manage',
  async submit(ctx, { form }) {
    const { id } = await service.savePartner(ctx, readPartner(form, textIn(form, 'id') || undefined))
    return { redirect: pathOf.partner(id) }
  },
}

export const changePartnerForm: Form = {
  path: '/partners/{id}',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    await service.getPartner(ctx, id)
    await service.savePartner(ctx, readPartner(form, id))
    return { redirect: pathOf.partner(id) }
  },
}

export function partnerForm(action: string, partner: Partner | undefined, locale: Locale): Markup {
  return html`<form class="stack" method="post" action="${action}">
    ${writtenFields('name', words.name[locale], partner?.name, { max: 200, locale })}
    ${!partner && idField(locale)}
    <label>${words.kind[locale]} <select class="form-select" name="kind">${options(kindNames, partner?.kind, locale)}</select></label>
    <label>${words.place[locale]} <input class="form-control" name="place" maxlength="200" value="${partner?.place ?? ''}"></label>
    <label>${words.address[locale]} <input class="form-control" type="url" name="address" maxlength="2000" value="${partner?.address ?? ''}"></label>
    ${writtenFields('description', words.description[locale], partner?.description, { rows: 3, locale })}
    ${partner && html`<label>${words.state[locale]} <select class="form-select" name="state">${options(partnerStateNames, partner.state, locale)}</select></label>`}
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
}

function readPartner(form: FormData, id: string | undefined): NewPartner {
  return requireFit(NewPartner, {
    id,
    kind: textIn(form, 'kind'),
    name: readWritten(form, 'name'),
    description: readWritten(form, 'description'),
    place: textIn(form, 'place'),
    address: textIn(form, 'address') || null,
    state: textIn(form, 'state') || undefined,
  })
}
