import { randomUUID } from 'node:crypto'
import { actorOf, findAccounts } from '../../../access/accounts/service.ts'
import { findPerson } from '../../../catalog/people/service.ts'
import { type Locale, locales, type Text } from '../../../lib/text/text.ts'
import { notify } from '../../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { Failure } from '../../../platform/failure.ts'
import { openLink, sealLink } from '../../../platform/mail-link.ts'
import { lacking, originLine } from '../../metrics/picture/service.ts'
import { letters } from '../messages.ts'
import { type Report, ReportWish, type View } from '../model.ts'
import { addressOfReport } from '../report-address.ts'
import { readScope } from '../scope/service.ts'
import { readReport } from '../service.ts'
import { composeLetter } from './compose-letter.ts'
import { Every, type NewSubscription, type Subscription, stopReportPath } from './model.ts'
import { lastPeriod, type Period } from './period.ts'
import * as store from './store.ts'

/** Everybody sees their own. */
export async function getSubscriptions(ctx: Context): Promise<Subscription[]> {
  const own = await store.findSubscriptions(ctx.db, ctx.actor.id)
  return Promise.all(own.map(one => nameOne(ctx, one)))
}

async function nameOne(ctx: Context, kept: store.Kept): Promise<Subscription> {
  try {
    const view = await follow(ctx, kept)
    return { ...kept, ...view, name: (await readScope(ctx, view, ReportWish.parse({}))).name }
  } catch (error) {
    if (error instanceof Failure) return { ...kept, name: null }
    throw error
  }
}

/** Who turned out to be one with another is followed to who they are now, where the reader may see that. */
async function follow(ctx: Context, { kind, subject }: View): Promise<View> {
  if (kind !== 'person') return { kind, subject }
  const found = await findPerson(ctx, subject)
  return { kind, subject: ('heir' in found ? found.heir : undefined) ?? subject }
}

/** From the next month or week on. Who may not see the view cannot have it sent, either. */
export async function subscribe(ctx: Context, { kind, subject, every }: NewSubscription): Promise<Subscription> {
  const given = { kind, subject: kind === 'portfolio' ? '' : subject }
  const { name, subject: lasting } = await readScope(ctx, given, ReportWish.parse({}))
  const view = { kind, subject: lasting }
  const toldUntil = lastPeriod(ctx.now(), every).to
  const wanted = { ...view, every, id: randomUUID(), toldUntil, createdAt: ctx.now().toISOString() }
  return inTransaction(ctx, async ctx => {
    await store.insertSubscription(ctx.db, wanted, ctx.actor.id)
    const own = await store.findSubscriptions(ctx.db, ctx.actor.id)
    const kept = own.find(one => one.kind === kind && one.subject === lasting && one.every === every)
    return { ...(kept ?? wanted), name }
  })
}

export async function unsubscribe(ctx: Context, id: string): Promise<Subscription> {
  const own = (await getSubscriptions(ctx)).find(one => one.id === id)
  if (!own) throw new Failure('not-found', { en: `You have no subscription ${id}`, zh: `您没有订阅 ${id}` })
  await inTransaction(ctx, ctx => store.deleteSubscription(ctx.db, id))
  return own
}

/**
 * Tells everybody of the last month or week that is over. What they were told up to is moved on in the transaction that
 * tells them: however often this is run or cut off, nobody is told twice or left out. What cannot be written now is tried
 * again the next time, and holds up nobody else. Answers what is lacking.
 */
export async function tellSubscribers(ctx: Context, signal: AbortSignal): Promise<Text | undefined> {
  let problem: Text | undefined
  for (const every of Every.options) {
    const period = lastPeriod(ctx.now(), every)
    for (const subscription of await store.findDue(ctx.db, every, period.to)) {
      if (signal.aborted) return problem
      try {
        await tell(ctx, subscription, period)
      } catch (error) {
        if (!(error instanceof Failure)) console.error(error)
        problem = notWritten
      }
    }
  }
  return problem
}

