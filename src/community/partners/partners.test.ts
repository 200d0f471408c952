import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../test/engines.ts'
import { type Arrived, startMailServer } from '../../../test/mail-server.ts'
import { openPeople, type People } from '../../../test/people.ts'
import type { Account } from '../../access/accounts/model.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import { deliverMails } from '../../notifications/mail/service.ts'
import { anonymous, type Context } from '../../platform/context.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import { getItem } from '../library/service.ts'
import { NewAgreement } from './agreements/model.ts'
import {
  addCommitment,
  endAgreement,
  getAgreement,
  getCommitments,
  offerAgreement,
  saveAgreement,
  settleCommitment,
  signAgreement,
  watchAgreements,
} from './agreements/service.ts'
import { NewCase } from './cases/model.ts'
import {
  answerCase,
  askApproval,
  getApprovals,
  getCase,
  getCases,
  getPublishedCase,
  publishCase,
  saveCase,
  watchCases,
} from './cases/service.ts'
import { answerAsGuest, getGuestView, signAsGuest } from './guest-answers/service.ts'
import { NewPartner } from './model.ts'
import { NewActivity, NewGoal } from './plans/model.ts'
import { getActivities, getGoals, saveActivity, saveGoal } from './plans/service.ts'
import { addContact, getContacts, removeContact, savePartner } from './service.ts'
import { addCaseToLibrary } from './to-library/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part with the partners', { skip: missing }, () => assert.equal(servers.length, 2))

interface Cast {
  people: People
  manager: Context
  /** Speaks for the city. */
  mayor: Context
  /** Speaks for the center. */
  neighbor: Context
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['an agreement is in force once every party has signed, and a draft again when its terms change', signs],
  ['nobody signs or approves for an institution that they do not speak for', speaks],
  ['what is promised is told before it is due and when it is overdue, once each', reminds],
  ['of several who sign or answer at once each is heard', hearsAll],
  ['a term ends by itself, and its end and its review are told ahead', ends],
  ['a case is seen by everybody only as every partner approved it', approves],
  ['who objects takes it from the public; who has not answered is asked again after a week', objects],
  ['a goal is shared by two at least, and what partners did together is kept', plans],
  [
    'who speaks for a partner without an account signs and answers by a link in a mail, which ends with their part',
    asksGuests,
  ],
  ['a published case comes into the library once, with its license and to whom it is owed', comesIntoLibrary],
  ['where to reach a contact is told to those who run the community only', keepsContacts],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const people = await openPeople(await server.create())
      try {
        const as = (account: Account, ...permissions: string[]) => {
          const ctx = people.as(account)
          return { ...ctx, actor: { ...ctx.actor, permissions: new Set(permissions) } }
        }
        const manager = as(await people.add('man'), 'community.read', 'community.manage')
        const [mayor, neighbor] = [await people.add('mayor'), await people.add('neighbor')]
        await savePartner(
          manager,
          NewPartner.parse({ kind: 'city', name: { en: 'City of Paris', zh: '巴黎市' }, place: 'Paris' }),
        )
        await savePartner(
          manager,
          NewPartner.parse({ kind: 'neighborhood-center', name: { en: 'St. Francis' }, place: 'Baltimore' }),
        )
        await addContact(manager, 'city-of-paris', {
          name: 'Mayor',
          role: 'mayor',
          email: 'm@paris.example',
          account: mayor.id,
          speaks: true,
        })
        await addContact(manager, 'st-francis', {
          name: 'Neighbor',
          role: '',
          email: null,
          account: neighbor.id,
          speaks: true,
        })
        await tell({ people, manager, mayor: as(mayor, 'community.read'), neighbor: as(neighbor, 'community.read') })
        assert.equal((await verifyLedger(people.system)).broken, null)
      } finally {
        await people.close()
      }
    })
  }
}

