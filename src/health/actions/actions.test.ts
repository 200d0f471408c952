import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createRepository } from '../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { createAccount, updateAccount } from '../../access/accounts/service.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import { getInbox } from '../../notifications/inbox/service.ts'
import { mineCommits } from '../history/service.ts'
import { changeAction, listActions, openAction, showAction } from './api.ts'
import { compare, endsOf } from './compare.ts'
import { changeAction as changeOne, openAction as openOne, watchActions } from './service.ts'

const { app, admin, clock, admit } = await openOfficeOfPeople()
const folder = mkdtempSync(join(tmpdir(), 'ospo-actions-'))
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const day = 86_400_000
const author = (at: string) => `Ada <ada@a.example> ${Date.parse(`${at}T12:00:00Z`) / 1000} +0000`
const days = ['2026-02-01', '2026-11-01', '2026-12-10', '2026-12-20', '2027-01-05']
const path = createRepository(
  join(folder, 'it'),
  days.map(at => ({ author: author(at), committer: author(at) })),
)
const [project] = await addProjects(admin, path)
assert.ok(project)
await mineCommits(admin, { id: project.id, path })
const about = { project: project.id, model: 'sunset', part: 'commits', due: '2026-12-24' }

const measure = { metric: 'm', over: null, parameters: {}, days: 30, per: 1, direction: 'lower' as const }

test('an effect is the difference between the value then and the newest, better by the direction', () => {
  const action = { value: 10, measuredTo: '2026-03-01', createdAt: '2026-02-28T09:00:00.000Z', measure }
  const points = [
    { to: '2026-03-01', value: 10 },
    { to: '2026-03-31', value: 4 },
  ]
  assert.deepEqual(compare(action, points), {
    ...{ before: 10, after: 4, change: -6, better: true, overlaps: false, asOf: '2026-03-31' },
    points: points.map((point, i) => ({ ...point, isAfter: i === 1 })),
  })
  const soon = compare(action, [{ to: '2026-03-30', value: 12 }])
  assert.deepEqual([soon.better, soon.overlaps], [false, true])
  const unknown = compare(action, [{ to: '2026-04-30', value: null }])
  assert.deepEqual([unknown.after, unknown.change, unknown.better], [null, null, null])
  const none = compare({ ...action, value: 0 }, [{ to: '2026-04-30', value: 0 }])
  assert.deepEqual([none.change, none.better], [0, null])
  // As long as there is no newer value, no period of it can hold older days.
  const first = compare(action, [{ to: '2026-03-01', value: 10 }])
  assert.deepEqual([first.after, first.overlaps], [null, false])
})

test('periods end every thirty days around the action, the last one on the day asked for', () => {
  assert.deepEqual(endsOf({ measuredTo: '2026-06-30' }, '2026-08-15'), [
    ...['2026-01-31', '2026-03-02', '2026-04-01', '2026-05-01', '2026-05-31', '2026-06-30'],
    ...['2026-07-30', '2026-08-15'],
  ])
  assert.equal(endsOf({ measuredTo: '2026-06-30' }, '2026-06-30').length, 6)
})

