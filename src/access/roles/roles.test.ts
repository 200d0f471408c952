import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { assignRole, deleteRole, listRoles, saveRole, withdrawRole } from './api.ts'
import { shippedRoles } from './model.ts'
import { getRoles } from './service.ts'

const { app, admin, admit, contextOf } = await openOfficeOfPeople()
after(() => app.close())

const permissionsOf = async (id: string) => [...(await contextOf(id)).actor.permissions].sort()

test('a role of the office stands in the place of one that ships, and goes again', async () => {
  const { id } = await admit('ada')
  assert.deepEqual(await permissionsOf(id), ['community.read', 'office.read', 'people.read', 'requests.ask'])
  const name = { en: 'Member', zh: '成员' }
  await app.call(saveRole, { role: 'member', name, permissions: ['office.read'] })
  assert.deepEqual(await permissionsOf(id), ['office.read'])
  await app.call(deleteRole, { role: 'member' })
  assert.deepEqual(await permissionsOf(id), ['community.read', 'office.read', 'people.read', 'requests.ask'])
  assert.deepEqual(await getRoles(admin), shippedRoles)
  assert.equal(await codeOf(app.call(deleteRole, { role: 'member' })), 'not-found')
})

test('the administrator is as it ships', async () => {
  const name = { en: 'A', zh: '甲' }
  assert.equal(await codeOf(app.call(saveRole, { role: 'administrator', name, permissions: [] })), 'invalid-input')
})

test('a role that is deleted is nobody’s, also when it is written again', async () => {
  const { id } = await admit('bea', null)
  const role = { role: 'poet', name: { en: 'Poet', zh: '诗人' }, permissions: ['ledger.read' as const] }
  const held = { role: 'poet', holderKind: 'account' as const, holder: id }
  await app.call(saveRole, role)
  await app.call(assignRole, held)
  assert.deepEqual(await permissionsOf(id), ['ledger.read'])
  await app.call(deleteRole, { role: 'poet' })
  await app.call(saveRole, role)
  assert.deepEqual(await permissionsOf(id), [])
  await app.call(assignRole, held)
  await app.call(withdrawRole, held)
  assert.deepEqual(await permissionsOf(id), [])
})

test('a role is not given to nobody, nor one that is none', async () => {
  const held = { role: 'member', holderKind: 'account' as const, holder: 'nobody' }
  assert.equal(await codeOf(app.call(assignRole, held)), 'not-found')
  assert.equal(await codeOf(app.call(assignRole, { ...held, holderKind: 'group' })), 'not-found')
  const { id } = await admit('cy')
  assert.equal(await codeOf(app.call(assignRole, { ...held, role: 'nothing', holder: id })), 'not-found')
})

test('one who may give part of a role may neither narrow, bring back nor delete it', async () => {
  const some = { role: 'clerk', name: { en: 'Clerk', zh: '文员' }, permissions: ['access.manage' as const] }
  await app.call(saveRole, some)
  await app.call(saveRole, { role: 'officer', name: some.name, permissions: ['office.read'] })
  const { call } = await admit('di', 'clerk')
  assert.equal(await codeOf(call(saveRole, { ...some, role: 'auditor', permissions: [] })), 'not-allowed')
  assert.equal(await codeOf(call(deleteRole, { role: 'officer' })), 'not-allowed')
  assert.equal(await codeOf(call(saveRole, { ...some, role: 'helper' })), 'none')
  await app.call(deleteRole, { role: 'officer' })
})

test('the page shows roles and their holders, and takes what is written', async () => {
  const { get, post } = await admit('eve', 'administrator')
  assert.match(await (await get('/roles')).text(), /May|granted/)
  assert.match(await (await get('/roles?lang=zh')).text(), /角色持有者/)
  const guest = { id: 'guest', en: 'Guest', zh: '访客', permissions: 'office.read' }
  assert.equal((await post('/roles', guest)).status, 303)
  assert.equal((await post('/roles', { id: 'guest', en: 'Guest' })).status, 400)
  assert.equal((await post('/roles/assign', { role: 'guest', holder: 'ada' })).status, 303)
  assert.equal((await post('/roles/assign', { role: 'guest', holder: 'legal' })).status, 303)
  const { assignments } = await app.call(listRoles, {})
  const held = assignments.filter(({ role }) => role === 'guest')
  assert.deepEqual(
    held.map(({ holderKind }) => holderKind),
    ['account', 'group'],
  )
  for (const assignment of held) assert.equal((await post('/roles/withdraw', assignment)).status, 303)
  assert.equal((await post('/roles/guest/delete')).status, 303)
})
