import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { codeOf, openOfficeOfPeople } from '../../../test/staff.ts'
import { changeAnAccount } from '../accounts/api.ts'
import { appointDeputy, dismissDeputy, listDeputies } from './api.ts'
import { getDeputiesOf, getDeputiesOfAccount, getPrincipals } from './service.ts'

const { app, admin, clock, admit } = await openOfficeOfPeople()
after(() => app.close())

test('a deputy stands in on the days given, the first and the last included', async () => {
  const ada = await admit('ada')
  const bea = await admit('bea')
  await ada.call(appointDeputy, { deputy: 'bea', since: '2027-01-10', until: '2027-01-12' })
  const standsIn: boolean[] = []
  for (const day of ['2027-01-09', '2027-01-10', '2027-01-12', '2027-01-13']) {
    clock.now = new Date(`${day}T12:00:00Z`)
    const of = (await getDeputiesOf(admin, [ada.id])).get(ada.id) ?? []
    assert.deepEqual(await getPrincipals(admin, bea.id), of.length > 0 ? [ada.id] : [])
    standsIn.push(of.includes(bea.id))
  }
  assert.deepEqual(standsIn, [false, true, true, false])
})

test('nobody stands in for one who has left, and one who has left for nobody', async () => {
  clock.now = new Date('2027-03-10T12:00:00Z')
  const [fay, gus] = [await admit('fay'), await admit('gus')]
  await fay.call(appointDeputy, { deputy: 'gus', since: '2027-03-01', until: '2027-03-31' })
  for (const leaver of [fay.id, gus.id]) {
    assert.deepEqual(await getPrincipals(admin, gus.id), [fay.id])
    await app.call(changeAnAccount, { account: leaver, active: false })
    assert.deepEqual(await getPrincipals(admin, gus.id), [])
    assert.deepEqual([...(await getDeputiesOf(admin, [fay.id])).values()], [[]])
    await app.call(changeAnAccount, { account: leaver, active: true })
  }
})

test('nobody stands in for themselves, nor somebody unknown, nor backwards', async () => {
  const { call } = await admit('cy')
  const days = { since: '2027-01-10', until: '2027-01-12' }
  assert.equal(await codeOf(call(appointDeputy, { deputy: 'cy', ...days })), 'invalid-input')
  assert.equal(await codeOf(call(appointDeputy, { deputy: 'nobody', ...days })), 'not-found')
  assert.equal(
    await codeOf(call(appointDeputy, { deputy: 'ada', since: days.until, until: days.since })),
    'invalid-input',
  )
})

test('one’s deputies are dismissed by oneself or by who manages access, and seen by nobody else', async () => {
  const { call, id, get, post } = await admit('di')
  const { call: other, ctx } = await admit('eve')
  const days = { since: '2027-01-01', until: '2027-12-31' }
  const mine = await call(appointDeputy, { deputy: 'eve', ...days })
  assert.equal(await codeOf(other(dismissDeputy, { id: mine.id })), 'not-allowed')
  assert.deepEqual(await other(listDeputies, {}), { mine: [], iAmFor: [mine] })
  assert.equal(await codeOf(getDeputiesOfAccount(ctx, id)), 'not-allowed')
  assert.match(await (await get('/account')).text(), /eve/)
  assert.equal((await post(`/account/deputies/${mine.id}/dismiss`)).status, 303)
  assert.deepEqual(await call(listDeputies, {}), { mine: [], iAmFor: [] })

  assert.equal((await post('/account/deputies', { deputy: 'eve', ...days })).status, 303)
  const [again] = await getDeputiesOfAccount(admin, id)
  await app.call(dismissDeputy, { id: again?.id ?? '' })
  assert.deepEqual(await getDeputiesOfAccount(admin, id), [])
})
