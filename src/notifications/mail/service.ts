import { randomUUID } from 'node:crypto'
import { actorOf, findAccounts, getAccount } from '../../access/accounts/service.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { Failure } from '../../platform/failure.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { renderMail } from '../../platform/mail/mail-body.ts'
import { isRefusedForGood, longestSending } from '../../platform/mail/mailer.ts'
import { composeGuestMail, composeMail } from './compose-mail.ts'
import { stopToken } from './guests/service.ts'
import * as letters from './letters/store.ts'
import { letters as words } from './messages.ts'
import { type MailDelivery, type MailState, mailWork, oneClickPath, stopPath } from './model.ts'
import { patience, retryDelay } from './retry-delay.ts'
import * as store from './store.ts'

const day = 24 * 3_600_000
const keptFor = 90 * day
/** Longer than sending can take: who has not come back by then is gone. */
const lease = longestSending + 60_000
/** So many mails in a row that fail say that it is the server, not the mails. */
const patienceWithServer = 3

/**
 * Sends what is due, until nothing is or the server fails. Nothing is lost: a mail is written down before it is sent and
 * until it is sent. A process that ends after the server has taken a mail, and before that is written down, leads to the
 * same mail once more, with the same Message-ID, by which mail programs know it.
 */
export async function deliverMails(ctx: Context, signal: AbortSignal): Promise<Text | undefined> {
  await tidy(ctx)
  if (!ctx.reach.sendMail) return undefined
  await gatherLetters(ctx)
  let failures = 0
  while (!signal.aborted && failures < patienceWithServer) {
    const claim = await store.claimMail(ctx.db, ctx.now(), new Date(ctx.now().getTime() + lease))
    if (!claim) return undefined
    failures = (await deliverMail(ctx, claim, signal)) ? 0 : failures + 1
  }
  return failures > 0 ? serverFails : undefined
}

/** Each notification that is due becomes a mail; those of a digest become one together. */
async function gatherLetters(ctx: Context) {
  const due = await letters.findLooseItems(ctx.db, { dueAt: ctx.now() })
  const groups = Map.groupBy(due, ({ id, accountId, delivery }) =>
    delivery === 'at-once' ? id : `${delivery} ${accountId}`,
  )
  for (const items of groups.values()) {
    const [first] = items
    if (!first) continue
    const id = randomUUID()
    await inTransaction(ctx, async ({ db, now, reach }) => {
      const ids = items.map(item => item.id)
      if ((await letters.putIntoMail(db, ids, id)) === 0) return
      const messageId = `<${id}@${new URL(reach.origin).hostname}>`
      const times = { at: now(), giveUpAt: new Date(now().getTime() + patience) }
      await store.insertMail(db, {
        id,
        accountId: first.accountId,
        messageId,
        isDigest: first.delivery !== 'at-once',
        ...times,
      })
    })
  }
}

/** Whether the server took it, or at least refused it for what it is. */
async function deliverMail(ctx: Context, claim: store.Claim, stopping: AbortSignal): Promise<boolean> {
  try {
    await sendMail(ctx, claim, stopping)
  } catch (error) {
    if (!(error instanceof Failure)) console.error(error)
    const problem = error instanceof Failure ? error.text : hiccup
    const next = new Date(ctx.now().getTime() + retryDelay(claim.attempts))
    const isRefused = isRefusedForGood(error) || error === notTheirs
    const isOver = isRefused || next.toISOString() > claim.giveUpAt
    const outcome = isOver ? { state: 'failed' as const, at: ctx.now() } : { state: 'waiting' as const, at: next }
    await store.settleMail(ctx.db, claim, { ...outcome, problem })
    return isRefused
  }
  await store.settleMail(ctx.db, claim, { state: 'sent', at: ctx.now() })
  return true
}

