import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Desk, openDesk } from '../../../../test/desk.ts'
import { codeOf } from '../../../../test/staff.ts'
import type { Account } from '../../../access/accounts/model.ts'
import { getInbox } from '../../../notifications/inbox/service.ts'
import { judgeProject } from '../../../supply-chain/license-policy/service.ts'
import { saveDocument } from '../../documents/service.ts'
import { findGrants, revokeGrant } from '../../grants/service.ts'
import { savePolicy } from '../../policies/service.ts'
import { ask, draftRequest, withdraw } from '../asking/service.ts'
import { answerReview } from '../reviewing/service.ts'
import * as service from '../service.ts'
import { watchDesk } from './service.ts'

interface Cast {
  desk: Desk
  dev: Account
  officer: Account
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['a later version under another license is not waived, and is asked about once', asksForOtherLicense],
  ['a license that somebody named is held to the one that is found', holdsToNamedLicense],
  ['of one version under two licenses both count', countsBothOfTwo],
  ['a range is judged by what lies in it', judgesRange],
  ['without a version nobody is granted the use of a package', needsVersion],
  ['a request is no precedent for itself', countsOthersOnly],
  ['an agreement that holds is not undone by another that is asked for', keepsAgreement],
  ['an agreement that was given up is not being evaluated', forgetsRevokedAgreement],
  ['what is refused or withdrawn when it is decided again holds no more, and says so', endsReopened],
  ['one grant that cannot be held to anything keeps no other waiting', goesOnAfterFailure],
  ['an answer with nothing but space in it is none', trimsAnswers],
  ['an answer falls away with the one that it hangs on', dropsHangingAnswers],
  ['what the office knows is not for anybody to say otherwise', keepsKnown],
]

for (const [sentence, tell] of stories) {
  test(sentence, async () => {
    const desk = await openDesk(':memory:')
    try {
      const officer = await desk.hire('olga', ['officer'], ['office', 'legal'])
      await tell({ desk, officer, dev: await desk.hire('dev', ['member']) })
    } finally {
      await desk.close()
    }
  })
}

const leftPad = 'pkg:npm/left-pad'
const use = { form: 'use', subject: `${leftPad}@1.3.0`, answers: { product: 'web' }, ticks: [] }

async function askToUse({ desk, dev }: Cast, rest: object = {}) {
  return ask(await desk.as(dev), { ...use, ...rest })
}

async function requestsOf({ desk, dev }: Cast) {
  const { requests } = await service.listRequests(await desk.as(dev), { limit: 20 })
  return requests.map(({ subject, state }) => [subject, state]).toReversed()
}

async function verdictsIn({ desk, officer }: Cast, project: string) {
  const { findings } = await judgeProject(await desk.as(officer), project)
  return findings.map(({ purl, verdict, waiver }) => [purl, waiver ? 'waived' : verdict])
}

async function asksForOtherLicense(cast: Cast) {
  const { desk } = cast
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const { number, state } = await askToUse(cast)
  assert.equal(state, 'approved')
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT', 'npm/left-pad@1.4.0': 'AGPL-3.0-only' })
  assert.deepEqual(await verdictsIn(cast, 'web'), [
    [`${leftPad}@1.3.0`, 'allow'],
    [`${leftPad}@1.4.0`, 'deny'],
  ])
  for (let minute = 0; minute < 3; minute++) await watchDesk(desk.system)
  assert.deepEqual(await requestsOf(cast), [
    [`${leftPad}@1.3.0`, 'approved'],
    [`${leftPad}@1.4.0`, 'open'],
  ])
  const grants = await findGrants(desk.system, { request: number })
  assert.deepEqual(
    grants.map(({ state }) => state),
    ['active'],
  )
}

const named = {
  product: 'web',
  distribution: 'internal',
  critical: false,
  license: 'mit',
  license_link: 'https://example.org/LICENSE',
}

async function holdsToNamedLicense(cast: Cast) {
  const { desk } = cast
  const { number, state } = await askToUse(cast, { answers: named })
  assert.equal(state, 'approved')
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  await watchDesk(desk.system)
  assert.equal((await findGrants(desk.system, { request: number }))[0]?.state, 'active')
  await desk.use('web', { 'npm/left-pad@1.3.0': 'AGPL-3.0-only' })
  assert.deepEqual(await verdictsIn(cast, 'web'), [[`${leftPad}@1.3.0`, 'deny']])
  await watchDesk(desk.system)
  assert.deepEqual(await requestsOf(cast), [[`${leftPad}@1.3.0`, 'refused']])
}

