import { createAccount } from '../src/access/accounts/service.ts'
import { addMember, saveGroup } from '../src/access/groups/service.ts'
import { assignRoleByDirectory } from '../src/access/roles/service.ts'
import { startSession } from '../src/access/sign-in/service.ts'
import { NewItem } from '../src/community/library/model.ts'
import { addItem, publishItem } from '../src/community/library/service.ts'
import type { Choice } from '../src/community/summits/model.ts'
import { NewEdition } from '../src/community/summits/model.ts'
import { insertNomination, saveVote } from '../src/community/summits/nominations/store.ts'
import { saveEdition } from '../src/community/summits/service.ts'
import { insertDeliverable } from '../src/community/working-groups/deliverables/store.ts'
import { NewWorkingGroup } from '../src/community/working-groups/model.ts'
import { saveWorkingGroup } from '../src/community/working-groups/service.ts'
import type { Context } from '../src/platform/context.ts'
import { inTransaction } from '../src/platform/db/transaction.ts'

const groups = 500
const deliverables = 20_000
export const nominations = 1000
const voters = 30
const items = 20_000

/** So many of all deliverables are of the first group: some are busier than others. */
const ofTheFirst = 5000

/** The session of an officer who is of the committee, too. */
export async function hireOfficer(ctx: Context) {
  await saveGroup(ctx, { id: 'committee', name: 'Committee', ...{ purpose: 'board', description: '' }, ...noClaim })
  const accounts: string[] = []
  for (let at = 0; at < voters; at++) {
    const unnamed = { locale: null, timeZone: null, externalId: null }
    const name = `voter${at}`
    const { id } = await createAccount(ctx, { ...unnamed, name, login: name, email: `${name}@a.example` })
    await addMember(ctx, { group: 'committee', account: id, role: 'member', until: null })
    accounts.push(id)
  }
  const [officer = ''] = accounts
  await assignRoleByDirectory(ctx, { role: 'officer', holderKind: 'account', holder: officer })
  const session = await startSession(ctx, officer)
  return { accounts, officer, session }
}

const noClaim = { claim: null, externalId: null }

export async function fillGroups(ctx: Context, owner: string) {
  await inTransaction(ctx, async ctx => {
    for (let at = 0; at < groups; at++) {
      const name = { en: `Working group ${at}`, zh: `工作组 ${at}` }
      await saveWorkingGroup(ctx, NewWorkingGroup.parse({ id: `wg-${at}`, name, status: 'active', published: true }))
    }
    for (let at = 0; at < deliverables; at++) {
      const group = at < ofTheFirst ? 'wg-0' : `wg-${at % groups}`
      const dueOn = new Date(ctx.now().getTime() + (at % 900) * 86_400_000).toISOString().slice(0, 10)
      const kind = at % 2 === 0 ? ('deliverable' as const) : ('action' as const)
      const title = { en: `Thing ${at} to be done`, zh: `事项 ${at}` }
      const one = { id: `d${at}`, kind, title, owner, ownerName: 'voter0', state: 'doing' as const, dueOn }
      await insertDeliverable(ctx.db, group, one, { at: ctx.now().toISOString() })
    }
  })
}

const choices: Choice[] = ['yes', 'yes', 'no', 'abstain']

export async function fillSummit(ctx: Context, accounts: readonly string[]) {
  const about = { committee: 'committee', capacity: 100 }
  const name = { en: 'Peers', zh: '同行' }
  await saveEdition(ctx, NewEdition.parse({ id: 'peers', name, state: 'nominating', published: true, about }))
  await inTransaction(ctx, async ctx => {
    for (let at = 0; at < nominations; at++) {
      const id = `n${at}`
      await insertNomination(ctx.db, {
        ...{ id, edition: 'peers', name: `Person ${at}`, email: `p${at}@b.example`, organization: `House ${at % 90}` },
        ...{ nominatedBy: null, isSelf: true, withdrawn: false, createdAt: new Date(at * 1000).toISOString() },
        evidence: { advocate: `talk ${at}`, groups: 'chairs one', office: 'runs one, and writes of it at length' },
      })
      for (const [turn, account] of accounts.entries())
        await saveVote(ctx.db, id, account, choices[(at + turn) % choices.length] ?? 'yes', ctx.now().toISOString())
    }
  })
}

const subjects = ['governance', 'license', 'security', 'funding', 'metrics', 'policy', 'strategy', 'community']
const chinese = ['开源治理', '许可证', '供应链安全', '资金支持', '度量指标', '合规政策', '战略规划', '社区运营']

/** A third of them in Chinese, a tenth with an address to be checked. */
function itemAt(at: number): NewItem {
  const [one, other] = [at % subjects.length, (at * 7 + 3) % subjects.length]
  const isChinese = at % 3 === 0
  const words = isChinese ? chinese : subjects
  return NewItem.parse({
    id: `item-${at}`,
    kind: at % 2 === 0 ? 'guide' : 'webinar',
    title: `${words[one]} ${at}`,
    body: `${words[one]} ${words[other]} ${at}. `.repeat(20),
    language: isChinese ? 'zh' : 'en',
    address: at % 10 === 0 ? `https://h${at % 97}.example/${at}` : null,
    attribution: 'The office',
  })
}

export async function fillLibrary(ctx: Context) {
  const batch = 1000
  for (let from = 0; from < items; from += batch)
    await inTransaction(ctx, async ctx => {
      for (let at = from; at < from + batch; at++) await publishItem(ctx, (await addItem(ctx, itemAt(at))).id)
    })
}
