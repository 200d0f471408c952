import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { openOfficeOfPeople } from '../../../test/staff.ts'
import { addMember } from '../../access/groups/service.ts'
import { shippedRoles } from '../../access/roles/model.ts'
import { features } from '../../app/features.ts'
import { createWebhook } from '../../notifications/webhooks/service.ts'
import { noReach } from '../../platform/reach.ts'
import { createSealer } from '../../platform/sealed.ts'

const needles = [
  'Wrenfield',
  'quillstone',
  'tarnmoor',
  'halcyonbridge',
  'brackenlow',
  'oddsworth',
  'merrowick',
  'ashgrove',
]
const [what = '', where = '', concerned = '', contact = '', added = '', note = '', reasons = '', told = ''] = needles

const reach = { ...noReach, ...createSealer({ data: undefined }), origin: 'http://localhost' }
const office = await openOfficeOfPeople({ reach })
after(() => office.app.close())

const codes: string[] = []
let caseId = ''

async function post(path: string, fields: Record<string, string>) {
  const headers = { origin: 'http://localhost' }
  const init = { method: 'POST', body: new URLSearchParams(fields), headers }
  return office.app.fetch(new Request(`http://localhost${path}`, init))
}

function codeIn(page: string) {
  const code = /(?:report|answer)_[\w-]{43}/.exec(page)?.[0]
  assert.ok(code)
  codes.push(code)
  return code
}

test('a case is reported, talked over, decided and appealed, with words that are nowhere else', async () => {
  const everything = { name: 'all', url: 'https://hook.example/x', events: ['*'], locale: 'en' as const }
  await createWebhook(office.admin, { ...everything, preset: 'standard' })
  const first = await post('/public/conduct/report', { what: 'first' })
  assert.equal(first.status, 200)
  const panel = [await office.admit('pia'), await office.admit('paul')] as const
  const other = await office.admit('ann')
  for (const { id } of panel)
    await addMember(office.admin, { group: 'conduct', account: id, role: 'member', until: null })
  await addMember(office.admin, { group: 'conduct-appeal', account: other.id, role: 'member', until: null })

  const receipt = codeIn(await (await post('/public/conduct/report', { what, where, concerned, contact })).text())
  const follow = (fields: Record<string, string>) => post('/public/conduct/follow', { code: receipt, ...fields })
  assert.match(await (await follow({ do: 'add', body: added })).text(), new RegExp(added))
  const list = await (await panel[0].get('/conduct')).text()
  for (const [, id] of list.matchAll(/href="\/conduct\/([\w-]{36})"/g)) {
    if ((await (await panel[0].get(`/conduct/${id}`)).text()).includes(what)) caseId = id ?? ''
  }
  assert.notEqual(caseId, '')
  await panel[0].post(`/conduct/${caseId}/write`, { body: note, side: 'note' })
  await panel[0].post(`/conduct/${caseId}/decisions`, { consequence: 'warning', reasons, told })
  const page = await (await panel[1].get(`/conduct/${caseId}`)).text()
  for (const needle of needles) assert.ok(page.includes(needle), needle)
  const confirm = /action="([^"]+\/confirm)"/.exec(page)?.[1] ?? ''
  codeIn(await (await panel[1].post(confirm)).text())
  assert.match(await (await follow({ do: 'appeal', body: added })).text(), /appealed/)
})

/** Of everything that is said, what nobody outside may read. */
function assertNothingIn(text: string, from: string) {
  for (const secret of [...needles, ...codes, caseId]) assert.ok(!text.includes(secret), `${from} tells ${secret}`)
}

test('the records hold none of it in the clear, in no table', async () => {
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    office.admin.db,
  )
  assert.ok(tables.rows.length > 30)
  for (const { name } of tables.rows) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(office.admin.db)
    const text = JSON.stringify(rows)
    for (const secret of [...needles, ...codes]) assert.ok(!text.includes(secret), `${name} holds ${secret}`)
    if (!name.startsWith('conduct_')) assert.ok(!text.includes(caseId), `${name} names the case`)
  }
})

test('the ledger says that something happened, and neither who did it nor on which case', async () => {
  const { rows } = await sql<{ actor_id: string; subject_id: string; detail: string }>`
    select actor_id, subject_id, detail from ledger_entry join ledger_detail using (seq)
    where verb like 'conduct.%'`.execute(office.admin.db)
  assert.ok(rows.length >= 6)
  assert.deepEqual(
    [...new Set(rows.map(row => JSON.stringify([row.actor_id, row.subject_id, row.detail])))],
    [JSON.stringify(['system', 'desk', '{}'])],
  )
})

for (const { id: role, permissions } of shippedRoles) {
  test(`${role} finds nothing of it on any page, in the search, the ledger, the inbox or the API`, async () => {
    const person = await office.admit(`x-${role}`, role)
    const { get } = await office.browse(person.id)
    const pages = features.flatMap(feature => feature.pages ?? [])
    for (const { path } of pages.filter(({ path }) => !path.includes('{')))
      assertNothingIn(await (await get(path)).text(), path)
    for (const needle of needles)
      assert.doesNotMatch(await (await get(`/search?q=${needle}`)).text(), /href="\/conduct\//)
    for (const path of [`/conduct/${caseId}`, '/ledger?kind=conduct', '/ledger?verb=conduct.worked']) {
      const text = (await (await get(path)).text()).replaceAll(/value="[^"]*"/g, '')
      for (const secret of [...needles, ...codes]) assert.ok(!text.includes(secret), `${path} tells ${secret}`)
    }
    const isOpen = permissions.some(permission => permission === 'community.read')
    assert.equal((await get(`/conduct/${caseId}`)).status, isOpen ? 404 : 403)
    for (const { method, path } of features.flatMap(feature => feature.endpoints ?? [])) {
      if (method === 'GET')
        assertNothingIn(await (await person.ask('GET', path.replaceAll(/\{\w+\}/g, 'x'))).text(), path)
    }
  })
}

test('notices and mails to the panel say that something waits, and nothing of what', async () => {
  const { rows } = await sql<{ subject: string; body: string; link: string }>`
    select distinct subject, body, link from notification where kind like 'conduct.%'`.execute(office.admin.db)
  assert.deepEqual(rows.map(({ subject, link }) => [JSON.parse(subject).en, link]).sort(), [
    ['Something waits at the conduct desk', '/conduct'],
    ['The conduct desk needs people', '/groups'],
  ])
})