async function countsBothOfTwo({ desk, dev }: Cast) {
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  await desk.use('shop', { 'npm/left-pad@1.3.0': 'AGPL-3.0-only' })
  const { facts } = await draftRequest(await desk.as(dev), use)
  assert.equal(facts['license']?.value, 'AGPL-3.0-only AND MIT')
  assert.equal(facts['license_verdict']?.value, 'deny')
}

async function judgesRange({ desk, dev }: Cast) {
  const licenses = { 'npm/left-pad@1.3.0': 'MIT', 'npm/left-pad@1.4.0': 'MIT', 'npm/left-pad@2.0.0': 'AGPL-3.0-only' }
  await desk.use('web', licenses)
  const licenseOf = async (range: string) =>
    (await draftRequest(await desk.as(dev), { ...use, subject: `${leftPad} vers:npm/${range}` })).facts['license']
      ?.value
  assert.deepEqual(
    [await licenseOf('<2.0.0'), await licenseOf('>=1.4.0'), await licenseOf('>=2.0.0')],
    ['MIT', 'AGPL-3.0-only AND MIT', 'AGPL-3.0-only'],
  )
}

async function needsVersion({ desk, dev }: Cast) {
  const ctx = await desk.as(dev)
  await assert.rejects(draftRequest(ctx, { ...use, subject: leftPad }), /Name the version/)
  await assert.rejects(draftRequest(ctx, { ...use, form: 'exception', subject: leftPad }), /Name the version/)
  await draftRequest(ctx, { form: 'ai-tool', subject: 'pkg:generic/assistant', answers: {}, ticks: [] })
}

const rule = (id: string, when: string, decide: string, rest: object = {}) => ({
  id,
  when,
  decide,
  reason: id,
  ...rest,
})

async function decideBy({ desk, officer }: Cast, rules: object[], id = 'use-component') {
  const policy = { id, title: `${id} ${JSON.stringify(rules).length}`, forms: [id], rules }
  await savePolicy(await desk.as(officer), JSON.stringify(policy))
}

async function countsOthersOnly(cast: Cast) {
  const { desk } = cast
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
  const grant = { grant: { reopenWhen: ['license-changed', 'policy-changed'] } }
  const precedent = rule('precedent', 'facts.earlier_approvals > 0.0 || facts.active_grants > 0.0', 'refuse')
  const rest = [rule('first', "facts.license == 'MIT'", 'approve', grant), rule('rest', 'true', 'review')]
  await decideBy(cast, [precedent, ...rest])
  const { number } = await askToUse(cast)
  await decideBy(cast, [precedent, ...rest, rule('never', 'false', 'refuse')])
  await watchDesk(desk.system)
  assert.equal((await findGrants(desk.system, { request: number }))[0]?.state, 'active')
  await desk.use('web', { 'npm/left-pad@1.3.0': 'BSD-3-Clause' })
  await watchDesk(desk.system)
  assert.deepEqual(await requestsOf(cast), [[`${leftPad}@1.3.0`, 'open']])
}

async function signAgreement(cast: Cast, state: 'approve' | 'review') {
  const { desk, officer } = cast
  await decideBy(cast, [rule(state, 'true', state)], 'cla')
  const drafted = await draftRequest(await desk.as(officer), {
    form: 'cla',
    subject: 'https://github.com/acme',
    answers: { what: 'sign', kind: 'corporate' },
    ticks: [],
  })
  const { form, subject, facts } = drafted
  const answers = { ...drafted.answers, what: 'sign', kind: 'corporate' }
  const { putToDesk } = await import('../asking/service.ts')
  const asked = { form, subject, facts, answers, requester: officer.id, ticks: [], idempotencyKey: undefined }
  return putToDesk(await desk.as(officer), asked)
}

async function claOf({ desk, dev }: Cast) {
  const wanted = { form: 'contribute', subject: 'https://github.com/acme/x', answers: {}, ticks: [] }
  return (await draftRequest(await desk.as(dev), wanted)).facts['cla']?.value
}

async function keepsAgreement(cast: Cast) {
  assert.equal(await claOf(cast), undefined)
  await signAgreement(cast, 'review')
  assert.equal(await claOf(cast), 'evaluating')
  await signAgreement(cast, 'approve')
  assert.equal(await claOf(cast), 'signed')
  await signAgreement(cast, 'review')
  assert.equal(await claOf(cast), 'signed')
}

