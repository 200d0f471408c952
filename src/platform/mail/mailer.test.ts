import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { startMailServer } from '../../../test/mail-server.ts'
import { Failure } from '../failure.ts'
import { isRefusedForGood, openMailer } from './mailer.ts'

const server = await startMailServer()
after(() => server.close())
const send = openMailer({ url: server.url, from: 'Open Source Office <ospo@office.example>' })
const mail = { to: 'ada@a.example', subject: 'Hello', text: 'Body' }

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  assert.ok(error instanceof Failure, String(error))
  return error
}

test('a mail arrives with its text, its markup, its headers and its id', async () => {
  await send({
    ...mail,
    html: '<p>Body</p>',
    messageId: '<1@office.example>',
    headers: { 'List-Unsubscribe': '<https://office.example/inbox/preferences>' },
  })
  const [arrived] = server.take()
  assert.deepEqual([arrived?.from, arrived?.to], ['ospo@office.example', ['ada@a.example']])
  assert.equal(arrived?.header('from'), 'Open Source Office <ospo@office.example>')
  assert.equal(arrived?.header('message-id'), '<1@office.example>')
  assert.equal(arrived?.header('list-unsubscribe'), '<https://office.example/inbox/preferences>')
  assert.match(arrived?.header('content-type') ?? '', /^multipart\/alternative/)
})

test('Chinese arrives as it was written', async () => {
  await send({ ...mail, subject: '您的申请已批准：开源贡献许可', text: '请在七日内签署。' })
  const [arrived] = server.take()
  assert.equal(arrived?.subject(), '您的申请已批准：开源贡献许可')
  assert.match(arrived?.text() ?? '', /请在七日内签署。/)
})

test('what a person wrote begins no header of its own', async () => {
  await send({
    ...mail,
    subject: 'Hi\r\nBcc: eve@e.example\r\n\r\nInjected',
    headers: { 'X-Kind': 'a\r\nBcc: eve@e.example' },
  })
  const [arrived] = server.take()
  assert.deepEqual(arrived?.to, ['ada@a.example'])
  assert.equal(arrived?.header('bcc'), undefined)
  assert.equal(arrived?.subject(), 'Hi Bcc: eve@e.example Injected')
  assert.equal(arrived?.header('x-kind'), 'a Bcc: eve@e.example')
})

test('a recipient that is two, or none, is refused before anything is sent', async () => {
  for (const to of [
    'a@a.example, eve@e.example',
    'a@a.example\r\nRCPT TO:<eve@e.example>',
    'x <a@a.example>',
    'nobody',
    '',
  ])
    assert.ok(isRefusedForGood(await failureOf(send({ ...mail, to }))))
  assert.deepEqual(server.take(), [])
})

test('text that looks like a file or an address is sent as text', async () => {
  await send({ ...mail, text: '/etc/passwd', html: 'http://127.0.0.1/' })
  const [arrived] = server.take()
  assert.match(arrived?.raw ?? '', /\/etc\/passwd/)
})

test('a recipient that the server does not want is known for good, one that it defers is not', async () => {
  const refused = await failureOf(send({ ...mail, to: 'refused@a.example' }))
  const deferred = await failureOf(send({ ...mail, to: 'deferred@a.example' }))
  assert.deepEqual([isRefusedForGood(refused), isRefusedForGood(deferred)], [true, false])
  assert.match(refused.text.en, /refused the recipient refused@a\.example \(550 /)
  assert.match(deferred.text.zh, /^邮件服务器 127\.0\.0\.1 未接受邮件（450 /)
})

test('a server that hands on nothing of this office is for the office to mend, and no recipient is given up for it', async () => {
  const failure = await failureOf(send({ ...mail, to: 'elsewhere@a.example' }))
  assert.equal(isRefusedForGood(failure), false)
  assert.match(failure.text.en, /\(554 5\.7\.1 <elsewhere@a\.example>: Relay access denied\): check OSPO_SMTP/)
})

test('a server that looks through a mail for long before it takes it has taken it, so that it is not sent again', async () => {
  await send({ ...mail, to: 'slow@a.example' })
  assert.equal(server.take().length, 1)
})

test('why no connection came about is told: nobody listens, no such host, no TLS there', async () => {
  const cases = [
    ['smtp://127.0.0.1:1', /ECONNREFUSED 127\.0\.0\.1:1/],
    ['smtp://nowhere.invalid', /nowhere\.invalid/],
    [server.url.replace('smtp:', 'smtps:'), /wrong version number/],
  ] as const
  for (const [url, why] of cases)
    assert.match((await failureOf(openMailer({ url, from: 'o@o.example' })(mail))).text.en, why)
})

test('who stops ospo does not wait for a server that looks through a mail for long', async () => {
  await assert.rejects(send({ ...mail, to: 'slow@a.example' }, AbortSignal.abort()), /ETIMEDOUT/)
  server.take()
})

test('a server that is down, one that is silent, and a wrong password are told without the password', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => silent.once('listening', resolve))
  const free = (silent.address() as { port: number }).port
  await new Promise(resolve => silent.close(resolve))
  const wrong = server.url.replace('//', '//ada:hunter2%21@')
  for (const url of [`smtp://ada:hunter2%21@127.0.0.1:${free}`, wrong]) {
    const failure = await failureOf(openMailer({ url, from: 'o@o.example' })(mail))
    assert.equal(failure.code, 'upstream-failed')
    assert.doesNotMatch(`${failure.stack} ${JSON.stringify(failure)} ${failure.text.zh}`, /hunter2|aHVudGVy/)
  }
})

test('the right password signs in', async () => {
  await openMailer({ url: server.url.replace('//', '//ada:correct@'), from: 'o@o.example' })(mail)
  assert.equal(server.take().length, 1)
})

test('settings that name no server or no sender are told in a sentence', () => {
  for (const url of ['mail.example', 'http://mail.example', 'smtp://'])
    assert.throws(() => openMailer({ url, from: 'o@o.example' }), /OSPO_SMTP is no mail server/)
  assert.throws(() => openMailer({ url: 'smtp://m.example', from: 'Office' }), /OSPO_MAIL_FROM is no address/)
})
