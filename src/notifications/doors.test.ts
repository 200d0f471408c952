import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startMailServer } from '../../test/mail-server.ts'
import { actorOf, createAccount, updateAccount } from '../access/accounts/service.ts'
import { assignRole } from '../access/roles/service.ts'
import { createToken } from '../access/tokens/service.ts'
import { openApp } from '../app/app.ts'
import type { Terminal } from '../platform/cli/command.ts'
import type { Failure } from '../platform/failure.ts'
import { createClient } from '../platform/http/client.ts'
import { createOutbound } from '../platform/http/outbound.ts'
import { openMailer } from '../platform/mail/mailer.ts'
import { createSealer } from '../platform/sealed.ts'
import { listInbox, readNotification } from './inbox/api.ts'
import { inboxCommand } from './inbox/cli.ts'
import { notify } from './inbox/service.ts'
import { getMailPreferences, listMails, retryMail, sendTestMail, setMailPreferences } from './mail/api.ts'
import { createWebhook, listWebhooks } from './webhooks/api.ts'
import { createWebhookCommand, listWebhooksCommand, replayDeliveryCommand, testWebhookCommand } from './webhooks/cli.ts'
import { publish } from './webhooks/service.ts'

const mails = await startMailServer()
const calls: string[] = []
const receiver = createServer((request, response) => {
  calls.push(String(request.headers['webhook-id']))
  response.end('<script>alert(1)</script>')
})
await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
const hookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/secret-path`

const app = await openApp({
  data: undefined,
  reach: {
    fetch: createOutbound({ allowPrivate: true }),
    sendMail: openMailer({ url: mails.url, from: 'ospo@office.example' }),
    origin: 'https://office.example',
    ...createSealer({ data: undefined }),
  },
})
after(async () => {
  await app.close()
  await mails.close()
  receiver.closeAllConnections()
  receiver.close()
})

const admin = await app.localContext()
await updateAccount(admin, admin.actor.id, { email: 'admin@a.example' })
const bo = await signUp('bo')
const cy = await signUp('cy')

/** Somebody who may ask, and no more. */
async function signUp(name: string) {
  const unnamed = { login: null, locale: null, timeZone: null, externalId: null }
  const account = await createAccount(admin, { ...unnamed, name, email: `${name}@a.example` })
  await assignRole(admin, { role: 'member', holderKind: 'account', holder: account.id })
  const ctx = { ...admin, actor: await actorOf(admin, account) }
  const { secret } = await createToken(ctx, { name: 'test', permissions: ['office.read', 'requests.ask'], days: 1 })
  return { id: account.id, token: secret, call: createClient(request => app.fetch(request), { token: secret }) }
}

function tell(...ids: string[]) {
  const subject = { en: 'Review <i>left-pad</i>', zh: '评审 left-pad' }
  const body = { en: 'By Friday', zh: '周五之前' }
  return notify(admin, {
    to: ids,
    kind: 'request.assigned',
    subject,
    body,
    link: '/requests/7',
    key: crypto.randomUUID(),
  })
}

function get(path: string, token: string) {
  return app.fetch(new Request(`http://localhost${path}`, { headers: { authorization: `Bearer ${token}` } }))
}

