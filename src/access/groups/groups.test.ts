import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { addMember as addByApi, getGroup, listGroups, removeMember, saveGroup } from './api.ts'
import { addMemberCommand, createGroupCommand, listGroupsCommand, removeMemberCommand } from './cli.ts'
import { appointMember, dismissMember, getMembers, getMemberships, setMemberships } from './service.ts'

const office = await openOfficeOfPeople()
const { app, admin, clock, admit } = office
after(() => app.close())

function setDay(day: string) {
  clock.now = new Date(`${day}T12:00:00Z`)
}

test('a term holds on its days, the first and the last included, and is kept when it is past', async () => {
  const { id } = await admit('ada')
  await app.call(saveGroup, { group: 'council', name: 'Council', purpose: 'board' })
  const term = { group: 'council', account: 'ada', role: 'chair', since: '2027-01-10', until: '2027-01-20' }
  await app.call(addByApi, term)
  const isIn: Record<string, boolean> = {}
  for (const day of ['2027-01-09', '2027-01-10', '2027-01-20', '2027-01-21']) {
    setDay(day)
    isIn[day] = (await getMembers(admin, ['council'])).get('council')?.includes(id) ?? false
  }
  assert.deepEqual(isIn, { '2027-01-09': false, '2027-01-10': true, '2027-01-20': true, '2027-01-21': false })
  const { memberships } = await app.call(getGroup, { group: 'council' })
  assert.deepEqual(
    memberships.map(({ id, ...term }) => term),
    [{ ...term, account: id, source: 'office' }],
  )
  const { groups } = await app.call(listGroups, {})
  assert.equal(groups.find(({ id }) => id === 'council')?.members, 0)
})

test('who is dismissed is out from now on, and what is over is not ended again', async () => {
  const { id } = await admit('bea')
  const term = await appointMember(admin, { group: 'legal', account: id, role: 'member', until: null })
  assert.equal(
    await codeOf(appointMember(admin, { group: 'legal', account: id, role: 'member', until: null })),
    'conflict',
  )
  await dismissMember(admin, term.id)
  assert.deepEqual((await getMembers(admin, ['legal'])).get('legal'), [])
  assert.equal(await codeOf(dismissMember(admin, term.id)), 'conflict')
  assert.equal(await codeOf(app.call(removeMember, { group: 'legal', account: 'bea' })), 'not-found')
  const backwards = { group: 'legal', account: id, role: 'member', since: '2027-02-02', until: '2027-02-01' }
  assert.equal(await codeOf(appointMember(admin, backwards)), 'invalid-input')
})

test('what single sign-on keeps, the office does not end', async () => {
  const { id } = await admit('cy')
  await setMemberships(admin, 'single-sign-on', { account: id }, ['security'])
  const [term] = await getMemberships(admin, { account: id })
  assert.equal(await codeOf(dismissMember(admin, term?.id ?? '')), 'conflict')
  await setMemberships(admin, 'single-sign-on', { account: id }, [])
  assert.deepEqual(await getMemberships(admin, { account: id, running: true }), [])
})

test('everybody sees the groups; who manages access changes them, by form too', async () => {
  const { get, post } = await admit('di')
  const { get: look, post: send } = await admit('eve', 'administrator')
  assert.match(await (await get('/groups')).text(), /Council/)
  assert.match(await (await get('/groups/council?lang=zh')).text(), /过去与将来的任期/)
  assert.doesNotMatch(await (await get('/groups/council')).text(), /<form[^>]*\/members/)
  assert.equal((await post('/groups', { id: 'x', name: 'X', purpose: 'board' })).status, 403)

  const made = await send('/groups', { id: 'jury', name: 'Jury', purpose: 'board', claim: 'jury-members' })
  assert.deepEqual([made.status, made.headers.get('location')], [303, '/groups/jury'])
  assert.equal((await send('/groups', { id: 'jury', name: 'Other', purpose: 'board' })).status, 409)
  assert.equal((await send('/groups', { id: 'No', name: 'No', purpose: 'board' })).status, 400)
  assert.equal((await send('/groups/jury/members', { account: 'di', since: '2020-01-01' })).status, 303)
  const page = await (await look('/groups/jury')).text()
  const end = /action="(\/groups\/jury\/members\/[^"]+\/end)"/.exec(page)?.[1] ?? ''
  assert.equal((await send(end)).status, 303)
  assert.equal((await send('/groups/jury/delete')).headers.get('location'), '/groups')
  assert.equal((await get('/groups/jury')).status, 404)
})

test('a group that ships is called and described in the reader’s language, until somebody calls it otherwise', async () => {
  const { get } = await admit('gil', 'administrator')
  const read = async (path: string) => (await get(`${path}?lang=zh`)).text()
  assert.match(await read('/groups'), />品牌<\/a>.*\n?.*>名称、商标与公告</)
  assert.match(await read('/groups/brand'), /<h1[^>]*>品牌</)
  assert.match(await (await get('/groups?text=法务&lang=zh')).text(), />法务<\/a>/)
  await app.call(saveGroup, { group: 'brand', name: 'Brand guild', purpose: 'reviewer-pool', description: 'Ours' })
  assert.match(await read('/groups'), />Brand guild<\/a>/)
  assert.match(await read('/groups/brand'), /Ours/)
})

test('the command line lists and creates groups, and adds and removes members', async () => {
  await admit('fay')
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const io = { call: app.call, locale: 'en' as const, json: false, print, note: print, progress: print }
  const run = (command: typeof listGroupsCommand, positionals: string[], values = {}) =>
    command.run(io, { positionals, values })
  await run(createGroupCommand, ['crew'], { name: 'Crew', purpose: 'org-unit' })
  await run(addMemberCommand, ['crew', 'fay'], { role: 'lead' })
  await run(listGroupsCommand, [])
  assert.ok(
    lines.some(line => /^crew +1 {2}organizational unit +Crew$/.test(line)),
    lines.join('\n'),
  )
  await run(removeMemberCommand, ['crew', 'fay'])
  assert.deepEqual((await getMembers(admin, ['crew'])).get('crew'), [])
  assert.equal(await codeOf(run(createGroupCommand, ['crew'], { purpose: 'fun' })), 'invalid-input')
})
