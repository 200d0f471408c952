import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admin, base, create, createGroup, groupUrn, patchOf, scim } from '../../../test/directory.ts'
import { getGroup, getMemberships, saveGroup } from '../groups/service.ts'
import { findEntries } from '../ledger/service.ts'
import { assignRole, getStanding } from '../roles/service.ts'

test('a group is created with its members', async () => {
  const a = await create('g-a')
  const created = await scim('POST', '/Groups', {
    schemas: [groupUrn],
    displayName: 'Open Source: Élan',
    externalId: 'grp-1',
    members: [{ value: a, display: 'whatever' }],
  })
  assert.equal(created.status, 201)
  const { meta, ...rest } = created.body
  assert.deepEqual(rest, {
    schemas: [groupUrn],
    id: 'open-source-elan',
    externalId: 'grp-1',
    displayName: 'Open Source: Élan',
    members: [{ value: a, display: 'g-a', type: 'User', $ref: `${base}/Users/${a}` }],
  })
  assert.equal(meta.location, `${base}/Groups/open-source-elan`)
  const { purpose, name } = await getGroup(admin, 'open-source-elan')
  assert.deepEqual([purpose, name], ['org-unit', 'Open Source: Élan'])
})

test('a group is changed member by member, found by them, and ended', async () => {
  const [a, b, c] = [await create('m-a'), await create('m-b'), await create('m-c')]
  await createGroup('Elan', [a], { externalId: 'grp-2' })
  const members = async () =>
    (await scim('GET', '/Groups/elan')).body.members.map(({ value }: { value: string }) => value).sort()
  const running = async () =>
    (await getMemberships(admin, { group: 'elan', running: true })).map(({ account }) => account).sort()
  const steps: [object, string[]][] = [
    [{ op: 'add', path: 'members', value: [{ value: b }, { value: c }] }, [a, b, c]],
    [{ op: 'remove', path: `members[value eq "${a}"]` }, [b, c]],
    [{ op: 'Remove', path: 'members', value: [{ value: b }] }, [c]],
    [{ op: 'replace', path: 'members', value: [{ value: a }] }, [a]],
    [{ op: 'replace', value: { id: 'elan', displayName: 'Élan' } }, [a]],
    [{ op: 'remove', path: 'members' }, []],
    [{ op: 'add', value: { members: [{ value: b }] } }, [b]],
  ]
  for (const [operation, left] of steps) {
    const { status, body } = await scim('PATCH', '/Groups/elan', patchOf(operation))
    assert.equal(status, 204, JSON.stringify(body))
    assert.deepEqual(await members(), left.sort(), JSON.stringify(operation))
    assert.deepEqual(await running(), left.sort())
  }
  const stranger = await scim(
    'PATCH',
    '/Groups/elan',
    patchOf({ op: 'add', path: 'members', value: [{ value: 'nobody' }] }),
  )
  assert.deepEqual([stranger.status, stranger.body.scimType], [400, 'invalidValue'])
  assert.deepEqual(await members(), [b])

  for (const [filter, total] of [
    ['displayName eq "ÉLAN"', 1],
    ['externalId eq "grp-2"', 1],
    [`members eq "${b}" and displayName eq "Élan"`, 1],
    [`members[value eq "${a}"] and displayName eq "Élan"`, 0],
  ] as const)
    assert.equal((await scim('GET', `/Groups?filter=${encodeURIComponent(filter)}`)).body.totalResults, total, filter)
  const listed = await scim(
    'GET',
    `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "Élan"')}`,
  )
  assert.equal('members' in listed.body.Resources[0], false)

  assert.equal((await scim('DELETE', '/Groups/elan')).status, 204)
  assert.equal((await scim('GET', '/Groups/elan')).status, 404)
  assert.deepEqual(await running(), [])
  const history = (await findEntries(admin, { subject: { kind: 'group', id: 'elan' }, limit: 99 })).map(e => e.verb)
  assert.ok(history.includes('group.created') && history.at(-1) === 'directory.group-deleted', history.join())
})

test('groups of the office are its own, unless it gives them an external id', async () => {
  const total = async (filter: string) =>
    (await scim('GET', `/Groups?filter=${encodeURIComponent(filter)}`)).body.totalResults
  assert.equal(await total('displayName eq "Legal"'), 0)
  assert.equal((await scim('GET', '/Groups/legal')).status, 404)
  assert.equal((await scim('DELETE', '/Groups/legal')).status, 404)
  const id = await createGroup('Legal')
  assert.equal(id, 'legal-2')

  await saveGroup(admin, { ...(await getGroup(admin, 'security')), externalId: 'dir-security' })
  const guard = await create('guard')
  const added = await scim(
    'PATCH',
    '/Groups/security',
    patchOf({ op: 'add', path: 'members', value: [{ value: guard }] }),
  )
  assert.equal(added.status, 204)
  const { purpose } = await getGroup(admin, 'security')
  assert.equal(purpose, 'reviewer-pool')
  assert.deepEqual([...(await getStanding(admin, guard)).groups], ['security'])
  assert.equal(
    (await scim('POST', '/Groups', { displayName: 'Twin', externalId: 'dir-security' })).body.scimType,
    'uniqueness',
  )
})

test('a deleted group that comes again by its name is the same; a name without Latin letters has an id, too', async () => {
  const id = await createGroup('Phoenix')
  await scim('DELETE', `/Groups/${id}`)
  assert.equal(await createGroup('Phoenix'), 'phoenix')
  assert.equal(await createGroup('Phoenix'), 'phoenix-2')
  assert.match(await createGroup('开源办公室'), /^group(-\d+)?$/)
  assert.equal(await createGroup('42'), 'group-42')
})

test('groups of the directory bring what their roles permit', async () => {
  const id = await create('auditor@corp.example')
  const group = await createGroup('Auditors', [id])
  await assignRole(admin, { role: 'auditor', holderKind: 'group', holder: group })
  assert.equal((await getStanding(admin, id)).permissions.has('ledger.read'), true)
  await scim('PUT', `/Groups/${group}`, { displayName: 'Auditors', members: [] })
  assert.equal((await getStanding(admin, id)).permissions.has('ledger.read'), false)
})
