import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { startEngines } from '../../../test/engines.ts'
import { startMailServer } from '../../../test/mail-server.ts'
import { codeOf } from '../../../test/staff.ts'
import { addMember, saveGroup } from '../../access/groups/service.ts'
import { findEntries, verifyLedger } from '../../access/ledger/service.ts'
import { deliverMails } from '../../notifications/mail/service.ts'
import { anonymous, type Context } from '../../platform/context.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import { formAlliance } from './alliance/service.ts'
import { answerInvitation, getGuest, inviteByOffice, inviteNext, renewLink } from './invitations/service.ts'
import { writeLetter } from './letter.ts'
import { type Edition, NewEdition } from './model.ts'
import { getNominations, nominate, vote, withdrawNomination } from './nominations/service.ts'
import {
  addProblem,
  answerSponsor,
  getMatches,
  getParticipants,
  getProblems,
  getSponsors,
  getTasks,
  offerSponsorship,
  saveProfile,
  saveTask,
} from './participation/service.ts'
import { getEdition, getPublishedEdition, saveEdition } from './service.ts'
import { watchSummits } from './watch/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the summits', { skip: missing }, () => assert.equal(servers.length, 2))

interface Cast {
  desk: Desk
  officer: Context
  /** They vote. */
  committee: [Context, Context, Context]
  stranger: Context
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['a summit ships with eight criteria and seven tasks, and only whoever runs the community makes one', ships],
  ['a nomination shows something for enough criteria, once a person', nominates],
  ['nobody votes on what they have an interest in, or sees it', keepsInterestsOut],
  ['those who are not of the committee see no nomination', hidesNominations],
  ['places are filled from the list; who declines or does not answer makes room for the next', fillsPlaces],
  ['two who fill the same places at once invite nobody too many', fillsOnce],
  ['a new link replaces the old, and mails carry one', mailsLinks],
  ['who comes prepares, is matched, and writes a letter', prepares],
  ['a problem leads back to nobody, in no table', keepsProblemsAnonymous],
  ['those who want to go on become a working group', goesOn],
  ['two years after a summit nothing is left that names whom somebody nominated', forgets],
  ['a sponsor is offered by one who comes, and answered by the office', sponsors],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const group = { id: 'committee', name: 'Committee', purpose: 'board' as const, description: '' }
        await saveGroup(desk.system, { ...group, claim: null, externalId: null })
        const committee: Context[] = []
        for (const name of ['cora', 'carl', 'cleo']) {
          const account = await desk.hire(name, ['member'])
          await addMember(desk.system, { group: 'committee', account: account.id, role: 'member', until: null })
          committee.push(await desk.as(account))
        }
        const officer = await desk.as(await desk.hire('olga', ['officer']))
        await saveEdition(officer, edition())
        const stranger = { ...desk.system, actor: anonymous }
        await tell({ desk, officer, stranger, committee: committee as Cast['committee'] })
        assert.equal((await verifyLedger(desk.system)).broken, null)
      } finally {
        await desk.close()
      }
    })
  }
}

function edition(more: Partial<NewEdition> = {}, about: NewEdition['about'] = {}): NewEdition {
  const usual = { committee: 'committee', capacity: 2, answerDays: 10, ...about }
  return NewEdition.parse({
    id: 'peers',
    name: { en: 'Peers', zh: '同行' },
    state: 'nominating',
    ...more,
    about: usual,
  })
}

const evidence = { advocate: 'gave talks', groups: 'chairs one', office: 'runs one' }

async function propose(ctx: Context, name: string, more: Record<string, string> = {}) {
  const nomination = { name, email: `${name}@guest.example`, organization: 'Mill', isSelf: true }
  await nominate(ctx, await getEdition(ctx, 'peers'), { ...nomination, evidence: { ...evidence, ...more } })
}

async function idOf(ctx: Context, name: string) {
  const found = (await getNominations(ctx, await getEdition(ctx, 'peers'))).find(one => one.name === name)
  assert.ok(found, name)
  return found.id
}

async function ships({ officer, committee: [cora], stranger }: Cast) {
  const { about } = await getEdition(officer, 'peers')
  assert.deepEqual(
    about.criteria.map(({ id }) => id),
    ['advocate', 'practice', 'groups', 'benefit', 'evangelism', 'support', 'reachable', 'office'],
  )
  assert.deepEqual(
    about.tasks.map(({ id }) => id),
    ['review', 'lessons', 'peers', 'should', 'problems', 'manager', 'help'],
  )
  assert.equal(await codeOf(saveEdition(cora, edition({ id: 'other' }))), 'not-allowed')
  assert.equal(await codeOf(saveEdition(officer, edition({ id: 'other' }, { committee: '' }))), 'invalid-input')
  assert.equal(await codeOf(getPublishedEdition(stranger, 'peers')), 'not-found')
  await saveEdition(officer, edition({ published: true }))
  assert.equal((await getPublishedEdition(stranger, 'peers')).id, 'peers')
}