/** With a mail server of their own, and what arrived at it. */
async function withMail({ people }: Cast, work: (system: Context, take: () => Promise<Arrived[]>) => Promise<void>) {
  const mails = await startMailServer()
  const sendMail = openMailer({ url: mails.url, from: 'ospo@office.example' })
  const system = { ...people.system, reach: { ...people.system.reach, sendMail } }
  const take = async () => {
    await deliverMails(system, new AbortController().signal)
    return mails.take().filter(({ to }) => to[0] === 'zoe@center.example')
  }
  try {
    await work(system, take)
  } finally {
    await mails.close()
  }
}

async function asksGuests(cast: Cast) {
  await withMail(cast, async ({ reach }, take) => {
    const manager = { ...cast.manager, reach }
    const stranger = { ...manager, actor: anonymous }
    const guest = { name: 'Zoe', role: 'treasurer', email: 'zoe@center.example', account: null, speaks: true }
    const { id: contact } = await addContact(manager, 'st-francis', guest)
    const secretIn = (mail: Arrived | undefined) => /partner-answers\/(\S+)/.exec(mail?.text() ?? '')?.[1] ?? ''
    const agreement = await saveAgreement(manager, terms)
    await offerAgreement(manager, agreement.id)
    const [offer] = await take()
    assert.equal(offer?.subject(), 'An agreement to sign: Tools for neighbors · 待签署协议：Tools for neighbors')
    assert.match(offer?.text() ?? '', /You get this mail because you speak for St\. Francis here\./)
    await signAsGuest(stranger, secretIn(offer))
    const signed = (await getAgreement(manager, agreement.id)).parties.map(({ signedBy }) => signedBy)
    assert.deepEqual(signed, [null, `contact-${contact}`])
    const { id, contentHash } = await saveCase(manager, story)
    await askApproval(manager, id)
    const secret = secretIn((await take())[0])
    assert.equal((await getGuestView(stranger, secret)).answered, undefined)
    const answer = { answer: 'approve' as const, remark: 'gladly', contentHash }
    await assert.rejects(answerAsGuest(stranger, secret, { ...answer, contentHash: 'old' }), /has changed/)
    await answerAsGuest(stranger, secret, answer)
    assert.deepEqual(
      (await getApprovals(manager, id)).map(({ partner, answer, given, by }) => ({ partner, answer, given, by })),
      [{ partner: 'st-francis', answer: 'approve', given: '✉ Zoe', by: `contact-${contact}` }],
    )
    await saveCase(manager, { ...story, id, body: { en: 'Other words', zh: '' } })
    await assert.rejects(getGuestView(stranger, secret), /not asked for this any more/)
    await removeContact(manager, contact)
    await assert.rejects(getGuestView(stranger, secret), /opens nothing/)
  })
}

async function comesIntoLibrary({ manager, mayor, neighbor }: Cast) {
  const { id, contentHash } = await saveCase(manager, { ...story, license: 'CC0-1.0' })
  await assert.rejects(addCaseToLibrary(manager, id), /no case/)
  await askApproval(manager, id)
  for (const [ctx, partner] of [
    [mayor, 'city-of-paris'],
    [neighbor, 'st-francis'],
  ] as const)
    await answerCase(ctx, id, { partner, answer: 'approve', given: '', remark: '', contentHash })
  await publishCase(manager, id)
  assert.equal(await codeOf(addCaseToLibrary(mayor, id)), 'not-allowed')
  const item = await addCaseToLibrary(manager, id)
  assert.equal(await addCaseToLibrary(manager, id), item)
  const { state, kind, license, attribution, address, authors, body } = await getItem(manager, item, 'public')
  assert.deepEqual(
    { state, kind, license, attribution, address, body, authors: authors.map(({ name }) => name) },
    {
      ...{ state: 'published', kind: 'case-study', license: 'CC0-1.0', body: '**Together** <b>' },
      ...{ attribution: 'City of Paris, St. Francis', authors: ['City of Paris', 'St. Francis'] },
      address: 'https://office.example/public/cases/open-tools',
    },
  )
}

