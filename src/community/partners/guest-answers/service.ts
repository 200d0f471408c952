import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { hashSecret } from '../../../platform/secret.ts'
import type { Agreement } from '../agreements/model.ts'
import { getAgreement, takeSignature } from '../agreements/service.ts'
import type { ApprovalAnswer, PartnerCase } from '../cases/model.ts'
import { getApprovals, getCase, takeAnswer } from '../cases/service.ts'
import { findLink } from '../guests/store.ts'
import type { Contact } from '../model.ts'
import { findContact } from '../store.ts'

/** Whoever holds a link: for whom they speak, and what they are asked. */
export type GuestView = { contact: Contact } & (
  | { about: 'case'; asked: PartnerCase; answered: ApprovalAnswer | undefined }
  | { about: 'agreement'; asked: Agreement; answered: boolean }
)

/** As long as they speak for it, and as long as it is asked. */
export async function getGuestView(ctx: Context, secret: string): Promise<GuestView> {
  const link = await findLink(ctx.db, hashSecret(secret.slice(0, 200)))
  const contact = link && (await findContact(ctx.db, link.contact))
  if (!link || !contact?.speaks) throw noLink
  if (link.about === 'case') {
    const asked = await getCase(ctx, link.subject)
    if (!asked.partners.includes(contact.partner) || asked.askedAt === null) throw notAsked
    const own = (await getApprovals(ctx, asked.id)).findLast(
      ({ partner, contentHash }) => partner === contact.partner && contentHash === asked.contentHash,
    )
    return { contact, about: 'case', asked, answered: own?.answer }
  }
  const asked = await getAgreement(ctx, link.subject)
  const party = asked.parties.find(({ partner }) => partner === contact.partner)
  if (!party || (asked.state !== 'offered' && asked.state !== 'active')) throw notAsked
  return { contact, about: 'agreement', asked, answered: party.signedOn !== null }
}

export async function answerAsGuest(
  ctx: Context,
  secret: string,
  answer: { answer: ApprovalAnswer; remark: string; contentHash: string },
) {
  const { about, asked, contact } = await getGuestView(ctx, secret)
  if (about !== 'case') throw notAsked
  const wanted = { ...answer, partner: contact.partner, given: `✉ ${contact.name}` }
  await takeAnswer(asOf(ctx, contact), asked.id, wanted)
}

export async function signAsGuest(ctx: Context, secret: string) {
  const { about, asked, contact } = await getGuestView(ctx, secret)
  if (about !== 'agreement') throw notAsked
  await takeSignature(asOf(ctx, contact), asked.id, contact.partner)
}

/** In the ledger stands the contact, which is no account. */
function asOf(ctx: Context, { id, name }: Contact): Context {
  return { ...ctx, actor: { ...ctx.actor, id: `contact-${id}`, name } }
}

const noLink = new Failure('not-found', {
  en: 'This link opens nothing: copy it whole from the mail, or ask whoever works with you for a new one',
  zh: '此链接无效：请从邮件中完整复制，或向合作方索取新链接',
})
const notAsked = new Failure('conflict', {
  en: 'You are not asked for this any more: it was changed or taken back. You will be asked anew',
  zh: '此事项已更改或撤回，目前无需您答复；如有需要将重新征询',
})