async function nominates({ officer, stranger, committee: [cora] }: Cast) {
  const little = {
    name: 'x',
    email: 'x@guest.example',
    organization: '',
    isSelf: true,
    evidence: { advocate: 'talks', made: 'up' },
  }
  assert.equal(await codeOf(nominate(stranger, await getEdition(stranger, 'peers'), little)), 'invalid-input')
  await propose(stranger, 'gus')
  await propose(cora, 'gus', { groups: 'something else', support: 'hosts' })
  const nominations = await getNominations(officer, await getEdition(officer, 'peers'))
  assert.deepEqual(
    nominations.map(({ name, evidence, nominatedBy, standing }) => ({ name, evidence, nominatedBy, standing })),
    [{ name: 'gus', evidence: { ...evidence, support: 'hosts' }, nominatedBy: null, standing: 'proposed' }],
  )
  await saveEdition(officer, edition({}, { nominateUntil: '2026-11-20' }))
  assert.equal(await codeOf(propose(stranger, 'hal')), 'conflict')
}

async function keepsInterestsOut({ stranger, committee: [cora, carl, cleo] }: Cast) {
  await propose(cora, 'gus')
  await propose(stranger, 'carl')
  await propose(stranger, 'hal')
  const seen = async (ctx: Context) =>
    (await getNominations(ctx, await getEdition(ctx, 'peers'))).map(({ name }) => name).sort()
  assert.deepEqual(
    [await seen(cora), await seen(carl), await seen(cleo)],
    [
      ['carl', 'hal'],
      ['gus', 'hal'],
      ['carl', 'gus', 'hal'],
    ],
  )
  const gus = await idOf(cleo, 'gus')
  assert.equal(await codeOf(vote(cora, 'peers', gus, 'yes')), 'not-found')
  await vote(cleo, 'peers', gus, 'yes')
  await vote(cleo, 'peers', gus, 'conflict')
  assert.equal(await codeOf(vote(cleo, 'peers', gus, 'yes')), 'not-found')
  assert.deepEqual(await seen(cleo), ['carl', 'hal'])
}

async function hidesNominations({ desk, stranger, officer }: Cast) {
  await propose(stranger, 'gus')
  const member = await desk.as(await desk.hire('mo', ['member']))
  assert.deepEqual(await getNominations(member, await getEdition(member, 'peers')), [])
  const id = await idOf(officer, 'gus')
  assert.equal(await codeOf(vote(member, 'peers', id, 'yes')), 'not-found')
  assert.equal(await codeOf(vote(officer, 'peers', id, 'yes')), 'not-allowed')
  assert.equal(await codeOf(inviteByOffice(member, 'peers')), 'not-allowed')
}

/** Four who are approved, in this order on the list. */
async function approve({ officer, stranger, committee }: Cast): Promise<Edition> {
  const wanted = { ann: 3, ben: 2, cyd: 1, dan: 1 }
  for (const [name, votes] of Object.entries(wanted)) {
    await propose(stranger, name, name === 'dan' ? {} : { support: 'hosts' })
    for (const voter of committee.slice(0, votes)) await vote(voter, 'peers', await idOf(voter, name), 'yes')
  }
  return saveEdition(officer, edition({ state: 'inviting' }))
}

async function standings(officer: Context) {
  const nominations = await getNominations(officer, await getEdition(officer, 'peers'))
  return Object.fromEntries(nominations.map(({ name, standing }) => [name, standing]))
}

async function linkOf(officer: Context, name: string) {
  return (await renewLink(officer, 'peers', await idOf(officer, name))).split('/').at(-1) ?? ''
}

