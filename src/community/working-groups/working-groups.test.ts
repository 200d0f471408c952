import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { startEngines } from '../../../test/engines.ts'
import { codeOf } from '../../../test/staff.ts'
import type { Account } from '../../access/accounts/model.ts'
import { getGroup } from '../../access/groups/service.ts'
import { verifyLedger } from '../../access/ledger/service.ts'
import { assignRoleByDirectory } from '../../access/roles/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import type { Context } from '../../platform/context.ts'
import { castVote, getDecisions, openDecision } from './decisions/service.ts'
import { addDeliverable, getDeliverables, setDeliverableState } from './deliverables/service.ts'
import { getNotes, importGroups, importNotes } from './imports/service.ts'
import { NewWorkingGroup } from './model.ts'
import { appointSeat, endTerm, join, leave, setRung } from './people/service.ts'
import * as service from './service.ts'
import { watchGroups } from './watch/service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the working groups', { skip: missing }, () => assert.equal(servers.length, 2))

interface Cast {
  desk: Desk
  officer: Context
  chair: Context
  dev: Context
  account: Record<'chair' | 'dev', Account>
}

const stories: [sentence: string, tell: (cast: Cast) => Promise<void>][] = [
  ['a group is made with its people, and only whoever runs the community makes one', makes],
  ['a chair runs the own group and no other, and does not say what only the office says', chairRuns],
  ['the ladder: one joins as observer, a chair moves one up, and one leaves', climbs],
  ['a group that may more than its chair takes nobody in by that chair', keepsRights],
  ['a vote is decided at once when more than half say the same, else by simple majority at its end', decides],
  ['an observer has no vote', observes],
  ['an owner says how far a deliverable is, others do not', delivers],
  ['an ending term is told once at thirty days and once at seven', tellsOfEnds],
  ['a list is seen before it comes, and comes a second time without undoing what was written since', importsTwice],
  ['who was at a meeting only whoever runs the group sees', keepsAttendeesApart],
  ['without sign-in only what is published is there', publishes],
  ['charters are versions', chartersAreVersions],
]