test('from a reading an action is opened, its owner told and reminded, and its effect shown', async () => {
  const olga = await admit('olga', 'officer')
  const dev = await admit('dev', 'member')
  const action = await olga.call(openAction, { ...about, title: 'Find a maintainer', why: 'Nobody', owner: 'dev' })
  assert.deepEqual(
    [action.owner, action.state, action.value, action.measuredTo, action.measure.days],
    [dev.id, 'open', 2, '2026-11-22', 365],
  )
  const kinds = async () => (await getInbox(dev.ctx)).map(({ kind }) => kind).sort()
  assert.deepEqual(await kinds(), ['health-action.assigned'])
  await watchActions(admin)
  assert.deepEqual(await kinds(), ['health-action.assigned'])
  clock.now = new Date('2026-12-22T09:00:00Z')
  await watchActions(admin)
  await watchActions(admin)
  assert.deepEqual(await kinds(), ['health-action.assigned', 'health-action.due'])
  clock.now = new Date('2026-12-26T09:00:00Z')
  await watchActions(admin)
  assert.deepEqual(await kinds(), ['health-action.assigned', 'health-action.due', 'health-action.overdue'])

  const done = await dev.call(changeAction, { id: action.id, state: 'done', outcome: 'Bo helps' })
  assert.deepEqual([done.startedOn, done.finishedOn, done.outcome], ['2026-12-26', '2026-12-26', 'Bo helps'])
  clock.now = new Date('2027-01-10T09:00:00Z')
  const { effect } = await dev.call(showAction, { id: action.id })
  assert.deepEqual([effect.before, effect.after, effect.change, effect.better, effect.overlaps], [2, 5, 3, true, true])
  assert.deepEqual(
    effect.points.slice(-3).map(({ to, value, isAfter }) => [to, value, isAfter]),
    [
      ['2026-11-22', 2, false],
      ['2026-12-22', 4, true],
      ['2027-01-11', 5, true],
    ],
  )
  clock.now = new Date(Date.parse('2026-12-26T09:00:00Z') + 365 * day)
  await watchActions(admin)
  assert.ok((await kinds()).includes('health-action.monitor'))
  const again = await changeOne(dev.ctx, action.id, { state: 'doing' })
  assert.deepEqual([again.startedOn, again.finishedOn], ['2026-12-26', null])
})

test('an owner is whom the office shows by that name, unless several are called so', async () => {
  clock.now = new Date('2026-11-21T12:00:00Z')
  const shown = { login: null, locale: null, timeZone: null, externalId: null }
  const uli = await createAccount(admin, { ...shown, name: 'Uli Ünal', email: 'uli@a.example' })
  const ownerOf = async (owner: string) => (await openOne(admin, { ...wish, owner })).owner
  const wish = { ...about, title: 'x', why: '' }
  assert.equal(await ownerOf(' admin '), admin.actor.id)
  assert.equal(await ownerOf('Uli Ünal'), uli.id)
  assert.equal(await ownerOf('ULI@a.example'), uli.id)
  const other = await createAccount(admin, { ...shown, name: 'Uli Ünal', email: null })
  assert.equal(await codeOf(ownerOf('Uli Ünal')), 'conflict')
  await updateAccount(admin, other.id, { name: 'dev' })
  assert.notEqual(await ownerOf('dev'), other.id, 'a sign-in name counts more than what somebody is shown as')
  await updateAccount(admin, other.id, { name: 'Gone', active: false })
  assert.equal(await codeOf(ownerOf('Gone')), 'invalid-input')
})

test('an action is due today or later, and what became late may still be changed', async () => {
  clock.now = new Date('2026-11-21T12:00:00Z')
  const wish = { ...about, title: 'Late', why: '' }
  const isPast = { code: 'invalid-input', message: 'The day 2026-11-20 is past: an action is due today or later' }
  await assert.rejects(openOne(admin, { ...wish, due: '2026-11-20' }), isPast)
  const { id } = await openOne(admin, { ...wish, due: '2026-11-21' })
  clock.now = new Date('2026-11-25T12:00:00Z')
  const late = await changeOne(admin, id, { due: '2026-11-21', state: 'done' })
  assert.deepEqual([late.due, late.finishedOn], ['2026-11-21', '2026-11-25'])
  await assert.rejects(changeOne(admin, id, { due: '2026-11-20' }), isPast)
  assert.equal((await changeOne(admin, id, { due: '2026-11-25' })).due, '2026-11-25')
})

