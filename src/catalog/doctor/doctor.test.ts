import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { startMailServer } from '../../../test/mail-server.ts'
import { openPeople } from '../../../test/people.ts'
import { openApp } from '../../app/app.ts'
import { notify } from '../../notifications/inbox/service.ts'
import { deliverMails } from '../../notifications/mail/service.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import { getHealth } from './api.ts'
import { examine } from './service.ts'

const app = await openApp({ data: undefined })
after(() => app.close())

async function healthOf(id: string) {
  const { checks } = await app.call(getHealth, {})
  return checks.find(check => check.id === id)?.health
}

test('a new office is told to add people to the office first, and nothing is broken', async () => {
  const { checks } = await app.call(getHealth, {})
  assert.deepEqual(
    checks.filter(({ health }) => health === 'bad'),
    [],
  )
  assert.equal(await healthOf('groups'), 'warn')
  assert.equal(await healthOf('ledger'), 'good')
})

test('records that were changed beside ospo are noticed', async () => {
  const { db } = await app.localContext()
  await sql`update ledger_entry set verb = 'nothing' where seq = 1`.execute(db)
  assert.equal(await healthOf('ledger'), 'bad')
})

test('mails that the server refused are told', async () => {
  const mail = await startMailServer()
  const sendMail = openMailer({ url: mail.url, from: 'ospo@office.example' })
  const people = await openPeople(':memory:', { sendMail })
  const to = await Promise.all(['refused', 'deferred'].map(name => people.add(name)))
  const text = { en: 'Please review', zh: '请评审' }
  const told = { kind: 'request.assigned', subject: text, body: text, link: '/requests/7', key: 'asked' }
  await notify(people.system, { ...told, to: to.map(({ id }) => id) })
  await deliverMails(people.system, new AbortController().signal)
  const check = (await examine(people.system)).find(({ id }) => id === 'mail')
  assert.deepEqual(
    [check?.health, check?.text.en],
    ['warn', 'A mail server is set; mails that wait after a try that failed: 1, given up: 1'],
  )
  await people.close()
  await mail.close()
})