for (const server of servers) {
  for (const [sentence, tell] of stories) {
    test(`${sentence} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const account = { chair: await desk.hire('chair', ['member']), dev: await desk.hire('dev', ['member']) }
        const officer = await desk.as(await desk.hire('olga', ['officer']))
        const [chair, dev] = [await desk.as(account.chair), await desk.as(account.dev)]
        await service.saveWorkingGroup(officer, group('wg-cities'))
        await appointSeat(officer, 'wg-cities', { account: 'chair', seat: 'chair', until: '2026-12-20' })
        await tell({ desk, officer, chair, dev, account })
        assert.equal((await verifyLedger(desk.system)).broken, null)
      } finally {
        await desk.close()
      }
    })
  }
}

function group(id: string, more: Partial<NewWorkingGroup> = {}) {
  return NewWorkingGroup.parse({ id, name: { en: 'Cities', zh: '城市' }, status: 'active', ...more })
}

async function makes({ officer, chair }: Cast) {
  assert.equal((await getGroup(officer, 'wg-cities')).purpose, 'working-group')
  assert.equal(await codeOf(service.saveWorkingGroup(chair, group('wg-other'))), 'not-allowed')
  const { groups, total } = await service.getWorkingGroups(officer, { text: '城市' })
  assert.deepEqual(
    [groups.map(({ id, chairs, members }) => ({ id, chairs, members })), total],
    [[{ id: 'wg-cities', chairs: ['chair'], members: 1 }], 1],
  )
  assert.equal(NewWorkingGroup.safeParse({ id: 'legal', name: { en: 'x', zh: '' } }).success, false)
}

async function chairRuns({ officer, chair }: Cast) {
  await service.saveWorkingGroup(officer, group('wg-other'))
  assert.equal(await codeOf(service.saveWorkingGroup(chair, group('wg-other'))), 'not-allowed')
  const wanted = group('wg-cities', { published: true, status: 'retired', name: { en: 'Towns', zh: '' } })
  const { published, status, name } = await service.saveWorkingGroup(chair, wanted)
  assert.deepEqual({ published, status, name }, { published: false, status: 'active', name: { en: 'Towns', zh: '' } })
  const again = { account: 'chair', seat: 'chair' as const, until: null }
  assert.equal(await codeOf(appointSeat(chair, 'wg-cities', again)), 'not-allowed')
}

async function climbs({ chair, dev }: Cast) {
  await join(dev, 'wg-cities')
  assert.equal(await codeOf(join(dev, 'wg-cities')), 'conflict')
  assert.equal(await codeOf(setRung(dev, 'wg-cities', 'dev', 'maintainer')), 'not-allowed')
  await setRung(chair, 'wg-cities', 'dev', 'maintainer')
  assert.deepEqual(await service.getStandingIn(dev, 'wg-cities'), {
    manages: false,
    votes: true,
    rung: 'maintainer',
    seats: [],
  })
  const seat = (await service.getTerms(chair, 'wg-cities')).find(({ role }) => role === 'chair')
  assert.equal(await codeOf(endTerm(chair, 'wg-cities', seat?.id ?? '')), 'not-allowed')
  await leave(dev, 'wg-cities')
  assert.equal((await service.getStandingIn(dev, 'wg-cities')).rung, undefined)
}

async function keepsRights({ desk, chair, dev }: Cast) {
  await assignRoleByDirectory(desk.system, { role: 'officer', holderKind: 'group', holder: 'wg-cities' })
  assert.equal(await codeOf(setRung(chair, 'wg-cities', 'dev', 'contributor')), 'not-allowed')
  assert.equal(await codeOf(join(dev, 'wg-cities')), 'not-allowed')
}

const question = { question: { en: 'Publish the guide?', zh: '' }, days: 7 }

async function decides({ desk, officer, chair, dev, account }: Cast) {
  for (const name of ['eve', 'fay']) await desk.hire(name, ['member'])
  for (const name of ['dev', 'eve', 'fay']) await setRung(chair, 'wg-cities', name, 'contributor')
  const first = await openDecision(chair, 'wg-cities', question)
  await castVote(dev, 'wg-cities', first.id, 'no')
  await castVote(dev, 'wg-cities', first.id, 'yes')
  desk.setClock('2026-11-29T12:00:00Z')
  assert.equal(await codeOf(castVote(chair, 'wg-cities', first.id, 'no')), 'conflict')
  await watchGroups(desk.system)
  const second = await openDecision(chair, 'wg-cities', question)
  const third = (await service.getTerms(officer, 'wg-cities')).find(({ name }) => name === 'eve')
  const eve = await desk.as({ ...account.dev, id: third?.account ?? '', name: 'eve' })
  for (const voter of [dev, chair, eve]) await castVote(voter, 'wg-cities', second.id, 'no')
  assert.deepEqual(
    (await getDecisions(dev, 'wg-cities')).map(({ id, state, votes }) => ({ id, state, votes })),
    [
      { id: second.id, state: 'rejected', votes: { yes: 0, no: 3, abstain: 0 } },
      { id: first.id, state: 'adopted', votes: { yes: 1, no: 0, abstain: 0 } },
    ],
  )
}

async function observes({ chair, dev }: Cast) {
  await join(dev, 'wg-cities')
  const { id } = await openDecision(chair, 'wg-cities', question)
  assert.equal(await codeOf(castVote(dev, 'wg-cities', id, 'yes')), 'not-allowed')
  assert.equal(await codeOf(openDecision(dev, 'wg-cities', question)), 'not-allowed')
}

async function delivers({ desk, chair, dev, account }: Cast) {
  const title = { en: 'Guide', zh: '指南' }
  const wanted = { kind: 'deliverable' as const, title, owner: 'dev', state: 'planned' as const, dueOn: '2027-01-31' }
  const { id } = await addDeliverable(chair, 'wg-cities', wanted)
  const eve = await desk.as(await desk.hire('eve', ['member']))
  assert.equal(await codeOf(setDeliverableState(eve, 'wg-cities', id, 'done')), 'not-allowed')
  await setDeliverableState(dev, 'wg-cities', id, 'done')
  assert.deepEqual((await getDeliverables(eve, 'wg-cities')).deliverables, [
    { id, kind: 'deliverable', title, owner: account.dev.id, ownerName: 'dev', state: 'done', dueOn: '2027-01-31' },
  ])
  assert.deepEqual(
    (await getInbox(dev)).map(({ kind }) => kind),
    ['working-group.assigned'],
  )
}

async function tellsOfEnds({ desk, chair }: Cast) {
  const told = async () => (await getInbox(chair)).filter(({ kind }) => kind === 'working-group.term-ends').length
  const counts: number[] = []
  for (const day of ['2026-11-19', '2026-11-20', '2026-12-01', '2026-12-13', '2026-12-19', '2026-12-21']) {
    desk.setClock(`${day}T12:00:00Z`)
    await watchGroups(desk.system)
    counts.push(await told())
  }
  assert.deepEqual(counts, [0, 0, 1, 2, 2, 2])
}

async function importsTwice({ officer, chair }: Cast) {
  const source = '- id: wg-cities\n  name: Cities\n  mission: From the list\n- name: Looms\n'
  const preview = await importGroups(officer, { source, name: 'list', preview: true })
  assert.deepEqual(
    preview.groups.map(({ id, isNew }) => [id, isNew]),
    [
      ['wg-cities', false],
      ['wg-looms', true],
    ],
  )
  assert.equal((await service.getWorkingGroups(officer)).total, 1)
  await service.saveWorkingGroup(officer, group('wg-cities', { status: 'paused', published: true }))
  await service.saveWorkingGroup(chair, group('wg-cities', { about: { channels: ['#cities'] } }))
  for (let times = 0; times < 2; times++) await importGroups(officer, { source, name: 'list', preview: false })
  const { status, published, about } = await service.getWorkingGroup(officer, 'wg-cities')
  assert.deepEqual(
    [status, published, about.channels, about.mission.en],
    ['paused', true, ['#cities'], 'From the list'],
  )
  assert.equal((await service.getWorkingGroups(officer)).total, 2)
  assert.equal(await codeOf(importGroups(chair, { source, name: 'list', preview: true })), 'not-allowed')
}

async function keepsAttendeesApart({ chair, dev, account }: Cast) {
  const source = '## 2026-11-10\nAttendees: Grace Hopper, Ada\n\nWe met.\n- [ ] @dev write it down\n'
  assert.equal(await codeOf(importNotes(dev, 'wg-cities', { source, preview: true })), 'not-allowed')
  for (let times = 0; times < 2; times++) await importNotes(chair, 'wg-cities', { source, preview: false })
  const shown = (await getNotes(dev, 'wg-cities')).map(({ title, body, attendees }) => ({ title, body, attendees }))
  assert.deepEqual(shown, [{ title: '2026-11-10', body: 'We met.\n- [ ] @dev write it down', attendees: [] }])
  assert.deepEqual((await getNotes(chair, 'wg-cities'))[0]?.attendees, ['Ada', 'Grace Hopper'])
  const { deliverables } = await getDeliverables(dev, 'wg-cities')
  assert.deepEqual(
    deliverables.map(({ kind, title, owner }) => ({ kind, title: title.en, owner })),
    [{ kind: 'action', title: 'write it down', owner: account.dev.id }],
  )
}

async function publishes({ officer }: Cast) {
  assert.equal(await codeOf(service.getPublishedGroup(officer, 'wg-cities')), 'not-found')
  await service.saveWorkingGroup(officer, group('wg-cities', { published: true }))
  assert.equal((await service.getPublishedGroup(officer, 'wg-cities')).id, 'wg-cities')
}

async function chartersAreVersions({ chair, dev }: Cast) {
  const body = (en: string) => ({ body: { en, zh: '' }, why: '' })
  assert.equal(await codeOf(service.adoptCharter(dev, 'wg-cities', body('mine'))), 'not-allowed')
  await service.adoptCharter(chair, 'wg-cities', body('We meet.'))
  await service.adoptCharter(chair, 'wg-cities', body('We meet and write.'))
  assert.deepEqual(
    (await service.getCharters(dev, 'wg-cities')).map(({ version, body }) => [version, body.en]),
    [
      [2, 'We meet and write.'],
      [1, 'We meet.'],
    ],
  )
}
