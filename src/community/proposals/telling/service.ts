import { either } from '../../../lib/text/either.ts'
import type { Text } from '../../../lib/text/text.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { mailGuest } from '../../../notifications/mail/guests/service.ts'
import type { Context } from '../../../platform/context.ts'
import { createSecret, hashSecret } from '../../../platform/secret.ts'
import { told } from '../messages.ts'
import type { Call, Speaker } from '../model.ts'
import * as store from '../store.ts'

type Teller = Pick<Context, 'db' | 'now' | 'reach' | 'zones'>

export interface SpeakerNews {
  kind: 'proposal.outcome' | 'proposal.date' | 'proposal.named'
  subject: Text
  body: Text
  key: string
  urgent?: boolean
}

/**
 * Those who speak, but for who said that they do not: in the inbox, or at their address with a link of their own where
 * they have no account. Whom somebody else named and who has not answered yet is not told what became of it.
 */
export async function tellSpeakers(
  ctx: Teller,
  { plan }: Call,
  speakers: readonly Speaker[],
  news: SpeakerNews,
): Promise<void> {
  const present = speakers.filter(({ state }) => state !== 'declined')
  for (const [proposal, list] of Map.groupBy(present, ({ proposal }) => proposal)) {
    const to = list.flatMap(({ account }) => (account === null ? [] : [account]))
    await notify(ctx, { to, ...news, link: `/proposals/${proposal}` })
    for (const guest of list)
      if (guest.account === null && guest.state === 'agreed') await tellGuest(ctx, plan, guest, news)
  }
}

/** Whoever is named is asked whether they take part, each once. */
export async function tellNamed(ctx: Teller, { plan }: Call, title: Text, speaker: Speaker): Promise<void> {
  const news = { ...told.named(title), kind: 'proposal.named' as const, key: `named ${speaker.id}` }
  if (speaker.account === null) return tellGuest(ctx, plan, speaker, news)
  await notify(ctx, { to: [speaker.account], ...news, link: `/proposals/${speaker.proposal}` })
}

/** The links that they were given before stay good: each mail has one of its own. */
async function tellGuest(ctx: Teller, { title }: Call['plan'], { id, email }: Speaker, news: SpeakerNews) {
  const secret = createSecret('spk_')
  const isOnItsWay = await mailGuest(ctx, {
    to: email,
    key: `${news.key} ${id}`,
    subject: news.subject,
    body: news.body,
    link: `/public/speakers/${secret}`,
    why: told.whyGuest({ en: either(title, 'en'), zh: either(title, 'zh') }),
    locale: null,
  })
  if (isOnItsWay) await store.insertSecret(ctx.db, id, hashSecret(secret))
}
