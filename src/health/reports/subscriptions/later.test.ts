import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startMailServer } from '../../../../test/mail-server.ts'
import { openOfficeOfProjects } from '../../../../test/office-of-projects.ts'
import { changeAnAccount } from '../../../access/accounts/api.ts'
import { withdrawRole } from '../../../access/roles/service.ts'
import { listPeople } from '../../../catalog/people/api.ts'
import { listInbox } from '../../../notifications/inbox/api.ts'
import { setMailPreferences } from '../../../notifications/mail/api.ts'
import { countMails, deliverMails, getMails } from '../../../notifications/mail/service.ts'
import { openMailer } from '../../../platform/mail/mailer.ts'
import { createSealer } from '../../../platform/sealed.ts'
import { chooseDisplay, decidePerson } from '../../identities/api.ts'
import { listSubscriptions, subscribeToReport } from './api.ts'
import { tellSubscribers } from './service.ts'

const at = (day: number) => `2026-11-0${day}T10:00:00Z`
const office = await openOfficeOfProjects({
  loom: { commits: ['Ada', 'Ada', 'Bea', 'Cy'].map((by, i) => ({ by, at: at(i + 1) })) },
})
const mails = await startMailServer()
after(() => Promise.all([office.close(), mails.close()]))
const sendMail = openMailer({ url: mails.url, from: 'o@office.example' })
const reach = {
  ...office.admin.reach,
  ...createSealer({ data: undefined }),
  origin: 'https://office.example',
  sendMail,
}
const system = { ...office.admin, reach }
const going = new AbortController().signal
const officer = await office.admit('officer', 'officer')
const member = await office.admit('member')

const idOf = async (name: string) =>
  (await officer.call(listPeople, {})).people.find(person => person.name === name)?.id ?? ''
const subjectsOf = async (one: typeof member) =>
  (await one.call(listInbox, {})).notifications.map(({ subject }) => subject.en)

test('who turned out to be one with another is reported on as who they are now, once, and only to who may see that', async () => {
  const [ada, bea] = [await idOf('Ada'), await idOf('Bea')]
  for (const one of [officer, member])
    for (const subject of [ada, bea]) await one.call(subscribeToReport, { kind: 'person', subject, every: 'month' })
  await officer.call(decidePerson, { relation: 'same', left: 'ada@x.example', right: 'bea@x.example' })
  const heir = (await officer.call(listPeople, {})).people.find(({ id }) => id === ada || id === bea)
  const { subscriptions } = await officer.call(listSubscriptions, {})
  assert.deepEqual(
    subscriptions.map(({ subject, name }) => [subject, name]),
    [heir, heir].map(one => [one?.id, one?.name]),
  )
  await officer.call(chooseDisplay, { key: 'ada@x.example', display: 'pseudonym' })
  const unseen = (await member.call(listSubscriptions, {})).subscriptions
  assert.deepEqual(new Set(unseen.map(({ subject }) => subject)), new Set([ada, bea]))
  assert.deepEqual(new Set(unseen.map(({ name }) => name)), new Set([null]))
  office.clock.now = new Date('2026-12-01T00:30:00Z')
  assert.equal(await tellSubscribers(system, going), undefined)
  assert.deepEqual(await subjectsOf(officer), [`Report, Person ${heir?.name}: 2026-11`])
  assert.deepEqual(await subjectsOf(member), [])
})

test('who may not see a report any more when its mail goes out, after quiet hours, is not sent it', async () => {
  await Promise.all(
    [officer, member].map(({ id }) => office.app.call(changeAnAccount, { account: id, email: `${id}@a.example` })),
  )
  for (const one of [officer, member]) {
    await one.call(setMailPreferences, { quietHours: { from: '00:00', to: '06:00' } })
    await one.call(subscribeToReport, { kind: 'project', subject: 'loom', every: 'week' })
  }
  office.clock.now = new Date('2026-12-07T00:30:00Z')
  await tellSubscribers(system, going)
  await withdrawRole(office.admin, { role: 'member', holderKind: 'account', holder: member.id })
  office.clock.now = new Date('2026-12-07T06:30:00Z')
  assert.equal(await deliverMails(system, going), undefined)
  assert.deepEqual(
    mails.take().map(({ to }) => to),
    [[`${officer.id}@a.example`]],
  )
  assert.deepEqual(await countMails(system), { waiting: 0, sending: 0, sent: 1, failed: 1 })
  const [failed] = await getMails(system, { state: 'failed' })
  assert.match(failed?.problem?.en ?? '', /may not see any more what this mail tells/)
})
