import { randomUUID } from 'node:crypto'
import { findAccounts } from '../../access/accounts/service.ts'
import { getGroup, getMembers, saveGroup } from '../../access/groups/service.ts'
import { record } from '../../access/ledger/service.ts'
import { findAdministrators } from '../../access/roles/service.ts'
import { notify } from '../../notifications/inbox/service.ts'
import { type Context, requirePermission } from '../../platform/context.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { concerns } from './concerns.ts'
import { groupNames, news } from './messages.ts'
import {
  appealGroup,
  type Case,
  type Code,
  type Decision,
  type Instance,
  type Message,
  type NewCode,
  panelGroup,
  type Side,
  shippedCode,
} from './model.ts'
import * as store from './store.ts'

const neutral = { verb: 'conduct.worked', subject: { kind: 'conduct', id: 'desk' } }

/** What holds, the newest first; what ships until the office adopts its own. */
export async function getCodes(ctx: Pick<Context, 'db'>): Promise<[Code, ...Code[]]> {
  const shipped = { version: 0, body: shippedCode, license: 'CC-BY-4.0', attribution: '', adoptedBy: '', adoptedAt: '' }
  const [newest, ...earlier] = await store.findCodes(ctx.db)
  return newest ? [newest, ...earlier] : [shipped]
}

export async function adoptCode(ctx: Context, wanted: NewCode): Promise<Code> {
  requirePermission(ctx, 'community.manage')
  return inTransaction(ctx, async ctx => {
    const [{ version }] = await getCodes(ctx)
    const code = { ...wanted, version: version + 1, adoptedBy: ctx.actor.id, adoptedAt: ctx.now().toISOString() }
    await store.insertCode(ctx.db, code)
    const subject = { kind: 'conduct', id: 'code' }
    await record(ctx, { verb: 'conduct.code-adopted', subject, after: { version: code.version } })
    return code
  })
}

type Desk = Pick<Context, 'db' | 'now' | 'reach' | 'zones'>

/** That something happened at the desk, and nothing else: neither what, nor of which case, nor who did it. */
export async function recordWork(ctx: Desk) {
  await record({ db: ctx.db, now: ctx.now, actor: { id: 'system' } }, neutral)
}

export async function addMessage(ctx: Desk, caseId: string, side: Side, body: string) {
  const sealed = ctx.reach.seal(body)
  await store.insertMessage(ctx.db, { id: randomUUID(), caseId, side, body: sealed, at: ctx.now().toISOString() })
}

export function unsealCase(ctx: Desk, { content, ...same }: store.SealedCase): Case {
  return { ...same, report: JSON.parse(ctx.reach.unseal(content)) }
}

export async function readMessages(ctx: Desk, caseId: string): Promise<Message[]> {
  const sealed = await store.findMessages(ctx.db, caseId)
  return sealed.map(message => ({ ...message, body: ctx.reach.unseal(message.body) }))
}

export async function readDecisions(ctx: Desk, caseId: string): Promise<Decision[]> {
  const sealed = await store.findDecisions(ctx.db, caseId)
  return sealed.map(({ body, caseId: _, ...same }) => ({ ...same, ...JSON.parse(ctx.reach.unseal(body)) }))
}

/**
 * Who may hear a case: of the panel, or on appeal of the other group, those who are no part of it, did not step back, and
 * did not decide what is appealed. Where nobody of the panel is left, the others hear it.
 */
export async function findHearers(ctx: Desk, heard: Case, instance: Instance): Promise<string[]> {
  const members = await getMembers(ctx, [panelGroup, appealGroup])
  const panel = await unconcerned(ctx, heard, members.get(panelGroup) ?? [])
  if (instance === 'panel' && panel.length > 0) return panel
  const decisions = (await store.findDecisions(ctx.db, heard.id)).filter(({ instance }) => instance === 'panel')
  const decided = decisions.flatMap(({ proposedBy, confirmedBy }) => [proposedBy, confirmedBy])
  const others = await unconcerned(ctx, heard, members.get(appealGroup) ?? [])
  return instance === 'panel' ? others : others.filter(account => !decided.includes(account))
}

async function unconcerned(ctx: Desk, { id, report }: Case, accounts: readonly string[]): Promise<string[]> {
  const recused = await store.findRecusals(ctx.db, id)
  const said = (await readMessages(ctx, id)).filter(({ side }) => side === 'reporter').map(({ body }) => body)
  const people = await findAccounts(ctx, accounts)
  return people.filter(person => !recused.includes(person.id) && !concerns(report, said, person)).map(({ id }) => id)
}

/** That something waits: told to those who may hear it. Where there is nobody, those who can appoint somebody are told that. */
export async function tellHearers(ctx: Desk, heard: Case, instance: Instance) {
  await ensureGroups(ctx)
  const to = await findHearers(ctx, heard, instance)
  const key = `conduct:${randomUUID()}`
  if (to.length > 0)
    await notify(ctx, { to, kind: 'conduct.waits', subject: news.waits, body: news.waitsBody, link: '/conduct', key })
  else
    await notify(ctx, {
      to: await findAdministrators(ctx),
      kind: 'conduct.needs-people',
      subject: news.needsPeople,
      body: news.needsPeopleBody,
      link: '/groups',
      key,
    })
}

/** Empty until somebody who manages access puts people in. */
async function ensureGroups(ctx: Desk) {
  for (const id of [panelGroup, appealGroup] as const) {
    if (await getGroup(ctx, id).catch(() => undefined)) continue
    const { name, description } = groupNames[id]
    const people = { id, name: name.en, purpose: 'board' as const, claim: null, externalId: null }
    await saveGroup(
      { db: ctx.db, now: ctx.now, actor: { id: 'system' } },
      { ...people, description: `${description.en} · ${description.zh}` },
    )
  }
}