function post(path: string, token: string, fields: Record<string, string> = {}) {
  const headers = { authorization: `Bearer ${token}`, origin: 'http://localhost' }
  return app.fetch(
    new Request(`http://localhost${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) }),
  )
}

async function adminToken() {
  const permissions = ['office.read', 'requests.ask', 'notifications.manage'] as const
  return (await createToken(admin, { name: 'test', permissions: [...permissions], days: 1 })).secret
}

async function run(command: typeof inboxCommand, positionals: string[], values = {}) {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const io: Terminal = { call: app.call, locale: 'en', json: false, print: say, note: say, progress: () => undefined }
  return { code: await command.run(io, { positionals, values }), lines }
}

test('nobody reads, or marks as read, what is somebody else’s', async () => {
  await tell(bo.id)
  const { notifications, unread } = await bo.call(listInbox, {})
  assert.equal(unread, 1)
  assert.deepEqual(await cy.call(listInbox, {}), { notifications: [], unread: 0 })
  assert.deepEqual((await app.call(listInbox, {})).notifications, [])
  const id = notifications[0]?.id ?? ''
  await assert.rejects(cy.call(readNotification, { id }), (error: Failure) => error.code === 'not-found')
  for (const path of [`/inbox/${id}/open`, `/inbox/${id}/read`]) assert.equal((await post(path, cy.token)).status, 404)
  assert.equal((await bo.call(listInbox, { unread: 'true' })).unread, 1)
})

test('the inbox tells how much is unread, escapes what people wrote, and leads on', async () => {
  await post('/inbox/read', bo.token)
  await tell(bo.id)
  const page = await (await get('/inbox', bo.token)).text()
  assert.match(page, /<h1>Inbox \(1\)<\/h1>/)
  assert.match(page, /Review &lt;i&gt;left-pad&lt;\/i&gt;/)
  assert.doesNotMatch(page, /<i>left-pad/)
  const [notification] = (await bo.call(listInbox, { unread: 'true' })).notifications
  const answer = await post(`/inbox/${notification?.id}/open`, bo.token)
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/requests/7'])
  assert.match(await (await get('/inbox?lang=zh', bo.token)).text(), /<h1>收件箱<\/h1>/)
})

test('mail and webhooks are for those who manage notifications', async () => {
  for (const path of ['/notifications', '/webhooks', '/webhooks/x'])
    assert.equal((await get(path, bo.token)).status, 403)
  for (const path of ['/notifications/test', '/webhooks', '/webhooks/x/secret', '/webhook-deliveries/x/replay'])
    assert.equal((await post(path, bo.token)).status, 403)
  await assert.rejects(bo.call(listWebhooks, {}), (error: Failure) => error.code === 'not-allowed')
  await assert.rejects(bo.call(listMails, {}), (error: Failure) => error.code === 'not-allowed')
})

test('preferences are one’s own, by form and by API', async () => {
  const fields = {
    mail: 'daily',
    digestHour: '7',
    digestDay: '5',
    quietFrom: '22:00',
    quietTo: '06:30',
    'kind:webhook.disabled': 'none',
  }
  const answer = await post('/inbox/preferences', bo.token, fields)
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/inbox/preferences?saved'])
  assert.deepEqual(await bo.call(getMailPreferences, {}), {
    mail: 'daily',
    kinds: { 'webhook.disabled': 'none' },
    quietHours: { from: '22:00', to: '06:30' },
    digestHour: 7,
    digestDay: 5,
  })
  assert.equal((await cy.call(getMailPreferences, {})).mail, 'at-once')
  assert.match(await (await get('/inbox/preferences?saved', bo.token)).text(), /value="22:00"/)
  assert.equal((await post('/inbox/preferences', bo.token, { ...fields, quietTo: '' })).status, 400)
  assert.equal((await post('/inbox/preferences', bo.token, { ...fields, mail: 'hourly' })).status, 400)
  assert.equal((await bo.call(setMailPreferences, {})).mail, 'at-once')
  await assert.rejects(bo.call(setMailPreferences, { kinds: { 'a b': 'none' } }), /does not fit/)
})

test('a worker sends mails by itself, and the log shows them to those who manage', async () => {
  mails.take()
  const worker = await app.startWorker()
  try {
    await tell(cy.id)
    for (
      let tries = 0;
      tries < 200 && !(await app.call(listMails, { state: 'sent' })).mails.some(mail => mail.reader === 'cy');
      tries++
    )
      await sleep(50)
  } finally {
    await worker.stop()
  }
  assert.ok(mails.take().some(mail => mail.to[0] === 'cy@a.example'))
  const {
    mails: [sent],
  } = await app.call(listMails, { state: 'sent' })
  assert.equal(sent?.problem, null)
  const page = await (await get('/notifications', await adminToken())).text()
  assert.match(page, /<h1>Mail delivery<\/h1>/)
  assert.match(page, /cy/)
  await assert.rejects(app.call(retryMail, { id: sent?.id ?? '' }), /Only a mail that waits or was given up/)
  assert.deepEqual(await app.call(sendTestMail, {}), { to: 'admin@a.example' })
  const answer = await post('/notifications/test', await adminToken())
  assert.match(await answer.text(), /The mail server took the test mail/)
})

test('a webhook from the form to the log, its secret shown once', async () => {
  const token = await adminToken()
  const made = await post('/webhooks', token, {
    name: 'Build',
    url: hookUrl,
    preset: 'standard',
    events: 'request.* grant.*',
    locale: 'en',
    secret: '',
  })
  assert.match(await made.text(), /whsec_[\w+/]{43}=/)
  const [webhook] = (await app.call(listWebhooks, {})).webhooks
  assert.deepEqual([webhook?.name, webhook?.events, webhook?.signed], ['Build', ['request.*', 'grant.*'], true])
  const tested = await post(`/webhooks/${webhook?.id}/test`, token)
  assert.equal(tested.status, 303)
  const page = await (await get(`/webhooks/${webhook?.id}`, token)).text()
  assert.match(page, /webhook\.test/)
  assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  assert.doesNotMatch(page, /secret-path|whsec_/)
  const rotated = await (await post(`/webhooks/${webhook?.id}/secret`, token)).text()
  assert.match(rotated, /whsec_/)
  await post(`/webhooks/${webhook?.id}/change`, token, { name: 'Builds', url: '', events: '*', locale: 'zh' })
  await post(`/webhooks/${webhook?.id}/change`, token, { active: 'false' })
  const [changed] = (await app.call(listWebhooks, {})).webhooks
  assert.deepEqual([changed?.name, changed?.events, changed?.locale, changed?.active], ['Builds', ['*'], 'zh', false])
  assert.equal((await post(`/webhooks/${webhook?.id}/delete`, token)).headers.get('location'), '/webhooks')
  assert.equal((await post('/webhooks', token, { name: 'x', url: 'javascript:alert(1)' })).status, 400)
  assert.equal((await get('/webhooks', token)).status, 200)
})

test('the command line creates, lists, tests and replays', async () => {
  const values = { events: 'request.*', preset: 'standard', language: 'zh' }
  const { lines } = await run(createWebhookCommand, ['Chat', hookUrl], values)
  const [id = '', secret = ''] = lines
  assert.match(secret, /^whsec_/)
  assert.deepEqual((await run(listWebhooksCommand, [])).lines, [
    `${id}  Chat  ${new URL(hookUrl).host}  standard  request.*  on`,
  ])
  const tested = await run(testWebhookCommand, [id])
  assert.equal(tested.code, 0)
  assert.match(tested.lines[0] ?? '', /^msg_\S+ {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}webhook\.test {2}delivered {2}200 {2}1/)
  const [delivery = ''] = (tested.lines[0] ?? '').split(' ')
  assert.equal((await run(replayDeliveryCommand, [delivery])).code, 0)
  assert.deepEqual(calls.slice(-2), [delivery, delivery])
  assert.equal((await run(listWebhooksCommand, [id])).lines.length, 1)
  await assert.rejects(run(createWebhookCommand, ['Chat', 'nowhere']), /These do not fit: url; usage/)
  await assert.rejects(
    run(createWebhookCommand, ['Chat', hookUrl], { preset: 'feishu', 'secret-from': 'NOT_SET' }),
    /secret/,
  )
  await app.call(createWebhook, { name: 'Robot', url: hookUrl, preset: 'feishu', secret: 'of-the-robot' })
})

test('the command line shows the inbox of its account, and marks it as read', async () => {
  await tell(admin.actor.id)
  const { lines } = await run(inboxCommand, [], { unread: true })
  assert.match(
    lines[0] ?? '',
    /^[\w-]{36} {2}new {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}Review <i>left-pad<\/i> {2}\/requests\/7$/,
  )
  await run(inboxCommand, [], { read: lines[0]?.split(' ')[0] })
  assert.deepEqual((await run(inboxCommand, [], { unread: true })).lines, [])
  await tell(admin.actor.id)
  assert.equal((await run(inboxCommand, [], { read: 'all' })).lines.length, 2)
})

test('what is published outside of the office is a mistake of ours', async () => {
  const text = { en: 'x', zh: '某' }
  await assert.rejects(
    publish(admin, { event: 'a.b', key: '1', data: {}, text, link: '//evil.example' }),
    /leads out of/,
  )
})
