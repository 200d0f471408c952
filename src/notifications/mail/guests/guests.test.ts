import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEngines } from '../../../../test/engines.ts'
import { startMailServer } from '../../../../test/mail-server.ts'
import { openPeople, type People } from '../../../../test/people.ts'
import { openApp } from '../../../app/app.ts'
import { openMailer } from '../../../platform/mail/mailer.ts'
import { createSealer } from '../../../platform/sealed.ts'
import { countMails, deliverMails, getMails, retryMail } from '../service.ts'
import { forgetAddress, mailGuest, stopMail, stopToken, wantsMail } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in the mails to guests', { skip: missing }, () => assert.equal(servers.length, 2))

const going = new AbortController().signal
const letter = {
  to: 'Guest@b.example',
  key: 'asked 7',
  subject: { en: 'Do you come?', zh: '您来吗？' },
  body: { en: 'Say so <soon> & clearly.', zh: '请尽快答复。' },
  link: '/public/speakers/spk_secret',
  why: { en: 'Somebody named you.', zh: '有人提名了您。' },
  locale: null,
}

type Mails = Awaited<ReturnType<typeof startMailServer>>
const stories: [string, (people: People, mails: Mails) => Promise<void>][] = [
  ['a guest is told in both languages, with a link, why, and how to stop it; each thing once', tellsInBoth],
  ['of what was sent nothing is kept that opens anything, nor is the address shown whole', keepsNoLinks],
  ['whoever wants no more mail gets none, also of what waits', stops],
  ['an address that is refused for good is given up, and can be tried again', givesUp],
  ['what is forgotten of an address goes with its mails', forgets],
]

for (const server of servers)
  for (const [sentence, prove] of stories)
    test(`${sentence} (${server.name})`, async () => {
      const mails = await startMailServer()
      const sendMail = openMailer({ url: mails.url, from: 'ospo@office.example' })
      const people = await openPeople(await server.create(), { sendMail })
      try {
        await prove(people, mails)
      } finally {
        await people.close()
        await mails.close()
      }
    })

async function tellsInBoth({ system }: People, mails: Mails) {
  assert.equal(await mailGuest(system, letter), true)
  assert.equal(await mailGuest(system, letter), false)
  await mailGuest(system, { ...letter, to: 'zhu@b.example', key: 'asked 8', locale: 'zh' })
  assert.equal(await deliverMails(system, going), undefined)
  const [both, chinese, ...others] = mails.take().sort((a, b) => String(a.to).localeCompare(String(b.to)))
  assert.deepEqual([both?.to, both?.subject(), others], [['guest@b.example'], 'Do you come? · 您来吗？', []])
  const text = (both?.text() ?? '').replaceAll('\r\n', '\n')
  assert.match(
    text,
    /^Do you come\?\n\nSay so <soon> & clearly\.\n\nOpen: https:\/\/office\.example\/public\/speakers\/spk_secret/,
  )
  assert.match(text, /您来吗？\n\n请尽快答复。\n\n打开: https:\/\/office\.example\/public\/speakers\/spk_secret/)
  assert.match(
    text,
    /Somebody named you\. · 有人提名了您。\nNo more mails · 不再接收: https:\/\/office\.example\/public\/mail\/sealed1/,
  )
  assert.match(both?.header('list-unsubscribe') ?? '', /^<https:\/\/office\.example\/public\/one-click\/sealed1.+>$/)
  assert.equal(both?.header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  assert.equal(chinese?.subject(), '您来吗？')
  assert.doesNotMatch(chinese?.text() ?? '', /Do you come/)
}

async function keepsNoLinks({ system }: People, mails: Mails) {
  await mailGuest(system, letter)
  const waiting = await system.db.withTables<{ mail: { letter: string } }>().selectFrom('mail').selectAll().execute()
  assert.doesNotMatch(JSON.stringify(waiting), /spk_secret|Do you come/)
  await deliverMails(system, going)
  assert.equal(mails.take().length, 1)
  const [row] = await system.db.withTables<{ mail: { letter: string } }>().selectFrom('mail').selectAll().execute()
  assert.equal(row?.letter, null)
  const [sent] = await getMails(system, {})
  assert.deepEqual([sent?.state, sent?.account, sent?.reader], ['sent', null, 'g…@b.example'])
}

async function stops({ system }: People, mails: Mails) {
  await mailGuest(system, letter)
  await stopMail(system, stopToken(system, 'guest@b.example'))
  assert.equal(await mailGuest(system, { ...letter, key: 'another' }), false)
  await deliverMails(system, going)
  assert.deepEqual(mails.take(), [])
  assert.equal(await wantsMail(system, 'guest@b.example'), false)
  for (const token of ['', 'x', system.reach.seal('guest@b.example')])
    await assert.rejects(stopMail(system, token), /opens nothing/)
}

async function givesUp({ system }: People, mails: Mails) {
  await mailGuest(system, { ...letter, to: 'refused@b.example' })
  await deliverMails(system, going)
  assert.deepEqual(await countMails(system), { waiting: 0, sending: 0, sent: 0, failed: 1 })
  const [mail] = await getMails(system, {})
  await retryMail(system, mail?.id ?? '')
  await deliverMails(system, going)
  assert.equal((await getMails(system, {}))[0]?.attempts, 2)
  assert.deepEqual(mails.take(), [])
}

async function forgets({ system }: People) {
  await mailGuest(system, letter)
  await forgetAddress(system, 'guest@B.example')
  assert.deepEqual(await getMails(system, {}), [])
}

test('without a mail server nothing is written down for guests', async () => {
  const people = await openPeople(':memory:')
  try {
    assert.equal(await mailGuest(people.system, letter), false)
    assert.deepEqual(await getMails(people.system, {}), [])
  } finally {
    await people.close()
  }
})

test('a mail program stops mail with one request, a person with a question; both without signing in', async () => {
  const app = await openApp({
    data: undefined,
    reach: {
      fetch: () => Promise.reject(new Error('not asked')),
      sendMail: () => Promise.resolve(),
      origin: 'https://office.example',
      ...createSealer({ data: undefined }),
    },
  })
  try {
    const ctx = await app.localContext()
    const token = encodeURIComponent(stopToken(ctx, 'guest@b.example'))
    const oneClick = (path: string) =>
      app.fetch(
        new Request(`https://office.example/public/one-click/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'List-Unsubscribe=One-Click',
        }),
      )
    assert.equal((await oneClick('made-up')).status, 404)
    assert.equal((await oneClick('%')).status, 404)
    assert.equal(await wantsMail(ctx, 'guest@b.example'), true)
    const followed = await app.fetch(new Request(`https://office.example/public/one-click/${token}`))
    assert.deepEqual([followed.status, followed.headers.get('location')], [303, `/public/mail/${token}`])
    const page = await app.fetch(new Request(`https://office.example/public/mail/${token}`))
    assert.match(await page.text(), /Send me no more mails/)
    assert.equal((await oneClick(token)).status, 204)
    assert.equal(await wantsMail(ctx, 'guest@b.example'), false)
    const own = { origin: 'https://office.example', 'content-type': 'application/x-www-form-urlencoded' }
    const post = (headers: Record<string, string>) =>
      app.fetch(
        new Request(`https://office.example/public/mail/${token}`, { method: 'POST', headers, body: 'wanted=yes' }),
      )
    assert.equal((await post({ ...own, origin: 'https://evil.example' })).status, 403)
    assert.equal((await post(own)).status, 303)
    assert.equal(await wantsMail(ctx, 'guest@b.example'), true)
  } finally {
    await app.close()
  }
})
