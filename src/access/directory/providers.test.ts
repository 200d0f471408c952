import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, groupUrn, patchOf, patchUrn, scim, userUrn } from '../../../test/directory.ts'
import { getAccount } from '../accounts/service.ts'
import { getMemberships } from '../groups/service.ts'
import { getStanding } from '../roles/service.ts'

test('as Entra ID speaks: looks for a user, brings them in, changes, disables and deletes them', async () => {
  const looked = await scim('GET', '/Users?filter=userName+eq+%22Test_User_11bb%40corp.example%22')
  assert.deepEqual([looked.status, looked.body.totalResults], [200, 0])
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
  const created = await scim('POST', '/Users', {
    schemas: [userUrn, enterprise],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName: 'Test_User_11bb@corp.example',
    active: true,
    emails: [{ primary: true, type: 'work', value: 'Test_User_11bb@corp.example' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'given family', familyName: 'family', givenName: 'given' },
    displayName: 'given family',
    preferredLanguage: 'de',
    roles: [],
    [enterprise]: { department: 'Engines', manager: { value: 'x' } },
  })
  assert.equal(created.status, 201)
  const { id } = created.body
  const changed = await scim('PATCH', `/Users/${id}`, {
    schemas: [patchUrn],
    Operations: [
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updated@corp.example' },
      { op: 'Replace', path: 'name.familyName', value: 'updatedFamily' },
      { op: 'Add', path: 'displayName', value: 'given updatedFamily' },
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '1' },
      { op: 'Add', path: `${enterprise}:department`, value: 'Looms' },
      { op: 'Replace', path: 'addresses[type eq "work"].formatted', value: 'x' },
    ],
  })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const { name, email } = await getAccount(admin, id)
  assert.deepEqual([name, email], ['given updatedFamily', 'updated@corp.example'])
  const disabled = await scim('PATCH', `/Users/${id}`, patchOf({ op: 'Replace', path: 'active', value: 'False' }))
  assert.equal(disabled.body.active, false)

  const group = await scim('POST', '/Groups', {
    schemas: [groupUrn, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
    externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
    displayName: 'Group_38ab',
    meta: { resourceType: 'Group' },
  })
  assert.equal(group.status, 201)
  const read = await scim('GET', `/Groups/${group.body.id}?excludedAttributes=members`)
  assert.deepEqual(Object.keys(read.body).sort(), ['displayName', 'externalId', 'id', 'meta', 'schemas'])
  const add = { op: 'Add', path: 'members', value: [{ $ref: null, value: id }] }
  assert.equal((await scim('PATCH', `/Groups/${group.body.id}`, patchOf(add))).status, 204)
  const isMember = await scim(
    'GET',
    `/Groups?excludedAttributes=members&filter=${encodeURIComponent(`id eq "${group.body.id}" and members eq "${id}"`)}`,
  )
  assert.equal(isMember.body.totalResults, 1)
  assert.deepEqual(await getMemberships(admin, { account: id, running: true }), [])
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'Replace', path: 'active', value: 'True' }))
  assert.deepEqual([...(await getStanding(admin, id)).groups], [group.body.id])
  assert.equal((await scim('DELETE', `/Users/${id}`)).status, 204)
  assert.deepEqual((await scim('GET', `/Groups/${group.body.id}`)).body.members, [])
})

test('as Okta speaks: looks for a user, brings them in, replaces, deactivates, and pushes a group', async () => {
  const looked = await scim(
    'GET',
    '/Users?filter=userName%20eq%20%22test.user%40okta.example%22&startIndex=1&count=100',
    undefined,
    {
      accept: 'application/scim+json',
    },
  )
  assert.deepEqual(looked.body.Resources, [])
  const created = await scim('POST', '/Users', {
    schemas: [userUrn],
    userName: 'test.user@okta.example',
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ primary: true, value: 'test.user@okta.example', type: 'work' }],
    displayName: 'Test User',
    locale: 'en-US',
    externalId: '00ujl29u0le5T6Aj10h7',
    groups: [],
    password: '1mz050nq',
    active: true,
  })
  assert.equal(created.status, 201)
  const { id } = created.body
  const replaced = await scim('PUT', `/Users/${id}`, {
    ...created.body,
    name: { givenName: 'Another', familyName: 'User' },
    displayName: 'Another User',
    active: false,
    groups: [],
  })
  assert.deepEqual([replaced.status, replaced.body.active, replaced.body.displayName], [200, false, 'Another User'])
  const activated = await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: true } }))
  assert.equal(activated.body.active, true)

  const group = await scim('POST', '/Groups', { schemas: [groupUrn], displayName: 'Okta pushed', members: [] })
  const path = `/Groups/${group.body.id}`
  const renamed = patchOf({ op: 'replace', value: { id: group.body.id, displayName: 'Okta renamed' } })
  assert.equal((await scim('PATCH', path, renamed)).status, 204)
  const both = patchOf(
    { op: 'remove', path: 'members[value eq "23a35c27-23d3-4c03-b4c5-6443c09e7173"]' },
    { op: 'add', path: 'members', value: [{ value: id, display: 'test.user@okta.example' }] },
  )
  assert.equal((await scim('PATCH', path, both)).status, 204)
  const { body } = await scim('GET', path)
  assert.deepEqual([body.displayName, body.members.length, body.members[0].value], ['Okta renamed', 1, id])
})