async function fillsPlaces(cast: Cast) {
  const { desk, officer, stranger } = cast
  await approve(cast)
  assert.equal(await inviteByOffice(officer, 'peers'), 2)
  assert.equal(await inviteByOffice(officer, 'peers'), 0)
  assert.deepEqual(await standings(officer), { ann: 'invited', ben: 'invited', cyd: 'approved', dan: 'approved' })
  await answerInvitation(stranger, await linkOf(officer, 'ann'), 'accept', '')
  await answerInvitation(stranger, await linkOf(officer, 'ben'), 'decline', 'busy')
  assert.deepEqual(await standings(officer), { ann: 'coming', ben: 'declined', cyd: 'invited', dan: 'approved' })
  assert.equal(await codeOf(withdrawNomination(officer, 'peers', await idOf(officer, 'cyd'))), 'conflict')
  desk.setClock('2026-12-02T12:00:00Z')
  await watchSummits(desk.system)
  assert.deepEqual(await standings(officer), { ann: 'coming', ben: 'declined', cyd: 'expired', dan: 'invited' })
  const ann = await linkOf(officer, 'ann')
  assert.equal(await codeOf(answerInvitation(stranger, ann, 'accept', '')), 'conflict')
  await answerInvitation(stranger, ann, 'decline', '')
  assert.deepEqual(await standings(officer), { ann: 'declined', ben: 'declined', cyd: 'expired', dan: 'invited' })
}

async function fillsOnce(cast: Cast) {
  await approve(cast)
  const { desk, officer } = cast
  const counts = await Promise.all([inviteNext(desk.system, 'peers'), inviteNext(desk.system, 'peers')])
  assert.deepEqual(counts.sort(), [0, 2])
  assert.deepEqual(await standings(officer), { ann: 'invited', ben: 'invited', cyd: 'approved', dan: 'approved' })
}

async function mailsLinks(cast: Cast) {
  const { desk, officer, stranger } = cast
  await approve(cast)
  await inviteByOffice(officer, 'peers')
  const old = await linkOf(officer, 'ann')
  assert.equal((await getGuest(stranger, old)).nomination.name, 'ann')
  await linkOf(officer, 'ann')
  assert.equal(await codeOf(getGuest(stranger, old)), 'not-found')
  const mails = await startMailServer()
  const sendMail = openMailer({ url: mails.url, from: 'ospo@office.example' })
  const ctx = { ...desk.system, reach: { ...desk.system.reach, sendMail } }
  for (let times = 0; times < 2; times++) await watchSummits(ctx)
  await deliverMails(ctx, new AbortController().signal)
  await mails.close()
  const [arrived, ...others] = mails.take().filter(({ to }) => to[0]?.endsWith('@guest.example'))
  assert.deepEqual(
    [arrived?.to, arrived?.subject(), others.length],
    [['ben@guest.example'], 'Invitation: Peers · 邀请：同行', 0],
  )
  const token = /invitation\/(\S+)/.exec(arrived?.text() ?? '')?.[1] ?? ''
  assert.equal((await getGuest(stranger, token)).nomination.name, 'ben')
}

async function comeAll(cast: Cast) {
  await approve(cast)
  await inviteByOffice(cast.officer, 'peers')
  const [ann, ben] = [await linkOf(cast.officer, 'ann'), await linkOf(cast.officer, 'ben')]
  assert.equal(await codeOf(saveTask(cast.stranger, ann, { task: 'review', done: true, note: '' })), 'conflict')
  for (const token of [ann, ben]) await answerInvitation(cast.stranger, token, 'accept', '')
  return { ann, ben }
}

async function forgets(cast: Cast) {
  const { desk, officer, stranger } = cast
  const { ann } = await comeAll(cast)
  await saveTask(stranger, ann, { task: 'review', done: true, note: 'ann looked back' })
  await saveProfile(stranger, ann, { offers: ['ann helps'], seeks: [], alliance: true })
  await offerSponsorship(stranger, ann, { organization: 'Mill', offer: 'a hall', contact: 'ann@guest.example' })
  await saveEdition(officer, edition({ state: 'held' }, { day: '2027-01-31', keepMonths: 1 }))
  const tables = ['nomination', 'invitation', 'task', 'sponsor'].map(name => `summit_${name}`)
  const kept = async () => {
    await watchSummits(desk.system)
    const rows = await Promise.all(tables.map(table => sql`select * from ${sql.table(table)}`.execute(desk.system.db)))
    return JSON.stringify(rows.map(({ rows }) => rows))
  }
  desk.setClock('2027-03-02T12:00:00Z')
  assert.match(await kept(), /ann@guest\.example/)
  desk.setClock('2027-03-03T12:00:00Z')
  assert.doesNotMatch(await kept(), /ann|ben|cyd|guest\.example|gave talks/)
  assert.equal(await codeOf(getGuest(stranger, ann)), 'not-found')
  const erased = await findEntries(officer, { subject: { kind: 'summit', id: 'peers' }, newestFirst: true, limit: 1 })
  assert.deepEqual(
    erased.map(({ verb, detail }) => [verb, detail?.after]),
    [['summit.nominees-erased', { nominees: 4, contacts: 1 }]],
  )
  await watchSummits(desk.system)
  assert.equal((await findEntries(officer, { newestFirst: true, limit: 1 }))[0]?.seq, erased[0]?.seq)
}

