import { html } from 'hono/html'
import { getNames } from '../../access/accounts/service.ts'
import { either } from '../../lib/text/either.ts'
import type { Context } from '../../platform/context.ts'
import { requireFit } from '../../platform/require-fit.ts'
import { badge, card, disclosure, empty, facts, postButton } from '../../platform/web/card.ts'
import { dataTable } from '../../platform/web/data-table.ts'
import type { Form, Markup, Page } from '../../platform/web/page.ts'
import { commitmentTable } from './agreement-page.ts'
import { getAgreements, getCommitments } from './agreements/service.ts'
import { agreementTable } from './agreements-page.ts'
import { words } from './messages.ts'
import { type Contact, kindNames, NewContact, partnerStateNames, pathOf } from './model.ts'
import { partnerForm } from './partners-page.ts'
import { textIn } from './parts-page.ts'
import { getGoals } from './plans/service.ts'
import { goalTable } from './plans-page.ts'
import * as service from './service.ts'

export const partnerPage: Page = {
  path: '/partners/{id}',
  permission: 'community.read',
  async render(ctx, { params: { id = '' }, query }) {
    const { locale } = ctx
    const partner = await service.getPartner(ctx, id)
    const partners = await service.getPartners(ctx)
    const goals = (await getGoals(ctx)).filter(goal => goal.partners.includes(id))
    const agreements = await getAgreements(ctx, { partner: id })
    const commitments = await getCommitments(ctx, { partner: id })
    return {
      title:
        partner.name.en && partner.name.zh
          ? partner.name
          : { en: either(partner.name, 'en'), zh: either(partner.name, 'zh') },
      lead: either(partner.description, locale),
      above: [{ title: words.partners, href: '/partners' }],
      content: html`${card(
        words.partner[locale],
        facts([
          [words.kind[locale], kindNames[partner.kind][locale]],
          [words.place[locale], partner.place || '–'],
          [
            words.address[locale],
            partner.address ? html`<a href="${partner.address}" rel="noopener noreferrer">${partner.address}</a>` : '–',
          ],
          [
            words.state[locale],
            badge(partnerStateNames[partner.state][locale], partner.state === 'active' ? 'good' : 'plain'),
          ],
        ]),
      )}
      ${await contactsCard(ctx, id, query)}
      ${card(words.agreements[locale], agreementTable(agreements, partners, query, locale))}
      ${card(words.commitments[locale], commitmentTable(ctx, commitments, partners, query))}
      ${card(words.goals[locale], goalTable(goals, partners, query, locale))}
      ${ctx.actor.permissions.has('community.manage') && card(words.change[locale], disclosure(words.change[locale], partnerForm(pathOf.partner(id), partner, locale)))}`,
    }
  },
}

async function contactsCard(ctx: Context, id: string, query: URLSearchParams): Promise<Markup> {
  const { locale } = ctx
  const mayManage = ctx.actor.permissions.has('community.manage')
  const contacts = await service.getContacts(ctx, [id])
  const names = await getNames(
    ctx,
    contacts.flatMap(({ account }) => account ?? []),
  )
  const table = dataTable({
    rows: contacts,
    columns: [
      { id: 'name', title: words.name[locale], cell: ({ name }) => html`<span class="strong">${name}</span>` },
      { id: 'role', title: words.role[locale], cell: ({ role }) => role || '–' },
      {
        id: 'speaks',
        title: words.speaks[locale],
        cell: ({ speaks }) => speaks && badge(words.speaks[locale], 'info'),
      },
      ...(mayManage
        ? [
            { id: 'email', title: words.email[locale], cell: ({ email }: Contact) => email ?? '–' },
            {
              id: 'account',
              title: words.account[locale],
              cell: ({ account }: Contact) => (account && names.get(account)) || '–',
            },
            {
              id: 'remove',
              title: words.remove[locale],
              cell: (contact: Contact) => postButton(`/partner-contacts/${contact.id}/remove`, words.remove[locale]),
            },
          ]
        : []),
    ],
    locale,
    query,
    caption: words.contacts[locale],
    none: empty(words.none[locale]),
  })
  const form = html`<form class="stack" method="post" action="${pathOf.partner(id)}/contacts">
    <label>${words.name[locale]} <input class="form-control" name="name" required maxlength="200"></label>
    <label>${words.role[locale]} <input class="form-control" name="role" maxlength="200"></label>
    <label>${words.email[locale]} <input class="form-control" type="email" name="email" maxlength="320"></label>
    <label>${words.account[locale]} <input class="form-control" name="account" maxlength="320" autocomplete="off"><span class="small">${words.accountHint[locale]}</span></label>
    <label class="row-line"><input type="checkbox" name="speaks" value="yes"> ${words.speaks[locale]}</label>
    <button class="btn btn-primary">${words.save[locale]}</button></form>`
  return card(words.contacts[locale], [table, mayManage && disclosure(words.addContact[locale], form)])
}

export const addContactForm: Form = {
  path: '/partners/{id}/contacts',
  permission: 'community.manage',
  async submit(ctx, { params: { id = '' }, form }) {
    const contact = requireFit(NewContact, {
      name: textIn(form, 'name'),
      role: textIn(form, 'role'),
      email: textIn(form, 'email') || null,
      account: textIn(form, 'account') || null,
      speaks: form.get('speaks') === 'yes',
    })
    await service.addContact(ctx, id, contact)
    return { redirect: pathOf.partner(id) }
  },
}

export const removeContactForm: Form = {
  path: '/partner-contacts/{contact}/remove',
  permission: 'community.manage',
  async submit(ctx, { params: { contact = '' } }) {
    const { partner } = await service.removeContact(ctx, contact)
    return { redirect: pathOf.partner(partner) }
  },
}
