import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfPeople } from '../../../test/staff.ts'
import { saveDocument } from '../documents/service.ts'
import { ask } from './asking/service.ts'
import { getRequestView } from './service.ts'

const { app, admin, admit } = await openOfficeOfPeople()
after(() => app.close())

const fields = [
  { id: 'place', label: 'Place', type: 'text', required: true },
  { id: 'days', label: 'Days', type: 'number', required: true },
]
const form = { id: 'trip', title: 'A trip', summary: 'Before you leave', subject: 'package', permits: 'trip' }
const source = JSON.stringify({ ...form, sections: [{ title: 'Where', fields }] })
await saveDocument(admin, { kind: 'form', id: 'trip', source })

const subject = 'pkg:npm/left-pad vers:npm/<2.0.0'

async function askedBy(name: string) {
  const dev = await admit(name)
  const { number } = await ask(dev.ctx, { form: 'trip', subject, answers: { place: 'Rome', days: 3 }, ticks: [] })
  return { ...dev, number, base: `/requests/${number}` }
}

test('what does not fit is shown again with what was written, in asking and in changing it', async () => {
  const { get, post, number, base, ctx } = await askedBy('dev')
  assert.match(await (await get(`${base}/amend`)).text(), /vers:npm\/&lt;2\.0\.0.*value="Rome"/s)
  const wrong = { 'a.place': 'Oslo', 'a.days': 'many', sent: '1', send: '1' }
  for (const path of [`${base}/amend`, '/requests/new/trip']) {
    const answer = await post(path, { ...wrong, subject })
    const page = await answer.text()
    assert.equal(answer.status, 200)
    assert.match(page, /takes a number/)
    assert.match(page, /value="Oslo"/)
  }
  const right = await post(`${base}/amend`, { ...wrong, 'a.days': '4', subject })
  assert.equal(right.headers.get('location'), base)
  const { request } = await getRequestView(ctx, number)
  assert.deepEqual(
    [request.answers, request.subject.range, request.round],
    [{ place: 'Oslo', days: 4 }, 'vers:npm/<2.0.0', 2],
  )
  assert.match(await (await get(base)).text(), /new\/trip\?subject=|\/amend/)
})

test('whoever runs the desk closes a request of somebody else, and says why', async () => {
  const { number, base, ctx, get } = await askedBy('una')
  const olga = await admit('olga', 'officer')
  assert.doesNotMatch(await (await get(base)).text(), /Close it for whoever asked/)
  assert.match(await (await olga.get(base)).text(), /Close it for whoever asked/)
  assert.equal((await olga.post(`${base}/withdraw`)).status, 400)
  assert.equal((await olga.post(`${base}/withdraw`, { why: 'una has left' })).status, 303)
  const { request, history } = await getRequestView(ctx, number)
  assert.deepEqual([request.state, history.at(-1)?.detail?.why], ['withdrawn', 'una has left'])
  assert.match(await (await get(base)).text(), /subject=pkg%3Anpm%2Fleft-pad%20vers/)
  assert.match(await (await get('/inbox')).text(), /Nothing is left to review\. una has left/)
})