test('an action is its owner’s and the office’s to change; what nobody can own or measure is refused', async () => {
  const [olga, mia] = [await admit('otto', 'officer'), await admit('mia', 'member')]
  const mine = await olga.call(openAction, { ...about, title: 'Mine' })
  assert.equal(mine.owner, olga.id)
  assert.equal(await codeOf(mia.call(openAction, { ...about, title: 'x' })), 'not-allowed')
  assert.equal(await codeOf(mia.call(changeAction, { id: mine.id, state: 'done' })), 'not-allowed')
  assert.equal(await codeOf(olga.call(openAction, { ...about, title: 'x', part: 'luck' })), 'not-found')
  assert.equal(await codeOf(olga.call(openAction, { ...about, title: 'x', owner: 'nobody' })), 'invalid-input')
  assert.equal(await codeOf(mia.call(showAction, { id: 'none' })), 'not-found')
  const { actions } = await olga.call(listActions, { mine: true })
  assert.deepEqual(
    actions.map(({ title }) => title),
    ['Mine'],
  )
  assert.deepEqual((await mia.call(listActions, { mine: true })).actions, [])
  for (const page of ['/health-actions', '/health-actions?whose=mine', `/health-actions/${mine.id}`])
    assert.equal((await olga.get(page)).status, 200, page)
  const told = (await (await olga.get(`/health-actions/${mine.id}`)).text()).replaceAll('&amp;', '&')
  assert.match(told, /href="\/measurement\/[a-z-]+\?projects=[^"]*&from=[\d-]+&to=[\d-]+[^"]*"/)
  assert.match(told, /chaoss\.community/)
  assert.doesNotMatch(told, /still holds days from before/, 'there is no newer value yet that could')
  const form = await olga.get(`/health-actions/new?${new URLSearchParams(about)}`)
  assert.equal(form.status, 200)
  const posted = await olga.post('/health-actions', { ...about, title: 'By form', owner: '', why: '' })
  assert.match(posted.headers.get('location') ?? '', /^\/health-actions\/[0-9a-f-]{36}$/)
  const closed = await olga.post(`/health-actions/${mine.id}`, {
    state: 'dropped',
    due: '2026-12-24',
    owner: '',
    outcome: 'no',
  })
  assert.equal(closed.status, 303)
  const { action } = await olga.call(showAction, { id: mine.id })
  assert.deepEqual([action.state, action.startedOn, action.outcome, action.owner], ['dropped', null, 'no', olga.id])
})

test('the form of a reading that is not there says so at once, and the day of the reading is kept', async () => {
  clock.now = new Date('2026-12-16T12:00:00Z')
  const olga = await admit('olga-2', 'officer')
  const form = (change: object) => olga.get(`/health-actions/new?${new URLSearchParams({ ...about, ...change })}`)
  for (const [wrong, status] of [
    [{ project: 'nowhere' }, 404],
    [{ model: 'nothing' }, 404],
    [{ part: 'luck' }, 404],
    [{ asOf: 'yesterday' }, 400],
    [{ asOf: '2026-12-24' }, 400],
  ] as const)
    assert.equal((await form(wrong)).status, status, JSON.stringify(wrong))
  const asOf = '2026-12-01'
  assert.match(await (await form({ asOf })).text(), /name="asOf" value="2026-12-01"/)
  const posted = await olga.post('/health-actions', { ...about, asOf, title: 'As I saw it', owner: '', why: '' })
  const id = posted.headers.get('location')?.split('/').at(-1) ?? ''
  const { action, effect } = await olga.call(showAction, { id })
  assert.deepEqual([action.measuredTo, action.value], [asOf, 2])
  // What came between the reading and the action did not come of it.
  assert.deepEqual([effect.after, effect.points.at(-1)], [null, { to: '2026-12-17', value: 3, isAfter: false }])
})

test('of an action whose owner is gone, whoever opened it is told that it is late, or else the administrators', async () => {
  clock.now = new Date('2026-12-16T12:00:00Z')
  const [opener, owner] = [await admit('opener', 'officer'), await admit('leaver', 'member')]
  const { id } = await opener.call(openAction, { ...about, title: 'Left behind', owner: 'leaver' })
  await updateAccount(admin, owner.id, { active: false })
  clock.now = new Date('2026-12-26T12:00:00Z')
  await watchActions(admin)
  const told = async (ctx: typeof admin) =>
    (await getInbox(ctx)).filter(({ link }) => link.endsWith(id)).map(({ kind }) => kind)
  assert.deepEqual([await told(opener.ctx), await told(admin)], [['health-action.ownerless'], []])
  await updateAccount(admin, opener.id, { active: false })
  await watchActions(admin)
  assert.deepEqual(await told(admin), ['health-action.ownerless'])
})