async function sendMail(ctx: Context, { id, reader, messageId, isDigest }: store.Claim, stopping: AbortSignal) {
  if ('address' in reader) return sendToGuest(ctx, { ...reader, messageId }, stopping)
  const { db, reach, locale } = ctx
  const account = await getAccount({ db }, reader.account)
  const { email, active, locale: own } = account
  if (email === null || !active) throw unreachable
  const { permissions } = await actorOf(ctx, account)
  const all = await letters.findItemsOf(db, id)
  const theirs = all.filter(({ permission }) => permission === null || permissions.has(permission))
  if (theirs.length === 0) throw notTheirs
  const way = { locale: own ?? locale, origin: reach.origin }
  const { subject, content, headers } = composeMail(theirs, isDigest, way)
  await reach.sendMail?.({ to: email, subject, messageId, headers, ...(await renderMail(content)) }, stopping)
}

async function sendToGuest(
  { reach, locale }: Context,
  { address, letter, messageId }: { address: string; letter: string; messageId: string },
  stopping: AbortSignal,
) {
  const stop = encodeURIComponent(stopToken({ reach }, address))
  const { subject, content, headers } = composeGuestMail(JSON.parse(reach.unseal(letter)), {
    ...{ locale, origin: reach.origin },
    ...{ stopAt: `${stopPath}/${stop}`, oneClickAt: `${oneClickPath}/${stop}` },
  })
  await reach.sendMail?.({ to: address, subject, messageId, headers, ...(await renderMail(content)) }, stopping)
}

/** Without a mail server what waits is dropped in the end: one that is set up much later shall not send old news. */
async function tidy({ db, now, reach }: Context) {
  const ago = (time: number) => new Date(now().getTime() - time)
  await store.deleteMailsBefore(db, ago(keptFor))
  if (!reach.sendMail) await letters.deleteLooseItemsBefore(db, ago(patience))
}

export function getMails(
  ctx: Context,
  { state, limit = 200 }: { state?: MailState | undefined; limit?: number },
): Promise<MailDelivery[]> {
  return store.findMails(ctx.db, { state, limit })
}

export function countMails(ctx: Context): Promise<Record<MailState, number>> {
  return store.countMails(ctx.db)
}

/** Tries at once what waits or was given up, and is patient anew. */
export async function retryMail(ctx: Context, id: string) {
  const now = ctx.now()
  if (!(await store.requeueMail(ctx.db, id, now, new Date(now.getTime() + patience)))) throw nothingToRetry
  await enqueue(ctx.db, now, mailWork, 'office')
}

/** To whoever asks, at once: what goes wrong is told right here. */
export async function sendTestMail(ctx: Context): Promise<{ to: string }> {
  if (!ctx.reach.sendMail) throw noServer
  const [account] = await findAccounts(ctx, [ctx.actor.id])
  if (!account?.email) throw noAddress
  const locale = account.locale ?? ctx.locale
  const letter = {
    id: '',
    kind: 'test',
    subject: words.testSubject,
    body: words.testBody,
    link: '/inbox',
    urgent: false,
    permission: null,
  }
  const { subject, content, headers } = composeMail([letter], false, { locale, origin: ctx.reach.origin })
  await ctx.reach.sendMail({ to: account.email, subject, headers, ...(await renderMail(content)) })
  return { to: account.email }
}

const serverFails = {
  en: 'The mail server fails; the mails wait and are tried again',
  zh: '邮件服务器出错；邮件将等待并重试',
}

const hiccup = {
  en: 'Something went wrong inside ospo while sending this; its log says what',
  zh: '发送时 ospo 内部出错，详情见其日志',
}

const unreachable = new Failure('invalid-input', {
  en: 'The account has no e-mail address any more, or is not active',
  zh: '该账户已没有邮箱地址，或已停用',
})

const notTheirs = new Failure('not-allowed', {
  en: 'The account may not see any more what this mail tells',
  zh: '该账户已无权查看此邮件的内容',
})

const nothingToRetry = new Failure('conflict', {
  en: 'Only a mail that waits or was given up can be tried again',
  zh: '只有等待中或已放弃的邮件才能重试',
})

const noServer = new Failure('unavailable', {
  en: 'No mail server is set: start ospo with OSPO_SMTP and OSPO_MAIL_FROM',
  zh: '未设置邮件服务器：请用 OSPO_SMTP 和 OSPO_MAIL_FROM 启动 ospo',
})

const noAddress = new Failure('invalid-input', {
  en: 'Your account has no e-mail address: enter one in it first',
  zh: '您的账户没有邮箱地址：请先在账户中设置',
})