async function prepares(cast: Cast) {
  const { stranger, officer, desk } = cast
  const { ann, ben } = await comeAll(cast)
  const { about, ...rest } = await getEdition(officer, 'peers')
  for (const { id } of about.tasks)
    await saveTask(stranger, ann, { task: id, done: true, note: id === 'peers' ? 'how you count' : '' })
  assert.equal(await codeOf(saveTask(stranger, ann, { task: 'x', done: true, note: '' })), 'not-found')
  assert.deepEqual(await getParticipants(officer, { about, ...rest }), [
    { name: 'ann', organization: 'Mill', email: 'ann@guest.example', tasksDone: 7, alliance: false },
    { name: 'ben', organization: 'Mill', email: 'ben@guest.example', tasksDone: 0, alliance: false },
  ])
  await saveProfile(stranger, ann, { offers: ['license audits', ''], seeks: ['dashboards'], alliance: false })
  await saveProfile(stranger, ben, { offers: ['dashboards'], seeks: ['audits'], alliance: false })
  const matches = await getMatches(stranger, await getGuest(stranger, ann))
  assert.deepEqual(
    matches.map(({ name, learn, teach }) => ({ name, learn, teach })),
    [{ name: 'ben', learn: ['dashboards'], teach: ['audits'] }],
  )
  const guest = await getGuest(stranger, ann)
  const letter = writeLetter(guest.edition, guest.nomination, await getTasks(desk.system, guest), 'zh')
  assert.ok(letter.some(line => line.includes('我希望学习：how you count')))
  assert.match(writeLetter(guest.edition, guest.nomination, [], 'en')[1] ?? '', /I am invited to Peers/)
}

async function keepsProblemsAnonymous(cast: Cast) {
  const { stranger, desk } = cast
  const { ann, ben } = await comeAll(cast)
  const before = await countRows(desk)
  await addProblem(stranger, ann, 'Nobody reads our policy.')
  for (let count = 0; count < 8; count++) await addProblem(stranger, ben, `Problem ${count}`)
  const after = await countRows(desk)
  assert.deepEqual(after, { ...before, summit_problem: 9 })
  const { rows } = await sql<Record<string, unknown>>`select * from summit_problem`.execute(desk.system.db)
  assert.deepEqual(Object.keys(rows[0] ?? {}).sort(), ['body', 'edition_id', 'id'])
  const stored = rows.map(({ id }) => String(id))
  assert.deepEqual(stored, [...stored].sort())
  assert.equal((await getProblems(stranger, 'peers')).length, 9)
  assert.equal(await codeOf(addProblem(stranger, 'summit_x', 'x')), 'not-found')
}

async function countRows({ system: { db } }: Desk) {
  const counts: Record<string, number> = {}
  for (const table of ['summit_problem', 'summit_task', 'summit_invitation', 'ledger_entry', 'notification', 'job']) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
    counts[table] = rows[0]?.count ?? 0
  }
  return counts
}

async function goesOn(cast: Cast) {
  const { desk, officer, stranger } = cast
  const { ann, ben } = await comeAll(cast)
  await desk.hire('guest', ['member'])
  await sql`update account set email = 'ann@guest.example' where name = 'guest'`.execute(desk.system.db)
  for (const token of [ann, ben]) await saveProfile(stranger, token, { offers: [], seeks: [], alliance: true })
  const formed = { group: 'wg-peers-alliance', added: ['ann'], without: ['ben'] }
  for (let times = 0; times < 2; times++) assert.deepEqual(await formAlliance(officer, 'peers'), formed)
}

async function sponsors(cast: Cast) {
  const { stranger, officer } = cast
  const { ann } = await comeAll(cast)
  await offerSponsorship(stranger, ann, { organization: 'Mill', offer: 'the hall', contact: 'ann' })
  const seen = async (ctx: Context) =>
    (await getSponsors(ctx, await getEdition(ctx, 'peers'))).map(({ state }) => state)
  assert.deepEqual([await seen(officer), await seen(stranger)], [['offered'], []])
  const [sponsor] = await getSponsors(officer, await getEdition(officer, 'peers'))
  await answerSponsor(officer, 'peers', sponsor?.id ?? '', 'accepted')
  assert.deepEqual(await seen(stranger), ['accepted'])
}