const both = ['city-of-paris', 'st-francis']
const terms = NewAgreement.parse({ title: { en: 'Tools for neighbors' }, since: '2026-12-01', partners: both })
const story = NewCase.parse({
  title: { en: 'Open tools' },
  body: { en: '**Together** <b>', zh: '一起' },
  partners: both,
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    error => error.code ?? String(error),
  )
}

async function kindsFor(ctx: Context) {
  return (await getInbox(ctx)).map(({ kind }) => kind).sort()
}

async function signs({ manager, mayor, neighbor }: Cast) {
  const { id } = await saveAgreement(manager, terms)
  assert.equal(await codeOf(signAgreement(mayor, id, 'city-of-paris')), 'conflict')
  await offerAgreement(manager, id)
  assert.deepEqual(await kindsFor(mayor), ['partner.agreement-offered'])
  assert.equal((await signAgreement(mayor, id, 'city-of-paris')).state, 'offered')
  const signed = await signAgreement(neighbor, id, 'st-francis')
  assert.deepEqual(
    [signed.state, signed.parties.map(({ signedOn, signedBy }) => [signedOn, signedBy])],
    [
      'active',
      [
        ['2026-11-21', mayor.actor.id],
        ['2026-11-21', neighbor.actor.id],
      ],
    ],
  )
  assert.equal((await saveAgreement(manager, { ...terms, id })).state, 'active')
  const changed = await saveAgreement(manager, { ...terms, id, until: '2027-12-01' })
  assert.deepEqual([changed.state, changed.parties.map(({ signedOn }) => signedOn)], ['draft', [null, null]])
  assert.equal(await codeOf(saveAgreement(manager, { ...terms, until: '2020-01-01' })), 'invalid-input')
  assert.equal(await codeOf(saveAgreement(manager, { ...terms, partners: ['nobody'] })), 'not-found')
  const lonely = await saveAgreement(manager, { ...terms, partners: ['st-francis'] })
  assert.equal(await codeOf(offerAgreement(manager, lonely.id)), 'invalid-input')
  assert.equal(await codeOf(endAgreement(manager, id, ' ')), 'invalid-input')
  assert.equal((await endAgreement(manager, id, 'no money')).state, 'ended')
  assert.equal(await codeOf(saveAgreement(manager, { ...terms, id })), 'conflict')
}

async function speaks({ manager, mayor, neighbor }: Cast) {
  const { id } = await saveAgreement(manager, terms)
  await offerAgreement(manager, id)
  assert.equal(await codeOf(signAgreement(neighbor, id, 'city-of-paris')), 'not-allowed')
  const { id: caseId, contentHash } = await saveCase(manager, story)
  await askApproval(manager, caseId)
  const answer = { partner: 'city-of-paris', answer: 'approve', given: '', remark: '', contentHash } as const
  assert.equal(await codeOf(answerCase(neighbor, caseId, answer)), 'not-allowed')
  // Who runs the community may write an answer down, and says how it was given.
  assert.equal(await codeOf(answerCase(manager, caseId, answer)), 'invalid-input')
  await answerCase(manager, caseId, { ...answer, given: 'letter of 20 November' })
  const promise = { partner: 'st-francis', promise: { en: 'A room', zh: '' }, owner: 'Somebody', dueOn: '2027-01-01' }
  const { id: commitment } = await addCommitment(manager, id, promise)
  assert.equal(await codeOf(settleCommitment(mayor, commitment, { state: 'done', note: '' })), 'not-allowed')
  assert.equal((await settleCommitment(neighbor, commitment, { state: 'done', note: 'it is there' })).state, 'done')
  assert.equal(
    await codeOf(addContact(manager, 'st-francis', { name: 'x', role: '', email: null, account: null, speaks: true })),
    'invalid-input',
  )
}