async function tell(ctx: Context, subscription: Due, period: Period) {
  const letter = await writeLetter(ctx, subscription, period)
  await inTransaction(ctx, async ctx => {
    if (!(await store.moveOn(ctx.db, subscription, period.to)) || !letter) return
    const told = {
      to: [subscription.account],
      kind: 'health-report.due',
      ...letter,
      permission: permissionOf(subscription),
    }
    await notify(ctx, { ...told, key: `report ${subscription.id} ${period.to}` })
  })
}

const notWritten = {
  en: 'Not every report by mail could be written; those are tried again within the hour',
  zh: '部分邮件报告未能生成，将在一小时内重试',
}

type Due = store.Kept & { account: string }

function permissionOf({ kind }: View) {
  return kind === 'person' ? 'people.read' : 'office.read'
}

/** As its reader may see it today; undefined where they may not, or what it was about is gone. */
async function writeLetter(ctx: Context, due: Due, period: Period) {
  const { account, id, every } = due
  const [reader] = await findAccounts(ctx, [account])
  if (!reader?.active) return undefined
  const actor = await actorOf(ctx, reader)
  const { before, from, to } = period
  const absolute = (path: string) => new URL(path, ctx.reach.origin).href
  try {
    requirePermission({ ...ctx, actor }, 'office.read')
    const view = await follow({ ...ctx, actor }, due)
    if (view.subject !== due.subject && (await isToldAlready(ctx, { ...due, ...view }))) return undefined
    const reportPath = `${addressOfReport(view)}?${new URLSearchParams({ from, to })}`
    const occasion = { every, period, reportAt: absolute(reportPath), stopAt: absolute(stopAddress(ctx, id)) }
    const said = new Map<string, { subject: string; body: string }>()
    for (const locale of locales) {
      const as = { ...ctx, actor, locale }
      const now = await readReport(as, view, ReportWish.parse({ from, to, rowsMost: 0 }))
      const past = await readReport(as, view, ReportWish.parse({ from: before, to: from, rowsMost: 0, marks: 'none' }))
      said.set(locale, composeLetter(now, past, { ...occasion, origin: originOf(now, period, locale) }, locale))
    }
    const text = (part: 'subject' | 'body'): Text => ({
      en: said.get('en')?.[part] ?? '',
      zh: said.get('zh')?.[part] ?? '',
    })
    return { subject: text('subject'), body: text('body'), link: reportPath }
  } catch (error) {
    if (error instanceof Failure && isNotTheirs.has(error.code)) return undefined
    throw error
  }
}

/** Who subscribed to both of two who are one is told once. */
async function isToldAlready({ db }: Context, { account, kind, subject, every }: Due): Promise<boolean> {
  const own = await store.findSubscriptions(db, account)
  return own.some(one => one.kind === kind && one.subject === subject && one.every === every)
}

/** The page stays as it is asked for; a letter is written once, maybe before all of the period was collected. */
function originOf({ measurement: { origin } }: Report, { to }: Period, locale: Locale): string[] {
  const day = origin.minedAt?.slice(0, 10)
  const early = day !== undefined && day < to ? [letters.early(day)[locale]] : []
  return [originLine(origin, locale), ...lacking(origin, locale), ...early]
}

/** Any other failure passes: of too little memory, say. */
const isNotTheirs: ReadonlySet<Failure['code']> = new Set(['not-found', 'not-allowed', 'not-signed-in'])

/** Sealed with it, so that nothing else that was sealed here is taken for it. */
const purpose = 'stop report '

/** Where whoever has the mail ends it. */
export function stopAddress({ reach }: Pick<Context, 'reach'>, id: string): string {
  return `${stopReportPath}/${encodeURIComponent(sealLink(reach, purpose, id))}`
}

/** For whoever has the mail: whether the report is still sent. */
export function isSent(ctx: Pick<Context, 'db' | 'reach'>, token: string): Promise<boolean> {
  return store.isThere(ctx.db, openLink(ctx.reach, purpose, token))
}

/** Said from a mail, without signing in. */
export async function stopByMail(ctx: Pick<Context, 'db' | 'reach'>, token: string) {
  const id = openLink(ctx.reach, purpose, token)
  await inTransaction(ctx, ctx => store.deleteSubscription(ctx.db, id))
}
