import type { Text } from '../../../lib/text/text.ts'
import { mailGuest } from '../../../notifications/mail/guests/service.ts'
import type { Context } from '../../../platform/context.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import { news } from '../messages.ts'
import { pathOf } from '../model.ts'
import { getGuestSpeakers, getPartner } from '../service.ts'
import { type GuestLink, insertLink } from './store.ts'

interface GuestNews extends Omit<GuestLink, 'contact'> {
  subjectLine: Text
  body: Text
  key: string
}

/** Those who speak for these partners and have no account here: by mail, with a link by which they answer. */
export async function tellGuestSpeakers(
  ctx: Pick<Context, 'db' | 'now' | 'reach'>,
  partners: readonly string[],
  { about, subject, subjectLine, body, key }: GuestNews,
) {
  for (const { id, email, partner } of await getGuestSpeakers(ctx, partners)) {
    const secret = createSecret('partner_')
    const isOnItsWay = await mailGuest(ctx, {
      to: email,
      key: `${key}:${id}`,
      subject: subjectLine,
      body,
      link: pathOf.guest(secret),
      why: news.whyGuest((await getPartner(ctx, partner)).name),
      locale: null,
    })
    if (isOnItsWay) await insertLink(ctx.db, hashSecret(secret), { contact: id, about, subject })
  }
}