async function reminds({ people, manager, mayor, neighbor }: Cast) {
  const { id } = await saveAgreement(manager, terms)
  await addCommitment(manager, id, {
    partner: 'city-of-paris',
    promise: { en: 'Servers', zh: '' },
    owner: mayor.actor.id,
    dueOn: '2026-12-10',
  })
  await offerAgreement(manager, id)
  await watchAgreements(people.system)
  assert.deepEqual(await kindsFor(mayor), ['partner.agreement-offered'])
  await signAgreement(mayor, id, 'city-of-paris')
  await signAgreement(neighbor, id, 'st-francis')
  await watchAgreements(people.system)
  assert.deepEqual(await kindsFor(mayor), ['partner.agreement-offered'])
  people.setClock('2026-11-27T12:00:00Z')
  await watchAgreements(people.system)
  await watchAgreements(people.system)
  people.setClock('2026-12-11T12:00:00Z')
  await watchAgreements(people.system)
  await watchAgreements(people.system)
  assert.deepEqual(await kindsFor(mayor), [
    'partner.agreement-offered',
    'partner.commitment-due',
    'partner.commitment-overdue',
  ])
  assert.deepEqual(await kindsFor(manager), ['partner.commitment-overdue'])
  assert.deepEqual(
    (await getCommitments(manager, { openUntil: '2026-12-10' })).map(({ ownerName }) => ownerName),
    ['mayor'],
  )
}

async function ends({ people, manager, mayor, neighbor }: Cast) {
  const { id } = await saveAgreement(manager, { ...terms, until: '2027-06-01', reviewOn: '2027-03-01' })
  await offerAgreement(manager, id)
  await signAgreement(mayor, id, 'city-of-paris')
  await signAgreement(neighbor, id, 'st-francis')
  for (const day of ['2027-01-01', '2027-02-01', '2027-04-10', '2027-06-01']) {
    people.setClock(`${day}T12:00:00Z`)
    await watchAgreements(people.system)
  }
  assert.equal((await getAgreement(manager, id)).state, 'active')
  people.setClock('2027-06-02T12:00:00Z')
  await watchAgreements(people.system)
  assert.equal((await getAgreement(manager, id)).state, 'over')
  assert.deepEqual(await kindsFor(manager), [
    'partner.agreement-ending',
    'partner.agreement-over',
    'partner.review-due',
  ])
}

async function approves({ manager, mayor, neighbor }: Cast) {
  const { id, contentHash } = await saveCase(manager, story)
  const answer = { answer: 'approve', given: '', remark: '', contentHash } as const
  assert.equal(await codeOf(answerCase(mayor, id, { ...answer, partner: 'city-of-paris' })), 'conflict')
  await askApproval(manager, id)
  await answerCase(mayor, id, { ...answer, partner: 'city-of-paris' })
  assert.equal(await codeOf(publishCase(manager, id)), 'conflict')
  assert.equal(await codeOf(getPublishedCase(manager, id)), 'not-found')
  await answerCase(neighbor, id, { ...answer, partner: 'st-francis' })
  await publishCase(manager, id)
  const { body, attribution, license, partners } = await getPublishedCase(manager, id)
  assert.deepEqual(
    { body, attribution, license, partners: partners.map(({ place }) => place) },
    {
      body: story.body,
      attribution: 'City of Paris, St. Francis',
      license: 'CC-BY-4.0',
      partners: ['Paris', 'Baltimore'],
    },
  )

  const changed = await saveCase(manager, { ...story, id, body: { en: 'Other words', zh: '' } })
  assert.equal((await getPublishedCase(manager, id)).body.en, story.body.en)
  assert.equal(await codeOf(publishCase(manager, id)), 'conflict')
  await askApproval(manager, id)
  assert.equal(await codeOf(answerCase(mayor, id, { ...answer, partner: 'city-of-paris' })), 'conflict')
  for (const [ctx, partner] of [
    [mayor, 'city-of-paris'],
    [neighbor, 'st-francis'],
  ] as const)
    await answerCase(ctx, id, { ...answer, partner, contentHash: changed.contentHash })
  await publishCase(manager, id)
  assert.equal((await getPublishedCase(manager, id)).body.en, 'Other words')
}

