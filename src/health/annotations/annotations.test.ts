import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { saveProject } from '../../catalog/projects/store.ts'
import { addAnnotation, changeAnnotation, listAnnotations, removeAnnotation } from './api.ts'

const office = await openOfficeOfPeople()
after(() => office.app.close())
const officer = await office.admit('officer', 'officer')
const member = await office.admit('member')
for (const id of ['web', 'api'])
  await saveProject(office.admin.db, {
    id,
    name: id,
    path: `/${id}`,
    kind: 'bare',
    mainPath: null,
    addedAt: '2026-01-01',
  })

const titles = async (
  search: Parameters<typeof member.call<typeof listAnnotations.input, typeof listAnnotations.output>>[1],
) => (await member.call(listAnnotations, search)).annotations.map(({ title }) => title)

test('notes are of a project or of the whole office, and of days', async () => {
  await officer.call(addAnnotation, { day: '2026-03-01', title: 'Summit' })
  await officer.call(addAnnotation, { day: '2026-02-01', title: 'New forge', project: 'web', body: 'All moved' })
  await officer.call(addAnnotation, { day: '2026-04-01', title: 'Freeze', project: 'api' })
  assert.deepEqual(await titles({}), ['New forge', 'Summit', 'Freeze'])
  assert.deepEqual(await titles({ project: 'web' }), ['New forge', 'Summit'])
  assert.deepEqual(await titles({ from: '2026-03-01', to: '2026-04-01' }), ['Summit'])
})

test('a note is changed and removed, and each is in the ledger', async () => {
  const { id, createdAt, createdBy } = await officer.call(addAnnotation, { day: '2026-05-01', title: 'Typo' })
  const after = await officer.call(changeAnnotation, { annotation: id, title: 'Type' })
  const expected = { id, project: null, day: '2026-05-01', title: 'Type', body: '', createdAt, createdBy }
  assert.deepEqual(after, expected)
  assert.deepEqual(await officer.call(removeAnnotation, { annotation: id }), expected)
  assert.equal(await codeOf(officer.call(removeAnnotation, { annotation: id })), 'not-found')
  const entries = await office.admin.db
    .withTables<{ ledger_entry: { verb: string; subject_id: string; seq: number } }>()
    .selectFrom('ledger_entry')
    .select('verb')
    .where('subject_id', '=', id)
    .orderBy('seq')
    .execute()
  assert.deepEqual(
    entries.map(({ verb }) => verb),
    ['annotation.added', 'annotation.changed', 'annotation.removed'],
  )
})

test('who may not change the office notes nothing', async () => {
  assert.equal(await codeOf(member.call(addAnnotation, { day: '2026-01-01', title: 'x' })), 'not-allowed')
  const [note] = (await member.call(listAnnotations, {})).annotations
  for (const path of ['', `/${note?.id}`, `/${note?.id}/remove`])
    assert.equal((await member.post(`/annotations${path}`, { day: '2026-01-01', title: 'x' })).status, 403)
  assert.doesNotMatch(await (await member.get('/annotations')).text(), /Add a note/)
})

test('what does not fit is refused in a sentence', async () => {
  for (const wrong of [
    { day: '2026-02-30', title: 'x' },
    { day: '1.2.2026', title: 'x' },
    { day: '2026-01-01', title: ' ' },
    { day: '2026-01-01', title: 'x'.repeat(201) },
    { day: '2026-01-01', title: 'x\0y' },
  ])
    assert.equal((await officer.post('/annotations', wrong)).status, 400)
  assert.equal((await officer.post('/annotations', { day: '2026-01-01', title: 'x', project: 'nowhere' })).status, 404)
  assert.equal(await codeOf(officer.call(addAnnotation, { day: '2026-01-01', title: 'x\0y' })), 'invalid-input')
})

test('after adding one comes back to the report, and to no other office', async () => {
  const to = async (back: string) =>
    (await officer.post('/annotations', { day: '2026-06-01', title: '<b>x</b>', project: '', back })).headers.get(
      'location',
    )
  assert.equal(await to('/reports/project/web?from=2026-01-01'), '/reports/project/web?from=2026-01-01')
  assert.equal(await to('https://evil.example/'), '/')
  assert.match(await (await officer.get('/annotations')).text(), /&lt;b&gt;x&lt;\/b&gt;/)
})