async function forgetsRevokedAgreement(cast: Cast) {
  const { number } = await signAgreement(cast, 'approve')
  const [grant] = await findGrants(cast.desk.system, { request: number })
  const boss = await cast.desk.hire('boss', ['officer'])
  await revokeGrant(await cast.desk.as(boss), grant?.id ?? '', 'terminated')
  const told = (await getInbox(await cast.desk.as(cast.officer))).filter(({ kind }) => kind === 'grant.revoked')
  assert.deepEqual(
    told.map(({ body, link }) => [body.en, link]),
    [['Revoked: terminated', `/grants/${grant?.id}`]],
  )
  assert.equal(await claOf(cast), undefined)
}

async function endsReopened(cast: Cast) {
  const { desk, dev, officer } = cast
  const endings = {
    refuse: async (number: number) => {
      const { mine } = await service.getRequestView(await desk.as(officer), number)
      await answerReview(await desk.as(officer), mine[0]?.review.id ?? '', {
        answer: 'refuse',
        reason: 'no',
        ticks: [],
      })
    },
    withdraw: async (number: number) => {
      await withdraw(await desk.as(dev), number, '')
    },
  }
  for (const end of Object.values(endings)) {
    await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT' })
    const grant = { grant: { reopenWhen: ['license-changed'] } }
    await decideBy(cast, [rule('mit', "facts.license == 'MIT'", 'approve', grant), rule('rest', 'true', 'review')])
    const { number } = await askToUse(cast)
    await desk.use('web', { 'npm/left-pad@1.3.0': 'MPL-2.0' })
    await watchDesk(desk.system)
    const statesOf = async () => (await findGrants(desk.system, { request: number })).map(({ state }) => state)
    assert.deepEqual(await statesOf(), ['reopened'])
    await end(number)
    assert.deepEqual(await statesOf(), ['revoked'])
  }
}

async function goesOnAfterFailure(cast: Cast) {
  const { desk } = cast
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MIT', 'npm/right-pad@1.3.0': 'MIT' })
  const first = await askToUse(cast)
  await saveDocument(desk.system, { kind: 'form', id: 'broken', source: 'id: broken' })
  const db = desk.system.db.withTables<{ request: { number: number; form_id: string; form_version: number } }>()
  await db
    .updateTable('request')
    .set({ form_id: 'broken', form_version: 1 })
    .where('number', '=', first.number)
    .execute()
  const second = await askToUse(cast, { subject: 'pkg:npm/right-pad@1.3.0' })
  await desk.use('web', { 'npm/left-pad@1.3.0': 'MPL-2.0', 'npm/right-pad@1.3.0': 'MPL-2.0' })
  const { mock } = await import('node:test')
  const log = mock.method(console, 'error', () => undefined)
  await watchDesk(desk.system)
  log.mock.restore()
  assert.equal((await findGrants(desk.system, { request: second.number }))[0]?.state, 'reopened')
  assert.equal((await findGrants(desk.system, { request: first.number }))[0]?.state, 'active')
  assert.equal(log.mock.callCount(), 1)
}

async function trimsAnswers(cast: Cast) {
  assert.equal(await codeOf(askToUse(cast, { answers: { ...named, product: '  ' } })), 'invalid-input')
  const { answers, title } = await askToUse(cast, { answers: { ...named, product: ' web ' } })
  assert.deepEqual([answers['product'], title], ['web', 'left-pad@1.3.0 · web'])
}

async function dropsHangingAnswers({ desk, dev }: Cast) {
  const field = (id: string, when?: string) => ({ id, label: id, type: 'yes-no', ...(when && { when }) })
  const form = {
    ...{ id: 'chain', title: 'Chain', summary: 'A chain', subject: 'none', permits: 'chain' },
    sections: [
      { title: 'All', fields: [field('a'), field('b', 'request.a == true'), field('c', 'request.b == true')] },
    ],
  }
  await saveDocument(desk.system, { kind: 'form', id: 'chain', source: JSON.stringify(form) })
  const drafted = async (a: boolean) =>
    draftRequest(await desk.as(dev), { form: 'chain', subject: '', answers: { a, b: true, c: true }, ticks: [] })
  const [yes, no] = [await drafted(true), await drafted(false)]
  assert.deepEqual(yes.answers, { a: true, b: true, c: true })
  assert.deepEqual(no.answers, { a: false, b: null, c: null })
  assert.deepEqual(
    no.questions.map(({ id }) => id),
    ['a'],
  )
}

async function keepsKnown({ desk, dev }: Cast) {
  await desk.use('web', { 'npm/left-pad@1.3.0': 'AGPL-3.0-only' })
  const { answers, facts } = await draftRequest(await desk.as(dev), { ...use, answers: named })
  assert.deepEqual([answers['license'], facts['license']?.value], [null, 'AGPL-3.0-only'])
}