async function objects({ people, manager, mayor, neighbor }: Cast) {
  const { id, contentHash } = await saveCase(manager, story)
  await askApproval(manager, id)
  const answer = { given: '', remark: '', contentHash } as const
  await answerCase(mayor, id, { ...answer, partner: 'city-of-paris', answer: 'approve' })
  people.setClock('2026-11-29T12:00:00Z')
  await watchCases(people.system)
  await watchCases(people.system)
  assert.deepEqual(
    [await kindsFor(mayor), await kindsFor(neighbor)],
    [['partner.case-asked'], ['partner.case-asked', 'partner.case-asked']],
  )
  await answerCase(neighbor, id, { ...answer, partner: 'st-francis', answer: 'approve' })
  await publishCase(manager, id)
  assert.equal((await getCases(manager, { state: 'published', limit: 10, offset: 0 })).total, 1)
  await answerCase(neighbor, id, { ...answer, partner: 'st-francis', answer: 'object', remark: 'not like this' })
  assert.equal((await getCase(manager, id)).state, 'withdrawn')
  assert.equal(await codeOf(getPublishedCase(manager, id)), 'not-found')
  assert.equal(await codeOf(publishCase(manager, id)), 'conflict')
}

async function plans({ manager }: Cast) {
  const goal = NewGoal.parse({
    title: { en: 'Public money, public code' },
    state: 'shared',
    partners: ['city-of-paris'],
  })
  assert.equal(await codeOf(saveGoal(manager, goal)), 'invalid-input')
  await saveGoal(manager, { ...goal, partners: both })
  assert.deepEqual(
    (await getGoals(manager)).map(({ id, partners }) => [id, partners]),
    [['public-money-public-code', both]],
  )
  assert.equal((await saveAgreement(manager, { ...terms, goals: ['public-money-public-code'] })).goals.length, 1)
  const activity = NewActivity.parse({ title: { zh: '开放论坛' }, heldOn: '2021-11-18', partners: both })
  await saveActivity(manager, activity)
  const { activities, total } = await getActivities(manager, { limit: 10, offset: 0 })
  assert.deepEqual(
    [total, activities.map(({ id, heldOn, partners }) => [id, heldOn, partners])],
    [1, [['开放论坛', '2021-11-18', both]]],
  )
}

async function keepsContacts({ manager, mayor }: Cast) {
  assert.deepEqual(
    (await getContacts(manager, both)).map(({ email }) => email),
    ['m@paris.example', null],
  )
  assert.deepEqual(
    (await getContacts(mayor, both)).map(({ email }) => email),
    [null, null],
  )
}

async function hearsAll({ manager, mayor, neighbor }: Cast) {
  const { id } = await saveAgreement(manager, terms)
  await offerAgreement(manager, id)
  await Promise.all([signAgreement(mayor, id, 'city-of-paris'), signAgreement(neighbor, id, 'st-francis')])
  assert.equal((await getAgreement(manager, id)).state, 'active')
  const { id: caseId, contentHash } = await saveCase(manager, story)
  await askApproval(manager, caseId)
  const answer = { answer: 'approve', given: '', remark: '', contentHash } as const
  await Promise.all([
    answerCase(mayor, caseId, { ...answer, partner: 'city-of-paris' }),
    answerCase(neighbor, caseId, { ...answer, partner: 'st-francis' }),
  ])
  const object = answerCase(neighbor, caseId, { ...answer, answer: 'object', partner: 'st-francis' })
  await Promise.allSettled([object, publishCase(manager, caseId)])
  assert.notEqual((await getCase(manager, caseId)).state, 'published')
}
